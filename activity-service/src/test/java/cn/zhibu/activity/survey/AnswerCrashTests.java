package cn.zhibu.activity.survey;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.child.Halted;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is halted between an answer and its reply, and in the middle of a closing: each slip counts once, and is told. */
class AnswerCrashTests {

    private static final int CRASHES = Math.min(AnswerChild.SLIPS, Integer.getInteger("zhibu.crashes", 2));

    @TempDir
    Path folder;

    @Test
    void aSlipCountsOnceHoweverOftenTheServiceIsHaltedAfterItsAnswer() throws Exception {
        var service = Halted.in(AnswerChild.class, folder);
        var codes = service.wholeRun(Map.of("crash.codes", "", "crash.close", "no")).stream()
                .filter(line -> line.startsWith("CODES "))
                .findFirst()
                .orElseThrow()
                .substring(6);
        for (int crash = 0;
                crash < CRASHES;
                crash++) { // each answer that is new halts it, those that come again do not
            var run = service.run("after-answer:1", Map.of("crash.codes", codes, "crash.close", "no"));
            assertThat(run.halted()).as(String.join("\n", run.output())).isTrue();
        }
        assertThat(service.wholeRun(Map.of("crash.codes", codes, "crash.close", "no")))
                .contains("ANSWERS " + AnswerChild.SLIPS);
        var run = service.run("after-write:1", Map.of("crash.codes", codes, "crash.close", "yes"));
        assertThat(run.halted()).as(String.join("\n", run.output())).isTrue();
        assertThat(service.wholeRun(Map.of("crash.codes", codes, "crash.close", "yes")))
                .contains("ANSWERS " + AnswerChild.SLIPS, "TOLD true");
    }
}
