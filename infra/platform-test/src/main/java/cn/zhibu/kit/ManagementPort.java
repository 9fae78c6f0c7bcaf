package cn.zhibu.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

/** What a management port tells to whom: probes to everybody, all else to who knows the secret. */
public final class ManagementPort {

    private static final List<String> PROBES = List.of("health/liveness", "health/readiness");
    private static final List<String> GUARDED = List.of(
            "",
            "/",
            "/health",
            "/health/",
            "/metrics",
            "/prometheus",
            "/prometheus;a=b",
            "/deadletters",
            "/sealkeys/x",
            "/health/liveness/more",
            "/info");

    private ManagementPort() {}

    public static void check(int port, String secret) throws IOException {
        for (var probe : PROBES) {
            assertThat(answer(port, "/actuator/" + probe, null)).as(probe).isEqualTo(200);
        }
        for (var path : GUARDED) {
            assertThat(answer(port, "/actuator" + path, null)).as(path).isEqualTo(401);
            assertThat(answer(port, "/%61ctuator" + path, null)).as(path).isEqualTo(401);
            for (var wrong : List.of("x", secret.strip() + "x", secret.strip().substring(1))) {
                assertThat(answer(port, "/actuator" + path, wrong)).as(path).isEqualTo(401);
            }
        }
        for (var path : List.of("info", "prometheus")) {
            assertThat(answer(port, "/actuator/" + path, secret.strip()))
                    .as(path)
                    .isEqualTo(200);
        }
    }

    private static int answer(int port, String path, @org.jspecify.annotations.Nullable String secret)
            throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        (secret == null ? Map.<String, String>of() : Map.of("Authorization", "Bearer " + secret))
                .forEach(request::header);
        try {
            return HttpClient.newHttpClient()
                    .send(request.build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }
}
