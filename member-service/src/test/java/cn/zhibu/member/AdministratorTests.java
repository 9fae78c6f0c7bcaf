package cn.zhibu.member;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is true of a bureau's grants together stays true, whatever is asked at once. */
@ServiceTest
class AdministratorTests {

    private static final KeycloakStub KEYCLOAK = new KeycloakStub();

    @DynamicPropertySource
    static void identities(DynamicPropertyRegistry registry) {
        registry.add("zhibu.identities.url", KEYCLOAK::url);
    }

    @Autowired
    private WebTestClient http;

    private final JsonMapper json = JsonMapper.builder().build();
    private final String code = "b" + UUID.randomUUID().toString().substring(0, 8);
    private String bureau = "";
    private String account = "";
    private String admin = "";

    @BeforeEach
    void bureau() {
        bureau = done(post(
                        Tokens.operator(),
                        "/bureaus",
                        Map.of(
                                "code",
                                code,
                                "name",
                                "清河区教育局",
                                "administrator",
                                Map.of("username", "admin", "name", "王"))))
                .get("id")
                .asString();
        account = accountOf(code + ".admin");
        admin = Tokens.of(bureau, account);
        World.await(() -> get(admin, "/units").status() == 200);
    }

    @Test
    void ofTheLastTwoAdministratorsOnlyOneCanBeRevokedOrClosedAtOnce() {
        for (int i = 0; i < 6; i++) {
            var another = account("second" + i);
            give(another, "BUREAU_ADMIN", bureau);
            var ends = new ArrayList<CompletableFuture<Answer>>();
            boolean closing = i % 2 == 1;
            for (var holder : List.of(account, another)) {
                var grant = grantOf(holder, "BUREAU_ADMIN");
                ends.add(CompletableFuture.supplyAsync(() -> closing && holder.equals(another)
                        ? post(admin, "/accounts/" + holder + "/closure", Map.of("reason", "离任"))
                        : post(admin, "/grants/" + grant + "/revocation", Map.of("reason", "离任"))));
            }
            var answers = ends.stream().map(CompletableFuture::join).toList();
            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
            // The one who lost his grant may already be a stranger when the second question is read.
            assertThat(answers)
                    .filteredOn(answer -> answer.status() != 200)
                    .allMatch(answer -> answer.code().equals("LAST_ADMINISTRATOR") || answer.status() == 403);
            if (answers.get(0).status() == 200) {
                account = another;
                admin = Tokens.of(bureau, account);
            }
            World.await(() -> get(admin, "/accounts").status() == 200);
        }
    }

    @Test
    void theLastAdministratorIsNeitherRevokedNorClosedUntilTheOperatorAppointsAnother() {
        var closed = post(admin, "/accounts/" + account + "/closure", Map.of("reason", "离任"));
        assertThat(closed.status()).isEqualTo(409);
        assertThat(closed.code()).isEqualTo("LAST_ADMINISTRATOR");
        var path = "/grants/" + grantOf(account, "BUREAU_ADMIN") + "/revocation";
        assertThat(post(admin, path, Map.of("reason", "离任")).code()).isEqualTo("LAST_ADMINISTRATOR");

        var appointing = "/bureaus/" + bureau + "/administrators";
        var key = UUID.randomUUID().toString();
        var person = Map.of("username", "li", "name", "李主任");
        var appointed = send(Tokens.operator(), appointing, person, key);
        assertThat(appointed.status()).isEqualTo(201);
        assertThat(appointed.body().get("administratorName").asString()).isEqualTo("李主任");
        var next = Tokens.of(bureau, accountOf(code + ".li"));
        World.await(() -> get(next, "/accounts").status() == 200);
        assertThat(send(Tokens.operator(), appointing, person, key).status()).isEqualTo(201);
        assertThat(post(Tokens.operator(), appointing, person).code()).isEqualTo("ADMINISTRATOR_NAME_TAKEN");
        assertThat(post(Tokens.operator(), appointing, Map.of("username", "admin", "name", "王"))
                        .code())
                .isEqualTo("ADMINISTRATOR_NAME_TAKEN");
        assertThat(post(admin, appointing, person).status()).isEqualTo(403);
        assertThat(post(admin, path, Map.of("reason", "离任")).status()).isEqualTo(200);
    }

