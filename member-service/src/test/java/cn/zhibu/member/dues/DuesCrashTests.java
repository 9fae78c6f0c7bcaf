package cn.zhibu.member.dues;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.child.Halted;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is halted after writes of whole months: in the end each month is there once, for all members or for none. */
class DuesCrashTests {

    private static final int CRASHES = Integer.getInteger("zhibu.crashes", 2);

    @TempDir
    Path folder;

    @Test
    void aMonthOfTheBranchIsEnteredOnceAndWholeHoweverOftenTheServiceIsHalted() throws Exception {
        var service = Halted.founded(DuesChild.class, folder);
        int months = 0;
        for (int crash = 0; crash < CRASHES; crash++) {
            months += 3;
            service.halted("after-write", 2, Map.of("crash.months", String.valueOf(months)));
        }
        assertThat(service.wholeRun(Map.of("crash.months", String.valueOf(months))))
                .contains("ACTS " + months, "WHOLE " + months);
    }
}
