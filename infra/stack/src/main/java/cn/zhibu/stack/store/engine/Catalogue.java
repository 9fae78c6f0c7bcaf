package cn.zhibu.stack.store.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;

/** Which databases, collections and indexes there are, at one moment. */
public record Catalogue(Map<String, Map<String, Collection>> databases) {

    static Catalogue read(Session session) {
        var indexes = new HashMap<Long, List<Index>>();
        session.with("SELECT collection, id, spec, arrays FROM indexes ORDER BY id", statement -> {
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    var spec = new RawBsonDocument(found.getBytes(3)).decode(new BsonDocumentCodec());
                    indexes.computeIfAbsent(found.getLong(1), id -> new ArrayList<>())
                            .add(new Index(found.getLong(2), spec, found.getLong(4)));
                }
                return true;
            }
        });
        var databases = new TreeMap<String, Map<String, Collection>>();
        session.with("SELECT id, database, name FROM collections", statement -> {
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    var of = indexes.getOrDefault(found.getLong(1), List.of());
                    var collection = new Collection(found.getLong(1), found.getString(2), found.getString(3), of);
                    databases
                            .computeIfAbsent(collection.database(), name -> new TreeMap<>())
                            .put(collection.name(), collection);
                }
                return true;
            }
        });
        return new Catalogue(databases);
    }

    /** Null when there is none. */
    public @Nullable Collection find(String database, String name) {
        return databases.getOrDefault(database, Map.of()).get(name);
    }

    Catalogue with(Collection collection) {
        var copy = new TreeMap<>(databases);
        var collections = new TreeMap<>(copy.getOrDefault(collection.database(), Map.of()));
        collections.put(collection.name(), collection);
        copy.put(collection.database(), collections);
        return new Catalogue(copy);
    }

    Catalogue without(String database) {
        var copy = new TreeMap<>(databases);
        copy.remove(database);
        return new Catalogue(copy);
    }

    /** The collections of a database, by name. */
    public java.util.Collection<Collection> of(String database) {
        return databases.getOrDefault(database, Map.of()).values();
    }
}
