package cn.zhibu.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who calls a service under test with a token of theirs. */
public final class Client {

    /** What came back: status, body and entity tag. */
    public record Answer(
            int status, JsonNode body, @Nullable String tag) {

        /** The body, if the status is the expected one. */
        public JsonNode expect(int expected) {
            assertThat(status).as(body.toString()).isEqualTo(expected);
            return body;
        }

        /** The refusal's code and the pointers of its fields. */
        public String refusal() {
            var text = new StringBuilder(status + " " + body.path("code").asString());
            body.path("errors")
                    .forEach(error -> text.append(' ')
                            .append(error.get("pointer").asString())
                            .append(':')
                            .append(error.get("code").asString()));
            return text.toString();
        }
    }

    private final WebTestClient http;
    private final String base;
    private final String token;
    private final JsonMapper json = JsonMapper.builder().build();

    public Client(WebTestClient http, String base, String token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    public Client as(String otherToken) {
        return new Client(http, base, otherToken);
    }

    public Answer get(String path) {
        return send(HttpMethod.GET, path, null, Map.of());
    }

    public Answer post(String path, Object body) {
        return post(path, UUID.randomUUID().toString(), body);
    }

    public Answer post(String path, String key, Object body) {
        return send(HttpMethod.POST, path, body, Map.of("Idempotency-Key", key));
    }

    public Answer put(String path, String tag, Object body) {
        return send(HttpMethod.PUT, path, body, Map.of("If-Match", tag));
    }

    public Answer send(HttpMethod method, String path, @Nullable Object body, Map<String, String> headers) {
        var request = http.method(method).uri(base + path).header("Authorization", "Bearer " + token);
        headers.forEach(request::header);
        var result = (body == null ? request : request.bodyValue(body))
                .exchange()
                .expectBody(byte[].class)
                .returnResult();
        var bytes = Objects.requireNonNullElse(result.getResponseBody(), "null".getBytes(StandardCharsets.UTF_8));
        return new Answer(
                result.getStatus().value(),
                json.readTree(bytes),
                result.getResponseHeaders().getETag());
    }
}
