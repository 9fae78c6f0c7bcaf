package cn.zhibu.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The committed description of the service's API is the true one. A difference fails; {@code -Dzhibu.openapi=write}
 * writes it anew, to be looked at and committed.
 */
@ServiceTest
public abstract class OpenApiTests {

    @Autowired
    private WebTestClient http;

    @Test
    void theCommittedDescriptionIsWhatTheServiceOffers() throws IOException {
        var json = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        var body = http.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
        var tree = (ObjectNode) json.readTree(Objects.requireNonNull(body));
        tree.remove("servers");
        var real = json.writeValueAsString(json.treeToValue(tree, Object.class)) + "\n";
        var file = Path.of("openapi.json");
        if ("write".equals(System.getProperty("zhibu.openapi"))) {
            Files.writeString(file, real);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as("openapi.json; run with -Dzhibu.openapi=write, look at the difference and commit it")
                .isEqualTo(real);
    }
}
