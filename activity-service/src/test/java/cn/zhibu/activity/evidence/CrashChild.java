package cn.zhibu.activity.evidence;

import cn.zhibu.activity.ActivityServiceApplication;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import cn.zhibu.platform.file.FileStore;
import cn.zhibu.platform.tenant.Tenancy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service in a process of its own. It brings a file and a record that names it for each key of a list, says
 * what was acknowledged, and at the end holds every document against the files. Armed with a failpoint it dies on the way.
 */
final class CrashChild {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String tenant;
    private final String branch;
    private final String url;

    private CrashChild(String tenant, String branch, String url) {
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
            var child = new CrashChild(
                    settings.getRequiredProperty("crash.tenant"),
                    settings.getRequiredProperty("crash.branch"),
                    "http://127.0.0.1:" + port + "/api/activity/v1");
            for (var key : Files.readAllLines(Path.of(settings.getRequiredProperty("crash.intents")))) {
                child.bring(key);
            }
            child.check(context);
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

    private void bring(String key) throws Exception {
        var file = post(
                "/evidence?unit=" + branch,
                key,
                "application/octet-stream",
                ("%PDF-1.4 " + key + "\n%%EOF").getBytes(StandardCharsets.US_ASCII));
        System.out.println("ACK file " + key + " " + file);
        var body = """
                {"unit": "%s", "kind": "competition", "date": "2025-04-23",
                 "values": {"name": "赛 %s", "level": "SCHOOL"}, "evidence": ["%s"]}
                """.formatted(branch, key, file);
        var record = post("/records", key, "application/json", body.getBytes(StandardCharsets.UTF_8));
        System.out.println("ACK record " + key + " " + record);
    }

    private String post(String path, String key, String type, byte[] body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + Tokens.of(tenant, "sec"))
                .header("Idempotency-Key", key)
                .header("Content-Disposition", "attachment; filename=\"a.pdf\"")
                .header("Content-Type", type)
                .timeout(LIMIT)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).get("id").asString();
    }

    /** No document names a file that is not there as it was brought. */
    private void check(ConfigurableApplicationContext context) {
        var mongo = context.getBean(ReactiveMongoTemplate.class);
        var files = context.getBean(FileStore.class);
        var all = mongo.findAll(Evidence.class)
                .concatMap(evidence -> DataBufferUtils.join(
                                files.read(evidence.file().hash()))
                        .map(bytes -> {
                            var sound = hash(bytes.toString(StandardCharsets.US_ASCII))
                                    .equals(evidence.file().hash());
                            return (sound ? "SOUND " : "BROKEN ") + evidence.id();
                        })
                        .onErrorReturn("MISSING " + evidence.id()))
                .collectList()
                .contextWrite(reactor -> Tenancy.in(reactor, tenant))
                .block(LIMIT);
        all.forEach(System.out::println);
        System.out.println("CHECKED " + all.size());
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
