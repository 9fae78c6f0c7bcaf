package cn.zhibu.activity.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A bureau adds kinds and fields of its own; records are entered by them, and read by the one they were written under. */
@ServiceTest
class BureauKindJourneyTests {

    private static final Map<String, Object> TEXT =
            Map.of("id", "ownA", "type", "text", "name", "对象", "required", true);
    private static final Map<String, Object> MONEY =
            Map.of("id", "ownB", "type", "money", "name", "慰问金", "min", 1, "sum", true);

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private String tenant;
    private String branch;
    private Client administrator;
    private Client secretary;

    @BeforeEach
    void aBureauWithABranch() {
        tenant = world.bureau();
        branch = UUID.randomUUID().toString();
        unit(tenant, "BUREAU", List.of(tenant));
        unit(branch, "BRANCH", List.of(tenant, branch));
        world.grant(tenant, "admin", "BUREAU_ADMIN", tenant, List.of(tenant));
        world.grant(tenant, "sec", "SECRETARY", branch, List.of(tenant, branch));
        administrator = new Client(http, "/api/activity/v1", Tokens.of(tenant, "admin"));
        secretary = administrator.as(Tokens.of(tenant, "sec"));
    }

    private void unit(String id, String kind, List<String> ancestors) {
        var created = Map.of("unit", id, "parent", tenant, "kind", kind, "ancestors", ancestors, "from", "2015-01-01");
        world.send(tenant, "member.events", "unit.created.v1", id, created);
        World.await(() -> world.exists(tenant, "directory_units_v1", id));
    }

    private Map<String, Object> visits(Object... fields) {
        return Map.of(
                "unit", tenant, "name", "林下读书会", "group", "service", "initials", "zfww", "fields", List.of(fields));
    }

    private Client.Answer enter(String kind, Map<String, Object> values) {
        return secretary.post(
                "/records",
                Map.of("unit", branch, "kind", kind, "date", "2026-03-04", "again", true, "values", values));
    }

    private JsonNode kind(Client who, String list, String id) {
        return StreamSupport.stream(who.get("/kinds").expect(200).get(list).spliterator(), false)
                .filter(kind -> kind.get("id").asString().equals(id))
                .findFirst()
                .orElse(null);
    }

    @Test
    void aKindIsDefinedUsedChangedAndStopped() {
        var id = administrator
                .post("/bureau-kinds", visits(TEXT, MONEY))
                .expect(201)
                .get("id")
                .asString();
        assertThat(kind(secretary, "kinds", id).get("names").get("zh-CN").asString())
                .isEqualTo("林下读书会");
        assertThat(enter(id, Map.of("ownB", 500)).refusal()).isEqualTo("422 INVALID_INPUT /values/ownA:REQUIRED");
        var record = enter(id, Map.of("ownA", "老党员", "ownB", 500)).expect(201);
        assertThat(record.get("kindVersion").asInt()).isEqualTo(1);

        var place = Map.of("id", "ownC", "type", "text", "name", "地点", "required", true);
        var second = Map.of("name", "林下读书会", "group", "service", "initials", "zfww", "fields", List.of(MONEY, place));
        administrator.put("/bureau-kinds/" + id, "\"0\"", second).expect(200);
        assertThat(administrator.put("/bureau-kinds/" + id, "\"0\"", second).status())
                .isEqualTo(412);
        assertThat(enter(id, Map.of("ownA", "老党员")).refusal()).contains("/values/ownA:UNKNOWN_FIELD");
        assertThat(kind(secretary, "earlier", id).get("version").asInt()).isEqualTo(1);
        var corrected = secretary
                .put(
                        "/records/" + record.get("id").asString(),
                        "\"0\"",
                        Map.of("date", "2026-03-05", "reason", "日期记错", "values", Map.of("ownA", "老党员")))
                .expect(200);
        assertThat(corrected.get("kindVersion").asInt()).isEqualTo(1);

        var stopped = Map.of(
                "name", "林下读书会", "group", "service", "initials", "zfww", "fields", List.of(MONEY), "offered", false);
        administrator.put("/bureau-kinds/" + id, "\"1\"", stopped).expect(200);
        assertThat(kind(secretary, "kinds", id)).isNull();
        assertThat(enter(id, Map.of("ownB", 5)).refusal()).isEqualTo("422 KIND_UNKNOWN /kind:KIND_UNKNOWN");
    }

