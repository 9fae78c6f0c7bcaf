package cn.zhibu.load.kernel;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** How long answers took, counted from when each request was meant to leave and from when it left; and what they said. */
public final class Latency {

    private static final long MOST = 120_000_000;
    private static final int DIGITS = 3;
    private static final double PER_MILLI = 1000;

    private final Histogram intended = new Histogram(MOST, DIGITS);
    private final Histogram sent = new Histogram(MOST, DIGITS);
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private long bad;

    /** All three in nanoseconds of the same clock; a status of 0 where no answer came. */
    public synchronized void note(long meant, long left, long answered, int status, boolean good) {
        statuses.merge(status, 1L, Long::sum);
        if (!good) {
            bad++;
            return;
        }
        intended.recordValue(micros(answered - meant));
        sent.recordValue(micros(answered - left));
    }

    private static long micros(long nanos) {
        return Math.min(MOST, Math.max(0, nanos / 1000));
    }

    /** Takes in what another one has noted. */
    public synchronized void add(Latency other) {
        intended.add(other.intended);
        sent.add(other.sent);
        other.statuses.forEach((status, number) -> statuses.merge(status, number, Long::sum));
        bad += other.bad;
    }

    /** Milliseconds from the moment meant, for this per cent of the good answers; 0 where there was none. */
    public synchronized double intended(double percent) {
        return intended.getTotalCount() == 0 ? 0 : intended.getValueAtPercentile(percent) / PER_MILLI;
    }

    public synchronized double sent(double percent) {
        return sent.getTotalCount() == 0 ? 0 : sent.getValueAtPercentile(percent) / PER_MILLI;
    }

    public synchronized long good() {
        return intended.getTotalCount();
    }

    public synchronized long bad() {
        return bad;
    }

    public synchronized long all() {
        return good() + bad;
    }

    public synchronized Map<Integer, Long> statuses() {
        return new TreeMap<>(statuses);
    }
}
