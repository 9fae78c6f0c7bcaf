package cn.zhibu.platform.file;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.platform.tenant.Tenancy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The folder. */
class FolderStoreTests extends FileStoreContract {

    @Override
    FileStore store() {
        return new FolderStore(folder, Clock.systemUTC());
    }

    @Test
    void whoPutsWhileAnotherDropsFindsTheFileAfterwards() throws IOException {
        var incoming = new Incoming(folder.resolve("incoming"), file -> Mono.empty(), Clock.systemUTC());
        var path = incoming.fresh();
        Files.writeString(path, "the same content");
        var arrival = incoming.made(path);
        var tenant = UUID.randomUUID().toString();
        var place = folder.resolve(FileSettings.key(tenant, arrival.hash()));
        for (int round = 0; round < 400; round++) {
            store().put(arrival)
                    .contextWrite(context -> Tenancy.in(context, tenant))
                    .block();
            Files.setLastModifiedTime(place, FileTime.from(Instant.now().minus(Duration.ofDays(40))));
            var limit = Instant.now().minus(Duration.ofDays(30));
            var all = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> (i == 0
                                    ? store().put(arrival)
                                    : store().drop(arrival.hash(), limit).then())
                            .contextWrite(context -> Tenancy.in(context, tenant))
                            .block()))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(all).join();
            assertThat(place).as("round " + round).hasContent("the same content");
        }
    }

    @Test
    void whatACrashLeftIsTidiedUpAfterADay() throws IOException {
        var incoming = new Incoming(folder.resolve("incoming"), file -> Mono.empty(), Clock.systemUTC());
        var old = incoming.fresh();
        var fresh = incoming.fresh();
        Files.writeString(old, "old");
        Files.writeString(fresh, "fresh");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        incoming.tidy().block();
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }
}
