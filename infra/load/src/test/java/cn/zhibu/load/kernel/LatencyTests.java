package cn.zhibu.load.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatencyTests {

    private static final long MILLI = 1_000_000;

    @Test
    void aRequestThatLeftLateIsLateFromTheMomentMeantAndNotFromTheMomentSent() {
        var latency = new Latency();
        latency.note(0, 40 * MILLI, 50 * MILLI, 200, true);
        assertThat(latency.intended(99)).isCloseTo(50, within(0.1));
        assertThat(latency.sent(99)).isCloseTo(10, within(0.1));
    }

    @Test
    void percentilesAreThoseOfAllThatWasNoted() {
        var latency = new Latency();
        for (int millis = 1; millis <= 100; millis++) {
            latency.note(0, 0, millis * MILLI, 201, true);
        }
        assertThat(latency.intended(50)).isCloseTo(50, within(0.2));
        assertThat(latency.intended(99)).isCloseTo(99, within(0.2));
    }

    @Test
    void roundsAddUp() {
        var one = new Latency();
        var other = new Latency();
        one.note(0, 0, 10 * MILLI, 200, true);
        other.note(0, 0, 30 * MILLI, 200, true);
        other.note(0, 0, 0, 429, false);
        one.add(other);
        assertThat(one.all()).isEqualTo(3);
        assertThat(one.bad()).isEqualTo(1);
        assertThat(one.intended(100)).isCloseTo(30, within(0.1));
        assertThat(one.statuses()).containsEntry(200, 2L).containsEntry(429, 1L);
    }

    @Test
    void whereNothingWentWellThereIsNoLatency() {
        var latency = new Latency();
        latency.note(0, 0, 0, 0, false);
        assertThat(latency.intended(99)).isZero();
    }
}
