package cn.zhibu.stack.launch;

import java.time.Duration;

/** How long somebody has been waiting for processes. */
final class Since {

    private static final long POLL_MILLIS = 200;

    private final long began = System.nanoTime();

    String seconds() {
        return String.format("%.1f", (System.nanoTime() - began) / 1e9);
    }

    boolean longerThan(Duration patience) {
        return System.nanoTime() - began > patience.toNanos();
    }

    /** Until it is worth looking again. */
    void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", stopped);
        }
    }
}
