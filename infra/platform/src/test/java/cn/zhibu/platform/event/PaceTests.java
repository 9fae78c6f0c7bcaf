package cn.zhibu.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A batch of the slowest events ends before the broker gives the reader up. */
class PaceTests {

    @Test
    void aFullBatchOfTheSlowestEventsStaysWithinThePollInterval() {
        long events = number("max.poll.records");
        assertThat(events).isPositive();
        assertThat(events * Pace.PER_EVENT.toMillis()).isLessThan(number("max.poll.interval.ms"));
    }

    private static long number(String name) {
        return Long.parseLong(Pace.properties().getProperty(name));
    }
}
