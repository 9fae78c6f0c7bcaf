package cn.zhibu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.stack.store.EmbeddedStore;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Whom the gateway tells how it is, and what it asks of its store. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ManagementTests {

    private static final FakeProvider PROVIDER = new FakeProvider();
    private static final EmbeddedStore STORE = EmbeddedStore.forTests();
    private static final String SECRET = "0123456789abcdef0123456789";

    @LocalManagementPort
    private int management;

    @LocalServerPort
    private int port;

    @Autowired
    private MongoClient store;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        Doors.settings(registry, STORE.port());
        registry.add("ZHIBU_KEYCLOAK", PROVIDER::url);
        registry.add("zhibu.management.guard", () -> "always");
        registry.add("zhibu.management.secret-file", ManagementTests::secretFile);
    }

    private static String secretFile() {
        try {
            var file = Files.createTempFile("zhibu", ".secret");
            file.toFile().deleteOnExit();
            return Files.writeString(file, SECRET + "\n").toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void whoDoesNotKnowTheSecretHearsOnlyWhetherItLives() {
        for (var probe : List.of("/actuator/health/liveness", "/actuator/health/readiness")) {
            assertThat(status(management, probe, null)).as(probe).isEqualTo(200);
        }
        for (var path : List.of("/actuator", "/actuator/health", "/actuator/prometheus", "/%61ctuator/prometheus")) {
            assertThat(status(management, path, null)).as(path).isEqualTo(401);
            assertThat(status(management, path, SECRET + "x")).as(path).isEqualTo(401);
        }
        assertThat(status(management, "/actuator/prometheus", SECRET)).isEqualTo(200);
        assertThat(status(port, "/actuator/prometheus", null))
                .as("the door for people tells nothing of it")
                .isIn(401, 404);
    }

    @Test
    void itsSessionsAreJournalledByTheMajorityAndReadSo() {
        assertThat(store.getWriteConcern()).isEqualTo(WriteConcern.MAJORITY.withJournal(true));
        assertThat(store.getReadConcern()).isEqualTo(ReadConcern.MAJORITY);
    }

    private static int status(int port, String path, @org.jspecify.annotations.Nullable String secret) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .build()
                .get()
                .uri(java.net.URI.create("http://127.0.0.1:" + port + path))
                .headers(headers -> {
                    if (secret != null) {
                        headers.setBearerAuth(secret);
                    }
                })
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }
}
