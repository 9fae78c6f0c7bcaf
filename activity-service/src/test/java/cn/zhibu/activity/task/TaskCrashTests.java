package cn.zhibu.activity.task;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.child.Halted;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service is halted again and again while tasks get milestones and are carried on, which writes three documents: in the end
 * each is carried on once, with all that was not reached.
 */
class TaskCrashTests {

    private static final int CRASHES = Integer.getInteger("zhibu.crashes", 2);

    @TempDir
    Path folder;

    @Test
    void eachTaskIsCarriedOnOnceHoweverOftenTheServiceIsHalted() throws Exception {
        var service = Halted.in(TaskChild.class, folder);
        int year = LocalDate.now(ZoneId.of("Asia/Shanghai")).getYear() - 1;
        var random = new Random(18);
        int tasks = 2;
        for (int crash = 0; crash < CRASHES; crash++) {
            tasks++; // each new one brings more writes than the halt waits for
            service.halted("after-write", 1 + random.nextInt(5), arguments(tasks, year));
        }
        assertThat(service.wholeRun(arguments(tasks, year)))
                .contains("TASKS " + tasks + " " + tasks)
                .noneMatch(line -> line.startsWith("WRONG"));
    }

    private static Map<String, String> arguments(int tasks, int year) {
        return Map.of("crash.tasks", String.valueOf(tasks), "crash.year", String.valueOf(year));
    }
}
