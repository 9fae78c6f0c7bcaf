package cn.zhibu.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The committed list of problems is what the gateway can answer; {@code -Dzhibu.openapi=write} writes it anew. */
class ProblemListTests {

    private static final Map<String, ResourceBundle> TEXTS =
            Map.of("zh-CN", bundle(Locale.SIMPLIFIED_CHINESE), "en", bundle(Locale.ENGLISH));

    @Test
    void theCommittedListOfProblemsIsWhatTheGatewayCanAnswer() throws IOException {
        var problems = Arrays.stream(GatewayProblem.values())
                .sorted(Comparator.comparing(GatewayProblem::name))
                .map(ProblemListTests::entry)
                .toList();
        var real = JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .build()
                        .writeValueAsString(Map.of("owner", "gateway", "problems", problems))
                + "\n";
        var file = Path.of("problems.json");
        if ("write".equals(System.getProperty("zhibu.openapi"))) {
            Files.writeString(file, real);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as("problems.json; run with -Dzhibu.openapi=write, look at the difference and commit it")
                .isEqualTo(real);
    }

    private static Map<String, Object> entry(GatewayProblem problem) {
        var entry = new TreeMap<String, Object>(Map.of(
                "code",
                problem.name(),
                "status",
                problem.status().value(),
                "type",
                "urn:problem:gateway:" + problem.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "retryable",
                problem.passing() || problem.status().value() == 429));
        if (problem.passing()) {
            entry.put("retryAfter", (long) problem.retryAfter());
        }
        for (var part : new String[] {"title", "detail", "when"}) {
            var said = new TreeMap<String, String>();
            TEXTS.forEach((language, texts) -> said.put(language, texts.getString(problem.name() + "." + part)));
            entry.put(part, said);
        }
        return entry;
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(
                "problems",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
