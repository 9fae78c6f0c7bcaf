package cn.zhibu.activity.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.child.Halted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The service is halted between the file and its document, and right after the document: nothing that was acknowledged
 * is lost, nothing names a file that is not there, and a retry answers the same.
 */
class EvidenceCrashTests {

    private static final int CRASHES = Integer.getInteger("zhibu.crashes", 1);
    private static final int INTENTS_PER_RUN = 5;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"after-file", "after-write"})
    void nothingAcknowledgedIsLost(String window) throws Exception {
        var service = Halted.in(CrashChild.class, folder);
        var acked = new TreeMap<String, String>();
        var intended = new ArrayList<String>();
        for (int run = 0; run < CRASHES; run++) {
            int number = run;
            var keys = IntStream.range(0, INTENTS_PER_RUN)
                    .mapToObj(i -> "intent-" + number + "-" + i)
                    .toList();
            intended.addAll(keys);
            var halted = service.run(window + ":#" + (run + 2), intents(keys));
            assertThat(halted.halted()).as(window + "\n" + halted.output()).isTrue();
            acknowledged(halted.output(), acked);
        }
        var before = Map.copyOf(acked);
        var lines = service.wholeRun(intents(intended));
        acknowledged(lines, acked);
        assertThat(acked).hasSize(2 * intended.size()).containsAllEntriesOf(before);
        assertThat(lines).noneMatch(line -> line.startsWith("MISSING ") || line.startsWith("BROKEN "));
        assertThat(lines).as("one file each").contains("CHECKED " + intended.size());
    }

    private Map<String, String> intents(List<String> keys) throws IOException {
        var intents = Files.write(folder.resolve("intents-" + UUID.randomUUID()), keys);
        return Map.of("crash.intents", intents.toString());
    }

    private static void acknowledged(List<String> output, Map<String, String> acked) {
        for (var line : output) {
            if (line.startsWith("ACK ")) {
                var parts = line.split(" ");
                acked.put(parts[1] + " " + parts[2], parts[3]);
            }
        }
    }
}
