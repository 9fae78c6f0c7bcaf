package cn.zhibu.load.measure;

import java.util.Collection;
import java.util.Locale;

/** The same thing measured several times. */
public record Spread(double median, double least, double most) {

    /** A run in which the same work's processor time differs by more than this part of its median says nothing. */
    public static final double DRIFT = 0.25;

    public static Spread of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** How far apart the rounds were, as a part of their median. */
    public double drift() {
        return median == 0 ? 0 : (most - least) / median;
    }

    public boolean drifted() {
        return drift() > DRIFT;
    }

    /** "1.23 (1.10-1.41)", with as many digits as make sense. */
    @Override
    public String toString() {
        return least == most ? number(median) : number(median) + " (" + number(least) + "-" + number(most) + ")";
    }

    public static String number(double value) {
        double size = Math.abs(value);
        var format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
