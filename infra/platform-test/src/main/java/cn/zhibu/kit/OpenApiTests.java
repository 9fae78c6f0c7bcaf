package cn.zhibu.kit;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The committed description of the service's API is the true one; {@code -Dzhibu.openapi=write} writes it anew. */
@ServiceTest
public abstract class OpenApiTests {

    @Autowired
    private WebTestClient http;

    @Test
    void theCommittedDescriptionIsWhatTheServiceOffers() {
        var json = JsonMapper.builder().build();
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
        Committed.check(Path.of("openapi.json"), json.treeToValue(tree, Object.class));
    }
}
