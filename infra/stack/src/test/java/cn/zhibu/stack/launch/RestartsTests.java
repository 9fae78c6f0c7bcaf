package cn.zhibu.stack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a part that ended by itself is started again. */
class RestartsTests {

    private static final Instant NOON = Instant.parse("2026-11-28T04:00:00Z");
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    @Test
    void theFirstTimeIsAtOnceAndThePausesGrow() {
        assertThat(new Restarts(List.of()).due(NOON)).isEqualTo(NOON);
        assertThat(new Restarts(List.of(NOON)).due(NOON)).isEqualTo(NOON.plusSeconds(2));
        assertThat(new Restarts(List.of(NOON, NOON.plusSeconds(2))).due(NOON.plusSeconds(2)))
                .isEqualTo(NOON.plusSeconds(6));
        assertThat(new Restarts(List.of(NOON.minusSeconds(700))).due(NOON)).isEqualTo(NOON);
    }

    @Test
    void whatEndsAgainAndAgainIsStartedSoManyTimesAndNoMore() {
        var at = new ArrayList<Instant>();
        var end = NOON.plus(Duration.ofHours(1));
        for (var now = NOON; now.isBefore(end); now = now.plusSeconds(1)) {
            if (!new Restarts(at).due(now).isAfter(now)) {
                at.add(now);
            }
        }
        for (var moment : at) {
            assertThat(at.stream()
                            .filter(other -> !other.isBefore(moment) && other.isBefore(moment.plus(Restarts.WITHIN))))
                    .hasSizeLessThanOrEqualTo(Restarts.MOST);
        }
        assertThat(at).as("nobody gives up for ever").hasSizeBetween(20, 30);
    }

    @Test
    void aPersonReadsHowOftenAndWhen() {
        assertThat(new Restarts(List.of()).words(true, NOON, CHINA)).isEmpty();
        assertThat(new Restarts(List.of(NOON)).words(true, NOON, CHINA)).isEqualTo("restarted once, last 12:00");
        var often = List.of(
                NOON, NOON.plusSeconds(60), NOON.plusSeconds(120), NOON.plusSeconds(180), NOON.plusSeconds(240));
        assertThat(new Restarts(often).words(true, NOON.plusSeconds(250), CHINA))
                .isEqualTo("restarted 5 times, last 12:04");
        assertThat(new Restarts(often).words(false, NOON.plusSeconds(250), CHINA))
                .isEqualTo("restarted 5 times, last 12:04, is started again at 12:10");
    }
}
