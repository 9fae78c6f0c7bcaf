package cn.zhibu.stack.store.command;

import cn.zhibu.stack.store.language.ClosedList;
import cn.zhibu.stack.store.language.Refused;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;

/**
 * What each command may be told beside its name: an option nobody here obeys is refused, never ignored. allowDiskUse
 * allows and does not ask; whose databases and collections are listed is the one user's.
 */
final class Options {

    private static final Set<String> ALWAYS =
            words("$db $readPreference readConcern writeConcern comment maxTimeMS lsid $clusterTime");
    private static final Map<String, Set<String>> OF = Map.ofEntries(
            Map.entry("find", words("filter sort projection skip limit batchSize singleBatch allowDiskUse")),
            Map.entry("insert", words("documents ordered")),
            Map.entry("update", words("updates ordered")),
            Map.entry("delete", words("deletes ordered")),
            Map.entry("findAndModify", words("query sort remove update new upsert fields")),
            Map.entry("aggregate", words("pipeline cursor allowDiskUse")),
            Map.entry("count", words("query limit skip")),
            Map.entry("createIndexes", words("indexes")),
            Map.entry("listIndexes", words("cursor")),
            Map.entry("listCollections", words("filter nameOnly authorizedCollections cursor")),
            Map.entry("listDatabases", words("filter nameOnly authorizedDatabases")),
            Map.entry("dropDatabase", words("")),
            Map.entry("getMore", words("collection batchSize")),
            Map.entry("killCursors", words("cursors")),
            Map.entry("endSessions", words("")),
            Map.entry("ping", words("")),
            Map.entry("buildInfo", words("")),
            Map.entry("explain", words("verbosity")));

    static final Set<String> OF_AN_UPDATE = words("q u multi upsert");
    static final Set<String> OF_A_DELETE = words("q limit");
    static final Set<String> OF_AN_INDEX = words("key name v unique sparse background ns");

    private Options() {}

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
    }

    static void check(Request request) {
        var name = request.name();
        ClosedList.read().require(ClosedList.Kind.COMMAND, name);
        var known = OF.get(name);
        if (known == null) {
            throw Refused.notOnTheList(59, "CommandNotFound", "command " + name);
        }
        for (String option : request.body().keySet()) {
            if (!option.equals(name) && !known.contains(option) && !ALWAYS.contains(option)) {
                throw Refused.notOnTheList("option '" + option + "' of " + name);
            }
        }
        concerns(request.body());
    }

    static void only(BsonDocument part, Set<String> known, String where) {
        for (String option : part.keySet()) {
            if (!known.contains(option)) {
                throw Refused.notOnTheList("option '" + option + "' of " + where);
            }
        }
    }

    private static void concerns(BsonDocument body) {
        var write = Request.document(body, "writeConcern");
        var w = write == null ? null : write.get("w");
        if (w != null && w.isString() && !w.asString().getValue().equals("majority")) {
            throw new Refused(79, "UnknownReplWriteConcern", "no write concern is called " + w);
        } else if (w != null && w.isNumber() && w.asNumber().doubleValue() > 1) {
            throw new Refused(100, "CannotSatisfyWriteConcern", "this store is one member; w is 0, 1 or majority");
        }
        var read = Request.document(body, "readConcern");
        var level = read == null ? null : read.get("level");
        if (level != null
                && !(level.isString()
                        && Set.of("local", "available", "majority")
                                .contains(level.asString().getValue()))) {
            throw Refused.notOnTheList("read concern " + level);
        }
    }
}
