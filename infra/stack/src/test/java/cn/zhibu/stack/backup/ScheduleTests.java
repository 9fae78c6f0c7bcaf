package cn.zhibu.stack.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a backup that nobody asks for is due. */
class ScheduleTests {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Schedule SCHEDULE = new Schedule(LocalTime.of(3, 30), CHINA);

    private static Instant at(String time) {
        return time == null ? null : Instant.parse("2026-11-" + time.replace(' ', 'T') + ":00+08:00");
    }

    @ParameterizedTest
    @CsvSource({
        "on all night and the hour comes,       28 03:30, 25 08:00, 27 03:30,         , 28 03:30",
        "on all night and the hour has not come, 28 03:29, 25 08:00, 27 03:30,         , 28 03:30",
        "taken today,                           28 12:00, 25 08:00, 28 03:30,         , 29 03:30",
        "off at night: an hour after it is on,  28 08:05, 28 08:00, 27 09:00,         , 28 09:00",
        "off at night and taken since,          28 12:00, 28 08:00, 28 09:00,         , 29 03:30",
        "off for days,                          28 08:05, 28 08:00, 20 09:00,         , 28 09:00",
        "on since just before the hour,         28 03:30, 28 03:00, 27 03:30,         , 28 03:30",
        "the first one,                         28 08:05, 28 08:00,         ,         , 28 09:00",
        "the last one failed,                   28 03:31, 25 08:00, 27 03:30, 28 03:30, 28 04:30",
        "that of a day before failed,           28 03:30, 25 08:00, 26 03:30, 27 22:50, 28 03:30",
        "on since before the hour: not later,   28 03:01, 28 03:00, 27 03:00,         , 28 03:30",
        "just before midnight,                  27 23:59, 25 08:00, 27 03:30,         , 28 03:30"
    })
    void itIsDue(String why, String now, String awake, String good, String failed, String due) {
        assertThat(SCHEDULE.due(at(now), at(awake), at(good), at(failed)))
                .as(why)
                .isEqualTo(at(due));
    }

    @Test
    void neverIsNever() {
        assertThat(new Schedule(null, CHINA).due(at("28 03:30"), at("25 08:00"), null, null))
                .isNull();
    }

    @Test
    void whereTheClocksAreChangedThereIsOneADay() {
        var berlin = new Schedule(LocalTime.of(2, 30), ZoneId.of("Europe/Berlin")); // no such time on 2026-03-29
        var good = Instant.parse("2026-03-28T01:30:00Z");
        assertThat(berlin.due(Instant.parse("2026-03-28T20:00:00Z"), good, good, null))
                .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    }
}
