package cn.zhibu.activity.sheet;

import cn.zhibu.activity.ActivityServiceApplication;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service in a process of its own. It brings and confirms imports, takes every second one back, and says at the
 * end what is on record. Armed with a failpoint it dies on the way; a later one goes on.
 */
final class ImportChild {

    static final int ROWS = 60;

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String tenant;
    private final String branch;
    private final String url;

    private ImportChild(String tenant, String branch, String url) {
        this.tenant = tenant;
        this.branch = branch;
        this.url = url;
    }

    public static void main(String[] args) throws Exception {
        try (var context = new SpringApplication(ActivityServiceApplication.class).run(args)) {
            var settings = context.getEnvironment();
            if (settings.getProperty("crash.tenant", "").isEmpty()) {
                found(context.getBean(World.class));
                return;
            }
            int port = ((ReactiveWebServerApplicationContext) context)
                    .getWebServer()
                    .getPort();
            var child = new ImportChild(
                    settings.getRequiredProperty("crash.tenant"),
                    settings.getRequiredProperty("crash.branch"),
                    "http://127.0.0.1:" + port + "/api/activity/v1");
            int imports = settings.getRequiredProperty("crash.imports", Integer.class);
            for (int number = 0; number < imports; number++) {
                child.enter(number);
            }
            child.count("ENTERED", "entered");
            child.count("WITHDRAWN", "withdrawn");
        }
    }

    private static void found(World world) {
        var tenant = world.bureau();
        var branch = UUID.randomUUID().toString();
        world.send(
                tenant,
                "member.events",
                "unit.created.v1",
                branch,
                Map.of(
                        "unit",
                        branch,
                        "parent",
                        tenant,
                        "kind",
                        "BRANCH",
                        "ancestors",
                        List.of(tenant, branch),
                        "from",
                        "2015-01-01"));
        world.grant(tenant, "sec", "SECRETARY", branch, List.of(tenant, branch));
        World.await(() -> world.exists(tenant, "directory_units_v1", branch));
        System.out.println("WORLD " + tenant + " " + branch);
    }

    private void enter(int number) throws Exception {
        var rows = new StringBuilder("日期,竞赛名称,级别\n");
        for (int row = 0; row < ROWS; row++) {
            rows.append("2025-04-23,第")
                    .append(number)
                    .append("次竞赛第")
                    .append(row)
                    .append("场,本单位\n");
        }
        var path = "/imports?kind=competition&unit=" + branch;
        var id = send("POST", path, "bring-" + number, "application/octet-stream", rows.toString())
                .get("id")
                .asString();
        send("POST", "/imports/" + id + "/confirmation", "confirm-" + number, "application/json", "{}");
        boolean back = number % 2 == 1;
        await(id, back ? List.of("ENTERED", "WITHDRAWING", "WITHDRAWN") : List.of("ENTERED"));
        if (back) {
            var reason = "{\"reason\": \"试\"}";
            send("POST", "/imports/" + id + "/withdrawal", "withdraw-" + number, "application/json", reason);
            await(id, List.of("WITHDRAWN"));
        }
    }

    private void await(String id, List<String> states) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!states.contains(get("/imports/" + id).get("state").asString())) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(id + " is not " + states);
            }
            Thread.sleep(20);
        }
    }

    private void count(String word, String state) throws Exception {
        var names = new HashSet<String>();
        var next = "";
        int all = 0;
        do {
            var page = get("/records?size=100&state=" + state + "&unit=" + branch + next);
            for (var record : page.get("items")) {
                all++;
                names.add(record.get("values").get("name").asString());
            }
            var after = page.path("next").asString("");
            next = after.isEmpty() ? "" : "&after=" + java.net.URLEncoder.encode(after, StandardCharsets.UTF_8);
        } while (!next.isEmpty());
        System.out.println(word + " " + all);
        if (state.equals("entered")) {
            System.out.println("NAMES " + names.size());
        }
    }

    private JsonNode get(String path) throws Exception {
        return send("GET", path, "", "application/json", null);
    }

    private JsonNode send(String method, String path, String key, String type, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + Tokens.of(tenant, "sec"))
                .header("Content-Type", type)
                .timeout(LIMIT)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(Objects.requireNonNull(body)));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key + "-intent");
        }
        var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
