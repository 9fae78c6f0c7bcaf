package cn.zhibu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.stack.store.EmbeddedStore;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Requests that go no further than the door, byte by byte as they come: a client would not send most of them. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class RefusedRequestTests {

    private static final FakeProvider PROVIDER = new FakeProvider();
    private static final EmbeddedStore STORE = EmbeddedStore.forTests();

    private record Answer(int status, String headers, String body) {}

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        Doors.settings(registry, STORE.port());
        registry.add("ZHIBU_KEYCLOAK", PROVIDER::url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET //",
                "GET //api/member/v1/me",
                "GET /api//member/v1/me",
                "GET /api/%2e%2e/files",
                "GET /api/../files",
                "GET /api/member;x=1/v1/me",
                "GET /api/member/v1/me%00",
                "GET /api/member%2fv1/me",
                "GET /api/member%5cv1",
                "TRACE /",
                "BREW /api/member/v1/me",
                "GET /%",
                "GET /?a=%zz",
                "GE(T /"
            })
    void aPathOrMethodThatIsRefusedIsAProblemInArmour(String asked) throws IOException {
        refused(exchange(asked + " HTTP/1.1\r\nHost: localhost\r\n\r\n"), 400, "BAD_REQUEST");
    }

    @ParameterizedTest
    @CsvSource({"address, 414, ADDRESS_TOO_LONG", "header, 431, HEADERS_TOO_LARGE", "name, 400, BAD_REQUEST"})
    void whatIsTooLongOrSenselessIsAProblemInArmour(String what, int status, String code) throws IOException {
        var request =
                switch (what) {
                    case "address" -> "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
                    case "header" -> "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "a".repeat(40_000) + "\r\n\r\n";
                    default -> "GET / HTTP/1.1\r\nHost: localhost\r\nBad Name: x\r\n\r\n";
                };
        refused(exchange(request), status, code);
    }

    @ParameterizedTest
    @CsvSource({"en, The request was not understood", "zh-CN, 请求无法理解"})
    void thePathIsRefusedInTheLanguageOfWhoAsks(String language, String title) throws IOException {
        var answer = exchange("GET /a;b HTTP/1.1\r\nHost: localhost\r\nAccept-Language: " + language + "\r\n\r\n");
        assertThat(new JsonMapper().readTree(answer.body()).get("title").asString())
                .isEqualTo(title);
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers())
                .contains(
                        "content-security-policy: default-src 'self'",
                        "x-content-type-options: nosniff",
                        "x-frame-options: deny",
                        "referrer-policy: same-origin",
                        "cache-control: no-",
                        "content-type: application/problem+json");
        var problem = new JsonMapper().readTree(answer.body());
        assertThat(problem.get("code").asString()).isEqualTo(code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        var id = problem.get("requestId").asString();
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(answer.headers()).contains("x-request-id: " + id);
    }

    private Answer exchange(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var in = socket.getInputStream();
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int read = in.read();
                assertThat(read).as("an answer to %s, after %s", request, head).isNotNegative();
                head.append((char) read);
            }
            var headers = head.toString().toLowerCase(Locale.ROOT);
            assertThat(headers).contains("content-length: ");
            int length = Integer.parseInt(headers.replaceAll("(?s).*content-length: (\\d+).*", "$1"));
            var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            return new Answer(Integer.parseInt(headers.substring(9, 12)), headers, body);
        }
    }
}
