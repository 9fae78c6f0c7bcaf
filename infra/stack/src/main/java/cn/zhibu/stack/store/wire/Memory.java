package cn.zhibu.stack.store.wire;

import java.util.concurrent.Semaphore;

/** How many bytes all messages and answers may take together. Small ones are not counted. */
final class Memory {

    private static final int UNIT = 1024;
    private static final int SMALL_BYTES = 64 * UNIT;
    private static final int UNITS = 96 * UNIT;

    private final Semaphore left = new Semaphore(UNITS, true);

    /** Waits until there is room; what was taken is given back by {@link #give}. */
    int take(int bytes) {
        int units = units(bytes);
        left.acquireUninterruptibly(units);
        return units;
    }

    /** Of what has been made already: takes what is left for it, without waiting. */
    int note(int bytes) {
        int units = Math.min(units(bytes), left.availablePermits());
        return units > 0 && left.tryAcquire(units) ? units : 0;
    }

    void give(int units) {
        left.release(units);
    }

    private static int units(int bytes) {
        return bytes <= SMALL_BYTES ? 0 : Math.min(UNITS, bytes / UNIT + 1);
    }
}
