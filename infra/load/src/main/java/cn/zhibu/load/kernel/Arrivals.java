package cn.zhibu.load.kernel;

import java.util.SplittableRandom;

/**
 * When requests are meant to leave: a Poisson stream of a given rate, the same for the same seed. Streams of seeds that
 * follow each other have nothing in common, so that many of them together are a Poisson stream again.
 */
public final class Arrivals {

    private static final double NANOS = 1e9;

    private final SplittableRandom random;
    private final double rate;
    private double next;

    /** @param perSecond how many leave in a second, on average */
    public Arrivals(double perSecond, long seed) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a rate must be more than nothing, not " + perSecond);
        }
        this.rate = perSecond;
        this.random = new SplittableRandom(seed);
    }

    /** The next moment, in nanoseconds after the beginning. */
    public long next() {
        next += -Math.log(1 - random.nextDouble()) / rate * NANOS;
        return (long) next;
    }
}
