package cn.zhibu.member;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An identity provider of a few lines that remembers what it was told, as Keycloak's Admin REST API would. */
public final class KeycloakStub {

    final Map<String, JsonNode> organizations = new ConcurrentHashMap<>();
    final Map<String, JsonNode> users = new ConcurrentHashMap<>();
    final Map<String, String> passwords = new ConcurrentHashMap<>();
    final Map<String, String> members = new ConcurrentHashMap<>();
    final Set<String> locked = ConcurrentHashMap.newKeySet();
    final Set<String> unlocked = ConcurrentHashMap.newKeySet();
    final List<String> events = new CopyOnWriteArrayList<>();
    volatile boolean away;
    private final JsonMapper json = JsonMapper.builder().build();
    private final DisposableServer server;

    public KeycloakStub() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.post(
                                "/realms/zhibu/protocol/openid-connect/token",
                                (request, response) -> response.header("Content-Type", "application/json")
                                        .sendString(Mono.just("{\"access_token\":\"t\"}")))
                        .get("/admin/realms/zhibu/organizations", (request, response) -> {
                            var code = request.uri().replaceAll(".*search=([a-z0-9]+)\\..*", "$1");
                            return response.header("Content-Type", "application/json")
                                    .sendString(Mono.just(
                                            organizations.containsKey(code)
                                                    ? "[{\"id\":\"org-" + code + "\"}]"
                                                    : "[]"));
                        })
                        .post(
                                "/admin/realms/zhibu/organizations",
                                (request, response) -> request.receive()
                                        .aggregate()
                                        .asString()
                                        .flatMap(body -> {
                                            var node = json.readTree(body);
                                            organizations.put(node.get("alias").asString(), node);
                                            return response.status(201).send().then();
                                        }))
                        .get("/admin/realms/zhibu/users", (request, response) -> {
                            if (away) {
                                return response.status(503).send();
                            }
                            var name = request.uri().replaceAll(".*username=([^&]+)&.*", "$1");
                            return response.header("Content-Type", "application/json")
                                    .sendString(Mono.just(
                                            users.containsKey(name)
                                                    ? "[{\"id\":\"" + name + "\",\"enabled\":" + !locked.contains(name)
                                                            + "}]"
                                                    : "[]"));
                        })
                        .get("/admin/realms/zhibu/users/{user}", (request, response) -> {
                            var user = users.get(String.valueOf(request.param("user")));
                            return user == null
                                    ? response.status(404).send()
                                    : response.header("Content-Type", "application/json")
                                            .sendString(Mono.just(user.toString()));
                        })
                        .delete(
                                "/admin/realms/zhibu/attack-detection/brute-force/users/{user}",
                                (request, response) -> {
                                    unlocked.add(String.valueOf(request.param("user")));
                                    return response.status(204).send();
                                })
                        .get(
                                "/admin/realms/zhibu/events",
                                (request, response) -> response.header("Content-Type", "application/json")
                                        .sendString(Mono.fromSupplier(() -> "[" + String.join(",", events) + "]")))
                        .put(
                                "/admin/realms/zhibu/users/{user}",
                                (request, response) -> request.receive()
                                        .aggregate()
                                        .asString()
                                        .flatMap(body -> {
                                            var user = String.valueOf(request.param("user"));
                                            if (json.readTree(body)
                                                    .get("enabled")
                                                    .asBoolean()) {
                                                locked.remove(user);
                                            } else {
                                                locked.add(user);
                                            }
                                            return response.status(204).send().then();
                                        }))
                        .post(
                                "/admin/realms/zhibu/users/{user}/logout",
                                (request, response) -> response.status(204).send())
                        .post(
                                "/admin/realms/zhibu/users",
                                (request, response) -> request.receive()
                                        .aggregate()
                                        .asString()
                                        .flatMap(body -> {
                                            var node = json.readTree(body);
                                            users.put(node.get("username").asString(), node);
                                            return response.status(201).send().then();
                                        }))
                        .post(
                                "/admin/realms/zhibu/organizations/{org}/members",
                                (request, response) -> request.receive()
                                        .aggregate()
                                        .asString()
                                        .flatMap(body -> {
                                            members.put(body, String.valueOf(request.param("org")));
                                            return response.status(201).send().then();
                                        }))
                        .put(
                                "/admin/realms/zhibu/users/{user}/reset-password",
                                (request, response) -> request.receive()
                                        .aggregate()
                                        .asString()
                                        .flatMap(body -> {
                                            passwords.put(
                                                    String.valueOf(request.param("user")),
                                                    json.readTree(body)
                                                            .get("value")
                                                            .asString());
                                            return response.status(204).send().then();
                                        })))
                .bindNow();
    }

    /** Notes a try to sign in, as the provider would; without an error it led in. */
    void tried(String user, Instant at, @Nullable String error) {
        events.add("{\"type\":\"%s\",\"time\":%d,\"userId\":\"%s\"%s}"
                .formatted(
                        error == null ? "LOGIN" : "LOGIN_ERROR",
                        at.toEpochMilli(),
                        user,
                        error == null ? "" : ",\"error\":\"" + error + "\""));
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }
}
