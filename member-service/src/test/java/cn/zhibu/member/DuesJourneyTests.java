package cn.zhibu.member;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Dues of a branch from the standard to the published statement, over HTTP. */
@ServiceTest
class DuesJourneyTests {

    private static final KeycloakStub KEYCLOAK = new KeycloakStub();
    private static final int YEAR = LocalDate.now(ZoneId.of("Asia/Shanghai")).getYear() - 1;

    @DynamicPropertySource
    static void identities(DynamicPropertyRegistry registry) {
        registry.add("zhibu.identities.url", KEYCLOAK::url);
    }

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private Client admin;
    private Client secretary;
    private Client reviewer;
    private String bureau;
    private String branch;
    private String lastAccount;

    private void found() {
        var code = "b" + UUID.randomUUID().toString().substring(0, 8);
        var first = Map.of("username", "admin", "name", "王主任");
        bureau = new Client(http, "/api/member/v1", Tokens.operator())
                .post("/bureaus", Map.of("code", code, "name", "清河区教育局", "administrator", first))
                .expect(201)
                .get("id")
                .asString();
        World.await(() -> KEYCLOAK.users.containsKey(code + ".admin"));
        var attributes = KEYCLOAK.users.get(code + ".admin").get("attributes");
        admin = client(attributes.get("account").get(0).asString());
        World.await(() -> admin.get("/units").status() == 200);
        branch = admin.post(
                        "/units", Map.of("parent", bureau, "kind", "BRANCH", "name", "中心幼儿园党支部", "from", "2015-01-01"))
                .expect(201)
                .get("id")
                .asString();
        secretary = holder("SECRETARY", branch, null);
        reviewer = holder("REVIEWER", bureau, null);
    }

    private Client holder(String role, String unit, String member) {
        var opening =
                new HashMap<String, Object>(Map.of("username", role.toLowerCase(java.util.Locale.ROOT), "name", "李"));
        if (member != null) {
            opening.put("member", member);
        }
        var account = admin.post("/accounts", opening).expect(201).get("id").asString();
        admin.post("/grants", Map.of("account", account, "role", role, "unit", unit))
                .expect(201);
        lastAccount = account;
        var client = client(account);
        World.await(() -> client.get("/me").body().path("grants").size() == 1);
        return client;
    }

    private Client client(String account) {
        return new Client(http, "/api/member/v1", Tokens.of(bureau, account));
    }

    private String member(String name) {
        return admin.post("/members", Map.of("unit", branch, "name", name, "status", "FULL", "from", "2018-01-01"))
                .expect(201)
                .get("member")
                .get("id")
                .asString();
    }

    private Client.Answer fix(int month, String reason, List<Map<String, Object>> lines) {
        var body = new HashMap<String, Object>(Map.of("year", YEAR, "month", month, "lines", lines));
        if (reason != null) {
            body.put("reason", reason);
        }
        return secretary.post("/dues/" + branch + "/standards", body);
    }

    private static Map<String, Object> paying(String on, String reason, List<Map<String, Object>> lines) {
        var body = new HashMap<String, Object>(Map.of("year", YEAR, "on", on, "lines", lines));
        if (reason != null) {
            body.put("reason", reason);
        }
        return body;
    }

    private static Map<String, Object> paid(String member, int month, String amount) {
        var line = new HashMap<String, Object>(Map.of("member", member, "month", month));
        if (amount != null) {
            line.put("amount", amount);
        }
        return line;
    }

    private static JsonNode line(JsonNode year, String member) {
        for (var each : year.get("members")) {
            if (each.get("member").asString().equals(member)) {
                return each;
            }
        }
        throw new AssertionError(member);
    }

