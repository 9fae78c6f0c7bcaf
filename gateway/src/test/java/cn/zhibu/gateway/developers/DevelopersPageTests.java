package cn.zhibu.gateway.developers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.TEXT_HTML;

import cn.zhibu.gateway.Doors;
import cn.zhibu.gateway.GatewayApplication;
import cn.zhibu.stack.store.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The developers' page where it is switched on: its pages, its documents, and that they are the committed ones. */
@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "zhibu.developers=true")
class DevelopersPageTests {

    private static final EmbeddedStore STORE = EmbeddedStore.forTests();
    private static final List<String> SERVICES = List.of("member", "activity", "report", "notification", "gateway");
    private static final Pattern LINKED = Pattern.compile("['\"](\\./[a-z]+\\.js|/developers/files/[^'\"]+)['\"]");

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    private final JsonMapper json = JsonMapper.builder().build();
    private WebTestClient browser;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        Doors.settings(registry, STORE.port());
    }

    @BeforeEach
    void freshBrowser() {
        browser = Doors.browser(port)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8 << 20))
                .build();
    }

    @Test
    void itsPagesRunNothingButOurOwnScripts() {
        for (var page : List.of("", "/", "/events", "/problems", "/services/member", "/services/gateway")) {
            var html = browser.get()
                    .uri("/developers" + page)
                    .accept(TEXT_HTML)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .contentTypeCompatibleWith(TEXT_HTML)
                    .expectHeader()
                    .valueEquals("Cache-Control", "no-cache")
                    .expectHeader()
                    .valueMatches(
                            "Content-Security-Policy",
                            "default-src 'self'; script-src 'self'; style-src 'self'; (?!.*unsafe).*")
                    .expectHeader()
                    .valueEquals("X-Frame-Options", "DENY")
                    .expectHeader()
                    .valueEquals("X-Content-Type-Options", "nosniff")
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            assertThat(html).contains("/developers/files/main.js").doesNotContain("style=", "onclick", "<script>");
        }
        for (var unknown : List.of("/services/nobody", "/nothing", "/files/none.js", "/documents/member/pom.xml")) {
            get("/developers" + unknown, 404);
        }
    }

    @Test
    void everyFileThatAPageNamesIsThere() throws IOException {
        var files = Path.of("src/main/resources/developers");
        var named = new TreeSet<String>();
        try (var all = Files.walk(files)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                LINKED.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(named::add);
            }
        }
        assertThat(named).hasSizeGreaterThan(6);
        named.forEach(link -> get("/developers/files/" + link.substring(link.lastIndexOf('/') + 1), 200));
        get("/developers/lib/swagger-ui/swagger-ui.css", 200);
        get("/developers/lib/swagger-ui/swagger-ui-bundle.js", 200);
    }

    @Test
    void theDocumentsAreTheCommittedOnes() throws IOException {
        var committed = new TreeMap<String, String>(Map.of(
                "asyncapi.json", "../infra/contracts/asyncapi.json",
                "platform/problems.json", "../infra/platform/problems.json"));
        for (var service : SERVICES) {
            var folder = "gateway".equals(service) ? "" : "../" + service + "-service/";
            committed.put(service + "/openapi.json", folder + "openapi.json");
            committed.put(service + "/problems.json", folder + "problems.json");
        }
        for (var document : committed.entrySet()) {
            assertThat(get("/developers/documents/" + document.getKey(), 200))
                    .as(document.getKey())
                    .isEqualTo(Files.readString(Path.of(document.getValue())));
        }
        var yaml = get("/developers/documents/asyncapi.yaml", 200);
        Object read = new Yaml().load(yaml);
        assertThat(json.<JsonNode>valueToTree(read))
                .isEqualTo(json.readTree(Files.readString(Path.of("../infra/contracts/asyncapi.json"))));
    }

    @Test
    void everyTypeThatIsAnsweredHasItsEntry() {
        var body = json.readTree(get("/developers/nothing", 404));
        assertThat(types()).doesNotHaveDuplicates().contains(body.get("type").asString());
        assertThat(types()).hasSizeGreaterThan(100);
    }

    private List<String> types() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of("platform"), SERVICES.stream())
                .map(owner -> json.readTree(get("/developers/documents/" + owner + "/problems.json", 200)))
                .flatMap(list -> list.get("problems").valueStream())
                .map(problem -> problem.get("type").asString())
                .toList();
    }

    @Test
    void theGatewaysOwnDescriptionIsTrue() throws IOException {
        var described = json.readTree(Files.readString(Path.of("openapi.json")));
        var offered = new TreeSet<String>();
        handlers.getHandlerMethods().forEach((mapping, handler) -> {
            if (handler.getBeanType().getPackageName().startsWith("cn.zhibu")) {
                mapping.getPatternsCondition().getPatterns().forEach(path -> offered.add(path.getPatternString()));
            }
        });
        assertThat(offered).isNotEmpty();
        assertThat(described.get("paths").propertyNames()).containsAll(offered);
        for (var path : described.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var answered = browser.method(
                                HttpMethod.valueOf(operation.getKey().toUpperCase(java.util.Locale.ROOT)))
                        .uri(path.getKey())
                        .exchange()
                        .returnResult(String.class);
                assertThat(operation.getValue().get("responses").propertyNames())
                        .as("%s %s", operation.getKey(), path.getKey())
                        .contains(Integer.toString(answered.getStatus().value()));
            }
        }
        var session = json.readTree(get("/api/session", 200));
        var view = described.at("/components/schemas/SessionView");
        assertThat(view.get("properties").propertyNames()).containsAll(session.propertyNames());
        view.get("required")
                .forEach(field -> assertThat(session.has(field.asString())).isTrue());
    }

    @Test
    void bothLanguagesHaveTheSameWords() throws IOException {
        var texts = Files.readString(Path.of("src/main/resources/developers/files/texts.js"));
        var languages = texts.split("\n  en: \\{\n");
        assertThat(languages).hasSize(2);
        var used = new TreeSet<String>();
        try (var files = Files.list(Path.of("src/main/resources/developers/files"))) {
            for (var file : files.toList()) {
                Pattern.compile("\\bt\\('([a-z.A-Z]+)'")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(found -> used.add(found.group(1)));
            }
        }
        assertThat(words(languages[0])).isEqualTo(words(languages[1])).containsAll(used);
    }

    private static TreeSet<String> words(String texts) {
        var words = new TreeSet<String>();
        Pattern.compile("(?:^|, |\n)\\s*'?([a-z.A-Z]+)'?: '")
                .matcher(texts.substring(0, texts.indexOf("\n  },")))
                .results()
                .forEach(found -> words.add(found.group(1)));
        return words;
    }

    private String get(String path, int status) {
        return browser.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
