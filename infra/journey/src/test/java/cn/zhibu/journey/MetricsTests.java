package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.stack.launch.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Alerts and dashboards ask for what the running services really tell. */
class MetricsTests {

    private static final Pattern EXPRESSION =
            Pattern.compile("(?s)(?:expr: >-\\s*\\n\\s*|\"expr\":\\s*\")(.*?)(?:\\n\\s*for:|\",?\\s*\\n)");
    private static final Pattern METRIC = Pattern.compile("\\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\\b(?!\\s*\\()");

    @Test
    void everyMetricThatIsAskedForIsTold() throws IOException, InterruptedException {
        TwinWorld.shared(); // requests and events of every sort
        var asked = new TreeSet<String>();
        var root = Product.stack().settings().root();
        for (Path file : List.of(
                root.resolve("infra/prometheus/rules/zhibu.yml"),
                root.resolve("infra/grafana/dashboards/zhibu.json"))) {
            asked.addAll(metrics(Files.readString(file)));
        }
        assertThat(asked).as("metrics in rules and dashboards").hasSizeGreaterThan(10);
        Product.await("every metric asked for is told", Duration.ofSeconds(30), () -> {
            var missing = new TreeSet<>(asked);
            missing.removeAll(told(Product.stack()));
            if (!missing.isEmpty()) {
                System.out.println("not told yet: " + missing);
            }
            return missing.isEmpty();
        });
    }

    private static Set<String> metrics(String text) {
        var metrics = new TreeSet<String>();
        EXPRESSION.matcher(text).results().forEach(expression -> {
            var bare = expression.group(1).replaceAll("\\{[^}]*}", "").replaceAll("\\bby\\s*\\([^)]*\\)", "");
            METRIC.matcher(bare).results().forEach(found -> metrics.add(found.group()));
        });
        return metrics;
    }

    private static Set<String> told(Stack stack) {
        var told = new TreeSet<String>();
        var http = HttpClient.newHttpClient();
        for (String service :
                List.of("gateway", "member-service", "activity-service", "report-service", "notification-service")) {
            var own = URI.create(stack.url(service));
            var address = URI.create("http://" + own.getHost() + ":" + (own.getPort() + 1000) + "/actuator/prometheus");
            try {
                var answer = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(service).isEqualTo(200);
                answer.body()
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .forEach(line -> told.add(line.split("[{ ]", 2)[0]));
            } catch (IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
        return told;
    }
}
