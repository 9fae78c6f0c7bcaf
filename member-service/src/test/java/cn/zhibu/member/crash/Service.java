package cn.zhibu.member.crash;

import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import cn.zhibu.member.KeycloakStub;
import cn.zhibu.member.MemberServiceApplication;
import cn.zhibu.platform.tenant.Tenants;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service in this process, as a branch's secretary asks it over HTTP. Armed with a failpoint it dies on the way. */
public final class Service {

    /** What a process does with it. */
    public interface Work {
        void with(Service service) throws Exception;
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;
    private final String url;
    private final String world;
    private String bureau = "";
    private String branch = "";
    private String token = "";
    private String admin = "";

    private Service(ConfigurableApplicationContext context) {
        this.context = context;
        this.url = "http://127.0.0.1:"
                + ((ReactiveWebServerApplicationContext) context).getWebServer().getPort() + "/api/member/v1";
        this.world = setting("crash.branch").substring(0, 8);
    }

    public static void run(String[] args, Work work) throws Exception {
        run(args, service -> {}, work);
    }

    /**
     * Founds the bureau under the same keys each time, so that it is there once, and works in it.
     *
     * @param founding what else has to be there before
     */
    public static void run(String[] args, Work founding, Work work) throws Exception {
        var keycloak = new KeycloakStub();
        var command = new ArrayList<>(List.of(args));
        command.add("--zhibu.identities.url=" + keycloak.url());
        try (var context = new SpringApplication(MemberServiceApplication.class).run(command.toArray(String[]::new))) {
            var service = new Service(context);
            service.found();
            founding.with(service);
            if (!context.getEnvironment().containsProperty("crash.founds-only")) {
                work.with(service);
            }
            System.out.flush();
        }
        System.exit(0); // the stand-in for the identity server does not end by itself
    }

    /** Another service on the same stack may do what follows the opening of the bureau: what comes of it is looked for in the store. */
    private void found() throws Exception {
        var opening =
                "{\"code\": \"c%s\", \"name\": \"清河区教育局\", \"administrator\": {\"username\": \"admin\", \"name\": \"王\"}}";
        bureau = id(post(Tokens.operator(), "/bureaus", "found-" + world, opening.formatted(world)));
        var tenants = context.getBean(Tenants.class);
        World.await(() -> Boolean.TRUE.equals(tenants.open(bureau).block()));
        World.await(() -> !documents("accounts").isEmpty());
        var administrator = documents("accounts").stream()
                .filter(each -> each.toString().contains("admin"))
                .findFirst()
                .orElseThrow()
                .getString("_id");
        admin = Tokens.of(bureau, administrator);
        World.await(() -> status(admin, "/units") == 200);
        var place = "{\"parent\": \"%s\", \"kind\": \"BRANCH\", \"name\": \"支部\", \"from\": \"2015-01-01\"}";
        branch = id(post(admin, "/units", "branch", place.formatted(bureau)));
        var account = id(post(admin, "/accounts", "account", "{\"username\": \"sec\", \"name\": \"李\"}"));
        var grant = "{\"account\": \"%s\", \"role\": \"SECRETARY\", \"unit\": \"%s\"}";
        post(admin, "/grants", "grant", grant.formatted(account, branch));
        token = Tokens.of(bureau, account);
        World.await(() -> status(token, "/members?unit=" + branch) == 200);
    }

    public String branch() {
        return branch;
    }

    public String bureau() {
        return bureau;
    }

    /** From now on it is the bureau's administrator who asks. */
    public Service byAdministrator() {
        token = admin;
        return this;
    }

    public String setting(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    public int number(String name) {
        return Integer.parseInt(setting(name));
    }

    /** What the service has of the bureau in one collection. */
    public List<org.bson.Document> documents(String collection) {
        return context.getBean(World.class).documents(bureau, collection);
    }

    public JsonNode get(String path) throws Exception {
        return answer(path, asking(token, path).GET());
    }

    /** @param key names the intent: the same in every process that comes to it again */
    public JsonNode post(String path, String key, String body) throws Exception {
        return post(token, path, key, body);
    }

    /** @param type of what is sent */
    public JsonNode send(String path, String key, String type, String body) throws Exception {
        return answer(path, sending(token, path, key, type, body));
    }

    public static String id(JsonNode made) {
        return made.get("id").asString();
    }

    private int status(String token, String path) {
        try {
            return HTTP.send(asking(token, path).GET().build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private JsonNode post(String token, String path, String key, String body) throws Exception {
        return answer(path, sending(token, path, key, "application/json", body));
    }

    private HttpRequest.Builder sending(String token, String path, String key, String type, String body) {
        return asking(token, path)
                .header("Idempotency-Key", key + "-intent")
                .header("Content-Disposition", "attachment; filename=\"a.csv\"")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder asking(String token, String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(60));
    }

    private static JsonNode answer(String path, HttpRequest.Builder request) throws Exception {
        var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
