package cn.zhibu.stack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.zhibu.stack.store.engine.Check;
import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the store asks of the disk is written down while eight writers work; then the power is cut at many moments of
 * that: whatever the disk had not promised may be there, be missing or be torn. The file always opens, whole, with
 * everything that had been acknowledged by then. {@code -Dzhibu.cuts=200} makes the run longer.
 */
class PowerCutTests {

    private static final int CUTS = Integer.getInteger("zhibu.cuts", 40);
    private static final int MILLIS = 5_000;
    private static final int LONGEST = 90_000;
    private static final int LEAST = 1000; // acknowledged
    private static final String FILE = "store.db";

    private static boolean traces() throws IOException, InterruptedException {
        try {
            var process = new ProcessBuilder("strace", "-f", "-o", "/dev/null", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void whatWasAcknowledgedIsThereAfterAPowerCut() throws Exception {
        assumeTrue(traces(), "strace is needed, and to be allowed to use it");
        long seed = Long.getLong("zhibu.seed", System.nanoTime());
        var directory = Files.createDirectory(StoreUnderTest.temporary().resolve("cut"));
        var trace = directory.resolveSibling("trace");
        var writers = new Writers();
        record(directory, trace, writers);
        var events = DiskTrace.read(trace, directory);
        var moments = moments(events, new Random(seed));
        System.out.println("power cuts: " + moments.size() + " of "
                + events.events().size() + " events, " + writers.size() + " acknowledged, seed " + seed);
        assertThat(writers.size()).isGreaterThan(LEAST);
        assertThat(events.events()).anyMatch(DiskTrace.Event::sync);
        for (int at = 0; at < moments.size(); at++) {
            cut(events, moments.get(at), writers, new Random(seed + at));
        }
        Files.delete(trace);
    }

    private static void record(Path directory, Path trace, Writers writers) throws Exception {
        try (var store = StoreProcess.start(directory, DiskTrace.command(trace.toAbsolutePath()));
                MongoClient client = StoreUnderTest.client(store.uri())) {
            var threads = writers.start(client, "p");
            untilTheJournalIsMoved(directory.resolve(FILE), writers);
            writers.stop();
            for (Thread thread : threads) {
                thread.join(30_000);
            }
            store.kill();
        }
    }

    /** At least for a while, and until a good part of what was written is followed by a move: a busy machine takes longer. */
    private static void untilTheJournalIsMoved(Path file, Writers writers) throws Exception {
        long began = System.currentTimeMillis();
        for (long passed = 0; passed < LONGEST; passed = System.currentTimeMillis() - began) {
            Thread.sleep(100);
            long moved = Files.getLastModifiedTime(file).toMillis() - began;
            if (passed >= MILLIS && moved > passed / 2 && writers.size() > LEAST) {
                return;
            }
        }
    }

    /** Half of them while the journal is moved into the file, because that is when the file itself is written. */
    private static List<Double> moments(DiskTrace events, Random random) {
        var journal = events.moments(FILE + "-wal");
        var moved = events.moments(FILE).stream()
                .filter(moment -> moment > journal.get(journal.size() / 10))
                .toList();
        assertThat(moved).as("the journal was moved into the file meanwhile").isNotEmpty();
        var moments = new ArrayList<Double>();
        for (int at = 0; at < CUTS; at++) {
            var from = at % 2 == 0 ? journal : moved;
            moments.add(from.get(random.nextInt(from.size())) + random.nextInt(2) * 0.0002);
        }
        return moments;
    }

    private static void cut(DiskTrace events, double moment, Writers writers, Random random) throws Exception {
        var after = Files.createDirectory(StoreUnderTest.temporary().resolve("after"));
        events.cut(moment, after, random);
        try (var store = EmbeddedStore.start(after, "127.0.0.1", 0);
                MongoClient client = StoreUnderTest.client(store.uri())) {
            writers.check(Writers.stored(client), moment);
        }
        assertThat(Check.of(after.resolve(FILE))).isEmpty();
        try (var files = Files.walk(after.getParent())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
