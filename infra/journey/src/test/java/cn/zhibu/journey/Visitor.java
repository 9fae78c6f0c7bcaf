package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with a browser: signs in through the real pages, keeps cookies, calls the API through the gateway. */
final class Visitor {

    /** What came back. */
    record Answer(int status, byte[] bytes, Map<String, List<String>> headers) {

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return JSON.readTree(bytes.length == 0 ? "null" : text());
        }

        JsonNode expect(int expected) {
            assertThat(status).as(text()).isEqualTo(expected);
            return json();
        }

        /** The body, if the act was done: answered with 200 or 201. */
        JsonNode expectDone() {
            assertThat(status).as(text()).isIn(200, 201);
            return json();
        }

        String header(String name) {
            var values = headers.get(name);
            return values == null || values.isEmpty() ? "" : values.get(0);
        }
    }

    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MOST_WAITS = 20;
    private static final int MOST_TRIES = 10;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Nobody answered, or not in time: on a machine that is busy that passes. */
    private static final Set<Integer> AWAY = Set.of(502, 503, 504);

    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Map<String, Map<String, String>> cookies = new ConcurrentHashMap<>();
    private final String gateway;

    Visitor(String gateway) {
        this.gateway = gateway;
    }

    /** The address this visitor calls. */
    String gateway() {
        return gateway;
    }

    /** Signs in; where a one-time password has to be changed, {@code next} becomes the new one. */
    Visitor signIn(String username, String password, @Nullable String next) {
        var page = follow(get(URI.create(gateway + "/oauth2/authorization/keycloak")));
        page = follow(submit(page, Map.of("username", username)));
        page = follow(submit(page, Map.of("username", username, "password", password)));
        if (page.text().contains("password-new") && next != null) {
            page = follow(submit(page, Map.of("password-new", next, "password-confirm", next)));
        }
        assertThat(page.text()).as("the sign-in of " + username).doesNotContain("kc-form-login");
        call("GET", "/api/session", null, Map.of()); // brings the CSRF cookie
        assertThat(cookies(URI.create(gateway))).as("cookies of " + username).containsKey("XSRF-TOKEN");
        return this;
    }

    Answer get(String path) {
        return patiently("GET", path, null, Map.of());
    }

    Answer post(String path, Object body) {
        return patiently(
                "POST", path, body, Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    /** The same as the screens do where a service does not answer for a moment: again, under the same key. */
    private Answer patiently(String method, String path, @Nullable Object body, Map<String, String> headers) {
        var answer = call(method, path, body, headers);
        for (int i = 0; i < MOST_TRIES && AWAY.contains(answer.status()); i++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = call(method, path, body, headers);
        }
        return answer;
    }

    /** Calls as a well-mannered program does: told to wait, it waits and asks again. */
    Answer call(String method, String path, @Nullable Object body, Map<String, String> headers) {
        var answer = ask(method, path, body, headers);
        for (int i = 0; i < MOST_WAITS && answer.status() == 429; i++) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(Long.parseLong(answer.header("retry-after"))));
            answer = ask(method, path, body, headers);
        }
        return answer;
    }

    private Answer ask(String method, String path, @Nullable Object body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(LIMIT)
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        var csrf = cookies(URI.create(gateway)).get("XSRF-TOKEN");
        if (csrf != null) {
            request.header("X-XSRF-TOKEN", csrf);
        }
        headers.forEach(request::header);
        return answer(send(request, URI.create(gateway)));
    }

    /** Sends one file. */
    Answer send(String path, String name, byte[] content) {
        var csrf = cookies(URI.create(gateway)).get("XSRF-TOKEN");
        var request = HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(LIMIT)
                .header("Content-Type", "application/octet-stream")
                .header(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(content));
        if (csrf != null) {
            request.header("X-XSRF-TOKEN", csrf);
        }
        return answer(send(request, URI.create(gateway)));
    }

    /** The beginning of a stream that does not end. */
    Answer peek(String path, Duration patience) {
        var request = HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(LIMIT)
                .header("Accept", "text/event-stream");
        var jar = cookies(URI.create(gateway));
        request.header(
                "Cookie",
                jar.entrySet().stream()
                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; ")));
        try {
            var response = http.send(request.build(), BodyHandlers.ofInputStream());
            var seen = new java.io.ByteArrayOutputStream();
            var end = System.nanoTime() + patience.toNanos();
            try (var stream = response.body()) {
                while (System.nanoTime() < end && stream.available() >= 0) {
                    int waiting = stream.available();
                    if (waiting > 0) {
                        seen.write(stream.readNBytes(waiting));
                    } else {
                        LockSupport.parkNanos(50_000_000);
                    }
                }
            }
            return new Answer(
                    response.statusCode(),
                    seen.toByteArray(),
                    response.headers().map());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private record Page(URI uri, HttpResponse<byte[]> response) {
        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }
    }

    private Page get(URI uri) {
        return new Page(
                uri,
                send(HttpRequest.newBuilder(uri).header("Accept", "text/html").timeout(LIMIT), uri));
    }

    private Page follow(Page page) {
        var current = page;
        for (int i = 0; i < 15 && current.response().statusCode() / 100 == 3; i++) {
            var location = current.response().headers().firstValue("location").orElseThrow();
            current = get(current.uri().resolve(location));
        }
        return current;
    }

    private Page submit(Page page, Map<String, String> fields) {
        var matcher = FORM.matcher(page.text());
        assertThat(matcher.find())
                .as("a form at " + page.uri() + ": " + page.response().statusCode() + " " + page.text())
                .isTrue();
        var target = page.uri().resolve(matcher.group(1).replace("&amp;", "&"));
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(target)
                .timeout(LIMIT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(form));
        return new Page(target, send(request, target));
    }

    private Map<String, String> cookies(URI uri) {
        return cookies.computeIfAbsent(uri.getHost() + ":" + uri.getPort(), fresh -> new ConcurrentHashMap<>());
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, URI uri) {
        var jar = cookies(uri);
        if (!jar.isEmpty()) {
            request.header(
                    "Cookie",
                    jar.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofByteArray());
            for (var header : response.headers().allValues("set-cookie")) {
                var pair = header.split(";", 2)[0].split("=", 2);
                if (header.contains("Max-Age=0") || pair.length < 2 || pair[1].isEmpty()) {
                    jar.remove(pair[0]);
                } else {
                    jar.put(pair[0], pair[1]);
                }
            }
            return response;
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(uri + ": " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        return new Answer(
                response.statusCode(), response.body(), response.headers().map());
    }
}
