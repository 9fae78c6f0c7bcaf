package cn.zhibu.activity.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.TestStack;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a scanner is set up, nothing is taken that it did not find clean, whichever way it came. */
@ServiceTest
class EvidenceScanTests {

    private static final ServerSocket SERVER = server();
    private static volatile String says = "OK";

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private final JsonMapper json = JsonMapper.builder().build();

    private record Sent(int status, JsonNode body) {}

    private static ServerSocket server() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @DynamicPropertySource
    static void scanner(DynamicPropertyRegistry properties) {
        properties.add("zhibu.files.scan.host", () -> "127.0.0.1");
        properties.add("zhibu.files.scan.port", SERVER::getLocalPort);
    }

    @BeforeAll
    static void begin() {
        var thread = new Thread(EvidenceScanTests::serve, "clamd");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterAll
    static void end() throws IOException {
        SERVER.close();
    }

    private static void serve() {
        while (!SERVER.isClosed()) {
            try (var client = SERVER.accept()) {
                answer(client);
            } catch (IOException left) {
                // the next one
            }
        }
    }

    private static void answer(Socket client) throws IOException {
        var in = new DataInputStream(client.getInputStream());
        in.skipNBytes("zINSTREAM\0".length());
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            in.skipNBytes(length);
        }
        client.getOutputStream().write(("stream: " + says + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    private Sent send(String path, String language) {
        var tenant = world.bureau();
        var branch = UUID.randomUUID().toString();
        var ancestors = List.of(tenant, branch);
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
                        ancestors,
                        "from",
                        "2015-01-01"));
        World.await(() -> world.exists(tenant, "directory_units_v1", branch));
        world.grant(tenant, "sec", "SECRETARY", branch, ancestors);
        var result = http.post()
                .uri("/api/activity/v1/" + path + branch)
                .header("Authorization", "Bearer " + Tokens.of(tenant, "sec"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Accept-Language", language)
                .header("Content-Disposition", "attachment; filename=\"a.pdf\"")
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .bodyValue(SampleFiles.PDF)
                .exchange()
                .expectBody(byte[].class)
                .returnResult();
        return new Sent(result.getStatus().value(), json.readTree(Objects.requireNonNull(result.getResponseBody())));
    }

    @Test
    void whatIsCleanIsTaken() {
        says = "OK";
        assertThat(send("evidence?unit=", "en").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void whatIsHarmfulIsRefusedInWordsAndLeavesNothing(String language) throws IOException {
        says = "Eicar-Test-Signature FOUND";
        var before = incoming();
        var refused = send("evidence?unit=", language);
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
        assertThat(refused.body().get("code").asString()).isEqualTo("FILE_HARMFUL");
        assertThat(refused.body().get("detail").asString()).contains("Eicar-Test-Signature");
        assertThat(refused.body().get("errors").get(0).get("pointer").asString())
                .isEqualTo("/file");
        assertThat(incoming()).isEqualTo(before);
    }

    /** What lies where files arrive; a process that another test has halted may have left some there. */
    private static Set<Path> incoming() throws IOException {
        try (var all = Files.list(TestStack.files().resolve("incoming"))) {
            return all.collect(Collectors.toSet());
        }
    }

    @Test
    void whatCouldNotBeLookedIntoIsToBeSentAgain() {
        says = "Can't open file ERROR";
        var refused = send("evidence?unit=", "en");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body().get("code").asString()).isEqualTo("FILE_NOT_SCANNED");
    }

    @Test
    void aSheetIsLookedIntoAsWell() {
        says = "Eicar-Test-Signature FOUND";
        var refused = send("imports?kind=study-campaign&unit=", "en");
        assertThat(refused.body().get("code").asString()).isEqualTo("FILE_HARMFUL");
    }
}
