package cn.zhibu.kit.query;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;

/**
 * What a command looks for before it reads or changes it. Whatever the command, the store finds it as it would for {@code find}.
 *
 * @param limit 0 for all of it
 */
record Question(String database, String collection, BsonDocument filter, BsonDocument sort, int limit) {

    private static final BsonDocument NOTHING = new BsonDocument();

    /** The questions in one command; none where it asks nothing, or only for the number of all. */
    static List<Question> in(String database, String command, BsonDocument said) {
        var collection = said.get(command) instanceof BsonString name ? name.getValue() : "";
        return switch (command) {
            case "find" ->
                List.of(new Question(
                        database, collection, part(said, "filter"), part(said, "sort"), number(said, "limit")));
            case "count" ->
                part(said, "query").isEmpty()
                        ? List.of()
                        : List.of(new Question(
                                database, collection, part(said, "query"), NOTHING, number(said, "limit")));
            case "findAndModify" ->
                List.of(new Question(database, collection, part(said, "query"), part(said, "sort"), 1));
            case "aggregate" -> List.of(leading(database, collection, said.getArray("pipeline")));
            case "update" ->
                each(
                        said.get("updates"),
                        change -> new Question(
                                database, collection, part(change, "q"), NOTHING, whole(change.get("multi")) ? 0 : 1));
            case "delete" ->
                each(
                        said.get("deletes"),
                        change -> new Question(
                                database, collection, part(change, "q"), NOTHING, number(change, "limit")));
            default -> List.of();
        };
    }

    /** What a pipeline begins with: condition and order, before anything is made of them. */
    private static Question leading(String database, String collection, BsonArray pipeline) {
        var filter = NOTHING;
        var sort = NOTHING;
        for (var stage : pipeline) {
            var name = stage.asDocument().getFirstKey();
            if (name.equals("$match") && filter.isEmpty() && sort.isEmpty()) {
                filter = part(stage.asDocument(), name);
            } else if (name.equals("$sort") && sort.isEmpty()) {
                sort = part(stage.asDocument(), name);
            } else {
                return new Question(database, collection, filter, sort, number(stage.asDocument(), "$limit"));
            }
        }
        return new Question(database, collection, filter, sort, 0);
    }

    private static List<Question> each(
            @Nullable BsonValue all, java.util.function.Function<BsonDocument, Question> read) {
        var questions = new ArrayList<Question>();
        if (all instanceof BsonArray changes) {
            changes.forEach(change -> questions.add(read.apply(change.asDocument())));
        }
        return questions;
    }

    private static BsonDocument part(BsonDocument of, String name) {
        return of.get(name) instanceof BsonDocument there ? there : NOTHING;
    }

    private static int number(BsonDocument of, String name) {
        return of.isNumber(name) ? of.getNumber(name).intValue() : 0;
    }

    private static boolean whole(@Nullable BsonValue multi) {
        return BsonBoolean.TRUE.equals(multi);
    }

    /** The same for later: what a driver hands to its listeners goes with the command. */
    Question kept() {
        return new Question(database, collection, copy(filter), copy(sort), limit);
    }

    private static BsonDocument copy(BsonDocument document) {
        return new RawBsonDocument(document, new BsonDocumentCodec());
    }

    /** Whether it asks for some of all, whichever they are, or for nothing: neither needs an index. */
    boolean needsNone() {
        return filter.isEmpty() && sort.isEmpty() && limit != 0 || none(filter);
    }

    private static boolean none(BsonDocument condition) {
        return condition.entrySet().stream()
                .anyMatch(each -> each.getKey().equals("$and")
                        ? each.getValue().asArray().stream().anyMatch(way -> none(way.asDocument()))
                        : each.getValue() instanceof BsonDocument test
                                && test.get("$in") instanceof BsonArray values
                                && values.isEmpty());
    }

    /** The command that asks the store how it would find it. */
    BsonDocument explain() {
        var find = new BsonDocument("find", new BsonString(collection)).append("filter", filter);
        if (!sort.isEmpty()) {
            find.append("sort", sort);
        }
        if (limit > 0) {
            find.append("limit", new BsonInt32(limit));
        }
        return new BsonDocument("explain", find).append("verbosity", new BsonString("queryPlanner"));
    }
}
