package cn.zhibu.activity.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.TestStack;
import cn.zhibu.kit.child.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The service is halted between the file and its document, and right after the document: nothing that was acknowledged
 * is lost, nothing names a file that is not there, and a retry answers the same.
 */
class EvidenceCrashTests {

    private static final int CRASHES = 2;
    private static final int INTENTS_PER_RUN = 5;

    private static final ChildJvm CHILDREN = new ChildJvm(CrashChild.class, "256m");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"after-file", "after-write"})
    void nothingAcknowledgedIsLost(String window) throws Exception {
        var world = output(child("", Map.of())).stream()
                .filter(line -> line.startsWith("WORLD "))
                .findFirst()
                .orElseThrow()
                .split(" ");
        var acked = new TreeMap<String, String>();
        var intended = new ArrayList<String>();
        int crashes = 0;
        for (int run = 0; crashes < CRASHES && run < CRASHES * 4; run++) {
            int number = run;
            var keys = IntStream.range(0, INTENTS_PER_RUN)
                    .mapToObj(i -> "intent-" + number + "-" + i)
                    .toList();
            intended.addAll(keys);
            var child = child(window + ":0.4", arguments(world, keys));
            crashes += child.process().exitValue() == 137 ? 1 : 0;
            acknowledged(child, acked);
        }
        assertThat(crashes).as("crashes in the window " + window).isEqualTo(CRASHES);
        var before = Map.copyOf(acked);
        var last = child("", arguments(world, intended));
        assertThat(last.process().exitValue())
                .as(String.join("\n", output(last)))
                .isZero();
        acknowledged(last, acked);
        assertThat(acked).hasSize(2 * intended.size()).containsAllEntriesOf(before);
        var lines = output(last);
        assertThat(lines).noneMatch(line -> line.startsWith("MISSING ") || line.startsWith("BROKEN "));
        assertThat(lines).as("one file each").contains("CHECKED " + intended.size());
    }

    private record Child(Process process, Path output) {}

    private Map<String, String> arguments(String[] world, List<String> keys) throws IOException {
        var intents = Files.write(folder.resolve("intents-" + UUID.randomUUID()), keys);
        return Map.of("crash.tenant", world[1], "crash.branch", world[2], "crash.intents", intents.toString());
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

    private static void acknowledged(Child child, Map<String, String> acked) throws IOException {
        for (var line : output(child)) {
            if (line.startsWith("ACK ")) {
                var parts = line.split(" ");
                acked.put(parts[1] + " " + parts[2], parts[3]);
            }
        }
    }
}
