package cn.zhibu.activity.survey;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.child.Halted;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is halted after a paper was typed in, after it was typed in anew, after it was withdrawn: each is done once. */
class PaperCrashTests {

    /** The survey, its questions, their opening come first. */
    private static final int BEFORE = 3;

    private static final int CRASHES = Math.min(3, Integer.getInteger("zhibu.crashes", 2));

    @TempDir
    Path folder;

    @Test
    void aPaperIsTypedInAnewOnceHoweverOftenTheServiceIsHalted() throws Exception {
        var service = Halted.in(PaperChild.class, folder);
        for (int crash = 0; crash < CRASHES; crash++) {
            // What was done before comes again and is not written again, so each process comes to one write more.
            service.halted("after-write", crash == 0 ? BEFORE + 1 : 1, Map.of());
        }
        assertThat(service.wholeRun(Map.of())).contains("PAPERS [1,3]", "PLACES 2");
    }
}
