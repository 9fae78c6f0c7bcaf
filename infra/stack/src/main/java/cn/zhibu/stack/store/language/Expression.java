package cn.zhibu.stack.store.language;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** What a stage takes from a document: a constant, the value at "$path", or documents and arrays of these. */
sealed interface Expression {

    /** The value, null of Java where there is none. */
    @Nullable
    BsonValue of(BsonDocument document);

    /** Whether it is the same for all documents. */
    default boolean isConstant() {
        return false;
    }

    /** What is written as it is. */
    record Constant(BsonValue value) implements Expression {

        @Override
        public BsonValue of(BsonDocument document) {
            return value;
        }

        @Override
        public boolean isConstant() {
            return true;
        }
    }

    /** The value at a path; through an array that of each of its documents which has one, as an array. */
    record Field(List<String> parts) implements Expression {

        @Override
        public @Nullable BsonValue of(BsonDocument document) {
            return follow(document, 0);
        }

        private @Nullable BsonValue follow(BsonDocument document, int at) {
            var value = document.get(parts.get(at));
            if (value == null || at + 1 == parts.size()) {
                return value;
            }
            if (value.isDocument()) {
                return follow(value.asDocument(), at + 1);
            }
            return value.isArray() ? each(value.asArray(), at + 1) : null;
        }

        private BsonArray each(BsonArray array, int at) {
            var found = new BsonArray();
            for (BsonValue element : array) {
                var value = element.isDocument() ? follow(element.asDocument(), at) : null;
                if (value != null) {
                    found.add(value);
                }
            }
            return found;
        }
    }

    /** A document of what its fields take; without those that take nothing. */
    record Fields(List<String> names, List<Expression> values) implements Expression {

        @Override
        public BsonValue of(BsonDocument document) {
            var fields = new BsonDocument();
            for (int at = 0; at < names.size(); at++) {
                var value = values.get(at).of(document);
                if (value != null) {
                    fields.put(names.get(at), value);
                }
            }
            return fields;
        }

        @Override
        public boolean isConstant() {
            return values.stream().allMatch(Expression::isConstant);
        }
    }

    /** An array of what its elements take; null where one takes nothing. */
    record Elements(List<Expression> values) implements Expression {

        @Override
        public BsonValue of(BsonDocument document) {
            var elements = new BsonArray();
            for (Expression each : values) {
                var value = each.of(document);
                elements.add(value == null ? BsonNull.VALUE : value);
            }
            return elements;
        }

        @Override
        public boolean isConstant() {
            return values.stream().allMatch(Expression::isConstant);
        }
    }

    static Expression parse(BsonValue value) {
        if (value.isString() && value.asString().getValue().startsWith("$")) {
            return field(value.asString().getValue());
        }
        if (value.isArray()) {
            return new Elements(value.asArray().stream().map(Expression::parse).toList());
        }
        return value.isDocument() ? fields(value.asDocument()) : new Constant(value);
    }

    private static Expression field(String text) {
        if (text.startsWith("$$")) {
            throw Refused.notOnTheList(2, "BadValue", "the variable " + text);
        }
        var parts = Filter.path(text.substring(1)).split("\\.", -1);
        for (String part : parts) {
            if (part.isEmpty() || part.startsWith("$")) {
                throw Refused.badValue("the path '" + text + "' has a part that is empty or starts with a dollar sign");
            }
        }
        return new Field(List.of(parts));
    }

    private static Expression fields(BsonDocument document) {
        var names = new ArrayList<String>();
        var values = new ArrayList<Expression>();
        document.forEach((name, value) -> {
            if (name.startsWith("$")) {
                throw Refused.notOnTheList(168, "InvalidPipelineOperator", "expression " + name);
            }
            if (name.isEmpty() || name.contains(".")) {
                throw Refused.badValue("the field name '" + name + "' of an expression is empty or has a dot");
            }
            names.add(name);
            values.add(parse(value));
        });
        return new Fields(List.copyOf(names), List.copyOf(values));
    }
}
