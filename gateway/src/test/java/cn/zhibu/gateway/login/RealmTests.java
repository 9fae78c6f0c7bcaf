package cn.zhibu.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway takes for granted of the realm it signs people in with. */
class RealmTests {

    private final JsonNode realm = new JsonMapper().readTree(read("../infra/keycloak/zhibu-realm.json"));

    @Test
    void sessionsAreIdleForAsLongHereAsThere() {
        Iterable<Object> documents = new Yaml().loadAll(read("src/main/resources/application.yml"));
        var settings =
                new JsonMapper().<JsonNode>valueToTree(documents.iterator().next());
        var idle =
                DurationStyle.detectAndParse(settings.at("/zhibu/session-idle").asString());
        assertThat(Duration.ofSeconds(realm.get("ssoSessionIdleTimeout").asInt()))
                .isEqualTo(idle)
                .isLessThan(
                        Duration.ofSeconds(realm.get("ssoSessionMaxLifespan").asInt()));
    }

    /** Keycloak adds the client admin-cli, with a password grant, to a realm that does not say otherwise. */
    @Test
    void noClientTradesAPasswordForAToken() {
        var clients = realm.get("clients");
        assertThat(clients.valueStream().map(client -> client.get("clientId").asString()))
                .contains("gateway-bff", "admin-cli");
        for (var client : clients) {
            assertThat(client.path("directAccessGrantsEnabled").asBoolean(true))
                    .as(client.get("clientId").asString())
                    .isFalse();
            assertThat(client.path("implicitFlowEnabled").asBoolean(false)).isFalse();
        }
        var cli = clients.valueStream()
                .filter(client -> "admin-cli".equals(client.get("clientId").asString()))
                .findFirst()
                .orElseThrow();
        assertThat(cli.get("enabled").asBoolean()).isFalse();
    }

    /** Who reads the page knows the rules before they fail. */
    @Test
    void thePagesSayTheRulesOfTheRealmInBothLanguages() throws IOException {
        var rule = Pattern.compile("length\\((\\d+)\\) and notUsername\\(undefined\\)")
                .matcher(realm.get("passwordPolicy").asString());
        assertThat(rule.matches()).isTrue();
        var chinese = texts("zh_CN");
        var english = texts("en");
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        for (var texts : List.of(chinese, english)) {
            assertThat(texts.getProperty("passwordNew")).contains(" " + rule.group(1) + " ");
            assertThat(texts.getProperty("accountTemporarilyDisabledMessage"))
                    .as("a lock tells no stranger which names there are")
                    .isEqualTo(texts.getProperty("invalidUserMessage"))
                    .isEqualTo(texts.getProperty("invalidPasswordMessage"))
                    .contains(
                            Integer.toString(realm.get("maxFailureWaitSeconds").asInt() / 60));
        }
        assertThat(realm.get("failureFactor").asInt()).isEqualTo(10);
        assertThat(chinese.getProperty("invalidUserMessage")).contains(" 10 次");
        assertThat(english.getProperty("invalidUserMessage")).contains("tenth");
        assertThat(realm.get("waitIncrementSeconds").asInt()).isEqualTo(60);
    }

    private static Properties texts(String language) throws IOException {
        var texts = new Properties();
        texts.load(new StringReader(
                read("../infra/keycloak/themes/zhibu/login/messages/messages_" + language + ".properties")));
        return texts;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
