package cn.zhibu.activity.crash;

import cn.zhibu.activity.ActivityServiceApplication;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service in this process, as its branch's secretary asks it over HTTP. Armed with a failpoint it dies on the way. */
public record Service(ConfigurableApplicationContext context, String tenant, String branch, String url) {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What a process does with it. */
    public interface Work {
        void with(Service service) throws Exception;
    }

    /** Founds the world where it is not there yet, and works in it. */
    public static void run(String[] args, Work work) throws Exception {
        try (var context = new SpringApplication(ActivityServiceApplication.class).run(args)) {
            var settings = context.getEnvironment();
            var tenant = settings.getRequiredProperty("crash.tenant");
            var branch = settings.getRequiredProperty("crash.branch");
            found(context.getBean(World.class), tenant, branch);
            if (settings.containsProperty("crash.founds-only")) {
                return;
            }
            int port = ((ReactiveWebServerApplicationContext) context)
                    .getWebServer()
                    .getPort();
            work.with(new Service(context, tenant, branch, "http://127.0.0.1:" + port + "/api/activity/v1"));
            awaitTheHalt();
        }
    }

    /** What a listener has done shows before its events are over: who is to be halted in between does not end before. */
    private static void awaitTheHalt() throws InterruptedException {
        if (System.getenv().getOrDefault("ZHIBU_FAILPOINT", "").startsWith("before-commit")) {
            Thread.sleep(60_000);
        }
    }

    /** A process that was halted on its way may have done some of it: each step is heard once, however often it is told. */
    private static void found(World world, String tenant, String branch) {
        if (world.exists(tenant, "directory_units_v1", branch)) {
            return;
        }
        world.bureau(tenant);
        var ancestors = List.of(tenant, branch);
        world.grant(tenant, "sec", "SECRETARY", branch, ancestors);
        var unit = Map.<String, Object>of(
                "unit", branch, "parent", tenant, "kind", "BRANCH", "ancestors", ancestors, "from", "2015-01-01");
        world.send(tenant, "member.events", "unit.created.v1", branch, unit);
        World.await(() -> world.exists(tenant, "directory_units_v1", branch));
    }

    public String setting(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    public int number(String name) {
        return Integer.parseInt(setting(name));
    }

    public JsonNode get(String path) throws Exception {
        return answer(path, asking(path).GET());
    }

    /** @param key names the intent: the same in every process that comes to it again */
    public JsonNode post(String path, String key, String type, String body) throws Exception {
        return answer(
                path,
                asking(path)
                        .header("Idempotency-Key", key + "-intent")
                        .header("Content-Disposition", "attachment; filename=\"a.pdf\"")
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public JsonNode post(String path, String key, String body) throws Exception {
        return post(path, key, "application/json", body);
    }

    /** @param version of what is changed, as it was read */
    public JsonNode put(String path, String key, long version, String body) throws Exception {
        return answer(
                path,
                asking(path)
                        .header("Idempotency-Key", key + "-intent")
                        .header("If-Match", "\"" + version + "\"")
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder asking(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + Tokens.of(tenant, "sec"))
                .timeout(LIMIT);
    }

    private static JsonNode answer(String path, HttpRequest.Builder request) throws Exception {
        var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** Everything of a list, page after page; the path has a query already. */
    public int each(String path, Consumer<JsonNode> item) throws Exception {
        int all = 0;
        var next = "";
        do {
            var page = get(path + "&size=100" + next);
            for (var one : page.get("items")) {
                all++;
                item.accept(one);
            }
            var after = page.path("next").asString("");
            next = after.isEmpty() ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
        } while (!next.isEmpty());
        return all;
    }
}
