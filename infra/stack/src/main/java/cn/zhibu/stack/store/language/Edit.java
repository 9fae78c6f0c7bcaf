package cn.zhibu.stack.store.language;

import cn.zhibu.stack.store.value.Texts;
import java.util.ArrayList;
import java.util.TreeMap;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the fields below one path, in the order in which MongoDB takes them: names by their bytes, numbers by
 * value. Values that do not change are given back as they are.
 */
final class Edit implements Change.Step {

    private static final int MOST_FILLED = 1_500_000;
    private static final int MOST_DIGITS = 9;

    private final TreeMap<String, Change.Step> steps = new TreeMap<>(Edit::order);
    private final String path;

    Edit(String path) {
        this.path = path;
    }

    private static int order(String one, String other) {
        int left = place(one);
        int right = place(other);
        if (left >= 0 && right >= 0 && left != right) {
            return Integer.compare(left, right);
        }
        return left >= 0 == right >= 0 ? Texts.compare(one, other) : left >= 0 ? -1 : 1;
    }

    private static int place(String part) {
        boolean digits = !part.isEmpty() && part.chars().allMatch(unit -> unit >= '0' && unit <= '9');
        return digits && part.length() <= MOST_DIGITS ? Integer.parseInt(part) : -1;
    }

    /** Adds a change of one path; two of one path, or of a path within another, are in conflict. */
    void add(Modifier modifier) {
        var parts = modifier.path().split("\\.");
        var edit = this;
        var way = new StringBuilder();
        for (int at = 0; at < parts.length - 1; at++) {
            way.append(at == 0 ? "" : ".").append(parts[at]);
            var inner = new Edit(way.toString());
            var before = edit.steps.putIfAbsent(parts[at], inner);
            if (before instanceof Modifier) {
                throw conflict(modifier.path(), way.toString());
            }
            edit = before instanceof Edit there ? there : inner;
        }
        if (edit.steps.putIfAbsent(parts[parts.length - 1], modifier) != null) {
            throw conflict(modifier.path(), modifier.path());
        }
    }

    private static Refused conflict(String path, String place) {
        return Refused.conflictingPaths("updating the path '" + path + "' would create a conflict at '" + place + "'");
    }

    @Override
    public boolean creates(boolean insert) {
        return steps.values().stream().anyMatch(step -> step.creates(insert));
    }

    @Override
    public @Nullable BsonValue apply(@Nullable BsonValue before, boolean insert, boolean inArray) {
        if (before == null) {
            return creates(insert) ? document(new BsonDocument(), insert) : null;
        }
        if (before.isDocument()) {
            return document(before.asDocument(), insert);
        }
        if (before.isArray()) {
            return array(before.asArray(), insert);
        }
        for (var step : steps.entrySet()) {
            if (step.getValue().creates(insert)) {
                throw notViable(step.getKey(), before);
            }
        }
        return before;
    }

    private Refused notViable(String name, BsonValue before) {
        return Refused.pathNotViable("cannot create the field '" + name + "' in '" + path + "', which is of type "
                + before.getBsonType().name().toLowerCase(java.util.Locale.ROOT));
    }

    private BsonDocument document(BsonDocument before, boolean insert) {
        @Nullable BsonDocument after = null;
        for (var step : steps.entrySet()) {
            var name = step.getKey();
            var old = (after == null ? before : after).get(name);
            var fresh = step.getValue().apply(old, insert, false);
            if (fresh == old) {
                continue;
            }
            if (after == null) {
                after = new BsonDocument();
                after.putAll(before);
            }
            if (fresh == null) {
                after.remove(name);
            } else {
                after.put(name, fresh);
            }
        }
        return after == null ? before : after;
    }

    private BsonArray array(BsonArray before, boolean insert) {
        var after = new ArrayList<>(before);
        boolean changed = false;
        for (var step : steps.entrySet()) {
            int place = place(step.getKey());
            if (place < 0) {
                if (step.getValue().creates(insert)) {
                    throw notViable(step.getKey(), before);
                }
                continue;
            }
            var old = place < after.size() ? after.get(place) : null;
            var fresh = step.getValue().apply(old, insert, true);
            if (fresh == old || fresh == null) {
                continue;
            }
            changed = true;
            fill(after, place);
            after.set(place, fresh);
        }
        return changed ? new BsonArray(after) : before;
    }

    private void fill(ArrayList<BsonValue> elements, int place) {
        if (place - elements.size() > MOST_FILLED) {
            throw new Refused(
                    34,
                    "CannotBackfillArray",
                    "'" + path + "' would be filled with more than " + MOST_FILLED + " nulls");
        }
        while (elements.size() <= place) {
            elements.add(BsonNull.VALUE);
        }
    }
}
