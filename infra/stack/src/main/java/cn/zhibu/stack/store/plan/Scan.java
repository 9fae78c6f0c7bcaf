package cn.zhibu.stack.store.plan;

import cn.zhibu.stack.store.engine.Collection;
import cn.zhibu.stack.store.engine.Session;
import cn.zhibu.stack.store.plan.Judged.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/** Where a plan finds documents, one position after the other, each once. */
final class Scan {

    static final long END = -1;
    private static final int PAGE = 200;

    private final Collection collection;
    private final Plan plan;
    private final boolean merged;
    private final Seen seen = new Seen();
    private final List<Entries> stretches = new ArrayList<>();
    private Queue<Entries> waiting = new ArrayDeque<>();
    private final Queue<Long> page = new ArrayDeque<>();
    private long from;
    private boolean paused = true;
    private Verdict verdict = Verdict.UNKNOWN;

    Scan(Collection collection, Plan plan, Query query) {
        this.collection = collection;
        this.plan = plan;
        this.merged = plan.merged(query);
        this.from = collection.begin();
        plan.stretches().forEach(stretch -> stretches.add(new Entries(stretch, plan.backwards())));
    }

    /** {@link #END} behind the last. */
    long next(Session session, Budget budget) {
        if (!plan.usesIndex()) {
            budget.step();
            return nextOfAll(session);
        }
        if (paused) {
            resume(session);
        }
        while (true) {
            budget.step();
            long position = nextEntry(session);
            if (position == END || (verdict != Verdict.FAILS && (!plan.doubled() || seen.add(position)))) {
                return position;
            }
        }
    }

    /** Whether the entry alone says that the last document matches, where the plan is exact. */
    boolean isSure() {
        return plan.usesIndex() && verdict == Verdict.PASSES;
    }

    private void resume(Session session) {
        paused = false;
        waiting = merged ? new PriorityQueue<>(Entries::compareNext) : new ArrayDeque<>();
        for (Entries entries : stretches) {
            if (!merged || entries.peek(session) != null) {
                waiting.add(entries);
            }
        }
    }

    private long nextEntry(Session session) {
        while (true) {
            var entries = waiting.peek();
            if (entries == null) {
                return END;
            } else if (entries.peek(session) == null) {
                waiting.remove();
                stretches.remove(entries);
            } else if (!merged) {
                long position = entries.take();
                verdict = entries.verdict();
                return position;
            } else {
                waiting.remove();
                long position = entries.take();
                verdict = entries.verdict();
                if (entries.peek(session) != null) {
                    waiting.add(entries);
                }
                return position;
            }
        }
    }

    private long nextOfAll(Session session) {
        if (page.isEmpty()) {
            page.addAll(session.positions(from, collection.end(), PAGE));
        }
        var position = page.poll();
        if (position == null) {
            return END;
        }
        from = position + 1;
        return position;
    }

    /** Before the next call another state of the file may be read. */
    void pause() {
        paused = true;
        page.clear();
        stretches.forEach(Entries::pause);
    }
}
