package cn.zhibu.kit.query;

import java.util.Comparator;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * What all questions of one kind have in common: the values are left out, and of a list of values nothing but that it is one.
 *
 * @param question condition, order and whether there is a limit, e.g. <code>find {account: ?, at: {$lt: ?}} sort {at: -1} limit</code>
 */
record Shape(String collection, String question) implements Comparable<Shape> {

    private static final String VALUE = "?";
    private static final String POSITION = "\\.\\d+(?=\\.|$)";

    static Shape of(String command, Question asked) {
        var text = new StringBuilder(command).append(' ').append(condition(asked.filter()));
        if (!asked.sort().isEmpty()) {
            text.append(" sort ")
                    .append(asked.sort().entrySet().stream()
                            .map(by -> by.getKey() + ": "
                                    + by.getValue().asNumber().intValue())
                            .collect(Collectors.joining(", ", "{", "}")));
        }
        if (asked.limit() != 0) {
            text.append(" limit");
        }
        return new Shape(asked.collection(), text.toString());
    }

    private static String condition(BsonDocument filter) {
        return filter.entrySet().stream()
                .map(each -> each.getKey().replaceAll(POSITION, ".#") + ": " + value(each.getKey(), each.getValue()))
                .distinct()
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String value(String name, BsonValue value) {
        if (name.equals("$exists")) {
            return value.asBoolean().getValue() ? "true" : "false";
        }
        if (value.isNull()) {
            return "null";
        }
        if (value instanceof BsonArray all) {
            return name.equals("$and") || name.equals("$or") ? ways(all) : list(all);
        }
        if (value instanceof BsonDocument document && (name.equals("$elemMatch") || operators(document))) {
            return condition(document);
        }
        return value.isRegularExpression() ? "^" : VALUE;
    }

    /** Values in any number; whether there are none, or nothing is among them, are questions of their own. */
    private static String list(BsonArray all) {
        if (all.isEmpty()) {
            return "[]";
        }
        return all.stream().anyMatch(BsonValue::isNull) ? "[?, null]" : "[?]";
    }

    private static String ways(BsonArray all) {
        var ways = new TreeSet<String>();
        all.forEach(way -> ways.add(condition(way.asDocument())));
        return ways.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private static boolean operators(BsonDocument value) {
        return value.keySet().stream().anyMatch(key -> key.startsWith("$"));
    }

    @Override
    public int compareTo(Shape other) {
        return Comparator.comparing(Shape::collection)
                .thenComparing(Shape::question)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return collection + ": " + question;
    }
}
