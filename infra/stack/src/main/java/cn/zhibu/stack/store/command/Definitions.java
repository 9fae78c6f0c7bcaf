package cn.zhibu.stack.store.command;

import cn.zhibu.stack.store.engine.Catalogue;
import cn.zhibu.stack.store.engine.Collection;
import cn.zhibu.stack.store.engine.Index;
import cn.zhibu.stack.store.engine.Session;
import cn.zhibu.stack.store.engine.Writing;
import cn.zhibu.stack.store.language.ClosedList;
import cn.zhibu.stack.store.language.ClosedList.Kind;
import cn.zhibu.stack.store.language.Filter;
import cn.zhibu.stack.store.language.Refused;
import java.util.regex.Pattern;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** createIndexes, dropDatabase and the lists of what there is. */
final class Definitions {

    private static final int MOST_FIELDS = 32;
    private static final int MOST_INDEXES = 64;
    private static final Pattern NUMBERED = Pattern.compile("(^|.*\\.)[0-9]+(\\..*|$)");
    private static final String UNIQUE = "unique";
    private static final String SPARSE = "sparse";

    private Definitions() {}

    static BsonDocument createIndexes(Request request, Writing writing) {
        var specs = request.documents("indexes").stream().map(Definitions::spec).toList();
        boolean fresh = writing.catalogue().find(request.database(), request.collection()) == null;
        var collection = writing.collection(request.database(), request.collection());
        int before = collection.indexes().size();
        for (BsonDocument spec : specs) {
            if (!isThere(collection, spec)) {
                writing.build(collection, spec);
                collection = writing.collection(request.database(), request.collection());
            }
        }
        if (collection.indexes().size() > MOST_INDEXES) {
            throw new Refused(67, "CannotCreateIndex", "a collection has at most " + MOST_INDEXES + " indexes");
        }
        return Request.ok(new BsonDocument("numIndexesBefore", new BsonInt32(before))
                .append("numIndexesAfter", new BsonInt32(collection.indexes().size()))
                .append("createdCollectionAutomatically", BsonBoolean.valueOf(fresh)));
    }

    /** The index as it is kept: its version, keys as whole numbers, name, and only what is switched on. */
    private static BsonDocument spec(BsonDocument asked) {
        Options.only(asked, Options.OF_AN_INDEX, "an index");
        var keys = Request.required(asked, "key");
        if (keys.isEmpty() || keys.size() > MOST_FIELDS) {
            throw new Refused(67, "CannotCreateIndex", "an index is over 1 to " + MOST_FIELDS + " fields");
        }
        var kept = new BsonDocument();
        keys.forEach((path, order) -> kept.append(path, order(path, order)));
        var name = asked.get("name");
        if (name == null || !name.isString() || name.asString().getValue().isEmpty()) {
            throw Refused.failedToParse("an index has a name");
        }
        var spec = new BsonDocument("v", new BsonInt32(2)).append("key", kept).append("name", name);
        for (String option : new String[] {UNIQUE, SPARSE}) {
            if (Request.flag(asked, option, false)) {
                ClosedList.read().require(Kind.INDEX, option);
                spec.append(option, BsonBoolean.TRUE);
            }
        }
        return spec;
    }

    private static BsonInt32 order(String path, BsonValue order) {
        boolean known = order.isNumber() && Math.abs(order.asNumber().doubleValue()) == 1;
        boolean plain = !path.isEmpty()
                && !path.startsWith(".")
                && !path.endsWith(".")
                && !path.contains("..")
                && !path.contains("$")
                && !NUMBERED.matcher(path).matches();
        if (!known || !plain) {
            throw Refused.notOnTheList(67, "CannotCreateIndex", "an index on '" + path + "': " + order);
        }
        return new BsonInt32(order.asNumber().intValue());
    }

    private static boolean isThere(Collection collection, BsonDocument spec) {
        for (Index known : collection.indexes()) {
            boolean sameName = known.name().equals(spec.getString("name").getValue());
            boolean sameKeys = sameKeys(known.spec().getDocument("key"), spec.getDocument("key"));
            if (sameName && sameKeys && options(known.spec()).equals(options(spec))) {
                return true;
            } else if (sameName) {
                throw new Refused(
                        86,
                        "IndexKeySpecsConflict",
                        "there is an index called " + known.name() + " with other keys or options");
            } else if (sameKeys) {
                throw new Refused(
                        85, "IndexOptionsConflict", "Index already exists with a different name: " + known.name());
            }
        }
        return false;
    }

    private static boolean sameKeys(BsonDocument one, BsonDocument other) {
        return one.equals(other)
                && new java.util.ArrayList<>(one.keySet()).equals(new java.util.ArrayList<>(other.keySet()));
    }

    private static java.util.List<@Nullable BsonValue> options(BsonDocument spec) {
        return java.util.Arrays.asList(spec.get(UNIQUE), spec.get(SPARSE));
    }

    static BsonDocument dropDatabase(Request request, Writing writing) {
        var database = request.database();
        boolean was = !writing.catalogue().of(database).isEmpty();
        writing.drop(database);
        var answer = new BsonDocument();
        return Request.ok(was ? answer.append("dropped", new BsonString(database)) : answer);
    }

    static BsonDocument listIndexes(Request request, Catalogue catalogue) {
        var collection = catalogue.find(request.database(), request.collection());
        if (collection == null) {
            throw new Refused(26, "NamespaceNotFound", "ns does not exist: " + request.namespace());
        }
        var specs = new BsonArray();
        collection.indexes().forEach(index -> specs.add(index.spec()));
        return Reads.cursor(request.namespace(), "firstBatch", specs, 0);
    }

    static BsonDocument listCollections(Request request, Catalogue catalogue) {
        var filter = filter(request);
        boolean namesOnly = request.flag("nameOnly", false);
        var found = new BsonArray();
        for (Collection collection : catalogue.of(request.database())) {
            var entry = new BsonDocument("name", new BsonString(collection.name()))
                    .append("type", new BsonString("collection"));
            if (!namesOnly) {
                entry.append("options", new BsonDocument())
                        .append("info", new BsonDocument("readOnly", BsonBoolean.FALSE))
                        .append("idIndex", collection.indexes().get(0).spec());
            }
            if (filter == null || filter.matches(entry)) {
                found.add(entry);
            }
        }
        return Reads.cursor(request.database() + ".$cmd.listCollections", "firstBatch", found, 0);
    }

    private static @Nullable Filter filter(Request request) {
        var filter = request.document("filter");
        return filter == null || filter.isEmpty() ? null : Filter.parse(filter);
    }

    static BsonDocument listDatabases(Request request, Session session, Catalogue catalogue) {
        var filter = filter(request);
        boolean namesOnly = request.flag("nameOnly", false);
        var found = new BsonArray();
        long total = 0;
        for (String name : catalogue.databases().keySet()) {
            var entry = new BsonDocument("name", new BsonString(name));
            if (!namesOnly) {
                long bytes =
                        catalogue.of(name).stream().mapToLong(session::bytes).sum();
                total += bytes;
                entry.append("sizeOnDisk", new BsonInt64(bytes)).append("empty", BsonBoolean.FALSE);
            }
            if (filter == null || filter.matches(entry)) {
                found.add(entry);
            }
        }
        var answer = new BsonDocument("databases", found);
        return Request.ok(namesOnly ? answer : answer.append("totalSize", new BsonInt64(total)));
    }
}
