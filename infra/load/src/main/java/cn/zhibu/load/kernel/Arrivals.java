package cn.zhibu.load.kernel;

import java.util.Random;

/** When requests are meant to leave: a Poisson stream of a given rate, the same for the same seed. */
public final class Arrivals {

    private static final double NANOS = 1e9;

    private final Random random;
    private final double rate;
    private double next;

    /** @param perSecond how many leave in a second, on average */
    public Arrivals(double perSecond, long seed) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a rate must be more than nothing, not " + perSecond);
        }
        this.rate = perSecond;
        this.random = new Random(seed);
    }

    /** The next moment, in nanoseconds after the beginning. */
    public long next() {
        next += -Math.log(1 - random.nextDouble()) / rate * NANOS;
        return (long) next;
    }
}
