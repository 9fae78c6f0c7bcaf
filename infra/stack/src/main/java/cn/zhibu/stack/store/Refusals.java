package cn.zhibu.stack.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.NoSuchCommandException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses every command, option, operator and stage that this store would do wrongly without a word: an option it
 * does not know is an error here, where a real server would obey it and this one would not.
 */
final class Refusals {

    private static final Set<String> ALWAYS = words("$db $readPreference readConcern writeConcern comment maxTimeMS");
    private static final Map<String, Set<String>> OPTIONS = Map.ofEntries(
            Map.entry(
                    "find",
                    words("filter sort projection hint skip limit batchSize singleBatch noCursorTimeout"
                            + " allowPartialResults allowDiskUse")),
            Map.entry("insert", words("documents ordered bypassDocumentValidation")),
            Map.entry("update", words("updates ordered bypassDocumentValidation")),
            Map.entry("delete", words("deletes ordered")),
            Map.entry(
                    "findAndModify",
                    words("query sort remove update new upsert fields arrayFilters hint"
                            + " bypassDocumentValidation")),
            Map.entry("aggregate", words("pipeline cursor hint allowDiskUse")),
            Map.entry("count", words("query limit skip hint")),
            Map.entry("distinct", words("key query")),
            Map.entry("create", words("")),
            Map.entry("createIndexes", words("indexes commitQuorum")),
            Map.entry("dropIndexes", words("index")),
            Map.entry("listIndexes", words("cursor")),
            Map.entry("listCollections", words("filter nameOnly authorizedCollections cursor")),
            Map.entry("listDatabases", words("filter nameOnly authorizedDatabases")),
            Map.entry("drop", words("")),
            Map.entry("dropDatabase", words("")),
            Map.entry("getMore", words("collection batchSize")),
            Map.entry("killCursors", words("cursors")),
            Map.entry("endSessions", words("")),
            Map.entry("ping", words("")),
            Map.entry("buildInfo", words("")),
            Map.entry("serverStatus", words("")),
            Map.entry("collStats", words("scale")),
            Map.entry("connectionStatus", words("showPrivileges")));

    private static final Set<String> UPDATE = words("q u multi upsert arrayFilters hint");
    private static final Set<String> DELETE = words("q limit hint");
    private static final Set<String> INDEX = words("key name v unique sparse background ns");
    private static final Set<String> QUERY =
            words("$eq $ne $in $nin $gt $gte $lt $lte $exists $and $or $nor $not $regex"
                    + " $options $size $all $elemMatch $type $expr $comment");
    private static final Set<String> STAGES = words("$match $group $sort $limit $skip $project $count $addFields $unset"
            + " $unwind $replaceRoot $lookup $facet $sortByCount $bucket");
    private static final Set<String> WRONG_EXPRESSIONS = words("$dayOfWeek");

    private Refusals() {}

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : new HashSet<>(Arrays.asList(text.split(" ")));
    }

    static MongoServerError unsupported(String what) {
        return new MongoServerError(238, "NotImplemented", "the embedded store does not do this: " + what);
    }

    static void check(String command, Document query) {
        var name = command.equalsIgnoreCase("buildinfo") ? "buildInfo" : command;
        var options = OPTIONS.get(name);
        if (options == null) {
            throw new NoSuchCommandException(command);
        }
        for (String option : query.keySet()) {
            if (!option.equals(command) && !options.contains(option) && !ALWAYS.contains(option)) {
                throw unsupported("option '" + option + "' of " + command);
            }
        }
        switch (name) {
            case "find" -> {
                filter(query.get("filter"));
                natural(query.get("sort"));
            }
            case "count", "distinct" -> filter(query.get("query"));
            case "findAndModify" -> {
                filter(query.get("query"));
                natural(query.get("sort"));
                change(query.get("update"));
            }
            case "update" -> each(query, "updates", UPDATE, Refusals::update);
            case "delete" -> each(query, "deletes", DELETE, delete -> filter(delete.get("q")));
            case "createIndexes" -> each(query, "indexes", INDEX, Refusals::index);
            case "aggregate" -> pipeline(query);
            default -> {}
        }
    }

    private static void each(
            Document query, String list, Set<String> options, java.util.function.Consumer<Document> check) {
        for (Document document : Replies.parts(query, list)) {
            for (String option : document.keySet()) {
                if (!options.contains(option)) {
                    throw unsupported("option '" + option + "' in " + list);
                }
            }
            check.accept(document);
        }
    }

    private static void update(Document update) {
        filter(update.get("q"));
        change(update.get("u"));
    }

    private static void change(@Nullable Object change) {
        if (change != null && !(change instanceof Document)) {
            throw unsupported("an update with a pipeline");
        }
    }

    private static void natural(@Nullable Object sort) {
        if (sort instanceof Document order && order.containsKey("$natural")) {
            throw unsupported("sort by $natural");
        }
    }

    private static void index(Document index) {
        var key = Replies.part(index, "key");
        for (Map.Entry<String, Object> field : key.entrySet()) {
            boolean order = field.getValue() instanceof Number number && Math.abs(number.doubleValue()) == 1;
            if (!order || field.getKey().contains("$")) {
                throw unsupported("an index on " + field.getKey() + ": " + field.getValue());
            }
            key.put(field.getKey(), ((Number) field.getValue()).intValue());
        }
        index.remove("background");
        for (String flag : List.of("unique", "sparse")) {
            if (!Boolean.TRUE.equals(index.get(flag))) {
                index.remove(flag);
            }
        }
    }

    private static void filter(@Nullable Object filter) {
        if (filter instanceof Document document) {
            for (Map.Entry<String, Object> condition : document.entrySet()) {
                if (condition.getKey().equals("$expr")) {
                    expressions(condition.getValue());
                    continue;
                }
                if (condition.getKey().startsWith("$") && !QUERY.contains(condition.getKey())) {
                    throw new BadValueException("unknown operator: " + condition.getKey());
                }
                filter(condition.getValue());
            }
        } else if (filter instanceof Collection<?> list) {
            list.forEach(Refusals::filter);
        }
    }

    private static void pipeline(Document query) {
        if (!(query.get("aggregate") instanceof String)) {
            throw unsupported("an aggregation without a collection");
        }
        Replies.part(query, "cursor");
        stages(query.get("pipeline"));
    }

    private static void stages(@Nullable Object pipeline) {
        for (Document stage : Replies.parts(new Document("pipeline", pipeline), "pipeline")) {
            for (Map.Entry<String, Object> entry : stage.entrySet()) {
                if (!STAGES.contains(entry.getKey())) {
                    throw unsupported("stage " + entry.getKey());
                }
                if (entry.getKey().equals("$match")) {
                    filter(entry.getValue());
                } else if (entry.getKey().equals("$facet")) {
                    ((Document) entry.getValue()).values().forEach(Refusals::stages);
                } else {
                    expressions(entry.getValue());
                }
            }
        }
    }

    private static void expressions(@Nullable Object value) {
        if (value instanceof Document document) {
            for (Map.Entry<String, Object> entry : document.entrySet()) {
                if (WRONG_EXPRESSIONS.contains(entry.getKey())) {
                    throw unsupported("expression " + entry.getKey());
                }
                expressions(entry.getValue());
            }
        } else if (value instanceof Collection<?> list) {
            list.forEach(Refusals::expressions);
        }
    }
}
