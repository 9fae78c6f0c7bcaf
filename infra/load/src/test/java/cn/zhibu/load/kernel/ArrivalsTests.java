package cn.zhibu.load.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrivalsTests {

    private static final int MANY = 100_000;

    private static List<Double> gaps(double rate, long seed) {
        var arrivals = new Arrivals(rate, seed);
        var gaps = new ArrayList<Double>();
        long before = 0;
        for (int number = 0; number < MANY; number++) {
            long at = arrivals.next();
            gaps.add((at - before) / 1e9);
            before = at;
        }
        return gaps;
    }

    @Test
    void onAverageAsManyArriveAsWereAskedFor() {
        double sum = gaps(250, 7).stream().mapToDouble(Double::doubleValue).sum();
        assertThat(MANY / sum).isCloseTo(250, within(3.0));
    }

    @Test
    void theGapsAreThoseOfAPoissonStreamAndNotOfAClock() {
        var gaps = gaps(100, 7);
        double mean = gaps.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double variance = gaps.stream()
                .mapToDouble(gap -> (gap - mean) * (gap - mean))
                .average()
                .orElseThrow();
        long longer = gaps.stream().filter(gap -> gap > 2 * mean).count();
        assertThat(Math.sqrt(variance) / mean).isCloseTo(1, within(0.02));
        assertThat((double) longer / MANY).isCloseTo(Math.exp(-2), within(0.01));
    }

    @Test
    void theSameSeedGivesTheSameMomentsAndAnotherOthers() {
        assertThat(gaps(99, 3)).isEqualTo(gaps(99, 3)).isNotEqualTo(gaps(99, 4));
    }

    @Test
    void manyStreamsOfNeighbouringSeedsDoNotBeginTogether() {
        long early = IntStream.range(0, 40)
                .filter(seed -> new Arrivals(1, seed).next() < 1e9)
                .count();
        assertThat(early / 40.0).isCloseTo(1 - Math.exp(-1), within(0.2));
    }

    @Test
    void aRateOfNothingIsRefused() {
        assertThatThrownBy(() -> new Arrivals(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
