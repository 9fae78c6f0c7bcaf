package cn.zhibu.platform.change;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Places where a test may stop the process dead, to prove that a crash there loses and doubles nothing. Inert unless
 * the environment names one: {@code ZHIBU_FAILPOINT=after-write:0.05} (name and probability of each passage).
 */
public final class Failpoints {

    private static final String ARMED = System.getenv().getOrDefault("ZHIBU_FAILPOINT", "");
    private static final String NAME = ARMED.contains(":") ? ARMED.substring(0, ARMED.indexOf(':')) : "";
    private static final double CHANCE =
            NAME.isEmpty() ? 0 : Double.parseDouble(ARMED.substring(ARMED.indexOf(':') + 1));

    private Failpoints() {}

    /** Halts here when armed: no shutdown hook runs, as in a power cut of the process. */
    public static void pass(String name) {
        if (NAME.equals(name) && ThreadLocalRandom.current().nextDouble() < CHANCE) {
            Runtime.getRuntime().halt(137);
        }
    }
}
