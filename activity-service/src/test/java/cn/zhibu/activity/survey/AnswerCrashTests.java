package cn.zhibu.activity.survey;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.activity.crash.Halted;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is halted between an answer and its reply, and in the middle of a closing: each slip counts once, and is told. */
class AnswerCrashTests {

    private static final int CRASHES = Integer.getInteger("zhibu.crashes", 3);

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
        int crashes = 0;
        for (int number = 0; crashes < CRASHES && number < CRASHES * 4; number++) {
            var run = service.run("after-answer:0.2", Map.of("crash.codes", codes, "crash.close", "no"));
            assertThat(run.exit()).as(String.join("\n", run.output())).isIn(0, Halted.Run.HALTED);
            crashes += run.halted() ? 1 : 0;
        }
        assertThat(crashes).isEqualTo(CRASHES);
        assertThat(service.wholeRun(Map.of("crash.codes", codes, "crash.close", "no")))
                .contains("ANSWERS " + AnswerChild.SLIPS);
        var run = service.run("after-write:1", Map.of("crash.codes", codes, "crash.close", "yes"));
        assertThat(run.halted()).as(String.join("\n", run.output())).isTrue();
        assertThat(service.wholeRun(Map.of("crash.codes", codes, "crash.close", "yes")))
                .contains("ANSWERS " + AnswerChild.SLIPS, "TOLD true");
    }
}
