package cn.zhibu.member;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.Client.Answer;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** From the application to the conversion over HTTP: who may enter what, what lies sealed, and what the roster hears. */
@ServiceTest
class DevelopmentJourneyTests {

    private static final KeycloakStub KEYCLOAK = new KeycloakStub();

    @DynamicPropertySource
    static void identities(DynamicPropertyRegistry registry) {
        registry.add("zhibu.identities.url", KEYCLOAK::url);
    }

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private Client administrator;
    private String bureau;
    private String branch;

    private void open() {
        var code = "d" + UUID.randomUUID().toString().substring(0, 8);
        var operator = new Client(http, "/api/member/v1", Tokens.operator());
        bureau = operator.post(
                        "/bureaus",
                        Map.of("code", code, "name", "局", "administrator", Map.of("username", "admin", "name", "王主任")))
                .expect(201)
                .get("id")
                .asString();
        World.await(() -> KEYCLOAK.users.containsKey(code + ".admin"));
        var account = KEYCLOAK.users
                .get(code + ".admin")
                .get("attributes")
                .get("account")
                .get(0)
                .asString();
        administrator = operator.as(Tokens.of(bureau, account));
        World.await(() -> administrator.get("/units").status() == 200);
        branch = unit(unit(bureau, "SCHOOL", Map.of("schoolType", "KINDERGARTEN")), "BRANCH", Map.of());
    }

    private String unit(String parent, String kind, Map<String, String> more) {
        var unit = new HashMap<String, Object>(more);
        unit.putAll(Map.of("parent", parent, "kind", kind, "name", "中心幼儿园" + kind, "from", "2015-01-01"));
        return administrator.post("/units", unit).expect(201).get("id").asString();
    }

    private Client with(String role, String unit) {
        var account = administrator
                .post("/accounts", Map.of("username", role.toLowerCase() + unit.substring(0, 4), "name", "某人"))
                .expect(201)
                .get("id")
                .asString();
        administrator
                .post("/grants", Map.of("account", account, "role", role, "unit", unit))
                .expect(201);
        var client = administrator.as(Tokens.of(bureau, account));
        World.await(() -> client.get("/developments?unit=" + unit).status() == 200);
        return client;
    }

    private Map<String, Object> application(String name) {
        return Map.of("unit", branch, "name", name, "born", "1992-02-29", "on", "2022-12-31", "note", "亲手递交");
    }

    private static Map<String, Object> step(String step, String on) {
        return Map.of("step", step, "on", on, "result", "PASSED", "who", "王书记", "note", "谈了思想");
    }

    private static String id(JsonNode view) {
        return view.get("card").get("id").asString();
    }

    private static JsonNode line(JsonNode view, String step) {
        for (var line : view.get("steps")) {
            if (line.get("step").asString().equals(step)) {
                return line;
            }
        }
        throw new AssertionError(step);
    }

    @Test
    void somebodyIsDevelopedFromTheApplicationToTheConversionAndTheRosterHearsIt() {
        open();
        var secretary = with("SECRETARY", branch);
        var reviewer = with("REVIEWER", bureau);
        var opened = secretary.post("/developments", application("陈思雨")).expect(201);
        var id = id(opened);
        var path = "/developments/" + id;
        assertThat(opened.get("pack").get("goneOver").asBoolean()).isTrue();
        assertThat(line(opened, "talk").get("findings").get(0).get("kind").asString())
                .isEqualTo("OVERDUE");
        assertThat(secretary.post("/developments", application(" 陈思雨")).refusal())
                .startsWith("409 DEVELOPMENT_UNDER_WAY /name");
        for (var taken : List.of(
                step("talk", "2023-01-15"),
                step("activist", "2023-03-01"),
                step("target", "2024-03-01"),
                step("review", "2024-03-10"),
                step("training", "2024-04-10"))) {
            secretary.post(path + "/steps", taken).expect(201);
        }
        assertThat(secretary
                        .post(path + "/steps", step("admission", "2024-06-01"))
                        .refusal())
                .startsWith("409 GATE_NOT_PASSED /step");
        assertThat(secretary
                        .post(path + "/steps", step("pre-review", "2024-05-10"))
                        .status())
                .isEqualTo(404);
        assertThat(reviewer.post(path + "/steps", step("introducers", "2024-05-10"))
                        .status())
                .isEqualTo(404);
        reviewer.post(path + "/steps", step("pre-review", "2024-05-10")).expect(201);
        var key = UUID.randomUUID().toString();
        var admitted = secretary
                .post(path + "/steps", key, step("admission", "2024-06-01"))
                .expect(201);
        secretary.post(path + "/steps", key, step("admission", "2024-06-01")).expect(201);
        var file = admitted.get("member").asString();
        var member = secretary.get("/members/" + file).expect(200).get("member");
        assertThat(member.get("status").asString()).isEqualTo("PROBATIONARY");
        assertThat(member.get("joinedPartyOn").asString()).isEqualTo("2024-06-01");
        assertThat(secretary.get("/members?unit=" + branch).expect(200).get("items"))
                .hasSize(1);
        reviewer.post(path + "/steps", step("approval", "2024-08-31")).expect(201);
        var early = secretary
                .post(path + "/steps", step("conversion", "2025-05-31"))
                .expect(201);
        assertThat(line(early, "conversion").get("findings").get(0).get("kind").asString())
                .isEqualTo("TOO_EARLY");
        assertThat(secretary
                        .get("/members/" + file)
                        .expect(200)
                        .get("member")
                        .get("status")
                        .asString())
                .isEqualTo("FULL");
        var entry = line(early, "conversion").get("entries").get(0).get("id").asString();
        var corrected = secretary
                .post(
                        path + "/steps/" + entry + "/correction",
                        Map.of("on", "2025-06-02", "result", "PASSED", "reason", "日期有误"))
                .expect(200);
        assertThat(line(corrected, "conversion").get("findings")).isEmpty();
        var earlier = line(corrected, "conversion")
                .get("entries")
                .get(0)
                .get("earlier")
                .get(0);
        assertThat(earlier.get("on").asString()).isEqualTo("2025-05-31");
        assertThat(earlier.get("reason").asString()).isEqualTo("日期有误");
        sealed();
    }

