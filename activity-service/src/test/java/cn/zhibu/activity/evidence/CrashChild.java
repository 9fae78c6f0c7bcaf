package cn.zhibu.activity.evidence;

import cn.zhibu.activity.crash.Service;
import cn.zhibu.platform.file.FileStore;
import cn.zhibu.platform.tenant.Tenancy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * Brings a file and a record that names it for each key of a list, says what was acknowledged, and at the end holds every
 * document against the files.
 */
final class CrashChild {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private CrashChild() {}

    public static void main(String[] args) throws Exception {
        Service.run(args, service -> {
            for (var key : Files.readAllLines(Path.of(service.setting("crash.intents")))) {
                bring(service, key);
            }
            check(service);
        });
    }

    private static void bring(Service service, String key) throws Exception {
        var content = "%PDF-1.4 " + key + "\n%%EOF";
        var path = "/evidence?unit=" + service.branch();
        var file = service.post(path, key, "application/octet-stream", content)
                .get("id")
                .asString();
        System.out.println("ACK file " + key + " " + file);
        var body = """
                {"unit": "%s", "kind": "competition", "date": "2025-04-23",
                 "values": {"name": "赛 %s", "level": "SCHOOL"}, "evidence": ["%s"]}
                """.formatted(service.branch(), key, file);
        var record = service.post("/records", key, body).get("id").asString();
        System.out.println("ACK record " + key + " " + record);
    }

    /** No document names a file that is not there as it was brought. */
    private static void check(Service service) {
        var mongo = service.context().getBean(ReactiveMongoTemplate.class);
        var files = service.context().getBean(FileStore.class);
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
                .contextWrite(reactor -> Tenancy.in(reactor, service.tenant()))
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
