package cn.zhibu.activity.plan;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.child.Halted;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service is halted again and again in the middle of planning series and changing them: each meeting is planned once in the
 * end, and every one that a change is for has taken it over.
 */
class SeriesCrashTests {

    private static final int CRASHES = Integer.getInteger("zhibu.crashes", 2);

    @TempDir
    Path folder;

    @Test
    void eachMeetingIsPlannedOnceHoweverOftenTheServiceIsHalted() throws Exception {
        var service = Halted.in(SeriesChild.class, folder);
        var random = new Random(24);
        int series = 0;
        for (int crash = 0; crash < CRASHES; crash++) {
            series++; // each new one brings more writes than the halt waits for
            service.halted("after-write", 1 + random.nextInt(40), Map.of("crash.series", String.valueOf(series)));
        }
        var last = service.wholeRun(Map.of("crash.series", String.valueOf(series)));
        int half = SeriesChild.MONTHS / 2;
        assertThat(last)
                .contains("OPEN " + series * (SeriesChild.MONTHS - 4) + " " + series * (half - 4))
                .contains("CANCELLED " + series * 4 + " " + series * 4);
    }
}
