package cn.zhibu.activity.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.activity.crash.Halted;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is halted between the steps, and between what is published and its record: each has one record in the end. */
class DisclosureCrashTests {

    private static final int CRASHES = Integer.getInteger("zhibu.crashes", 2);

    @TempDir
    Path folder;

    @Test
    void eachDisclosureHasOneRecordHoweverOftenTheServiceIsHalted() throws Exception {
        var service = Halted.in(DisclosureChild.class, folder);
        var points = List.of("after-write", "before-commit");
        var random = new Random(86);
        int wanted = 0;
        for (int crash = 0; crash < CRASHES; crash++) {
            wanted += 2; // each brings more writes, and more events, than the halt waits for
            service.halted(
                    points.get(crash % 2), 1 + random.nextInt(4), Map.of("crash.disclosures", String.valueOf(wanted)));
        }
        assertThat(service.wholeRun(Map.of("crash.disclosures", String.valueOf(wanted))))
                .contains("RECORDS " + wanted, "PUBLISHED " + wanted);
    }
}
