package cn.zhibu.activity.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.TestStack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole service with the heap it is shipped with, and a hundred pictures that mean harm, several at once: each is
 * answered as it should be, meanwhile others are served, and nothing runs out of memory.
 */
class HostilePictureTests {

    /** Each of them once; {@code zhibu.hostile} asks for more. */
    private static final int ALL = Integer.getInteger("zhibu.hostile", 40);

    private static final int AT_ONCE = 8;
    private static final long MOST_RESIDENT = 640; // MiB, what its container has
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private String token = "";
    private String branch = "";
    private String url = "";

    @Test
    void hostilePicturesAreAnsweredAndTheServiceStands() throws Exception {
        var hostile = new LinkedHashMap<String, Path>();
        for (var one : HostilePictures.all().entrySet()) {
            hostile.put(
                    one.getKey(),
                    Files.write(
                            folder.resolve("picture-" + hostile.size()),
                            one.getValue().get()));
        }
        assertThat(Files.size(hostile.get("201: 40 million grey pixels in five kilobytes")))
                .isLessThan(6000);
        var output = folder.resolve("output");
        var service = start(output);
        try {
            settle(service, output);
            var answers = throwAll(hostile, service);
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.status())
                            .as(answer.name() + ": " + answer.body())
                            .isEqualTo(Integer.parseInt(answer.name().substring(0, 3))));
            assertThat(service.isAlive()).as(Files.readString(output)).isTrue();
            var plain = Files.write(folder.resolve("plain"), SampleFiles.photo(1600, 1200, 6));
            assertThat(send("plain", plain).status()).isEqualTo(201);
            System.out.println("peak of the service: " + peak(service) + " MiB resident");
            assertThat(peak(service)).isLessThan(MOST_RESIDENT);
        } finally {
            service.getOutputStream().close();
            if (!service.waitFor(30, TimeUnit.SECONDS)) {
                service.destroyForcibly();
            }
        }
        assertThat(output).content().doesNotContain("OutOfMemoryError");
    }

    private Process start(Path output) throws Exception {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xms32m",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                HostileChild.class.getName(),
                "--server.port=0",
                "--management.server.port=0",
                "--zhibu.partitions=3",
                "--zhibu.files.folder=" + folder.resolve("files"),
                "--zhibu.master-key-file=" + TestStack.masterKeyFile(),
                "--spring.mongodb.uri=" + TestStack.storeUri(),
                "--spring.kafka.bootstrap-servers=" + TestStack.brokers()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private void settle(Process service, Path output) throws Exception {
        for (int attempt = 0; attempt < 600; attempt++) {
            for (var line : Files.readAllLines(output)) {
                if (line.startsWith("WORLD ")) {
                    var parts = line.split(" ");
                    token = parts[4];
                    branch = parts[2];
                    url = "http://127.0.0.1:" + parts[3] + "/api/activity/v1/evidence";
                    return;
                }
            }
            assertThat(service.isAlive()).as(Files.readString(output)).isTrue();
            Thread.sleep(200);
        }
        throw new AssertionError(Files.readString(output));
    }

    private record Answer(String name, int status, String body) {}

    private List<Answer> throwAll(Map<String, Path> hostile, Process service) throws Exception {
        var names = List.copyOf(hostile.keySet());
        var threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            var sent = new ArrayList<Future<Answer>>();
            for (int i = 0; i < ALL; i++) {
                var name = names.get(i % names.size());
                var file = hostile.get(name);
                sent.add(threads.submit(() -> send(name, file)));
            }
            var slowest = Duration.ZERO;
            for (var one : sent) {
                while (!one.isDone()) {
                    long began = System.nanoTime();
                    assertThat(list()).as("others are served meanwhile").isEqualTo(200);
                    var took = Duration.ofNanos(System.nanoTime() - began);
                    slowest = took.compareTo(slowest) > 0 ? took : slowest;
                    Thread.sleep(100);
                }
            }
            System.out.println("slowest answer to others meanwhile: " + slowest.toMillis() + " ms");
            var answers = new ArrayList<Answer>();
            for (var one : sent) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(URI.create(url + query))
                .header("Authorization", "Bearer " + token)
                .timeout(LIMIT);
    }

    private int list() throws Exception {
        return HTTP.send(request("?ids=none").GET().build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private Answer send(String name, Path file) throws Exception {
        var request = request("?unit=" + branch)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Disposition", "attachment; filename=\"a.jpg\"")
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build();
        var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(name, answer.statusCode(), answer.body());
    }

    private static long peak(Process service) throws Exception {
        return Files.readAllLines(Path.of("/proc/" + service.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
