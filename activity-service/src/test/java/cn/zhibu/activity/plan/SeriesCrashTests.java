package cn.zhibu.activity.plan;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.activity.crash.Halted;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service is halted again and again in the middle of planning series and changing them: each meeting is planned once in the
 * end, and every one that a change is for has taken it over.
 */
class SeriesCrashTests {

    private static final int CRASHES = Integer.getInteger("zhibu.crashes", 3);

    @TempDir
    Path folder;

    @Test
    void eachMeetingIsPlannedOnceHoweverOftenTheServiceIsHalted() throws Exception {
        var service = Halted.in(SeriesChild.class, folder);
        int crashes = 0;
        int series = 0;
        for (int number = 0; crashes < CRASHES && number < CRASHES * 4; number++) {
            series = number / 4 + 2;
            var run = service.run("after-write:0.02", Map.of("crash.series", String.valueOf(series)));
            assertThat(run.exit()).as(String.join("\n", run.output())).isIn(0, Halted.Run.HALTED);
            crashes += run.halted() ? 1 : 0;
        }
        assertThat(crashes).isEqualTo(CRASHES);
        var last = service.wholeRun(Map.of("crash.series", String.valueOf(series)));
        int half = SeriesChild.MONTHS / 2;
        assertThat(last)
                .contains("OPEN " + series * (SeriesChild.MONTHS - 4) + " " + series * (half - 4))
                .contains("CANCELLED " + series * 4 + " " + series * 4);
    }
}
