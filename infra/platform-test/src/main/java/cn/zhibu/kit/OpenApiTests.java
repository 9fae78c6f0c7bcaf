package cn.zhibu.kit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.process.problem.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The committed description of the service's API is the true one; {@code -Dzhibu.openapi=write} writes it anew. */
@ServiceTest
public abstract class OpenApiTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private WebTestClient http;

    @Autowired
    private Problems problems;

    /** Whatever can be at fault is named to people by its own name, in both languages. */
    @Test
    void eachFieldThatComesInHasANameInBothLanguages() {
        var nameless = new TreeSet<String>();
        for (var field : fields(description())) {
            for (var language : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
                if (problems.name("/" + field, language).startsWith("/")) {
                    nameless.add(field + " in " + language);
                }
            }
        }
        assertThat(nameless).as("label.<field> in fields_*.properties").isEmpty();
    }

    private static Set<String> fields(JsonNode tree) {
        var fields = new TreeSet<String>();
        for (var path : tree.get("paths")) {
            for (var operation : path) {
                operation.path("parameters").forEach(parameter -> {
                    if ("query".equals(parameter.path("in").asString())) {
                        fields.add(parameter.get("name").asString());
                    }
                });
                collect(tree, operation.at("/requestBody/content/application~1json/schema"), fields);
            }
        }
        return fields;
    }

    private static void collect(JsonNode tree, JsonNode schema, Set<String> fields) {
        var ref = schema.path("$ref").asString(schema.at("/items/$ref").asString(""));
        if (ref.isEmpty()) {
            return;
        }
        tree.at(ref.substring(1)).path("properties").properties().forEach(property -> {
            fields.add(property.getKey());
            collect(tree, property.getValue(), fields);
        });
    }

    @Test
    void theCommittedDescriptionIsWhatTheServiceOffers() {
        var tree = description();
        tree.remove("servers");
        Committed.check(Path.of("openapi.json"), JSON.treeToValue(tree, Object.class));
    }

    private ObjectNode description() {
        var body = http.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
        return (ObjectNode) JSON.readTree(Objects.requireNonNull(body));
    }
}