    @Test
    void aBranchFixesStandardsEntersAMonthAtOnceAndPublishesTheYear() {
        found();
        var zhang = member("张三");
        var li = member("李四");
        var wrong = fix(
                1,
                null,
                List.of(
                        Map.of("member", zhang, "category", "EMPLOYED"),
                        Map.of("member", li, "category", "FARMER", "base", "2"),
                        Map.of("member", UUID.randomUUID().toString(), "category", "NONE")));
        assertThat(wrong.refusal())
                .isEqualTo("422 DUES_FAULTS /lines/0/base:DUES_BASE_MISSING /lines/1/base:DUES_BASE_OUTSIDE"
                        + " /lines/2/member:DUES_NOT_A_MEMBER_THEN /lines/2/category:DUES_CATEGORY_UNKNOWN");
        var lines = List.<Map<String, Object>>of(
                Map.of("member", zhang, "category", "EMPLOYED", "base", "5000.01"),
                Map.of("member", li, "category", "NO_INCOME"));
        var fixed = fix(1, null, lines).expect(200);
        assertThat(line(fixed, zhang).get("months").get(0).get("owed").decimalValue())
                .as("DU-05")
                .isEqualByComparingTo("75.00");
        assertThat(line(fixed, zhang).get("arrears").get("months").asInt()).isEqualTo(12);
        assertThat(line(fixed, zhang).get("arrears").get("line").asBoolean()).isTrue();
        assertThat(fix(4, null, lines).refusal()).isEqualTo("422 DUES_REASON_MISSING /reason:DUES_REASON_MISSING");
        fix(4, "退休", List.of(Map.of("member", zhang, "category", "RETIRED", "base", "5000")))
                .expect(200);

        var key = UUID.randomUUID().toString();
        var month =
                paying(YEAR + "-01-09", null, List.of(paid(zhang, 1, "75"), paid(li, 1, "0.20"), paid(li, 2, "0.20")));
        var path = "/dues/" + branch + "/payments";
        var entered = secretary.post(path, key, month).expect(200);
        assertThat(secretary.post(path, key, month).expect(200)).isEqualTo(entered);
        assertThat(secretary
                        .post(path, paying(YEAR + "-02-09", null, List.of(paid(zhang, 1, "70"))))
                        .refusal())
                .isEqualTo("422 DUES_REASON_MISSING /reason:DUES_REASON_MISSING");
        assertThat(secretary
                        .post(
                                path,
                                paying(
                                        YEAR + "-02-09",
                                        null,
                                        List.of(paid(zhang, 2, "0.011"), paid(zhang, 3, "1075"), paid(zhang, 3, "1"))))
                        .refusal())
                .isEqualTo("422 DUES_FAULTS /lines/0/amount:DUES_NOT_IN_FEN /lines/1/amount:DUES_EXTRA_IS_SPECIAL"
                        + " /lines/2/month:DUES_TWICE");
        secretary
                .post(path, paying(YEAR + "-02-09", "误登记", List.of(paid(li, 2, null))))
                .expect(200);
        var acts = secretary.get("/dues/" + branch + "/acts?year=" + YEAR).expect(200);
        assertThat(acts).hasSize(2);
        assertThat(acts.get(1).get("before")).hasSize(2);

        var statement =
                reviewer.get("/dues/" + branch + "/statement?year=" + YEAR).expect(200);
        assertThat(statement.get("months").get(0).get("sum").get("received").decimalValue())
                .isEqualByComparingTo("75.20");
        assertThat(statement.get("total").get("owed").decimalValue())
                .isEqualByComparingTo("452.40"); // 3 x 75 + 9 x 25 + 12 x 0.20
        assertThat(statement.get("total").get("paid").asInt()).isEqualTo(2);
        assertThat(reviewer.get("/dues/" + branch + "?year=" + YEAR).status()).isEqualTo(403);
        assertThat(admin.get("/dues/" + branch + "?year=" + YEAR).status()).isEqualTo(403);
        var list = reviewer.get("/dues/branches?year=" + YEAR).expect(200).get("items");
        assertThat(list).hasSize(1);
        assertThat(list.get(0).get("total").get("received").decimalValue()).isEqualByComparingTo("75.20");

        var publication = "/dues/" + branch + "/publication";
        var published = secretary
                .post(publication, Map.of("year", YEAR, "on", (YEAR + 1) + "-01-05"))
                .expect(200);
        assertThat(published.get("publishedOn").asString()).isEqualTo((YEAR + 1) + "-01-05");
        secretary
                .post(path, paying((YEAR + 1) + "-01-06", null, List.of(paid(li, 3, "0.2"))))
                .expect(200);
        assertThat(reviewer.get("/dues/" + branch + "/statement?year=" + YEAR)
                        .expect(200)
                        .get("changedSince")
                        .asBoolean())
                .isTrue();
        secretary
                .post(publication + "/withdrawal", Map.of("year", YEAR, "reason", "误登记"))
                .expect(200);
        nothingLiesOpen();
    }

    /** Neither an income nor an amount of a member lies readable in the store. */
    private void nothingLiesOpen() {
        for (var collection : List.of("dues_standards", "dues_years", "dues_reliefs")) {
            for (var document : world.documents(bureau, collection)) {
                assertThat(document.toJson()).doesNotContain("5000.01", "75.00", "0.20", "家庭");
            }
        }
    }

