package cn.zhibu.stack.launch;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The realm as it stands in infra/keycloak, created once in a running Keycloak with this stack's secrets and
 * addresses. An existing realm is left as it is.
 */
final class KeycloakRealm {

    static final String NAME = "zhibu";
    static final String ADMIN = "admin";

    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern PLACEHOLDER = Pattern.compile("@([A-Z_]+)@");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Settings settings;
    private final Secrets secrets;
    private final Parts parts;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    KeycloakRealm(Settings settings, Secrets secrets, Parts parts) {
        this.settings = settings;
        this.secrets = secrets;
        this.parts = parts;
    }

    /** Whether it had to be created. */
    boolean ensure() {
        if (send(HttpRequest.newBuilder(uri("/realms/" + NAME)).GET()).statusCode() == 200) {
            return false;
        }
        var created = send(HttpRequest.newBuilder(uri("/admin/realms"))
                .header("Authorization", "Bearer " + adminToken())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(realm())));
        if (created.statusCode() != 201) {
            throw new StackException("Keycloak did not take the realm: " + created.statusCode() + " " + created.body());
        }
        return true;
    }

    private String adminToken() {
        var form = "grant_type=password&client_id=admin-cli&username=" + ADMIN + "&password="
                + URLEncoder.encode(secrets.get(Secrets.KEYCLOAK_ADMIN), StandardCharsets.UTF_8);
        var answer = send(HttpRequest.newBuilder(uri("/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        var token = TOKEN.matcher(answer.body());
        if (!token.find()) {
            throw new StackException("Keycloak does not know its administrator (" + answer.statusCode()
                    + "); its data and .local/secrets do not belong together");
        }
        return token.group(1);
    }

    private URI uri(String path) {
        return URI.create(parts.keycloakUrl() + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(Routes.ours().over(request.timeout(PATIENCE).build()), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new StackException("Keycloak does not answer: " + failed.getMessage(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", stopped);
        }
    }

    /** The committed realm with every placeholder filled in. */
    String realm() {
        var file = settings.root().resolve("infra/keycloak/zhibu-realm.json");
        var loopback = parts.publicUrl().replace("localhost", "127.0.0.1");
        var values = Map.of(
                "PUBLIC_URL", parts.publicUrl(),
                "LOOPBACK_URL", loopback,
                "BACKCHANNEL_URL", System.getenv().getOrDefault("ZHIBU_BACKCHANNEL_URL", loopback),
                "GATEWAY_SECRET", secrets.get(Secrets.GATEWAY),
                "PROVISIONING_SECRET", secrets.get(Secrets.PROVISIONING),
                "OPERATOR_PASSWORD", secrets.get(Secrets.OPERATOR));
        try {
            return PLACEHOLDER.matcher(Files.readString(file)).replaceAll(found -> {
                var value = values.get(found.group(1));
                if (value == null) {
                    throw new StackException(file + " has an unknown placeholder " + found.group());
                }
                return java.util.regex.Matcher.quoteReplacement(value);
            });
        } catch (IOException failed) {
            throw new StackException(file + " cannot be read", failed);
        }
    }
}
