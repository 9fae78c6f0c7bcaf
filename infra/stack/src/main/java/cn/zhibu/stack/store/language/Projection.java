package cn.zhibu.stack.store.language;

import cn.zhibu.stack.store.value.Depth;
import cn.zhibu.stack.store.value.Numbers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Which fields of a document are given, in the document's order; renamed ones after them. */
public final class Projection {

    private static final String ID = "_id";

    /** The named fields below one; an empty one is named itself. */
    private record Node(Map<String, Node> fields) {

        static final Node NAMED = new Node(Map.of());

        boolean isNamed() {
            return fields.isEmpty();
        }
    }

    private final Node root = new Node(new HashMap<>());
    private final Map<String, Expression> renamed = new LinkedHashMap<>();
    private final boolean inStage;
    private @Nullable Boolean including;
    private @Nullable Boolean id;

    private Projection(boolean inStage) {
        this.inStage = inStage;
    }

    /** As find and findAndModify say it: includes or excludes. */
    public static Projection parse(BsonDocument projection) {
        return parse(projection, false);
    }

    /** As $project says it: renames too, and not empty. */
    static Projection stage(BsonDocument projection) {
        if (projection.isEmpty()) {
            throw new Refused(51272, "Location51272", "$project names no field");
        }
        return parse(projection, true);
    }

    private static Projection parse(BsonDocument projection, boolean inStage) {
        if (!Depth.within(projection)) {
            throw Refused.tooDeep();
        }
        var parsed = new Projection(inStage);
        projection.forEach((name, value) -> parsed.field(name, value));
        if (parsed.including == null) {
            parsed.including = Boolean.TRUE.equals(parsed.id) || !parsed.renamed.isEmpty();
        }
        parsed.placeId();
        return parsed;
    }

    /** _id is included unless it is excluded by name, and excluded only by name. */
    private void placeId() {
        boolean named = root.fields.containsKey(ID) || renamed.containsKey(ID);
        if (named && id != null) {
            throw collision(ID);
        }
        if (!named && Boolean.TRUE.equals(including) != Boolean.FALSE.equals(id)) {
            root.fields.put(ID, Node.NAMED);
        }
    }

    private static Refused collision(String path) {
        return new Refused(31249, "Location31249", "path collision at '" + path + "' of a projection");
    }

    private void field(String path, BsonValue value) {
        if (value.isDocument()) {
            if (value.asDocument().isEmpty() || Filter.isOperator(value.asDocument())) {
                throw Refused.notOnTheList(2, "BadValue", "a projection of '" + path + "' as " + value);
            }
            value.asDocument().forEach((name, inner) -> field(path + "." + name, inner));
        } else if (value.isBoolean() || Numbers.is(value)) {
            named(path, Filter.truth(value));
        } else if (inStage && value.isString() && value.asString().getValue().startsWith("$") && !path.contains(".")) {
            choose(path, true);
            if (root.fields.containsKey(path)) {
                throw collision(path);
            }
            renamed.put(path, Expression.parse(value));
        } else {
            throw Refused.notOnTheList(2, "BadValue", "a projection of '" + path + "' as " + value);
        }
    }

    private void named(String path, boolean include) {
        if (path.equals(ID)) {
            id = include;
            return;
        }
        choose(path, include);
        var node = root;
        var parts = Filter.path(path).split("\\.", -1);
        for (int at = 0; at < parts.length; at++) {
            if (parts[at].isEmpty() || parts[at].startsWith("$")) {
                throw Refused.badValue(
                        "the path '" + path + "' of a projection has a part that is empty or starts with $");
            }
            boolean last = at == parts.length - 1;
            var before = node.fields.get(parts[at]);
            if (before != null && (last || before.isNamed()) || renamed.containsKey(parts[0])) {
                throw collision(path);
            }
            var next = before == null ? last ? Node.NAMED : new Node(new HashMap<>()) : before;
            node.fields.put(parts[at], next);
            node = next;
        }
    }

    private void choose(String path, boolean include) {
        if (including != null && including != include) {
            int code = include ? 31253 : 31254;
            throw new Refused(code, "Location" + code, "a projection includes or excludes, not both: '" + path + "'");
        }
        including = include;
    }

    public BsonDocument apply(BsonDocument document) {
        if (Boolean.TRUE.equals(including)) {
            var projected = included(document, root);
            renamed.forEach((name, expression) -> {
                var value = expression.of(document);
                if (value != null) {
                    projected.put(name, value);
                }
            });
            return projected;
        }
        return root.isNamed() ? document : excluded(document, root);
    }

    private static BsonDocument included(BsonDocument document, Node node) {
        var projected = new BsonDocument();
        document.forEach((name, value) -> {
            var inner = node.fields.get(name);
            var kept = inner == null ? null : inner.isNamed() ? value : included(value, inner);
            if (kept != null) {
                projected.put(name, kept);
            }
        });
        return projected;
    }

    private static @Nullable BsonValue included(BsonValue value, Node node) {
        if (value.isDocument()) {
            return included(value.asDocument(), node);
        }
        if (!value.isArray()) {
            return null;
        }
        var projected = new BsonArray();
        for (BsonValue element : value.asArray()) {
            var kept = included(element, node);
            if (kept != null) {
                projected.add(kept);
            }
        }
        return projected;
    }

    private static BsonDocument excluded(BsonDocument document, Node node) {
        var projected = new BsonDocument();
        document.forEach((name, value) -> {
            var inner = node.fields.get(name);
            if (inner == null || !inner.isNamed()) {
                projected.put(name, inner == null ? value : excluded(value, inner));
            }
        });
        return projected;
    }

    private static BsonValue excluded(BsonValue value, Node node) {
        if (value.isDocument()) {
            return excluded(value.asDocument(), node);
        }
        if (!value.isArray()) {
            return value;
        }
        var projected = new BsonArray();
        value.asArray().forEach(element -> projected.add(excluded(element, node)));
        return projected;
    }
}
