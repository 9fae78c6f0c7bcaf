package cn.zhibu.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class ManagementDoorTests {

    private static final String SECRET = "0123456789abcdef0123";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost", "::1", " 127.0.0.1 "})
    void onTheLoopbackNobodyIsAsked(String address) throws IOException {
        assertThat(in(ManagementDoor.of(address, "outside", ""), "/actuator/prometheus", null))
                .isTrue();
        assertThat(in(ManagementDoor.of(address, "always", file()), "/actuator/prometheus", null))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.1.2.3", "", "192.168.0.9", "no such machine"})
    void outsideOfItTheSecretIs(String address) throws IOException {
        var door = ManagementDoor.of(address, "outside", file());
        assertThat(in(door, "/actuator/prometheus", null)).isFalse();
        assertThat(in(door, "/actuator/prometheus", "Bearer " + SECRET)).isTrue();
        assertThat(in(door, "/actuator/prometheus", "Basic " + SECRET)).isFalse();
        assertThat(in(door, "/actuator/prometheus", "Bearer ")).isFalse();
        assertThat(in(door, "/actuator/health/readiness", null)).isTrue();
        assertThat(in(door, "/api/things", null)).as("what is not managed").isTrue();
    }

    @Test
    void withoutASecretNobodyComesIn() throws IOException {
        var door = ManagementDoor.of("0.0.0.0", "outside", "");
        assertThat(in(door, "/actuator/prometheus", "Bearer ")).isFalse();
        assertThat(in(door, "/actuator/prometheus", "Bearer null")).isFalse();
        assertThat(in(door, "/actuator/health/liveness", null)).isTrue();
        var empty = Files.writeString(folder.resolve("empty"), "\n").toString();
        assertThatThrownBy(() -> ManagementDoor.of("0.0.0.0", "outside", empty)).hasMessageContaining("too short");
    }

    private String file() throws IOException {
        return Files.writeString(folder.resolve("secret"), SECRET + "\n").toString();
    }

    private static boolean in(ManagementDoor door, String path, @Nullable String authorization) {
        var request = MockServerHttpRequest.get(path);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        var reached = new AtomicBoolean();
        var exchange = MockServerWebExchange.from(request);
        door.filter(exchange, passed -> Mono.fromRunnable(() -> reached.set(true)))
                .block();
        assertThat(reached.get())
                .as("it answers 401 itself or lets pass")
                .isEqualTo(exchange.getResponse().getStatusCode() == null);
        return reached.get();
    }
}
