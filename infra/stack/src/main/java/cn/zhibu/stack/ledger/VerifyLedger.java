package cn.zhibu.stack.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What infra/stack/bin/verify-ledger calls: {@code FILE [HASH...]}. Recomputes the hash of every line of an export from
 * what stands in it, holds each against the one before, the anchors against the lines, and hashes that were noted
 * elsewhere against all of them. Names the first line at fault. Shares no code with the service that wrote the ledger.
 */
public final class VerifyLedger {

    private static final String NOTHING = "0".repeat(64);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<Long, String> anchors = new TreeMap<>();
    private final TreeSet<String> noted;
    private long seq;
    private String hash = NOTHING;
    private long announced = -1;
    private @Nullable JsonNode end;

    private VerifyLedger(List<String> noted) {
        this.noted = new TreeSet<>(noted);
    }

    /**
     * What was found.
     *
     * @param brokenAt number of the first entry at fault; null when all is well
     * @param reason what is wrong with it; the head's hash when all is well
     */
    public record Finding(
            long entries, int anchors, @Nullable Long brokenAt, String reason) {

        public boolean intact() {
            return brokenAt == null;
        }
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            System.err.println("verify-ledger FILE [HASH...]");
            System.exit(2);
        }
        var finding = check(Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length));
        if (finding.intact()) {
            System.out.printf(
                    "intact: %d entries, %d anchors hold, head %s%n",
                    finding.entries(), finding.anchors(), finding.reason());
        } else {
            System.out.printf("BROKEN at entry %d: %s%n", finding.brokenAt(), finding.reason());
            System.exit(1);
        }
    }

    public static Finding check(Path file, List<String> noted) throws IOException {
        try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return new VerifyLedger(noted).check(lines);
        }
    }

    private Finding check(BufferedReader lines) throws IOException {
        var fault = walk(lines);
        if (fault == null) {
            fault = atTheEnd();
        }
        return fault == null
                ? new Finding(seq, anchors.size(), null, hash)
                : new Finding(seq, anchors.size(), fault.seq(), fault.reason());
    }

    private record Fault(long seq, String reason) {}

    private @Nullable Fault walk(BufferedReader lines) throws IOException {
        var hashes = new TreeMap<Long, String>();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode node;
            try {
                node = JSON.readTree(line);
            } catch (JacksonException unreadable) {
                return new Fault(seq + 1, "the line cannot be read");
            }
            var fault =
                    switch (node.path("kind").asString("")) {
                        case "ledger" -> begin(node);
                        case "entry" -> entry(node, hashes);
                        case "anchor" -> anchor(node, hashes);
                        case "end" -> finish(node);
                        default -> new Fault(seq + 1, "the line is of no known kind");
                    };
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private @Nullable Fault begin(JsonNode node) {
        if (announced >= 0 || node.path("format").asInt() != 1) {
            return new Fault(seq + 1, "the head of the export is not what it should be");
        }
        announced = node.path("entries").asLong();
        return null;
    }

    private @Nullable Fault entry(JsonNode node, Map<Long, String> hashes) {
        long number = node.path("seq").asLong();
        if (announced < 0 || end != null) {
            return new Fault(seq + 1, "the line stands outside the ledger");
        }
        if (number != seq + 1) {
            return new Fault(
                    seq + 1,
                    number > seq
                            ? "it is not there; entry " + number + " stands in its place"
                            : "entry " + number + " stands in its place");
        }
        if (!node.path("previous").asString("").equals(hash)) {
            return new Fault(number, "it does not follow the entry before it");
        }
        var computed = hash(node);
        if (!computed.equals(node.path("hash").asString(""))) {
            return new Fault(number, "its content is not what its hash was made of");
        }
        seq = number;
        hash = computed;
        hashes.put(number, computed);
        noted.remove(computed);
        return null;
    }

    private @Nullable Fault anchor(JsonNode node, Map<Long, String> hashes) {
        long number = node.path("seq").asLong();
        var told = node.path("hash").asString("");
        anchors.put(number, told);
        return told.equals(hashes.get(number))
                ? null
                : new Fault(
                        Math.min(number, seq + 1),
                        "at " + node.path("hour").asString("?") + " another hash was told for entry " + number);
    }

    private @Nullable Fault finish(JsonNode node) {
        end = node;
        return null;
    }

    private @Nullable Fault atTheEnd() {
        var last = end;
        if (last == null || last.path("entries").asLong() != seq || announced != seq) {
            return new Fault(seq + 1, "the export ends before the ledger does");
        }
        if (!last.path("head").asString("").equals(hash)) {
            return new Fault(seq, "the head is another one");
        }
        if (last.path("anchors").asInt() != anchors.size()) {
            return new Fault(seq, "anchors are missing");
        }
        return noted.isEmpty() ? null : new Fault(seq, "no entry has the noted hash " + noted.first());
    }

    /** As every entry's hash is made: SHA-256 over its parts, one a line; absent parts are the word null. */
    private static String hash(JsonNode entry) {
        var text = String.join(
                "\n",
                Long.toString(entry.path("seq").asLong()),
                entry.path("previous").asString(""),
                entry.path("entry").asString(""),
                entry.path("topic").asString(""),
                entry.path("type").asString(""),
                entry.path("subject").asString(""),
                Long.toString(entry.path("sequence").asLong()),
                Long.toString(entry.path("time").asLong()),
                absent(entry, "actor"),
                absent(entry, "unit"),
                entry.path("body").asString(""));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String absent(JsonNode entry, String part) {
        var node = entry.path(part);
        return node.isMissingNode() || node.isNull() ? "null" : node.asString("");
    }
}