    /** Neither the name nor any word of the case stands readable in the store. */
    private void sealed() {
        var stored = new ArrayList<String>();
        world.documents(bureau, "developments").forEach(document -> stored.add(document.toJson()));
        assertThat(stored).hasSize(1);
        assertThat(stored.get(0)).doesNotContain("陈思雨", "王书记", "谈了思想", "亲手递交", "日期有误");
    }

    /** The roster is told before the case: what ended between the two is completed by saying it again, in whatever words. */
    @Test
    void anAdmissionThatIsSaidAgainEntersNobodyTwice() {
        open();
        var path = "/developments/"
                + id(administrator.post("/developments", application("陈思雨")).expect(201));
        for (var taken : List.of("activist", "target", "review", "training", "pre-review", "admission")) {
            administrator.post(path + "/steps", step(taken, "2024-05-31")).expect(201);
        }
        var admitted = administrator.get(path).expect(200);
        var entry = line(admitted, "admission").get("entries").get(0).get("id").asString();
        administrator
                .post(
                        path + "/steps/" + entry + "/correction",
                        Map.of("on", "2024-05-31", "result", "FAILED", "reason", "未过半数"))
                .expect(200);
        administrator.post(path + "/steps", step("admission", "2024-06-30")).expect(201);
        assertThat(administrator.get("/members?unit=" + branch).expect(200).get("items"))
                .hasSize(1);
    }

    @Test
    void aBranchSeesItsOwnAndTheBureauSeesWhatIsOverdue() {
        open();
        var secretary = with("SECRETARY", branch);
        var auditor = with("AUDITOR", bureau);
        var id = id(secretary.post("/developments", application("陈思雨")).expect(201));
        assertThat(auditor.get("/developments?until=2026-01-01").expect(200).get("items"))
                .hasSize(1);
        assertThat(auditor.get("/developments?stage=ACTIVIST").expect(200).get("items"))
                .isEmpty();
        assertThat(auditor.get("/developments?closed=true").expect(200).get("items"))
                .isEmpty();
        assertThat(auditor.get("/developments/" + id).status()).isEqualTo(200);
        assertThat(auditor.post("/developments/" + id + "/steps", step("talk", "2023-01-15"))
                        .status())
                .isEqualTo(403);
        var other = unit(unit(bureau, "SCHOOL", Map.of("schoolType", "PRIMARY")), "BRANCH", Map.of());
        var stranger = with("SECRETARY", other);
        assertThat(stranger.get("/developments/" + id).status()).isEqualTo(404);
        assertThat(stranger.get("/developments?unit=" + branch).expect(200).get("items"))
                .isEmpty();
        assertThat(refused(stranger.post("/developments", application("某")))).isEqualTo("DEVELOPMENT_BRANCH_NOT_FOUND");
        assertThat(refused(
                        secretary.post("/developments/" + id + "/extension", Map.of("on", "2024-01-01", "months", 6))))
                .isEqualTo("NOT_ON_PROBATION");
        secretary
                .post("/developments/" + id + "/person", Map.of("name", "陈思语", "born", "1992-02-28", "reason", "写错了"))
                .expect(200);
        var ended = secretary
                .post(
                        "/developments/" + id + "/ending",
                        Map.of("ending", "MOVED", "on", "2024-01-01", "reason", "调往外省"))
                .expect(200);
        assertThat(ended.get("card").get("name").asString()).isEqualTo("陈思语");
        assertThat(ended.get("ended").get("reason").asString()).isEqualTo("调往外省");
        assertThat(auditor.get("/developments?closed=true").expect(200).get("items"))
                .hasSize(1);
        secretary.post("/developments", application("陈思语")).expect(201);
    }

    private static String refused(Answer answer) {
        assertThat(answer.status()).isBetween(400, 499);
        return answer.body().get("code").asString();
    }

    @Test
    void aListGoesOnBehindEachPageByWhatIsDueFirst() {
        open();
        for (var name : List.of("陈思雨", "张华", "王芳")) {
            administrator.post("/developments", application(name)).expect(201);
        }
        var names = new HashSet<String>();
        var after = "";
        for (int page = 0; page < 3; page++) {
            var found = administrator.get("/developments?size=1" + after).expect(200);
            names.add(found.get("items").get(0).get("name").asString());
            after = "&after=" + found.path("next").asString("");
        }
        assertThat(names).hasSize(3);
        assertThat(after).isEqualTo("&after=");
    }
}
