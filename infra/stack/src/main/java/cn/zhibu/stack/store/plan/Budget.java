package cn.zhibu.stack.store.plan;

import cn.zhibu.stack.store.language.Refused;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** How long a command may work: its maxTimeMS, and only while somebody waits for it. */
public final class Budget {

    private static final int LOOK = 64;

    private final long deadline;
    private final boolean limited;
    private final BooleanSupplier wanted;
    private int steps;

    /**
     * @param millis 0 for as long as it takes
     * @param wanted whether whoever asked is still there
     */
    public Budget(long millis, BooleanSupplier wanted) {
        this.limited = millis > 0;
        this.deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.min(millis, Integer.MAX_VALUE));
        this.wanted = wanted;
    }

    public static Budget unlimited() {
        return new Budget(0, () -> true);
    }

    /** Counts one document looked at. */
    void step() {
        if (++steps % LOOK == 0) {
            check();
        }
    }

    public void check() {
        if (limited && System.nanoTime() - deadline > 0) {
            throw new Refused(50, "MaxTimeMSExpired", "the command took longer than its maxTimeMS");
        }
        if (!wanted.getAsBoolean()) {
            throw new Refused(237, "CursorKilled", "nobody waits for the answer any more");
        }
    }
}
