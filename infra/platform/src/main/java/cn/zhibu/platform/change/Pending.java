package cn.zhibu.platform.change;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What this process has at hand of one document; only {@link Desk} touches it, one call at a time. */
final class Pending {

    private final Deque<Envelope> waiting = new ArrayDeque<>();
    private int writing;
    private boolean sending;
    private long sent = -1;
    private @Nullable Stamp stamp;
    private long last = -1;
    private boolean ephemeral;
    private Instant since = Instant.MAX;

    void begin() {
        writing++;
    }

    void end() {
        writing--;
    }

    /** Takes what waits and is not known yet; answers whether somebody has to begin sending. */
    boolean accept(Handed handed, Instant now) {
        long known = Math.max(sent, waiting.isEmpty() ? -1 : waiting.getLast().sequence());
        if (waiting.isEmpty()) {
            since = now;
        }
        handed.outbox().stream().filter(envelope -> envelope.sequence() > known).forEach(waiting::add);
        if (handed.last() >= last) {
            last = handed.last();
            stamp = handed.stamp();
            ephemeral = handed.ephemeral();
        }
        boolean begins = !sending;
        sending = true;
        return begins;
    }

    List<Envelope> waiting() {
        return new ArrayList<>(waiting);
    }

    void sent(Envelope envelope) {
        sent = Math.max(sent, envelope.sequence());
        waiting.removeIf(one -> one.sequence() <= sent);
    }

    /** Whether something came meanwhile; otherwise the sending ends here. */
    boolean more() {
        sending = !waiting.isEmpty();
        return sending;
    }

    /** Forgets what was not sent, for it lies in the document; answers whose last write it was. */
    @Nullable
    Stamp drop() {
        var dropped = stamp;
        waiting.clear();
        sending = false;
        stamp = null;
        last = -1;
        return dropped;
    }

    @Nullable
    Told told(Place place) {
        return stamp == null ? null : new Told(place, stamp, sent, sent >= last, ephemeral);
    }

    /** Notes that what was told is out of the document. */
    void taken(Told told) {
        if (told.stamp().equals(stamp) && told.all() && !sending) {
            stamp = null;
            last = -1;
        }
    }

    boolean idle() {
        return writing <= 0 && !sending && stamp == null;
    }

    boolean late() {
        return !waiting.isEmpty();
    }

    Instant since() {
        return since;
    }
}
