package cn.zhibu.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.gateway.Doors;
import cn.zhibu.gateway.GatewayApplication;
import cn.zhibu.stack.store.EmbeddedStore;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What is open goes through without a session and without a name; everything beside it wants a login. */
@SpringBootTest(classes = GatewayApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class OpenPagesTests {

    private static final EmbeddedStore STORE = EmbeddedStore.forTests();
    private static final List<String> HEARD = new CopyOnWriteArrayList<>();
    private static final HttpServer SERVICE = service();

    @LocalServerPort
    private int port;

    private static HttpServer service() {
        try {
            var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/", exchange -> {
                var headers = exchange.getRequestHeaders();
                HEARD.add(exchange.getRequestMethod() + " "
                        + exchange.getRequestURI().getPath() + " " + headers.getFirst("Authorization") + " "
                        + headers.getFirst("Cookie"));
                var body = "{}".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        Doors.settings(registry, STORE.port());
        registry.add(
                "ZHIBU_ACTIVITY_URL",
                () -> "http://127.0.0.1:" + SERVICE.getAddress().getPort());
    }

    @AfterAll
    static void closed() {
        SERVICE.stop(0);
    }

    @Test
    void anOpenPageNeedsNoLoginAndTellsNobodysName() {
        var anybody = Doors.browser(port).build();
        anybody.get()
                .uri("/api/activity/v1/open/receipts/x")
                .header("Authorization", "Bearer stolen")
                .exchange()
                .expectStatus()
                .isOk();
        anybody.post()
                .uri("/api/activity/v1/open/receipts/x/answer")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"done\":true}")
                .exchange()
                .expectStatus()
                .isOk();
        anybody.post()
                .uri("/api/activity/v1/open/questionnaire/answers")
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cookie", "SESSION=somebody")
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(HEARD)
                .containsExactly(
                        "GET /api/activity/v1/open/receipts/x null null",
                        "POST /api/activity/v1/open/receipts/x/answer null null",
                        "POST /api/activity/v1/open/questionnaire/answers null null");
    }

    @Test
    void whatIsNotOpenWantsALogin() {
        var anybody = Doors.browser(port).build();
        for (var path : List.of("/api/activity/v1/records", "/api/activity/v1/opened", "/api/activity/open/v1")) {
            anybody.get().uri(path).exchange().expectStatus().isUnauthorized();
        }
        anybody.post()
                .uri("/api/activity/v1/records")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .is4xxClientError();
    }
}
