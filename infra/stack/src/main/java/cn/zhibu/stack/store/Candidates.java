package cn.zhibu.stack.store;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Picks the documents that a query has to look at. Only equality and {@code $in} on the first fields of an index
 * count; for everything else the answer is null, and the query looks at the whole collection.
 */
final class Candidates {

    private static final String ID = "_id";
    private static final int PREFIXES = 1000;

    private final Map<String, List<byte[]>> values = new HashMap<>();

    private Candidates(Document query) {
        gather(query);
    }

    static @Nullable Set<Long> of(Document query, Collection<? extends Index<Long>> indexes) {
        return query.isEmpty() ? null : new Candidates(query).smallest(indexes);
    }

    private @Nullable Set<Long> smallest(Collection<? extends Index<Long>> indexes) {
        Set<Long> best = null;
        for (Index<Long> index : indexes) {
            if (index instanceof StoreIndex known
                    && values.containsKey(known.fields().get(0))) {
                int limit = best == null ? Integer.MAX_VALUE : best.size();
                var found = new TreeSet<Long>();
                for (byte[] prefix : prefixes(known.fields())) {
                    known.find(prefix, found, limit);
                }
                if (best == null || found.size() < best.size()) {
                    best = found;
                }
            }
        }
        return best;
    }

    private List<byte[]> prefixes(List<String> fields) {
        List<byte[]> prefixes = List.of(new byte[0]);
        for (String field : fields) {
            var next = values.get(field);
            if (next == null || (prefixes.size() > 1 && (long) prefixes.size() * next.size() > PREFIXES)) {
                return prefixes;
            }
            prefixes = IndexKeys.append(prefixes, next);
        }
        return prefixes;
    }

    private void gather(Document query) {
        for (Map.Entry<String, Object> condition : query.entrySet()) {
            if (condition.getKey().equals("$and") && condition.getValue() instanceof Collection<?> all) {
                for (Object each : all) {
                    if (each instanceof Document conjunct) {
                        gather(conjunct);
                    }
                }
            } else if (!condition.getKey().startsWith("$")) {
                var keys = keys(condition.getKey(), condition.getValue());
                if (keys != null) {
                    values.merge(condition.getKey(), keys, (one, other) -> one.size() <= other.size() ? one : other);
                }
            }
        }
    }

    private static @Nullable List<byte[]> keys(String field, @Nullable Object condition) {
        if (simple(condition) || (field.equals(ID) && plain(condition))) {
            return List.of(Bson.key(condition));
        }
        if (!(condition instanceof Document operators) || operators.size() != 1) {
            return null;
        }
        if (operators.containsKey("$eq") && simple(operators.get("$eq"))) {
            return List.of(Bson.key(operators.get("$eq")));
        }
        return operators.get("$in") instanceof Collection<?> any ? keysOfAny(field, any) : null;
    }

    private static @Nullable List<byte[]> keysOfAny(String field, Collection<?> any) {
        var keys = new ArrayList<byte[]>();
        for (Object value : any) {
            if (!simple(value) && !(field.equals(ID) && plain(value))) {
                return null;
            }
            keys.add(Bson.key(value));
        }
        return keys;
    }

    private static boolean simple(@Nullable Object value) {
        return !(value instanceof Map || value instanceof Collection || value instanceof BsonRegularExpression);
    }

    /** A document that can only be meant as a whole value: no operator, no null, no array inside. */
    private static boolean plain(@Nullable Object value) {
        return value instanceof Document document
                && !document.isEmpty()
                && document.entrySet().stream()
                        .allMatch(field -> !field.getKey().startsWith("$")
                                && field.getValue() != null
                                && (simple(field.getValue()) || plain(field.getValue())));
    }
}
