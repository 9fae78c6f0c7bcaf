package cn.zhibu.stack.demo;

import cn.zhibu.stack.launch.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who has signed in at the gateway and works with its interface as the web front does. */
public final class Person {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LOGIN = "/oauth2/authorization/keycloak";
    private static final int STEPS = 6;
    private static final int TRIES = 60;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long PAUSE_MILLIS = 1000;

    /** A small quota may be shared by all who load the demo. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Refusals that pass when the service has heard of what was entered a moment ago. */
    private static final Set<Integer> NOT_YET = Set.of(403, 404, 422);

    private final String username;
    private final URI gateway;
    private final Browser browser;

    private Person(String username, URI gateway, Browser browser) {
        this.username = username;
        this.gateway = gateway;
        this.browser = browser;
    }

    /**
     * Signs in through the login page.
     *
     * @param next the password to choose where the one given holds only once
     */
    public static Person signIn(HttpClient http, URI gateway, String username, String password, String next) {
        var browser = new Browser(http);
        try {
            var page = browser.open(gateway.resolve(LOGIN));
            for (int step = 0; step < STEPS && !page.at().getAuthority().equals(gateway.getAuthority()); step++) {
                var complaint = page.complaint();
                if (page.asksFor("password-new")) {
                    page = browser.submit(page, Map.of("password-new", next, "password-confirm", next));
                } else if (complaint.isPresent()) {
                    throw new StackException(username + " could not sign in: " + complaint.get());
                } else if (page.asksFor("password")) {
                    page = browser.submit(page, Map.of("username", username, "password", password, "credentialId", ""));
                } else {
                    page = browser.submit(page, Map.of("username", username));
                }
            }
            if (!page.at().getAuthority().equals(gateway.getAuthority())) {
                throw new StackException(username + " could not sign in; the login ended at "
                        + page.at().getPath());
            }
            return new Person(username, gateway, browser);
        } catch (IOException failed) {
            throw new StackException(username + " could not sign in: " + failed.getMessage(), failed);
        }
    }

    /** What each request of this person carries, for who sends them in another way. */
    public Map<String, String> headers() {
        return Map.of(
                "Cookie",
                browser.cookies(gateway),
                "X-XSRF-TOKEN",
                browser.cookie(gateway, "XSRF-TOKEN").orElse(""));
    }

    /** The answer to a reading request, once there is one that will do. */
    public JsonNode await(String path, Predicate<JsonNode> enough) {
        return insist(
                        "did not get an answer at " + path,
                        () -> call(request("GET", path, null), path),
                        answer -> answer.status() == 200 && enough.test(answer.json()),
                        answer -> false)
                .json();
    }

    public JsonNode get(String path) {
        return await(path, any -> true);
    }

    public byte[] download(String path) {
        return insist(
                        "could not read " + path,
                        () -> call(request("GET", path, null).setHeader("Accept", "*/*"), path),
                        answer -> answer.status() == 200,
                        Answer::isFinal)
                .bytes();
    }

    /** Sends a command until it is accepted; the same key makes it one command however often it is sent. */
    public JsonNode post(String path, String key, Map<String, Object> body) {
        return insist(
                        "could not enter " + key + " at " + path,
                        () -> call(request("POST", path, body).header("Idempotency-Key", key), path),
                        Answer::isGood,
                        answer -> answer.isFinal() && !NOT_YET.contains(answer.status()))
                .json();
    }

    /** Writes over what is there in the version given; again while the service is away. */
    public void put(String path, long version, Map<String, Object> body) {
        insist(
                "could not write " + path,
                () -> call(request("PUT", path, body).header("If-Match", "\"" + version + "\""), path),
                Answer::isGood,
                Answer::isFinal);
    }

    private interface Attempt {
        Answer answer() throws IOException;
    }

    /** @param again seconds after which it is worth trying again, 0 where nothing is said of it */
    private record Answer(int status, byte[] bytes, long again) {

        boolean isGood() {
            return status / 100 == 2;
        }

        boolean isFinal() {
            return status < 500 && !isTooSoon();
        }

        boolean isTooSoon() {
            return status == 429;
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return JSON.readTree(bytes.length == 0 ? "{}" : text());
        }
    }

    /** Tries until an answer will do or is final. Whoever comes too soon comes back when told to; that is not a try. */
    private Answer insist(String complaint, Attempt attempt, Predicate<Answer> enough, Predicate<Answer> isFinal) {
        var last = "";
        var end = System.nanoTime() + PATIENCE.toNanos();
        for (int tries = 0; tries < TRIES && System.nanoTime() < end; ) {
            try {
                var answer = attempt.answer();
                if (enough.test(answer)) {
                    return answer;
                }
                last = answer.status() + " " + answer.text();
                if (answer.isTooSoon()) {
                    pause(Duration.ofSeconds(answer.again()).plusMillis(FIRST_PAUSE_MILLIS));
                    continue;
                }
                if (isFinal.test(answer)) {
                    break;
                }
            } catch (IOException away) {
                last = String.valueOf(away.getMessage());
            }
            tries++;
            pause(Duration.ofMillis(Math.min(PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tries, 5))));
        }
        throw new StackException(username + " " + complaint + ": " + shortened(last));
    }

    private HttpRequest.Builder request(String method, String path, @Nullable Map<String, Object> body) {
        var request = HttpRequest.newBuilder(gateway.resolve(path))
                .header("Accept", "application/json")
                .header("Accept-Language", "zh-CN");
        browser.cookie(gateway, "XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        if (body == null) {
            return request.method(method, BodyPublishers.noBody());
        }
        return request.header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private Answer call(HttpRequest.Builder request, String path) throws IOException {
        var answer = browser.send(request, gateway.resolve(path), BodyHandlers.ofByteArray());
        long again = answer.headers().firstValueAsLong("Retry-After").orElse(0);
        return new Answer(answer.statusCode(), answer.body(), again);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", stopped);
        }
    }

    private static String shortened(String text) {
        return text.length() > 600 ? text.substring(0, 600) : text;
    }
}