    @Test
    void aFieldIsAddedToABuiltInKindOnce() {
        var more = Map.of(
                "id", "ownA", "type", "choice", "name", "去向", "options", List.of(Map.of("id", "a", "name", "甲")));
        var added = Map.of("unit", tenant, "base", "pairing-assistance", "fields", List.of(more));
        administrator.post("/bureau-kinds", added).expect(201);
        assertThat(administrator.post("/bureau-kinds", added).refusal())
                .isEqualTo("409 KIND_EXTENDED_ALREADY /base:KIND_EXTENDED_ALREADY");
        var values = Map.of("partner", Map.of("name", "某园"), "form", "money", "amount", 5, "ownA", "a");
        assertThat(enter("pairing-assistance", values)
                        .expect(201)
                        .get("values")
                        .get("ownA")
                        .asString())
                .isEqualTo("a");
        var wrong = Map.of("partner", Map.of("name", "某园"), "form", "money", "amount", 5, "ownA", "b");
        assertThat(enter("pairing-assistance", wrong).refusal())
                .isEqualTo("422 INVALID_INPUT /values/ownA:NOT_AN_OPTION");
        var unknown = Map.of("unit", tenant, "base", "no-such", "fields", List.of(more));
        assertThat(administrator.post("/bureau-kinds", unknown).refusal())
                .isEqualTo("422 KIND_BASE_UNKNOWN /base:KIND_BASE_UNKNOWN");
    }

    @Test
    void whatWouldRankIsRefusedInTheReadersLanguage() {
        var score = Map.of("id", "ownA", "type", "integer", "name", "党员积分");
        var refused = administrator.post("/bureau-kinds", visits(score));
        assertThat(refused.refusal()).isEqualTo("422 KIND_FORBIDDEN /fields/0/name:KIND_FORBIDDEN");
        assertThat(refused.body().get("detail").asString()).contains("积分").contains("AF-03");
        assertThat(administrator.get("/bureau-kinds").expect(200)).isEmpty();
    }

    @Test
    void whatIsTooMuchOrMissingIsSaidAtItsField() {
        var many = IntStream.range(0, 41)
                .mapToObj(i -> Map.of(
                        "id", "own" + (char) ('A' + i / 26) + (char) ('A' + i % 26), "type", "text", "name", "栏"))
                .toArray();
        assertThat(administrator.post("/bureau-kinds", visits(many)).refusal()).contains("/fields:TOO_MANY");
        var options = IntStream.range(0, 101)
                .mapToObj(i -> Map.of("id", "o" + i, "name", "项"))
                .toList();
        var choice = Map.of("id", "ownA", "type", "choice", "name", "形式", "options", options);
        assertThat(administrator.post("/bureau-kinds", visits(choice)).refusal())
                .contains("/fields/0/options:TOO_MANY");
        var nameless = Map.of("unit", tenant, "fields", List.of(TEXT));
        assertThat(administrator.post("/bureau-kinds", nameless).refusal())
                .isEqualTo("422 INVALID_INPUT /name:REQUIRED");
    }

    @Test
    void anotherBureauAndABranchHaveNoPartInIt() {
        administrator.post("/bureau-kinds", visits(TEXT)).expect(201);
        assertThat(secretary.post("/bureau-kinds", visits(TEXT)).status()).isEqualTo(403);
        var other = world.bureau();
        world.grant(other, "admin", "BUREAU_ADMIN", other, List.of(other));
        var stranger = administrator.as(Tokens.of(other, "admin"));
        assertThat(stranger.get("/bureau-kinds").expect(200)).isEmpty();
        assertThat(stranger.post("/bureau-kinds", visits(TEXT)).refusal()).startsWith("422 KIND_BUREAU_NOT_FOUND");
        assertThat(stranger.get("/kinds").expect(200).toString()).doesNotContain("林下读书会");
    }

    @Test
    void aRetryUnderTheSameKeyDefinesNothingTwice() {
        var key = UUID.randomUUID().toString();
        var first = administrator.post("/bureau-kinds", key, visits(TEXT)).expect(201);
        var again = administrator.post("/bureau-kinds", key, visits(TEXT)).expect(201);
        assertThat(again).isEqualTo(first);
        assertThat(administrator.get("/bureau-kinds").expect(200)).hasSize(1);
    }
}
