package cn.zhibu.stack.store.language;

import cn.zhibu.stack.store.language.ClosedList.Kind;
import cn.zhibu.stack.store.language.Condition.Operator;
import cn.zhibu.stack.store.value.Depth;
import cn.zhibu.stack.store.value.Texts;
import cn.zhibu.stack.store.value.ValueOrder;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** What becomes of a document: a whole one in its place, or operators on its fields. */
public final class Change {

    private static final String ID = "_id";

    /** What happens at one path: further steps below it, or a {@link Modifier}. */
    sealed interface Step permits Edit, Modifier {

        /** The value afterwards, null for none. */
        @Nullable
        BsonValue apply(@Nullable BsonValue before, boolean insert, boolean inArray);

        /** Whether it makes a value where there is none. */
        boolean creates(boolean insert);
    }

    private final @Nullable BsonDocument replacement;
    private final Edit edit = new Edit("");

    private Change(@Nullable BsonDocument replacement) {
        this.replacement = replacement;
    }

    public static Change parse(BsonDocument update) {
        return parse(update, ClosedList.read());
    }

    static Change parse(BsonDocument update, ClosedList list) {
        if (!Depth.within(update)) {
            throw Refused.tooDeep();
        }
        if (Filter.isOperator(update)) {
            var change = new Change(null);
            update.forEach((operator, fields) -> change.operator(operator, fields, list));
            return change;
        }
        list.require(Kind.UPDATE, "replacement");
        for (String name : update.keySet()) {
            if (name.startsWith("$")) {
                throw new Refused(
                        52,
                        "DollarPrefixedFieldName",
                        "the field '" + name + "' of a replacement starts with a dollar sign");
            }
        }
        return new Change(update);
    }

    private void operator(String operator, BsonValue fields, ClosedList list) {
        if (!operator.startsWith("$")) {
            throw Refused.failedToParse("a field among update operators: " + operator);
        }
        list.require(Kind.UPDATE, operator);
        if (!fields.isDocument()) {
            throw Refused.failedToParse(operator + " takes a document of fields, not " + Modifier.type(fields));
        }
        fields.asDocument().forEach((path, operand) -> {
            int parts = checked(path);
            if (parts + Depth.of(new BsonDocument("", operand)) - 1 >= Depth.MOST) {
                throw Refused.tooDeep();
            }
            edit.add(Modifier.parse(operator, path, operand, list));
        });
    }

    private static int checked(String path) {
        var parts = Filter.path(path).split("\\.", -1);
        for (String part : parts) {
            if (part.isEmpty()) {
                throw new Refused(56, "EmptyFieldName", "the update path '" + path + "' contains an empty field name");
            }
            if (part.equals("$") || part.startsWith("$[")) {
                throw Refused.notOnTheList(2, "BadValue", "the place '" + part + "' of an update path");
            }
            if (part.startsWith("$")) {
                throw new Refused(
                        52,
                        "DollarPrefixedFieldName",
                        "the field '" + part + "' in '" + path + "' starts with a dollar sign");
            }
        }
        return parts.length;
    }

    public boolean isReplacement() {
        return replacement != null;
    }

    /** The document afterwards; the given one itself if nothing changes. */
    public BsonDocument apply(BsonDocument before) {
        var after = changed(before, false);
        return after == before || ValueOrder.identical(after, before) ? before : after;
    }

    /** The document that an upsert inserts; without _id where neither filter nor change names one, else _id is first. */
    public BsonDocument insert(Filter filter) {
        var equalities = new TreeMap<String, BsonValue>(Texts::compare);
        equalities(filter.condition(), equalities);
        var document = new BsonDocument();
        equalities.forEach((path, value) -> put(document, path, value));
        return idFirst(changed(document, true));
    }

    private BsonDocument changed(BsonDocument before, boolean insert) {
        var id = before.get(ID);
        var after = replacement == null
                ? (BsonDocument) java.util.Objects.requireNonNull(edit.apply(before, insert, false))
                : replaced(replacement, id);
        var newId = after.get(ID);
        if (id != null && newId != id && (newId == null || !ValueOrder.equal(id, newId))) {
            throw Refused.immutableField("the field '_id' cannot be changed");
        }
        if (newId != null && (insert || newId != id)) {
            checkId(newId);
        }
        return after;
    }

    private static BsonDocument replaced(BsonDocument replacement, @Nullable BsonValue id) {
        if (id == null || replacement.containsKey(ID)) {
            return idFirst(replacement);
        }
        var whole = new BsonDocument(ID, id);
        whole.putAll(replacement);
        return whole;
    }

    /** The same document with _id, if there is one, before the other fields. */
    public static BsonDocument idFirst(BsonDocument document) {
        var id = document.get(ID);
        if (id == null || document.getFirstKey().equals(ID)) {
            return document;
        }
        var sorted = new BsonDocument(ID, id);
        document.forEach(sorted::putIfAbsent);
        return sorted;
    }

    /** Refuses what can be no _id: arrays, regular expressions, undefined, documents with fields that start with $. */
    public static void checkId(BsonValue id) {
        if (id.isArray() || id.isRegularExpression() || id.getBsonType() == BsonType.UNDEFINED) {
            throw new Refused(53, "InvalidIdField", "the '_id' value cannot be of type " + Modifier.type(id));
        }
        if (id.isDocument() && id.asDocument().keySet().stream().anyMatch(name -> name.startsWith("$"))) {
            throw new Refused(52, "DollarPrefixedFieldName", "'_id' may not contain fields that start with $");
        }
    }

    /** What a filter says for sure of a document that meets it: its equalities, for a replacement that of _id. */
    private void equalities(Condition condition, TreeMap<String, BsonValue> found) {
        if (condition instanceof Condition.All all) {
            all.conditions().forEach(each -> equalities(each, found));
        } else if (condition instanceof Condition.Test test && test.operator() == Operator.EQ) {
            if (isReplacement() && test.path().startsWith(ID + ".")) {
                throw new Refused(
                        55,
                        "NotExactValueField",
                        "the field '_id' must be exactly specified, not its '" + test.path() + "'");
            }
            if (!isReplacement() || test.path().equals(ID)) {
                equality(test.path(), test.operand(), found);
            }
        }
    }

    private static void equality(String path, BsonValue value, TreeMap<String, BsonValue> found) {
        checked(path);
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            if (found.containsKey(path.substring(0, dot))) {
                throw matchedTwice(path, path.substring(0, dot));
            }
        }
        var below = found.ceilingKey(path + ".");
        if (below != null && below.startsWith(path + ".")) {
            throw matchedTwice(path, below);
        }
        if (found.put(path, value) != null) {
            throw matchedTwice(path, path);
        }
    }

    private static Refused matchedTwice(String path, String other) {
        return new Refused(
                54,
                "NotSingleValueField",
                "cannot infer query fields to set: both '" + path + "' and '" + other + "' are matched");
    }

    private static void put(BsonDocument document, String path, BsonValue value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            document.put(path, value);
            return;
        }
        var name = path.substring(0, dot);
        var inner = document.computeIfAbsent(name, none -> new BsonDocument());
        put(inner.asDocument(), path.substring(dot + 1), value);
    }
}
