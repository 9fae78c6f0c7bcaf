package cn.zhibu.activity.plan;

import cn.zhibu.activity.ActivityServiceApplication;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service in a process of its own. It plans series, changes the second half of each and calls off the end, and says
 * what has become of them. Armed with a failpoint it dies on the way; a later one goes on.
 */
final class SeriesChild {

    static final int MONTHS = 24;

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String tenant;
    private final String branch;
    private final String url;

    private SeriesChild(String tenant, String branch, String url) {
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
            var child = new SeriesChild(
                    settings.getRequiredProperty("crash.tenant"),
                    settings.getRequiredProperty("crash.branch"),
                    "http://127.0.0.1:" + port + "/api/activity/v1");
            int series = settings.getRequiredProperty("crash.series", Integer.class);
            for (int number = 0; number < series; number++) {
                child.plan(number);
            }
            child.count("OPEN");
            child.count("CANCELLED");
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

    private void plan(int number) throws Exception {
        var common = "{\"forms\": [\"THEME_PARTY_DAY\"], \"topic\": \"主题党日\", \"place\": \"%s\"}";
        var entry =
                "{\"unit\": \"%s\", \"from\": \"2031-01-01\", \"until\": \"2032-12-31\", \"day\": 31, \"common\": %s}"
                        .formatted(branch, common.formatted("会议室"));
        var plans = send("POST", "/plan-series", "plan-" + number, entry).get("plans");
        var half = "/plans/" + plans.get(MONTHS / 2).get("id").asString() + "/following";
        send("POST", half, "change-" + number, "{\"common\": " + common.formatted("礼堂") + "}");
        var end = "/plans/" + plans.get(MONTHS - 4).get("id").asString() + "/following/cancellation";
        send("POST", end, "cancel-" + number, "{\"reason\": \"试\"}");
    }

    /** How many there are, and how many of them are in the hall. */
    private void count(String which) throws Exception {
        int all = 0;
        int hall = 0;
        var next = "";
        do {
            var page = get("/plans?size=100&which=" + which + "&unit=" + branch + next);
            for (var plan : page.get("items")) {
                all++;
                hall += plan.path("place").asString("").equals("礼堂") ? 1 : 0;
            }
            var after = page.path("next").asString("");
            next = after.isEmpty() ? "" : "&after=" + java.net.URLEncoder.encode(after, StandardCharsets.UTF_8);
        } while (!next.isEmpty());
        System.out.println(which + " " + all + " " + hall);
    }

    private JsonNode get(String path) throws Exception {
        return send("GET", path, "", null);
    }

    private JsonNode send(String method, String path, String key, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + Tokens.of(tenant, "sec"))
                .header("Content-Type", "application/json")
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
