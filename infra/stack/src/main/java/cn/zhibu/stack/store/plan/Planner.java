package cn.zhibu.stack.store.plan;

import cn.zhibu.stack.store.engine.Collection;
import cn.zhibu.stack.store.engine.Index;
import cn.zhibu.stack.store.engine.Range;
import cn.zhibu.stack.store.engine.Session;
import cn.zhibu.stack.store.language.Condition;
import cn.zhibu.stack.store.language.Condition.All;
import cn.zhibu.stack.store.language.Condition.Any;
import cn.zhibu.stack.store.language.SortBy;
import cn.zhibu.stack.store.plan.Plan.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how a query is served: by the index that binds most first fields to single values, then one that gives the
 * order asked for, then one that bounds a range; of equals the one with fewer entries to read. Without any, by
 * alternatives that each have an index, and at last by the whole collection.
 */
final class Planner {

    private static final int MOST_STRETCHES = 500;
    private static final long PROBE = 101;
    private static final long LAST_PROBE = 10_100;
    private static final int WIDER = 10;
    private static final byte[] NOTHING = {};

    private final Collection collection;
    private final Session session;
    private final List<SortBy.Field> order;

    Planner(Collection collection, Session session, List<SortBy.Field> order) {
        this.collection = collection;
        this.session = session;
        this.order = order;
    }

    Plan plan(Condition condition) {
        var tests = Tests.of(condition);
        var best = best(tests);
        if (best != null && best.bounded()) {
            return best;
        }
        for (Any any : tests.alternatives()) {
            var union = union(condition, any);
            if (union != null) {
                return union;
            }
        }
        return best != null && best.sorted() && !order.isEmpty() ? best : Plan.whole(order.isEmpty());
    }

    private @Nullable Plan best(Tests tests) {
        var plans = new ArrayList<Plan>();
        for (Index index : collection.indexes()) {
            var plan = by(index, tests);
            if (plan != null) {
                plans.add(plan);
            }
        }
        Comparator<Plan> rank = Comparator.comparingInt(Plan::equalities)
                .thenComparing(Plan::sorted)
                .thenComparing(Plan::ranged);
        var greatest = plans.stream().max(rank);
        if (greatest.isEmpty()) {
            return null;
        }
        var equals = plans.stream()
                .filter(plan -> rank.compare(plan, greatest.get()) == 0)
                .toList();
        return equals.size() == 1 ? equals.get(0) : fewest(equals);
    }

    /** Counted no further than it takes to tell one from the others; the first of those that all have very many. */
    private Plan fewest(List<Plan> equals) {
        var fewest = equals.get(0);
        for (long most = PROBE; most <= LAST_PROBE; most *= WIDER) {
            long least = Long.MAX_VALUE;
            for (Plan plan : equals) {
                long entries = entries(plan, Math.min(most, least));
                if (entries < least) {
                    least = entries;
                    fewest = plan;
                }
            }
            if (least < most) {
                return fewest;
            }
        }
        return fewest;
    }

    private long entries(Plan plan, long most) {
        long entries = 0;
        for (Stretch stretch : plan.stretches()) {
            entries += session.countEntries(stretch.index().id(), stretch.range(), most - entries);
            if (entries >= most) {
                break;
            }
        }
        return entries;
    }

    private @Nullable Plan union(Condition condition, Any any) {
        var stretches = new ArrayList<Stretch>();
        for (Condition branch : any.conditions()) {
            var rest = condition instanceof All all
                    ? all.conditions().stream()
                            .filter(each -> !each.equals(any))
                            .toList()
                    : List.<Condition>of();
            var together = new ArrayList<>(rest);
            together.add(branch);
            var plan = new Planner(collection, session, List.of()).best(Tests.of(new All(together)));
            if (plan == null || !plan.bounded() || stretches.size() > MOST_STRETCHES) {
                return null;
            }
            stretches.addAll(plan.stretches());
        }
        return new Plan(stretches, 1, false, order.isEmpty(), false, true, false);
    }

