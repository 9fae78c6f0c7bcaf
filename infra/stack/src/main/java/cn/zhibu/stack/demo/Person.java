package cn.zhibu.stack.demo;

import cn.zhibu.stack.launch.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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
        var answer = "";
        for (int attempt = 0; attempt < TRIES; attempt++) {
            pause(attempt);
            try {
                var found = call("GET", path, null, null);
                answer = found.status() + " " + found.text();
                if (found.status() == 200 && enough.test(found.json())) {
                    return found.json();
                }
            } catch (IOException away) {
                answer = String.valueOf(away.getMessage());
            }
        }
        throw new StackException(username + " did not get an answer at " + path + ": " + shortened(answer));
    }

    public JsonNode get(String path) {
        return await(path, any -> true);
    }

    public byte[] download(String path) {
        var address = gateway.resolve(path);
        try {
            var answer = browser.send(HttpRequest.newBuilder(address).GET(), address, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new StackException(path + " was answered with " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException failed) {
            throw new StackException(path + " could not be read: " + failed.getMessage(), failed);
        }
    }

    /** Sends a command until it is accepted; the same key makes it one command however often it is sent. */
    public JsonNode post(String path, String key, Map<String, Object> body) {
        var text = JSON.writeValueAsString(body);
        var last = "";
        for (int attempt = 0; attempt < TRIES; attempt++) {
            pause(attempt);
            try {
                var answer = call("POST", path, key, text);
                if (answer.status() / 100 == 2) {
                    return answer.json();
                }
                last = answer.status() + " " + answer.text();
                if (answer.status() < 500 && answer.status() != 429 && !NOT_YET.contains(answer.status())) {
                    break;
                }
            } catch (IOException away) {
                last = String.valueOf(away.getMessage());
            }
        }
        throw new StackException(username + " could not enter " + key + " at " + path + ": " + shortened(last));
    }

    /** Writes over what is there in the version given; once more when the service is away. */
    public void put(String path, long version, Map<String, Object> body) {
        var text = JSON.writeValueAsString(body);
        var last = "";
        for (int attempt = 0; attempt < TRIES; attempt++) {
            pause(attempt);
            try {
                var answer = call("PUT", path, null, text, version);
                if (answer.status() / 100 == 2) {
                    return;
                }
                last = answer.status() + " " + answer.text();
                if (answer.status() < 500 && answer.status() != 429) {
                    break;
                }
            } catch (IOException away) {
                last = String.valueOf(away.getMessage());
            }
        }
        throw new StackException(username + " could not write " + path + ": " + shortened(last));
    }

    private record Answer(int status, String text) {
        JsonNode json() {
            return JSON.readTree(text.isEmpty() ? "{}" : text);
        }
    }

    private Answer call(String method, String path, @Nullable String key, @Nullable String body) throws IOException {
        return call(method, path, key, body, null);
    }

    private Answer call(String method, String path, @Nullable String key, @Nullable String body, @Nullable Long version)
            throws IOException {
        var address = gateway.resolve(path);
        var request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .header("Accept-Language", "zh-CN");
        browser.cookie(gateway, "XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (version != null) {
            request.header("If-Match", "\"" + version + "\"");
        }
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        var answer = browser.send(request, address, BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body());
    }

    private static void pause(int attempt) {
        if (attempt == 0) {
            return;
        }
        try {
            Thread.sleep(Math.min(PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 5)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", stopped);
        }
    }

    private static String shortened(String text) {
        return text.length() > 600 ? text.substring(0, 600) : text;
    }
}
