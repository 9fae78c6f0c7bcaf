package cn.zhibu.platform.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.platform.tenant.Tenancy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What every store of files promises. */
abstract class FileStoreContract {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final String tenant = UUID.randomUUID().toString();

    abstract FileStore store();

    private Incoming incoming() {
        return new Incoming(folder.resolve("incoming"), file -> Mono.empty(), Clock.systemUTC());
    }

    private <T> T as(String who, Mono<T> work) {
        return work.contextWrite(context -> Tenancy.in(context, who)).block(LIMIT);
    }

    private static Flux<DataBuffer> body(byte[] bytes, int pieces) {
        int each = bytes.length / pieces + 1;
        return Flux.range(0, pieces)
                .map(i -> Arrays.copyOfRange(
                        bytes, Math.min(bytes.length, i * each), Math.min(bytes.length, (i + 1) * each)))
                .map(DefaultDataBufferFactory.sharedInstance::wrap);
    }

    private Arrival arrival(byte[] bytes) {
        return Objects.requireNonNull(
                incoming().receive(body(bytes, 7), bytes.length).block(LIMIT));
    }

    private byte[] read(String who, String hash) {
        return as(who, DataBufferUtils.join(store().read(hash)).map(buffer -> {
            var bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        }));
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatIsPutIsReadBackByteForByte() {
        var bytes = random(3_000_001);
        var arrival = arrival(bytes);
        assertThat(arrival.size()).isEqualTo(bytes.length);
        assertThat(arrival.whole()).isTrue();
        as(tenant, store().put(arrival));
        as(tenant, store().put(arrival));
        assertThat(as(tenant, store().has(arrival.hash()))).isTrue();
        assertThat(read(tenant, arrival.hash())).isEqualTo(bytes);
        assertThat(incoming().made(arrival.path())).isEqualTo(arrival);
    }

    @Test
    void noTenantSeesAnothersFile() {
        var arrival = arrival(random(1000));
        as(tenant, store().put(arrival));
        var other = UUID.randomUUID().toString();
        assertThat(as(other, store().has(arrival.hash()))).isFalse();
        assertThatThrownBy(() -> read(other, arrival.hash())).isNotNull();
        assertThatThrownBy(() -> store().has(arrival.hash()).block(LIMIT)).hasMessageContaining("No tenant");
        assertThatThrownBy(() -> as(tenant, store().has("../../secrets"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyWhatWasNotPutSinceIsDropped() {
        var arrival = arrival(random(2000));
        as(tenant, store().put(arrival));
        var before = Instant.now().minusSeconds(60);
        var after = Instant.now().plusSeconds(60);
        assertThat(as(tenant, store().all().collectList())).singleElement().satisfies(put -> {
            assertThat(put.hash()).isEqualTo(arrival.hash());
            assertThat(put.at()).isBetween(before, after);
        });
        assertThat(as(tenant, store().drop(arrival.hash(), before))).isFalse();
        assertThat(read(tenant, arrival.hash())).hasSize(2000);
        assertThat(as(tenant, store().drop(arrival.hash(), after))).isTrue();
        assertThat(as(tenant, store().has(arrival.hash()))).isFalse();
        assertThat(as(tenant, store().drop(arrival.hash(), after))).isTrue();
    }

    @Test
    void moreThanIsAllowedIsReadToTheEndAndNotKept() throws IOException {
        var arrival = Objects.requireNonNull(
                incoming().receive(body(random(100_000), 10), 50_000).block(LIMIT));
        assertThat(arrival.whole()).isFalse();
        assertThat(java.nio.file.Files.size(arrival.path())).isLessThanOrEqualTo(50_000);
        var broken = body("abc".getBytes(StandardCharsets.UTF_8), 1).concatWith(Flux.error(new IOException("gone")));
        incoming().discard(arrival.path());
        assertThatThrownBy(() -> incoming().receive(broken, 50_000).block(LIMIT))
                .hasMessageContaining("gone");
        try (var left = java.nio.file.Files.list(folder.resolve("incoming"))) {
            assertThat(left).isEmpty();
        }
    }
}