    /** Null when the index cannot serve, because it leaves out documents that may match. */
    private @Nullable Plan by(Index index, Tests tests) {
        if (index.sparse() && index.fields().stream().noneMatch(field -> tests.implyPresence(field.path()))) {
            return null;
        }
        var bound = new Bound(index, tests);
        bound.equalities();
        var direction = direction(bound);
        var ranges = bound.ranges();
        boolean exact = bound.parts == tests.parts() && tests.alternatives().isEmpty() && bound.exact;
        return new Plan(
                ranges,
                bound.fields,
                bound.ranged,
                direction != null,
                Boolean.TRUE.equals(direction),
                index.throughArrays(),
                exact);
    }

    /** Whether the entries have to be read backwards for the order asked for; null when they do not give it. */
    private @Nullable Boolean direction(Bound bound) {
        var fields = bound.index.fields();
        int at = bound.fields;
        Boolean backwards = null;
        for (SortBy.Field wanted : order) {
            if (bound.constant.contains(wanted.path())) {
                continue;
            }
            if (at >= fields.size() || !fields.get(at).path().equals(wanted.path()) || bound.index.throughArray(at)) {
                return null;
            }
            boolean against = fields.get(at).descending() != wanted.descending();
            if (backwards != null && backwards != against) {
                return null;
            }
            backwards = against;
            at++;
        }
        return backwards != null && backwards;
    }

    /** The beginnings of an index's entries that the tests leave. */
    private static final class Bound {
        private final Index index;
        private final Tests tests;
        private final List<String> constant = new ArrayList<>();
        private List<byte[]> beginnings = List.of(NOTHING);
        private boolean throughArray;
        private boolean exact = true;
        private boolean ranged;
        private int fields;
        private int parts;

        Bound(Index index, Tests tests) {
            this.index = index;
            this.tests = tests;
        }

        void equalities() {
            while (fields < index.fields().size()) {
                var intervals = intervals();
                if (intervals == null
                        || intervals.isStretch()
                        || (long) beginnings.size() * intervals.points().size() > MOST_STRETCHES) {
                    return;
                }
                append(intervals);
            }
        }

        /** Null when the next field is not bound, or may be an array as one before it. */
        private @Nullable Intervals intervals() {
            boolean array = index.throughArray(fields);
            return array && throughArray
                    ? null
                    : Intervals.of(tests.on(index.fields().get(fields).path()), array);
        }

        private void append(Intervals intervals) {
            var field = index.fields().get(fields);
            var longer = new ArrayList<byte[]>();
            for (byte[] beginning : beginnings) {
                for (byte[] point : intervals.points(field.descending())) {
                    longer.add(Range.joined(beginning, point));
                }
            }
            beginnings = longer;
            if (intervals.single() && !index.throughArray(fields)) {
                constant.add(field.path());
            }
            took(intervals);
        }

        private void took(Intervals intervals) {
            throughArray |= index.throughArray(fields);
            exact &= intervals.exact();
            parts += tests.on(index.fields().get(fields).path()).size();
            fields++;
        }

        List<Stretch> ranges() {
            var intervals = fields < index.fields().size() ? intervals() : null;
            if (intervals == null || !intervals.isStretch()) {
                var judged = judged(fields, fields);
                return beginnings.stream()
                        .map(beginning -> new Stretch(
                                index,
                                beginning.length == 0 ? Range.all() : Range.beginning(beginning),
                                beginning.length,
                                judged))
                        .toList();
            }
            boolean descending = index.fields().get(fields).descending();
            int equal = fields;
            took(intervals);
            var judged = judged(equal, fields);
            fields = equal;
            ranged = true;
            return beginnings.stream()
                    .map(beginning ->
                            new Stretch(index, intervals.behind(beginning, descending), beginning.length, judged))
                    .toList();
        }

        /** Tests on the fields from one on, behind the first that is not bound to single values; none may be an array. */
        private Judged judged(int first, int from) {
            var judging = new TreeMap<Integer, Intervals>();
            for (int field = from; field < index.fields().size(); field++) {
                var on = tests.on(index.fields().get(field).path());
                var intervals = index.throughArray(field) ? null : Intervals.of(on, false);
                if (intervals != null) {
                    judging.put(field, intervals);
                    exact &= intervals.exact();
                    parts += on.size();
                }
            }
            return new Judged(index.fields(), first, judging);
        }
    }
}
