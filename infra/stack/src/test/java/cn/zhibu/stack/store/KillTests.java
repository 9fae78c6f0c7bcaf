package cn.zhibu.stack.store;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.stack.store.engine.Check;
import com.mongodb.client.MongoClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Kills the store's process in the middle of concurrent writes, again and again on the same file, and finds every
 * acknowledged write afterwards. {@code -Dzhibu.kills=200} makes the run longer.
 */
class KillTests {

    private static final int KILLS = Integer.getInteger("zhibu.kills", 12);

    private final Path directory = StoreUnderTest.temporary();

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void noAcknowledgedWriteIsLost() throws Exception {
        long seed = Long.getLong("zhibu.seed", System.nanoTime());
        var random = new Random(seed);
        var writers = new Writers();
        for (int round = 0; round < KILLS; round++) {
            try (var store = StoreProcess.start(directory, List.of());
                    MongoClient client = StoreUnderTest.client(store.uri())) {
                writers.check(Writers.stored(client), Double.MAX_VALUE);
                var threads = writers.start(client, "k" + round);
                Thread.sleep(200 + random.nextInt(900));
                store.kill();
                for (Thread thread : threads) {
                    thread.join(30_000);
                }
            }
        }
        assertThat(writers.size()).isGreaterThan(KILLS * 10);
        var file = directory.resolve("store.db");
        System.out.println("kills: " + KILLS + ", acknowledged: " + writers.size() + ", file: " + Files.size(file)
                + " bytes, seed " + seed);
        try (var store = EmbeddedStore.start(directory, "127.0.0.1", 0);
                MongoClient client = StoreUnderTest.client(store.uri())) {
            writers.check(Writers.stored(client), Double.MAX_VALUE);
        }
        assertThat(Check.of(file)).isEmpty();
    }
}
