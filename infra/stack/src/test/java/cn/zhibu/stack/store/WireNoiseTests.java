package cn.zhibu.stack.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Throws noise at the store's process from eight connections while others work: it does not end, answers the others,
 * stays within its memory, and no message makes it stumble over itself. {@code -Dzhibu.noise=600} makes the run longer.
 */
class WireNoiseTests {

    private static final int SECONDS = Integer.getInteger("zhibu.noise", 15);
    private static final int CONNECTIONS = 8;
    private static final int STUMBLED = 8;
    private static final long MOST_KIB = 512 * 1024;

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final Map<String, Long> stumbles = new TreeMap<>();
    private final ConcurrentSkipListSet<String> names = new ConcurrentSkipListSet<>();

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void noiseEndsOnlyItsOwnConnection() throws Exception {
        long seed = Long.getLong("zhibu.seed", System.nanoTime());
        var pool = Executors.newFixedThreadPool(CONNECTIONS);
        try (var store = StoreProcess.start(
                        Files.createDirectory(StoreUnderTest.temporary().resolve("noise")), List.of());
                MongoClient client = StoreUnderTest.client(store.uri())) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            var running = new ArrayList<Future<?>>();
            for (int at = 0; at < CONNECTIONS; at++) {
                var noise = new WireNoise(seed + at);
                running.add(pool.submit(() -> {
                    make(noise, URI.create(store.uri()), end);
                    return null;
                }));
            }
            long slowest = work(client, end);
            for (Future<?> each : running) {
                each.get(60, TimeUnit.SECONDS);
            }
            System.out.println("noise: " + sent + " messages, " + answered + " answered, others waited at most "
                    + slowest / 1_000_000 + " ms, " + resident(store) / 1024 + " MiB, seed " + seed);
            assertThat(store.process().isAlive()).isTrue();
            assertThat(resident(store)).isLessThan(MOST_KIB);
            assertThat(stumbles).isEmpty();
            assertThat(answered.get()).isGreaterThan(SECONDS * 20L);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Somebody who behaves: how long one had to wait at most, in nanoseconds. */
    private static long work(MongoClient client, long end) throws InterruptedException {
        var things = client.getDatabase("good").getCollection("things");
        long slowest = 0;
        for (int at = 0; System.nanoTime() < end; at++) {
            long begun = System.nanoTime();
            things.insertOne(new Document("_id", at));
            assertThat(things.find(new Document("_id", at)).first()).isNotNull();
            slowest = at == 0 ? 0 : Math.max(slowest, System.nanoTime() - begun);
            Thread.sleep(20);
        }
        assertThat(TimeUnit.NANOSECONDS.toSeconds(slowest)).isLessThan(10);
        return slowest;
    }

    private void make(WireNoise noise, URI store, long end) throws IOException {
        while (System.nanoTime() < end) {
            try (var socket = new Socket(store.getHost(), store.getPort())) {
                socket.setSoTimeout(100);
                var in = new DataInputStream(socket.getInputStream());
                for (int at = 0; at < 50 && System.nanoTime() < end; at++) {
                    var message = noise.next();
                    socket.getOutputStream().write(message);
                    sent.incrementAndGet();
                    answer(in, message);
                }
            } catch (SocketTimeoutException waits) {
                names.add("waits");
            } catch (IOException closed) {
                names.add("closed");
            }
        }
    }

    private void answer(DataInputStream in, byte[] message) throws IOException {
        int length = Integer.reverseBytes(in.readInt());
        var rest = in.readNBytes(length - Integer.BYTES);
        answered.incrementAndGet();
        int kind = ByteBuffer.wrap(rest).order(ByteOrder.LITTLE_ENDIAN).getInt(8);
        int from = kind == 1 ? 32 : 17;
        var answer = new RawBsonDocument(rest, from, rest.length - from);
        if (answer.containsKey("code") && answer.get("code").asNumber().intValue() == STUMBLED) {
            synchronized (stumbles) {
                var command = new RawBsonDocument(message, 21, message.length - 21);
                stumbles.merge(
                        answer.get("errmsg").asString().getValue() + ": "
                                + command.toJson()
                                        .substring(
                                                0,
                                                Math.min(600, command.toJson().length())),
                        1L,
                        Long::sum);
            }
        }
    }

    private static long resident(StoreProcess store) throws IOException {
        var status = Path.of("/proc", Long.toString(store.process().pid()), "status");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
