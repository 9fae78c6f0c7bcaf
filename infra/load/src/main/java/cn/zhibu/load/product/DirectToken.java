package cn.zhibu.load.product;

import cn.zhibu.load.measure.LoadException;
import cn.zhibu.stack.demo.Browser;
import cn.zhibu.stack.launch.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** An access token got as the gateway gets it, so that a service can be asked without the gateway in between. */
final class DirectToken {

    private static final String CLIENT = "gateway-bff";
    private static final Pattern FORM = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");
    private static final int STEPS = 8;

    private final Zhibu zhibu;
    private final HttpClient http;
    private final Browser browser;
    private final String provider;
    private final String back;
    private final String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();

    DirectToken(Zhibu zhibu, HttpClient http) {
        this.zhibu = zhibu;
        this.http = http;
        this.browser = new Browser(http);
        this.provider = zhibu.stack().keycloakUrl() + "/realms/zhibu/protocol/openid-connect/";
        this.back = zhibu.gateway() + "/login/oauth2/code/keycloak";
    }

    String of(String username, String password) {
        try {
            return exchanged(code(username, password));
        } catch (IOException failed) {
            throw new LoadException("no token for " + username + ": " + failed.getMessage(), failed);
        }
    }

    /** Goes through the login page up to the moment at which the browser would be sent back to the gateway. */
    private String code(String username, String password) throws IOException {
        var address = URI.create(provider + "auth?"
                + form(Map.of(
                        "client_id", CLIENT,
                        "response_type", "code",
                        "scope", "openid profile organization:*",
                        "redirect_uri", back,
                        "state", "load",
                        "code_challenge_method", "S256",
                        "code_challenge", challenge())));
        var request = HttpRequest.newBuilder(address).GET();
        for (int step = 0; step < STEPS; step++) {
            var answer = browser.send(request.header("Accept", "text/html"), address, BodyHandlers.ofString());
            var location = answer.headers().firstValue("Location");
            if (location.isPresent() && location.get().startsWith(back)) {
                return location.get().replaceAll(".*[?&]code=([^&]+).*", "$1");
            }
            if (location.isPresent()) {
                address = address.resolve(location.get());
                request = HttpRequest.newBuilder(address).GET();
                continue;
            }
            var found = FORM.matcher(answer.body());
            if (!found.find()) {
                throw new LoadException("the login of " + username + " ended at " + address.getPath());
            }
            address = address.resolve(found.group(1).replace("&amp;", "&"));
            var fields = answer.body().contains("name=\"password\"")
                    ? Map.of("username", username, "password", password)
                    : Map.of("username", username);
            request = posting(address, fields);
        }
        throw new LoadException("the login of " + username + " did not end");
    }

    private String exchanged(String code) throws IOException {
        var secret = zhibu.stack().secrets().get(Secrets.GATEWAY);
        var basic = Base64.getEncoder().encodeToString((CLIENT + ":" + secret).getBytes(StandardCharsets.UTF_8));
        var fields = Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", back, "code_verifier", verifier);
        try {
            var answer = http.send(
                    posting(URI.create(provider + "token"), fields)
                            .header("Authorization", "Basic " + basic)
                            .build(),
                    BodyHandlers.ofString());
            var token = JsonMapper.shared()
                    .readTree(answer.body())
                    .path("access_token")
                    .asString("");
            if (token.isEmpty()) {
                throw new LoadException("the identity server gave no token: " + answer.statusCode());
            }
            return token;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static HttpRequest.Builder posting(URI address, Map<String, String> fields) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields)));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String challenge() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
