package cn.zhibu.stack.store.plan;

import cn.zhibu.stack.store.engine.Collection;
import cn.zhibu.stack.store.engine.Place;
import cn.zhibu.stack.store.engine.Session;
import cn.zhibu.stack.store.language.Refused;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a query in order. It can be put aside between two batches of an answer: then it keeps only where it
 * is, and what it reads afterwards is what is there then, judged anew.
 */
public final class Found {

    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final int ENTRY_BYTES = 64;
    private static final long[] NOTHING = {};

    private final Collection collection;
    private final Query query;
    private final Plan plan;
    private final LongAdder examined;
    private final Scan scan;
    private long[] sorted = NOTHING;
    private int at;
    private long skipped;
    private long given;
    private boolean begun;
    private boolean paused;

    Found(Collection collection, Query query, Plan plan, LongAdder examined) {
        this.collection = collection;
        this.query = query;
        this.plan = plan;
        this.examined = examined;
        this.scan = new Scan(collection, plan, query);
    }

    public Collection collection() {
        return collection;
    }

    /** Null behind the last. */
    public @Nullable Place next(Session session, Budget budget) {
        if (query.limit() > 0 && given >= query.limit()) {
            return null;
        }
        var place = plan.sorted() ? nextInOrder(session, budget) : nextSorted(session, budget);
        if (place != null) {
            given++;
        }
        return place;
    }

    private @Nullable Place nextInOrder(Session session, Budget budget) {
        while (true) {
            var place = nextMatching(session, budget);
            if (place == null || skipped >= query.skip()) {
                return place;
            }
            skipped++;
        }
    }

    private @Nullable Place nextMatching(Session session, Budget budget) {
        while (true) {
            long position = scan.next(session, budget);
            if (position == Scan.END) {
                return null;
            }
            var place = matching(session, position);
            if (place != null) {
                return place;
            }
        }
    }

    private @Nullable Place matching(Session session, long position) {
        examined.increment();
        var bytes = session.document(position);
        if (bytes == null) {
            return null;
        }
        var place = Place.of(position, bytes);
        return query.filter().matches(place.document()) ? place : null;
    }

    /** How many there are; where the entries say enough of a document it is not read. */
    long count(Session session, Budget budget) {
        long most = query.most();
        long counted = 0;
        while (counted < most) {
            long position = scan.next(session, budget);
            if (position == Scan.END) {
                break;
            }
            boolean sure = plan.exact() && scan.isSure();
            counted += sure || matching(session, position) != null ? 1 : 0;
        }
        return Math.max(0, counted - query.skip());
    }

    private record Ranked(byte[] key, long position) {}

    private @Nullable Place nextSorted(Session session, Budget budget) {
        if (!begun) {
            begun = true;
            sorted = sort(session, budget);
            at = (int) Math.min(query.skip(), sorted.length);
        }
        while (at < sorted.length) {
            long position = sorted[at++];
            var bytes = session.document(position);
            if (bytes != null) {
                var place = Place.of(position, bytes);
                if (!paused || query.filter().matches(place.document())) {
                    return place;
                }
            }
        }
        return null;
    }

    private long[] sort(Session session, Budget budget) {
        Comparator<Ranked> order = (one, other) -> {
            int byKey = Arrays.compareUnsigned(one.key, other.key);
            return byKey != 0 ? byKey : Long.compare(one.position, other.position);
        };
        var kept = new PriorityQueue<>(order.reversed());
        long bytes = 0;
        for (var place = nextMatching(session, budget); place != null; place = nextMatching(session, budget)) {
            var ranked = new Ranked(query.sort().key(place.document()), place.position());
            kept.add(ranked);
            bytes += ranked.key.length + ENTRY_BYTES;
            if (kept.size() > query.most()) {
                bytes -= kept.remove().key.length + ENTRY_BYTES;
            }
            if (bytes > MOST_BYTES) {
                throw Refused.tooMuchMemory("more than 64 MB to sort in memory; give the order an index, or a limit");
            }
        }
        var positions = new long[kept.size()];
        for (int last = positions.length - 1; last >= 0; last--) {
            positions[last] = kept.remove().position;
        }
        return positions;
    }

    /** Whether the next one can only be found by reading. */
    public boolean mayHaveMore() {
        return (query.limit() == 0 || given < query.limit()) && (plan.sorted() || at < sorted.length);
    }

    public void pause() {
        paused = true;
        scan.pause();
    }
}
