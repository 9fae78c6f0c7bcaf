package cn.zhibu.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What every gateway under test needs to start, and who knocks at it. */
public final class Doors {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Doors() {}

    public static void settings(DynamicPropertyRegistry registry, int storePort) {
        var key = masterKey();
        registry.add("ZHIBU_MONGODB_URI", () -> "mongodb://127.0.0.1:" + storePort + "/?retryWrites=false");
        registry.add("ZHIBU_GATEWAY_SECRET", () -> "secret");
        registry.add("ZHIBU_MASTER_KEY_FILE", () -> key);
        registry.add("management.server.port", () -> "0");
    }

    public static WebTestClient.Builder browser(int port) {
        return WebTestClient.bindToServer().baseUrl("http://localhost:" + port).responseTimeout(PATIENCE);
    }

    private static String masterKey() {
        try {
            var key = Files.createTempFile("master", ".key");
            key.toFile().deleteOnExit();
            Files.writeString(key, "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n");
            return key.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