    @Test
    void anAuditorAndAWriterAskedForAtOnceNeverComeTogether() {
        for (int i = 0; i < 25; i++) {
            var holder = account("both" + i);
            var answers = List.of("AUDITOR", "REVIEWER", "BUREAU_ADMIN", "AUDITOR").stream()
                    .map(role -> CompletableFuture.supplyAsync(
                            () -> post(admin, "/grants", Map.of("account", holder, "role", role, "unit", bureau))))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.status() == 409);
            var roles = new ArrayList<String>();
            get(admin, "/grants?account=" + holder)
                    .body()
                    .get("items")
                    .forEach(grant -> roles.add(grant.get("role").asString()));
            assertThat(roles).isNotEmpty().doesNotHaveDuplicates();
            assertThat(roles.contains("AUDITOR") && roles.size() > 1)
                    .as("%s", roles)
                    .isFalse();
        }
    }

    @Test
    void aGrantGivenUnderAKeyIsAnsweredTheSameWhateverIsHeldByThen() {
        var holder = account("same");
        var key = UUID.randomUUID().toString();
        var body = Map.of("account", holder, "role", "AUDITOR", "unit", bureau);
        var first = send(admin, "/grants", body, key);
        var id = first.body().get("id").asString();
        assertThat(send(admin, "/grants", body, key).body().get("id").asString())
                .isEqualTo(id);
        done(post(admin, "/grants/" + id + "/revocation", Map.of("reason", "离任")));
        give(holder, "REVIEWER", bureau);
        var again = send(admin, "/grants", body, key);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body().get("revokedOn").isNull()).isFalse();
    }

    @Test
    void aClosedAccountIsReopenedWithAReasonAndItsUserIsLetInAgain() {
        var holder = account("back");
        World.await(() -> KEYCLOAK.users.containsKey(code + ".back"));
        assertThat(post(admin, "/accounts/" + holder + "/closure", Map.of()).status())
                .isEqualTo(422);
        done(post(admin, "/accounts/" + holder + "/closure", Map.of("reason", "调离")));
        World.await(() -> KEYCLOAK.locked.contains(code + ".back"));
        assertThat(get(admin, "/accounts/" + holder).body().get("reason").asString())
                .isEqualTo("调离");
        var reopened = done(post(admin, "/accounts/" + holder + "/reopening", Map.of("reason", "调回")));
        assertThat(reopened.get("reason").asString()).isEqualTo("调回");
        World.await(() -> !KEYCLOAK.locked.contains(code + ".back"));
        assertThat(post(admin, "/accounts/" + holder + "/reopening", Map.of("reason", "调回"))
                        .code())
                .isEqualTo("ACCOUNT_OPEN");
        give(holder, "REVIEWER", bureau);
    }

    private String accountOf(String username) {
        World.await(() -> KEYCLOAK.users.containsKey(username));
        return KEYCLOAK.users
                .get(username)
                .get("attributes")
                .get("account")
                .get(0)
                .asString();
    }

    private String account(String username) {
        return done(post(admin, "/accounts", Map.of("username", username, "name", "李明")))
                .get("id")
                .asString();
    }

    private void give(String holder, String role, String unit) {
        done(post(admin, "/grants", Map.of("account", holder, "role", role, "unit", unit)));
    }

    private String grantOf(String holder, String role) {
        for (var grant : get(admin, "/grants?account=" + holder).body().get("items")) {
            if (grant.get("role").asString().equals(role)) {
                return grant.get("id").asString();
            }
        }
        throw new AssertionError(holder + " does not hold " + role);
    }

    private record Answer(int status, JsonNode body) {

        String code() {
            return body.path("code").asString("");
        }
    }

    private static JsonNode done(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isBetween(200, 201);
        return answer.body();
    }

    private Answer post(String token, String path, Object body) {
        return send(token, path, body, UUID.randomUUID().toString());
    }

    private Answer send(String token, String path, Object body, String key) {
        return answer(http.method(HttpMethod.POST)
                .uri("/api/member/v1" + path)
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key)
                .bodyValue(body));
    }

    private Answer get(String token, String path) {
        return answer(http.get().uri("/api/member/v1" + path).header("Authorization", "Bearer " + token));
    }

    private Answer answer(WebTestClient.RequestHeadersSpec<?> request) {
        var result = request.exchange().expectBody(byte[].class).returnResult();
        var bytes = result.getResponseBody();
        return new Answer(result.getStatus().value(), json.readTree(bytes == null ? "null".getBytes() : bytes));
    }
}
