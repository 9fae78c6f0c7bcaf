package cn.zhibu.stack.store.plan;

import cn.zhibu.stack.store.engine.Index;
import cn.zhibu.stack.store.engine.Range;
import cn.zhibu.stack.store.engine.Session;
import cn.zhibu.stack.store.plan.Judged.Verdict;
import cn.zhibu.stack.store.plan.Plan.Stretch;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of one stretch in order, read page by page; between two batches of an answer it only knows where it is. */
final class Entries {

    private static final int FIRST_PAGE = 24;
    private static final int LARGEST_PAGE = 400;

    private final Stretch stretch;
    private final boolean backwards;
    private Range rest;
    private List<byte[]> page = List.of();
    private int at;
    private int size = FIRST_PAGE;
    private boolean ended;
    private Verdict verdict = Verdict.PASSES;

    Entries(Stretch stretch, boolean backwards) {
        this.stretch = stretch;
        this.backwards = backwards;
        this.rest = stretch.range();
    }

    /** The next entry, which stays the next; null at the end. */
    byte @Nullable [] peek(Session session) {
        if (at == page.size() && !ended) {
            page = rest.isEmpty() ? List.of() : session.entries(stretch.index().id(), rest, backwards, size);
            at = 0;
            ended = page.isEmpty();
            size = Math.min(size * 2, LARGEST_PAGE);
        }
        return at < page.size() ? page.get(at) : null;
    }

    /** The next entry's position, and what the entry says of its document. */
    long take() {
        var entry = page.get(at++);
        rest = rest.behind(entry, backwards);
        var judged = stretch.judged();
        verdict = judged.isEmpty() ? Verdict.PASSES : judged.judge(entry, stretch.common());
        return Index.position(entry);
    }

    /** Of the entry that was taken last. */
    Verdict verdict() {
        return verdict;
    }

    /** What was read ahead is read again, because it may have changed. */
    void pause() {
        page = List.of();
        at = 0;
    }

    /** The order of the next entries of two stretches, by what follows the bytes they are bound to. */
    int compareNext(Entries other) {
        var mine = page.get(at);
        var others = other.page.get(other.at);
        int order = Arrays.compareUnsigned(
                mine, stretch.common(), mine.length, others, other.stretch.common(), others.length);
        return backwards ? -order : order;
    }
}
