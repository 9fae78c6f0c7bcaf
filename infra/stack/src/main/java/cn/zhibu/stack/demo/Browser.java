package cn.zhibu.stack.demo;

import cn.zhibu.stack.launch.Routes;
import cn.zhibu.stack.launch.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One person's browser: keeps the cookies of each site, follows redirects, fills in forms. As browsers do, it takes
 * localhost for a safe place and sends cookies there that are marked as secure.
 */
public final class Browser {

    /** A page with the address it was finally found at. */
    public record Page(int status, URI at, String body) {

        public boolean asksFor(String field) {
            return body.contains("name=\"" + field + "\"");
        }

        /** What the login page says is wrong. */
        public Optional<String> complaint() {
            return COMPLAINT
                    .matcher(body)
                    .results()
                    .map(found -> found.group(1).strip())
                    .filter(text -> !text.isEmpty())
                    .findFirst();
        }
    }

    private static final Pattern FORM = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");
    private static final Pattern COMPLAINT =
            Pattern.compile("(?:kc-feedback-text|id=\"input-error[^\"]*\")[^>]*>([^<]*)<");
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int REDIRECTS = 20;

    private final HttpClient http;
    private final Map<String, Map<String, String>> cookies = new ConcurrentHashMap<>();

    public Browser(HttpClient http) {
        this.http = http;
    }

    public Page open(URI address) throws IOException {
        return follow(HttpRequest.newBuilder(address).GET(), address);
    }

    /** Sends the first form of the page with these fields. */
    public Page submit(Page page, Map<String, String> fields) throws IOException {
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new StackException("There is no form at " + page.at().getPath() + " (" + page.status() + ")");
        }
        var target = page.at().resolve(form.group(1).replace("&amp;", "&"));
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return follow(request, target);
    }

    public Optional<String> cookie(URI site, String name) {
        return Optional.ofNullable(of(site).get(name));
    }

    /** All cookies of a site as a request names them. */
    public String cookies(URI site) {
        return of(site).entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Sends one request with the cookies of its site, without following redirects. */
    public <T> HttpResponse<T> send(HttpRequest.Builder request, URI address, HttpResponse.BodyHandler<T> handler)
            throws IOException {
        var jar = of(address);
        if (!jar.isEmpty()) {
            request.header("Cookie", cookies(address));
        }
        try {
            var answer = http.send(Routes.ours().over(request.timeout(PATIENCE).build()), handler);
            answer.headers().allValues("Set-Cookie").forEach(line -> keep(jar, line));
            return answer;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", stopped);
        }
    }

    private Page follow(HttpRequest.Builder first, URI start) throws IOException {
        var request = first;
        var address = start;
        for (int hop = 0; hop < REDIRECTS; hop++) {
            var answer = send(request.header("Accept", "text/html"), address, BodyHandlers.ofString());
            var location = answer.headers().firstValue("Location");
            if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
                return new Page(answer.statusCode(), address, answer.body());
            }
            address = address.resolve(location.get());
            request = HttpRequest.newBuilder(address).GET();
        }
        throw new StackException("Too many redirects from " + start.getPath());
    }

    private Map<String, String> of(URI address) {
        return cookies.computeIfAbsent(address.getAuthority(), site -> new ConcurrentHashMap<>());
    }

    private static void keep(Map<String, String> jar, String line) {
        var parts = line.split(";");
        int equals = parts[0].indexOf('=');
        var name = parts[0].substring(0, equals).strip();
        var value = parts[0].substring(equals + 1).strip();
        if (value.isEmpty() || line.toLowerCase(java.util.Locale.ROOT).contains("max-age=0")) {
            jar.remove(name);
        } else {
            jar.put(name, value);
        }
    }
}
