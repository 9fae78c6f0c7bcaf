package cn.zhibu.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.stack.launch.StackException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Those who load the demo meet the same refusals as anybody. */
@Timeout(60)
class PersonTests {

    private static final int MORE_THAN_TRIES = 80;

    private final AtomicInteger asked = new AtomicInteger();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final List<Long> moments = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Person person;

    @BeforeEach
    void signIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth2/", exchange -> answer(exchange, 200, "signed in"));
        server.start();
        var gateway = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        person = Person.signIn(HttpClient.newHttpClient(), gateway, "li", "secret", "secret");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whoIsToldToComeBackLaterDoesSoHoweverOften() {
        server.createContext("/api/records", exchange -> {
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            answer(exchange, asked.incrementAndGet() > MORE_THAN_TRIES ? 201 : 429, "{\"id\":\"r1\"}");
        });
        var made = person.post("/api/records", "key-1", Map.of("kind", "gift"));
        assertThat(made.get("id").asString()).isEqualTo("r1");
        assertThat(asked).hasValue(MORE_THAN_TRIES + 1);
        assertThat(keys).containsExactly("key-1");
    }

    @Test
    void notBeforeTheTimeThatIsSaid() {
        server.createContext("/api/document", exchange -> {
            moments.add(System.nanoTime());
            exchange.getResponseHeaders().set("Retry-After", "2");
            answer(exchange, moments.size() > 1 ? 200 : 429, "paper");
        });
        assertThat(person.download("/api/document")).asString().isEqualTo("paper");
        assertThat(moments.get(1) - moments.get(0)).isGreaterThanOrEqualTo(2_000_000_000L);
    }

    @Test
    void whatIsRefusedForGoodIsSaidAtOnceWithTheReason() {
        server.createContext("/api/records", exchange -> {
            asked.incrementAndGet();
            answer(exchange, 409, "{\"code\":\"CHANGED_MEANWHILE\"}");
        });
        assertThatThrownBy(() -> person.put("/api/records", 1, Map.of()))
                .isInstanceOf(StackException.class)
                .hasMessage("li could not write /api/records: 409 {\"code\":\"CHANGED_MEANWHILE\"}");
        assertThat(asked).hasValue(1);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }
}
