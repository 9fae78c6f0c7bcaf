package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.stack.launch.Secrets;
import cn.zhibu.stack.launch.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The identity server from its administrator's side. */
final class IdentityServer {

    private static final String LIFE = "access.token.lifespan";

    private final Stack stack;
    private final HttpClient http = HttpClient.newHttpClient();

    IdentityServer(Stack stack) {
        this.stack = stack;
    }

    /** Lets the gateway's tokens live for so many seconds, so that they are renewed all the time; 0: as the realm says. */
    void tokensLive(int seconds) {
        var client =
                (ObjectNode) call("GET", "/clients?clientId=gateway-bff", null).get(0);
        var attributes = (ObjectNode) client.get("attributes");
        if (seconds == 0) {
            attributes.remove(LIFE);
            attributes.put(LIFE, "");
        } else {
            attributes.put(LIFE, Integer.toString(seconds));
        }
        call("PUT", "/clients/" + client.get("id").asString(), client);
    }

    /** How many users have exactly this name. */
    int users(String username) {
        return call("GET", "/users?exact=true&username=" + username, null).size();
    }

    private JsonNode call(String method, String path, @Nullable JsonNode body) {
        var answer = send(HttpRequest.newBuilder(URI.create(stack.keycloakUrl() + "/admin/realms/zhibu" + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString())));
        return Visitor.JSON.readTree(answer.isEmpty() ? "null" : answer);
    }

    private String token() {
        var form = Map.of(
                "grant_type", "password",
                "client_id", "admin-cli",
                "username", "admin",
                "password", stack.secrets().get(Secrets.KEYCLOAK_ADMIN));
        var fields = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .toList();
        var answer = send(
                HttpRequest.newBuilder(URI.create(stack.keycloakUrl() + "/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(String.join("&", fields))));
        return Visitor.JSON.readTree(answer).get("access_token").asString();
    }

    private String send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
            return answer.body();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
