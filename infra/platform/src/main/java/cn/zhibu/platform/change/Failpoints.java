package cn.zhibu.platform.change;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places where a test may stop the process dead, to prove that a crash there loses and doubles nothing. Inert unless
 * the environment names one: {@code ZHIBU_FAILPOINT=after-write:0.05} (name and probability of each passage) or
 * {@code after-write:#7} (the seventh passage).
 */
public final class Failpoints {

    private static final String ARMED = System.getenv().getOrDefault("ZHIBU_FAILPOINT", "");
    private static final String NAME = ARMED.contains(":") ? ARMED.substring(0, ARMED.indexOf(':')) : "";
    private static final String WHEN = ARMED.substring(ARMED.indexOf(':') + 1);
    private static final int PASSAGE = WHEN.startsWith("#") ? Integer.parseInt(WHEN.substring(1)) : 0;
    private static final double CHANCE = NAME.isEmpty() || PASSAGE > 0 ? 0 : Double.parseDouble(WHEN);
    private static final AtomicInteger PASSED = new AtomicInteger();

    private Failpoints() {}

    /** Halts here when armed: no shutdown hook runs, as in a power cut of the process. */
    public static void pass(String name) {
        if (NAME.equals(name) && now()) {
            Runtime.getRuntime().halt(137);
        }
    }

    private static boolean now() {
        return PASSAGE > 0
                ? PASSED.incrementAndGet() == PASSAGE
                : ThreadLocalRandom.current().nextDouble() < CHANCE;
    }
}
