package cn.zhibu.activity.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.child.Halted;
import java.nio.file.Path;
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
        // The tests beside it have the service in their process too, which would make the record in the place of the
        // one
        // that is halted.
        var service = Halted.founded(DisclosureChild.class, folder, Map.of("zhibu.service", "activity-disclosures"));
        var random = new Random(86);
        int wanted = 0;
        for (int crash = 0; crash < CRASHES; crash++) {
            wanted += 2; // each brings more writes than the halt waits for
            var arguments = Map.of("crash.disclosures", String.valueOf(wanted));
            if (crash % 2 == 0) {
                service.halted("after-write", 1 + random.nextInt(4), arguments);
            } else {
                service.halted("before-commit", 1, arguments); // however many events are taken together
            }
        }
        assertThat(service.wholeRun(Map.of("crash.disclosures", String.valueOf(wanted))))
                .contains("RECORDS " + wanted, "PUBLISHED " + wanted);
    }
}
