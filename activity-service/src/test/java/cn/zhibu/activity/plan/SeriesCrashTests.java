package cn.zhibu.activity.plan;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.TestStack;
import cn.zhibu.kit.child.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service is halted again and again in the middle of planning series and changing them: each meeting is planned once in the
 * end, and every one that a change is for has taken it over.
 */
class SeriesCrashTests {

    private static final int CRASHES = Integer.getInteger("zhibu.crashes", 3);
    private static final ChildJvm CHILDREN = new ChildJvm(SeriesChild.class, "256m");

    @TempDir
    Path folder;

    @Test
    void eachMeetingIsPlannedOnceHoweverOftenTheServiceIsHalted() throws Exception {
        var world = output(child("", Map.of())).stream()
                .filter(line -> line.startsWith("WORLD "))
                .findFirst()
                .orElseThrow()
                .split(" ");
        int crashes = 0;
        int series = 0;
        for (int run = 0; crashes < CRASHES && run < CRASHES * 4; run++) {
            series = run / 4 + 2;
            var child = child("after-write:0.02", arguments(world, series));
            assertThat(child.process().exitValue())
                    .as(String.join("\n", output(child)))
                    .isIn(0, 137);
            crashes += child.process().exitValue() == 137 ? 1 : 0;
        }
        assertThat(crashes).isEqualTo(CRASHES);
        var last = child("", arguments(world, series));
        assertThat(last.process().exitValue())
                .as(String.join("\n", output(last)))
                .isZero();
        int half = SeriesChild.MONTHS / 2;
        assertThat(output(last))
                .contains("OPEN " + series * (SeriesChild.MONTHS - 4) + " " + series * (half - 4))
                .contains("CANCELLED " + series * 4 + " " + series * 4);
    }

    private record Child(Process process, Path output) {}

    private static Map<String, String> arguments(String[] world, int series) {
        return Map.of("crash.tenant", world[1], "crash.branch", world[2], "crash.series", String.valueOf(series));
    }

    private Child child(String failpoint, Map<String, String> arguments) throws Exception {
        var output = folder.resolve("out-" + UUID.randomUUID());
        var command = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--zhibu.partitions=3",
                "--zhibu.files.folder=" + TestStack.files(),
                "--zhibu.master-key-file=" + TestStack.masterKeyFile(),
                "--spring.mongodb.uri=" + TestStack.storeUri(),
                "--spring.kafka.bootstrap-servers=" + TestStack.brokers()));
        arguments.forEach((name, value) -> command.add("--" + name + "=" + value));
        var builder = CHILDREN.with(command);
        builder.environment().put("ZHIBU_FAILPOINT", failpoint);
        var process = builder.redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS))
                .as("the process ends")
                .isTrue();
        return new Child(process, output);
    }

    private static List<String> output(Child child) throws IOException {
        return Files.readAllLines(child.output());
    }
}
