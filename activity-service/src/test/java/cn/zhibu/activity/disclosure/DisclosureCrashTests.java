package cn.zhibu.activity.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.activity.crash.Halted;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is halted between the steps, and between what is published and its record: each has one record in the end. */
class DisclosureCrashTests {

    private static final int CRASHES = Integer.getInteger("zhibu.crashes", 3);

    @TempDir
    Path folder;

    @Test
    void eachDisclosureHasOneRecordHoweverOftenTheServiceIsHalted() throws Exception {
        var service = Halted.in(DisclosureChild.class, folder);
        var points = List.of("after-write:0.15", "before-commit:0.15");
        int crashes = 0;
        int wanted = 0;
        for (int number = 0; crashes < CRASHES && number < CRASHES * 4; number++) {
            wanted = 3 * (number + 1);
            var run = service.run(points.get(number % 2), Map.of("crash.disclosures", String.valueOf(wanted)));
            assertThat(run.exit()).as(String.join("\n", run.output())).isIn(0, Halted.Run.HALTED);
            crashes += run.halted() ? 1 : 0;
        }
        assertThat(crashes).isEqualTo(CRASHES);
        assertThat(service.wholeRun(Map.of("crash.disclosures", String.valueOf(wanted))))
                .contains("RECORDS " + wanted, "PUBLISHED " + wanted);
    }
}
