package cn.zhibu.stack.store.language;

import cn.zhibu.stack.store.language.ClosedList.Kind;
import cn.zhibu.stack.store.value.KeyBytes;
import cn.zhibu.stack.store.value.Sum;
import cn.zhibu.stack.store.value.ValueOrder;
import cn.zhibu.stack.store.value.Weight;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** $group: one document per key; keys are equal by value (1 and 1.0 are one). */
record Group(Expression id, List<Field> fields) {

    /** The weight of an empty group beside its key. */
    private static final long EMPTY = 200;

    /** A field of the result and what it gathers. */
    record Field(String name, String accumulator, Expression expression) {}

    static Group parse(BsonDocument group, ClosedList list) {
        var id = group.get("_id");
        if (id == null) {
            throw new Refused(15955, "Location15955", "$group needs an _id");
        }
        var fields = new ArrayList<Field>();
        group.forEach((name, value) -> {
            if (!name.equals("_id")) {
                fields.add(field(name, value, list));
            }
        });
        return new Group(Expression.parse(id), List.copyOf(fields));
    }

    private static Field field(String name, BsonValue value, ClosedList list) {
        if (name.isEmpty() || name.contains(".") || name.startsWith("$")) {
            throw Refused.badValue(
                    "the field '" + name + "' of $group is empty, has a dot or starts with a dollar sign");
        }
        if (!value.isDocument() || value.asDocument().size() != 1) {
            throw new Refused(
                    40234, "Location40234", "the field '" + name + "' of $group must be one accumulator in a document");
        }
        var accumulator = value.asDocument().getFirstKey();
        list.require(Kind.ACCUMULATOR, accumulator);
        if (!List.of("$sum", "$first", "$max", "$min").contains(accumulator)) {
            throw Refused.badValue("unknown accumulator: " + accumulator);
        }
        return new Field(
                name,
                accumulator,
                Expression.parse(value.asDocument().values().iterator().next()));
    }

    boolean isConstant() {
        return id.isConstant() && fields.stream().allMatch(field -> field.expression.isConstant());
    }

    Stream<BsonDocument> run(Stream<BsonDocument> documents) {
        var groups = new Gathering(this);
        documents.forEachOrdered(groups::add);
        return groups.results();
    }

    /** The groups as they grow, and what they weigh. */
    private static final class Gathering {

        private final Group group;
        private final Map<ByteBuffer, One> groups = new LinkedHashMap<>();
        private final Pipeline.Memory memory = new Pipeline.Memory("$group");

        Gathering(Group group) {
            this.group = group;
        }

        void add(BsonDocument document) {
            var found = group.id.of(document);
            var id = found == null ? BsonNull.VALUE : found;
            var key = ByteBuffer.wrap(KeyBytes.of(id));
            var one = groups.get(key);
            if (one == null) {
                one = new One(id, group.fields);
                groups.put(key, one);
                memory.add(EMPTY + EMPTY * group.fields.size() + key.capacity() + Weight.of(id));
            }
            memory.add(one.add(document));
        }

        Stream<BsonDocument> results() {
            return groups.values().stream().map(One::result);
        }
    }

    private static final class One {

        private final BsonValue id;
        private final List<Field> fields;
        private final Sum[] sums;
        private final @Nullable BsonValue[] values;
        private boolean started;

        One(BsonValue id, List<Field> fields) {
            this.id = id;
            this.fields = fields;
            this.sums = new Sum[fields.size()];
            this.values = new BsonValue[fields.size()];
            java.util.Arrays.setAll(sums, at -> new Sum());
        }

        /** How much heavier it became. */
        long add(BsonDocument document) {
            long more = 0;
            for (int at = 0; at < values.length; at++) {
                var field = fields.get(at);
                var value = field.expression.of(document);
                if (field.accumulator.equals("$sum")) {
                    if (value != null) {
                        sums[at].add(value);
                    }
                } else if (takes(field.accumulator, values[at], value)) {
                    more += weight(value) - weight(values[at]);
                    values[at] = value;
                }
            }
            started = true;
            return more;
        }

        private boolean takes(String accumulator, @Nullable BsonValue held, @Nullable BsonValue value) {
            if (accumulator.equals("$first")) {
                return !started;
            }
            if (value == null || value.isNull() || value.getBsonType() == BsonType.UNDEFINED) {
                return false;
            }
            int order = held == null ? 0 : ValueOrder.compare(value, held);
            return held == null || (accumulator.equals("$max") ? order > 0 : order < 0);
        }

        private static long weight(@Nullable BsonValue value) {
            return value == null ? 0 : Weight.of(value);
        }

        BsonDocument result() {
            var document = new BsonDocument("_id", id);
            for (int at = 0; at < values.length; at++) {
                var field = fields.get(at);
                var value = field.accumulator.equals("$sum") ? sums[at].result() : values[at];
                document.put(field.name, value == null ? BsonNull.VALUE : value);
            }
            return document;
        }
    }
}
