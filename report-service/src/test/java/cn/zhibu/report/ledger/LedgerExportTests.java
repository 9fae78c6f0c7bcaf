package cn.zhibu.report.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.report.Dispatcher;
import cn.zhibu.report.Dispatcher.Event;
import cn.zhibu.stack.ledger.VerifyLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What an auditor takes away is checked without the product, and whatever is done to it is found at its place. */
@ServiceTest
@Timeout(120)
class LedgerExportTests {

    private static final int ENTRIES = 620;

    @Autowired
    private LedgerReaction reaction;

    @Autowired
    private LedgerChain chain;

    @TempDir
    Path folder;

    private static List<String> taken = List.of();
    private List<String> lines = List.of();

    @BeforeEach
    void aLedgerTakenAway() {
        if (taken.isEmpty()) {
            var dispatcher = new Dispatcher(reaction);
            IntStream.range(0, ENTRIES)
                    .mapToObj(i ->
                            new Event("member.events", "member.joined.v1", "m" + i, i, "{\"词\":\"一\\n二 " + i + "\"}"))
                    .forEach(dispatcher::hear);
            taken = Objects.requireNonNull(
                    dispatcher.read(chain.export("bureau").map(String::strip).collectList()));
        }
        lines = new ArrayList<>(taken);
    }

    private VerifyLedger.Finding check(List<String> written, String... noted) throws IOException {
        return VerifyLedger.check(Files.write(folder.resolve("ledger.ndjson"), written), List.of(noted));
    }

    private static String hashOf(String line) {
        return line.replaceAll(".*\"hash\":\"([0-9a-f]{64})\".*", "$1");
    }

    @Test
    void whatWasTakenAwayIsWhole() throws IOException {
        assertThat(lines).hasSize(ENTRIES + 3);
        var found = check(lines, hashOf(lines.get(100)));
        assertThat(found.brokenAt()).as(found.reason()).isNull();
        assertThat(found.entries()).isEqualTo(ENTRIES);
        assertThat(found.anchors()).isEqualTo(1);
        assertThat(found.reason()).isEqualTo(hashOf(lines.get(ENTRIES)));
        assertThat(check(lines, "f".repeat(64)).reason()).contains("noted hash");
    }

    @ParameterizedTest
    @CsvSource({
        "a word of a body, 17",
        "an actor, 17",
        "a time, 17",
        "the hash with its content, 18",
        "deleted, 17",
        "swapped, 17",
        "doubled, 18",
        "inserted, 18",
        "cut, 601",
        "cut with its end, 601",
        "anchor, 1",
        "anchor deleted, 620",
        "unreadable, 17"
    })
    void whateverIsDoneToItIsFoundAtItsPlace(String what, long at) throws IOException {
        var line = lines.get(17);
        switch (what) {
            case "a word of a body" -> lines.set(17, line.replace("一", "三"));
            case "an actor" -> lines.set(17, line.replace("\"actor\":\"actor\"", "\"actor\":\"other\""));
            case "a time" -> lines.set(17, line.replaceAll("\"time\":\\d", "\"time\":9"));
            case "the hash with its content" -> lines.set(17, forged(line));
            case "deleted" -> lines.remove(17);
            case "swapped" -> Collections.swap(lines, 17, 18);
            case "doubled", "inserted" -> lines.add(18, what.equals("doubled") ? line : line.replace("一", "三"));
            case "cut" -> lines = new ArrayList<>(lines.subList(0, 601));
            case "cut with its end" -> cut();
            case "anchor" ->
                lines.set(ENTRIES + 1, lines.get(ENTRIES + 1).replaceAll("\"hash\":\"..", "\"hash\":\"zz"));
            case "anchor deleted" -> lines.remove(ENTRIES + 1);
            default -> lines.set(17, line.substring(0, 40));
        }
        assertThat(lines.get(17)).isNotEqualTo(what.startsWith("a ") ? line : "");
        var found = check(lines);
        assertThat(found.brokenAt()).as(found.reason()).isEqualTo(at);
    }

    /** Another body with a hash that fits it: the next entry gives it away. */
    private static String forged(String line) {
        var other = line.replace("一", "三");
        return other.replace(hashOf(line), rehashed(other));
    }

    private static String rehashed(String line) {
        var node = tools.jackson.databind.json.JsonMapper.builder().build().readTree(line);
        var origin = new LedgerEntry.Origin(
                node.get("topic").asString(),
                node.get("type").asString(),
                node.get("subject").asString(),
                node.get("sequence").asLong(),
                java.time.Instant.ofEpochMilli(node.get("time").asLong()),
                node.get("actor").asString(),
                null);
        return LedgerEntry.after(
                        node.get("seq").asLong() - 1,
                        node.get("previous").asString(),
                        node.get("entry").asString(),
                        origin,
                        node.get("body").asString())
                .hash();
    }

    private void cut() {
        var end = lines.get(lines.size() - 1);
        lines = new ArrayList<>(lines.subList(0, 601));
        lines.add(end);
    }
}
