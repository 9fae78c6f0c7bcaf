package cn.zhibu.activity.task;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.activity.crash.Halted;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service is halted again and again while tasks get milestones and are carried on, which writes three documents: in the end
 * each is carried on once, with all that was not reached.
 */
class TaskCrashTests {

    private static final int CRASHES = Integer.getInteger("zhibu.crashes", 3);

    @TempDir
    Path folder;

    @Test
    void eachTaskIsCarriedOnOnceHoweverOftenTheServiceIsHalted() throws Exception {
        var service = Halted.in(TaskChild.class, folder);
        int year = LocalDate.now(ZoneId.of("Asia/Shanghai")).getYear() - 1;
        int crashes = 0;
        int tasks = 0;
        for (int number = 0; crashes < CRASHES && number < CRASHES * 4; number++) {
            tasks = number / 2 + 3;
            var run = service.run("after-write:0.06", arguments(tasks, year));
            assertThat(run.exit()).as(String.join("\n", run.output())).isIn(0, Halted.Run.HALTED);
            crashes += run.halted() ? 1 : 0;
        }
        assertThat(crashes).isEqualTo(CRASHES);
        assertThat(service.wholeRun(arguments(tasks, year)))
                .contains("TASKS " + tasks + " " + tasks)
                .noneMatch(line -> line.startsWith("WRONG"));
    }

    private static Map<String, String> arguments(int tasks, int year) {
        return Map.of("crash.tasks", String.valueOf(tasks), "crash.year", String.valueOf(year));
    }
}