    @Test
    void hardshipIsProposedByTheBranchAndDecidedAbove() {
        found();
        var zhang = member("张三");
        fix(1, null, List.of(Map.of("member", zhang, "category", "EMPLOYED", "base", "4000")))
                .expect(200);
        var proposal = Map.of(
                "unit",
                branch,
                "member",
                zhang,
                "fromYear",
                YEAR,
                "fromMonth",
                2,
                "untilYear",
                YEAR,
                "untilMonth",
                4,
                "amount",
                "0",
                "why",
                "家庭变故");
        assertThat(reviewer.post("/dues-reliefs", proposal).status()).isEqualTo(403);
        var id = secretary.post("/dues-reliefs", proposal).expect(201).get("id").asString();
        var waiting = reviewer.get("/dues-reliefs").expect(200).get("items");
        assertThat(waiting.get(0).get("why").asString()).isEqualTo("家庭变故");
        assertThat(waiting.get(0).get("name").asString()).isEqualTo("张三");
        assertThat(secretary.post("/dues-reliefs/" + id + "/approval", Map.of()).status())
                .isEqualTo(403);
        reviewer.post("/dues-reliefs/" + id + "/approval", Map.of()).expect(200);
        assertThat(reviewer.post("/dues-reliefs/" + id + "/refusal", Map.of("reason", "x"))
                        .refusal())
                .isEqualTo("409 RELIEF_DECIDED");
        var year = secretary.get("/dues/" + branch + "?year=" + YEAR).expect(200);
        assertThat(line(year, zhang).get("months").get(1).get("owed").decimalValue())
                .isEqualByComparingTo("0");
        assertThat(line(year, zhang).get("months").get(4).get("owed").decimalValue())
                .isEqualByComparingTo("40");
        var tooLong = new HashMap<String, Object>(proposal);
        tooLong.put("untilYear", YEAR + 2);
        assertThat(secretary.post("/dues-reliefs", tooLong).refusal())
                .isEqualTo("422 RELIEF_TOO_LONG /untilMonth:RELIEF_TOO_LONG");
        assertThat(secretary
                        .get("/dues-reliefs?unit=" + branch + "&state=APPROVED")
                        .expect(200)
                        .get("items"))
                .hasSize(1);
        assertThat(secretary
                        .post("/dues-reliefs/" + id + "/withdrawal", Map.of("reason", "x"))
                        .status())
                .isEqualTo(404);
        reviewer.post("/dues-reliefs/" + id + "/withdrawal", Map.of("reason", "误批"))
                .expect(200);
        nothingLiesOpen();
    }

    @Test
    void aMemberWithAnOwnAccountSeesTheOwnDuesAndNobodyElses() {
        found();
        var zhang = member("张三");
        member("李四");
        fix(1, null, List.of(Map.of("member", zhang, "category", "EMPLOYED", "base", "4000")))
                .expect(200);
        secretary
                .post("/dues/" + branch + "/payments", paying(YEAR + "-01-09", null, List.of(paid(zhang, 1, "40"))))
                .expect(200);
        var own = holder("MEMBER", branch, zhang);
        var dues = own.get("/dues/own?year=" + YEAR).expect(200);
        assertThat(dues).hasSize(1);
        assertThat(dues.get(0).get("months").get(0).get("paid").decimalValue()).isEqualByComparingTo("40");
        assertThat(secretary.get("/dues/own?year=" + YEAR).expect(200)).isEmpty();
        assertThat(own.get("/dues/" + branch).status()).isEqualTo(403);
        assertThat(own.get("/dues/rates").expect(200).get("categories")).hasSize(6);
    }

    @Test
    void aMemberWithAnOwnAccountSeesTheOwnFileWholeAndNobodyElses() {
        found();
        var zhang = admin.post(
                        "/members",
                        Map.of(
                                "unit",
                                branch,
                                "name",
                                "张三",
                                "status",
                                "FULL",
                                "from",
                                "2018-01-01",
                                "phone",
                                "13800001234"))
                .expect(201)
                .get("member")
                .get("id")
                .asString();
        var own = holder("MEMBER", branch, zhang);
        var file = own.get("/own-file").expect(200);
        assertThat(file).hasSize(1);
        assertThat(file.get(0).get("phone").asString()).as("nothing masked").isEqualTo("13800001234");
        assertThat(file.get(0).get("memberships").get(0).get("branch").asString())
                .isEqualTo("中心幼儿园党支部");
        assertThat(secretary.get("/own-file").expect(200)).isEmpty();
        assertThat(own.get("/members/" + zhang).status()).isEqualTo(403);
    }

    @Test
    void theStatementIsAWorkbookWithoutNames() {
        found();
        member("张三");
        var answer = http.get()
                .uri("/api/member/v1/dues/" + branch + "/statement/workbook?year=" + YEAR)
                .header("Authorization", "Bearer " + Tokens.of(bureau, lastAccount))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult();
        assertThat(answer.getResponseHeaders().getContentType().toString()).contains("spreadsheetml");
        assertThat(new String(answer.getResponseBody(), 0, 2, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("PK");
    }
}
