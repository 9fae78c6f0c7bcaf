package cn.zhibu.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A poll of the slowest events ends before the broker gives the reader up. */
class PaceTests {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsBegunInTimeStaysWithinThePollInterval(boolean gathers) {
        assertThat(number("max.poll.records", gathers)).isPositive();
        assertThat(Pace.PER_POLL.plus(Pace.PER_EVENT).toMillis()).isLessThan(number("max.poll.interval.ms", gathers));
    }

    @Test
    void moreIsTakenAtOnceWhereEventsGoTogether() {
        assertThat(number("max.poll.records", true)).isGreaterThan(number("max.poll.records", false));
    }

    private static long number(String name, boolean gathers) {
        return Long.parseLong(Pace.properties(gathers).getProperty(name));
    }
}
