package cn.zhibu.stack.store.engine;

import cn.zhibu.stack.store.language.Refused;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * What a writing command does to the file, inside the one transaction of its group. Everything that can be refused is
 * looked at before the first byte of a document or an entry is changed.
 */
public final class Writing {

    private final Session session;
    private final Map<Long, Long> last = new HashMap<>();
    private final Map<Long, Long> counted = new HashMap<>();
    private final Set<Index> noted = new HashSet<>();
    private Catalogue catalogue;

    Writing(Session session, Catalogue catalogue) {
        this.session = session;
        this.catalogue = catalogue;
    }

    public Session session() {
        return session;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    /** The group's work is thrown away; the file is as it was. */
    void forget() {
        last.clear();
        counted.clear();
        catalogue = Catalogue.read(session);
    }

    /** Runs one command's changes as a whole: what it throws takes them all back. */
    <T extends @Nullable Object> T whole(Function<Writing, T> command) {
        var catalogueBefore = catalogue;
        var countedBefore = Map.copyOf(counted);
        noted.clear();
        session.run("SAVEPOINT command");
        try {
            var result = command.apply(this);
            session.run("RELEASE command");
            return result;
        } catch (FileFailure failed) {
            throw failed;
        } catch (RuntimeException refused) {
            session.run("ROLLBACK TO command");
            session.run("RELEASE command");
            catalogue = catalogueBefore;
            counted.clear();
            counted.putAll(countedBefore);
            // What an index knows of arrays stays known, and has to stand in the file as it does in memory.
            noted.forEach(this::writeArrays);
            throw refused;
        }
    }

    /** Writes down how many documents each collection has now. */
    void settle() {
        counted.forEach((id, change) -> {
            if (change != 0) {
                session.change("UPDATE collections SET documents = documents + ? WHERE id = ?", change, id);
            }
        });
        counted.clear();
    }

    /** The collection of this name, made if there is none. */
    public Collection collection(String database, String name) {
        var known = catalogue.find(database, name);
        if (known != null) {
            return known;
        }
        session.change("INSERT INTO collections (database, name) VALUES (?, ?)", database, name);
        var fresh = new Collection(lastId(), database, name, java.util.List.of());
        var collection = fresh.with(index(fresh, Index.ofIds()));
        catalogue = catalogue.with(collection);
        return collection;
    }

    private long lastId() {
        return session.number("SELECT last_insert_rowid()");
    }

    private Index index(Collection collection, BsonDocument spec) {
        session.change("INSERT INTO indexes (collection, spec) VALUES (?, ?)", collection.id(), Stored.bytes(spec));
        return new Index(lastId(), spec, 0);
    }

    /** Builds an index over what is there; refuses, changing nothing, where a unique one would have doubled keys. */
    public void build(Collection collection, BsonDocument spec) {
        var index = new Index(0, spec, 0);
        if (index.unique()) {
            refuseDoubled(collection, index);
        }
        var built = index(collection, spec);
        for (long from = collection.begin(); ; ) {
            var positions = session.positions(from, collection.end(), 200);
            if (positions.isEmpty()) {
                break;
            }
            for (long position : positions) {
                var document = Stored.open(Objects.requireNonNull(session.document(position)));
                for (byte[] key : built.keys(document)) {
                    session.addKey(built.id(), Index.entry(key, position));
                }
                noteArrays(built, document);
            }
            from = positions.get(positions.size() - 1) + 1;
        }
        catalogue = catalogue.with(collection.with(built));
    }

    private void refuseDoubled(Collection collection, Index index) {
        var known = new TreeSet<byte[]>(java.util.Arrays::compareUnsigned);
        for (long from = collection.begin(); ; ) {
            var positions = session.positions(from, collection.end(), 200);
            if (positions.isEmpty()) {
                return;
            }
            for (long position : positions) {
                var document = Stored.open(Objects.requireNonNull(session.document(position)));
                for (byte[] key : index.keys(document)) {
                    if (!known.add(key)) {
                        throw new DuplicateKey(collection, index, document);
                    }
                }
            }
            from = positions.get(positions.size() - 1) + 1;
        }
    }

    /** Removes a database with everything in it. */
    public void drop(String database) {
        for (Collection collection : catalogue.of(database)) {
            for (Index index : collection.indexes()) {
                session.removeKeys(index.id());
            }
            session.removeAll(collection);
            session.change("DELETE FROM indexes WHERE collection = ?", collection.id());
            session.change("DELETE FROM collections WHERE id = ?", collection.id());
            last.remove(collection.id());
            counted.remove(collection.id());
        }
        catalogue = catalogue.without(database);
    }

    /** Adds a document whose _id stands first. */
    public void insert(Collection collection, byte[] document) {
        var opened = Stored.open(document);
        var keys = new HashMap<Index, TreeSet<byte[]>>();
        for (Index index : collection.indexes()) {
            var of = index.keys(opened);
            refuseTaken(collection, index, of, opened, -1);
            keys.put(index, of);
        }
        long position =
                last.computeIfAbsent(collection.id(), id -> Math.max(session.last(collection), collection.begin())) + 1;
        session.add(position, document);
        keys.forEach((index, of) -> {
            noteArrays(index, opened);
            of.forEach(key -> session.addKey(index.id(), Index.entry(key, position)));
        });
        last.put(collection.id(), position);
        counted.merge(collection.id(), 1L, Long::sum);
    }

    /** Puts another document in the place of one. */
    public void replace(Collection collection, Place before, byte[] document) {
        var opened = Stored.open(document);
        var removed = new HashMap<Index, TreeSet<byte[]>>();
        var added = new HashMap<Index, TreeSet<byte[]>>();
        for (Index index : collection.indexes()) {
            var old = index.keys(before.document());
            var fresh = index.keys(opened);
            var kept = new TreeSet<>(old);
            kept.retainAll(fresh);
            old.removeAll(kept);
            fresh.removeAll(kept);
            refuseTaken(collection, index, fresh, opened, before.position());
            removed.put(index, old);
            added.put(index, fresh);
        }
        session.replace(before.position(), document);
        removed.forEach((index, keys) ->
                keys.forEach(key -> session.removeKey(index.id(), Index.entry(key, before.position()))));
        added.forEach((index, keys) -> {
            noteArrays(index, opened);
            keys.forEach(key -> session.addKey(index.id(), Index.entry(key, before.position())));
        });
    }

    public void remove(Collection collection, Place place) {
        for (Index index : collection.indexes()) {
            index.keys(place.document())
                    .forEach(key -> session.removeKey(index.id(), Index.entry(key, place.position())));
        }
        session.remove(place.position());
        counted.merge(collection.id(), -1L, Long::sum);
    }

    private void noteArrays(Index index, BsonDocument document) {
        if (index.noteArrays(document)) {
            noted.add(index);
            writeArrays(index);
        }
    }

    private void writeArrays(Index index) {
        session.change("UPDATE indexes SET arrays = ? WHERE id = ?", index.arrays(), index.id());
    }

    private void refuseTaken(
            Collection collection, Index index, TreeSet<byte[]> keys, BsonDocument document, long itself) {
        if (!index.unique()) {
            return;
        }
        for (byte[] key : keys) {
            for (byte[] entry : session.entries(index.id(), Range.beginning(key), false, 2)) {
                if (Index.position(entry) != itself) {
                    throw new DuplicateKey(collection, index, document);
                }
            }
        }
    }

    /** A key that a unique index has already. */
    public static final class DuplicateKey extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private static final int CODE = 11000;

        private final transient BsonDocument pattern;
        private final transient BsonDocument value;

        DuplicateKey(Collection collection, Index index, BsonDocument document) {
            super(
                    "E11000 duplicate key error collection: " + collection.namespace() + " index: " + index.name()
                            + " dup key: " + index.shown(document).toJson(),
                    null,
                    false,
                    false);
            this.pattern = index.spec().getDocument("key");
            this.value = index.shown(document);
        }

        public BsonDocument pattern() {
            return pattern;
        }

        public BsonDocument value() {
            return value;
        }

        public Refused refused() {
            return new Refused(CODE, "DuplicateKey", String.valueOf(getMessage()));
        }
    }
}
