package cn.zhibu.report;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.LongList;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From records to an accepted report, over HTTP, with real events in between. */
@ServiceTest
@Timeout(120)
class ReportJourneyTests {

    private static final NamesStub NAMES = new NamesStub();
    private static final String PATH = "/api/report/v1";

    @DynamicPropertySource
    static void names(DynamicPropertyRegistry registry) {
        registry.add("zhibu.member-url", NAMES::url);
        registry.add("zhibu.activity-url", NAMES::url);
    }

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private final JsonMapper json = JsonMapper.builder().build();

    /** One bureau with one branch and the people around it. */
    private record Town(
            String tenant, String branch, String secretary, String reviewer, String auditor, List<String> ancestors) {}

    private Town town() {
        var tenant = world.bureau();
        var branch = UUID.randomUUID().toString();
        var ancestors = List.of(tenant, branch);
        unit(tenant, tenant, null, "BUREAU", List.of(tenant));
        unit(tenant, branch, tenant, "BRANCH", ancestors);
        NAMES.names("[{\"id\":\"" + branch + "\",\"name\":\"实验幼儿园党支部\",\"nameEn\":\"Experimental Branch\"}]");
        var secretary = account(tenant, "SECRETARY", branch, ancestors);
        var reviewer = account(tenant, "REVIEWER", tenant, List.of(tenant));
        var auditor = account(tenant, "AUDITOR", tenant, List.of(tenant));
        var town = new Town(tenant, branch, secretary, reviewer, auditor, ancestors);
        World.await(
                () -> get(secretary, "/duties?unit=" + branch + "&year=2025").status() == 200);
        return town;
    }

    private String account(String tenant, String role, String unit, List<String> ancestors) {
        var account = role.toLowerCase() + "-" + UUID.randomUUID();
        world.grant(tenant, account, role, unit, ancestors);
        return Tokens.of(tenant, account);
    }

    private void unit(String tenant, String id, String parent, String kind, List<String> ancestors) {
        var body = new java.util.HashMap<String, Object>(
                Map.of("unit", id, "kind", kind, "ancestors", ancestors, "from", "2019-01-01"));
        if (parent != null) {
            body.put("parent", parent);
        }
        world.send(tenant, "member.events", "unit.created.v1", id, body);
    }

    private String training(Town town, String date) {
        return record(town, "training", date, Map.of("topic", "教研", "level", "COUNTY", "attendances", 3));
    }

    private String record(Town town, String kind, String date, Map<String, ?> values) {
        var id = UUID.randomUUID().toString();
        var body = Map.of(
                "record",
                id,
                "kind",
                kind,
                "kindVersion",
                1,
                "unit",
                town.branch(),
                "ancestors",
                town.ancestors(),
                "date",
                date,
                "values",
                values,
                "about",
                List.of(),
                "imported",
                false);
        world.send(town.tenant(), "activity.events", "record.entered.v1", id, body);
        World.await(() -> world.exists(town.tenant(), "fact_sets_v2", id));
        return id;
    }

    private String session(Town town, String form, String date) {
        var id = UUID.randomUUID().toString();
        var body = Map.of(
                "session",
                id,
                "unit",
                town.branch(),
                "ancestors",
                town.ancestors(),
                "forms",
                List.of(form),
                "date",
                date,
                "expected",
                9,
                "present",
                8,
                "groups",
                List.of(),
                "hours",
                1.5,
                "imported",
                false);
        world.send(town.tenant(), "activity.events", "session.held.v1", id, body);
        World.await(() -> world.exists(town.tenant(), "fact_sets_v2", id));
        return id;
    }

    /** A theme Party day, and waits until it meets its duty: the sheet of the branch follows when the fact is kept. */
    private void meeting(Town town, String date) {
        var id = session(town, "THEME_PARTY_DAY", date);
        var metByIt = "/duties?unit=" + town.branch() + "&year=" + date.substring(0, 4) + "&record=" + id;
        World.await(() -> !get(town.secretary(), metByIt).body().isEmpty());
    }

    private String open(Town town) {
        return post(
                        town.secretary(),
                        "/reports",
                        Map.of("unit", town.branch(), "template", "debriefing", "year", 2025),
                        201)
                .get("id")
                .asString();
    }

    @Test
    void aReportGrowsOutOfRecordsIsReviewedAndSealed() throws IOException {
        var town = town();
        for (int month = 1; month <= 12; month++) {
            training(town, "2025-%02d-10".formatted(month));
        }
        var assembly = session(town, "BRANCH_ASSEMBLY", "2025-03-10");
        NAMES.topics.addAll(List.of(
                "{\"id\":\"another\",\"topic\":\"另一个会\"}", "{\"id\":\"" + assembly + "\",\"topic\":\"学习贯彻全会精神\"}"));
        var id = open(town);
        var draft = get(town.secretary(), "/reports/" + id).body();
        assertThat(draft.get("title").asString()).isEqualTo("实验幼儿园党支部书记2025年度抓基层党建工作述职报告");
        assertThat(text(draft, "trainings-attended")).isEqualTo("教师参加各级各类培训10余次，累计36人次。");
        assertThat(text(draft, "org-life")).contains("按规定应开展8次，实际开展1次");
        assertThat(draft.get("supportedSentences")).isEqualTo(draft.get("sentencesInAll"));
        assertThat(draft.get("supported").asDouble())
                .as("three sections are empty")
                .isEqualTo(0.4);
        assertThat(NAMES.tokens).contains("Bearer " + town.secretary());
        assertThat(NAMES.asked).as("by their ids").anyMatch(ids -> ids.contains(town.branch()));

        var sources = get(town.secretary(), "/reports/" + id + "/claims/trainings-attended/sources")
                .body();
        assertThat(sources.get("records").size()).isEqualTo(12);
        assertThat(sources.get("figure").get("value").asInt()).isEqualTo(12);
        assertThat(sources.get("window").get("from").asString()).isEqualTo("2025-01-01");

        var text = put(town.secretary(), "/reports/" + id + "/texts/growth", "\"0\"", Map.of("text", "另有3人待评。"));
        assertThat(text.status()).isEqualTo(200);
        var written = get(town.secretary(), "/reports/" + id).body();
        assertThat(written.get("sentencesInAll").asInt())
                .isEqualTo(written.get("supportedSentences").asInt() + 1);
        assertThat(sentence(written, "growth.text-1").get("bareNumber").asBoolean())
                .isTrue();

        assertThat(post(town.secretary(), "/reports/" + id + "/submission", Map.of(), 200)
                        .get("state")
                        .asString())
                .isEqualTo("SUBMITTED");
        training(town, "2025-12-30");
        var pinned = get(town.reviewer(), "/reports/" + id).body();
        assertThat(text(pinned, "trainings-attended")).contains("累计36人次");
        assertThat(pinned.get("changes").get(0).get("sentence").asString()).isEqualTo("trainings-attended");
        assertThat(pinned.get("changes").get(0).get("after").asString()).contains("累计39人次");

        post(town.reviewer(), "/reports/" + id + "/comments", Map.of("sentence", "org-life", "text", "为何只有1次？"), 201);
        var commented = get(town.secretary(), "/reports/" + id).body();
        assertThat(sentence(commented, "org-life")
                        .get("comments")
                        .get(0)
                        .get("text")
                        .asString())
                .isEqualTo("为何只有1次？");
        post(town.reviewer(), "/reports/" + id + "/return", Map.of("reason", "请核对"), 200);
        var returned = get(town.secretary(), "/reports/" + id).body();
        assertThat(text(returned, "trainings-attended")).contains("累计39人次");
        post(town.secretary(), "/reports/" + id + "/submission", Map.of(), 200);

        var accepted = post(town.reviewer(), "/reports/" + id + "/acceptance", Map.of(), 200);
        assertThat(accepted.get("round").asInt()).isEqualTo(2);
        assertThat(accepted.get("contentHash").asString()).matches("[0-9a-f]{64}");
        var listed = get(town.reviewer(), "/reports?state=ACCEPTED&year=2025&unit=" + town.branch())
                .body();
        assertThat(listed.get("total").asInt()).isEqualTo(1);
        assertThat(listed.get("items").get(0).get("submittedAt").asString()).isNotEmpty();
        assertThat(get(town.reviewer(), "/reports?state=DRAFT")
                        .body()
                        .get("total")
                        .asInt())
                .isZero();
        var word = document(town.secretary(), id);
        assertThat(sha256(word)).isEqualTo(accepted.get("documentHash").asString());
        training(town, "2025-11-11");
        assertThat(document(town.auditor(), id)).isEqualTo(word);
        assertThat(words(word))
                .contains("各位领导、同志们：", "教师参加各级各类培训10余次", "实验幼儿园党支部书记　王芳", "述职人：王芳")
                .doesNotContain("凭证索引", "[1]", "无凭证");
        var evidenced = document(town.auditor(), id, "EVIDENCE");
        assertThat(sha256(evidenced)).isEqualTo(accepted.get("evidenceHash").asString());
        assertThat(words(evidenced))
                .contains("凭证索引", "实际13次", "另有3人待评。[无凭证]", "2025年3月10日", "支部党员大会：学习贯彻全会精神")
                .doesNotContain("BR-0", "2025-03-10");
        assertThat(get(town.auditor(), "/reports/" + id + "/differences")
                        .body()
                        .get(0)
                        .get("sentence")
                        .asString())
                .isEqualTo("trainings-attended");
    }

    @Test
    void everyRefusalIsAProblemInTheCallersLanguage() {
        var town = town();
        training(town, "2025-05-10");
        var id = open(town);
        refused(post(town.secretary(), "/reports", body(town, 2025)), 409, "REPORT_EXISTS");
        refused(post(town.secretary(), "/reports", body(town, 2099)), 422, "YEAR_NOT_REPORTABLE");
        refused(
                post(town.secretary(), "/reports", Map.of("unit", town.branch(), "template", "poem", "year", 2025)),
                422,
                "TEMPLATE_NOT_FOUND");
        refused(
                post(town.secretary(), "/reports", Map.of("unit", "elsewhere", "template", "debriefing", "year", 2025)),
                404,
                "BRANCH_NOT_FOUND");
        refused(post(town.secretary(), "/reports/" + id + "/acceptance", Map.of()), 403, "NOT_ALLOWED");
        refused(post(town.reviewer(), "/reports", body(town, 2025)), 403, "NOT_ALLOWED");
        refused(post(town.reviewer(), "/reports/" + id + "/acceptance", Map.of()), 409, "NOT_SUBMITTED");
        refused(get(town.secretary(), "/reports/none"), 404, "REPORT_NOT_FOUND");
        refused(get(town.secretary(), "/reports/" + id + "/differences"), 409, "NEVER_SUBMITTED");
        refused(get(town.secretary(), "/reports/" + id + "/claims/none/sources"), 404, "SENTENCE_NOT_FOUND");
        refused(
                get(town.secretary(), "/reports/" + id + "/claims/trainings-attended/sources?figure=x"),
                404,
                "FIGURE_NOT_FOUND");
        refused(
                put(town.secretary(), "/reports/" + id + "/texts/none", "\"0\"", Map.of("text", "x")),
                404,
                "SECTION_NOT_FOUND");
        refused(
                put(town.secretary(), "/reports/" + id + "/texts/growth", "\"9\"", Map.of("text", "x")),
                412,
                "VERSION_OUTDATED");
        refused(
                put(town.secretary(), "/reports/" + id + "/texts/growth", null, Map.of("text", "x")),
                428,
                "VERSION_MISSING");
        refused(get(town.secretary(), "/duties?unit=elsewhere&year=2025"), 404, "UNIT_NOT_FOUND");
        refused(
                get(town.secretary(), "/facts?unit=" + town.branch() + "&measure=joy&from=2025-01-01&to=2025-12-31"),
                404,
                "MEASURE_NOT_FOUND");
        refused(
                get(town.secretary(), "/facts?unit=x&measure=trainings&from=2025-01-01&to=2025-12-31"),
                404,
                "OWNER_NOT_FOUND");
        refused(get(town.secretary(), "/ledger"), 403, "NOT_ALLOWED");
        var english = send(town.secretary(), HttpMethod.GET, "/reports/none", null, Map.of("Accept-Language", "en"));
        assertThat(english.body().get("title").asString()).isEqualTo("No such report");
    }

    @Test
    void aTermBecomesAReportThatIsReviewedAndSealed() throws IOException {
        var town = town();
        var committee = committee(town, "2022-09-01");
        committee(town, "2025-09-03");
        for (var date : List.of("2022-08-31", "2022-09-01", "2024-02-02", "2025-08-31", "2025-09-01")) {
            record(town, "study-session", date, Map.of("topic", "理论学习", "form", "reading", "audience", "members"));
        }
        World.await(() -> choices(town).size() == 2);
        var choice = choices(town).get(1);
        assertThat(choice.get("term").asString()).isEqualTo(committee);
        assertThat(choice.get("from").asString()).isEqualTo("2022-09-01");
        assertThat(choice.get("until").asString()).isEqualTo("2025-08-31");
        assertThat(choice.hasNonNull("report")).isFalse();

        var id = post(town.secretary(), "/reports", term(town, committee), 201)
                .get("id")
                .asString();
        assertThat(choices(town).get(1).get("report").asString()).isEqualTo(id);
        var draft = get(town.secretary(), "/reports/" + id).body();
        assertThat(draft.get("template").asString()).isEqualTo("election");
        assertThat(draft.get("year").asInt()).isEqualTo(2025);
        assertThat(draft.get("from").asString()).isEqualTo("2022-09-01");
        assertThat(text(draft, "salutation.fixed-1")).contains("实验幼儿园党支部", "2022年9月至2025年8月");
        World.await(() -> text(get(town.secretary(), "/reports/" + id).body(), "term-served")
                .contains("任期3年"));
        assertThat(text(draft, "term-study-held")).contains("集中学习3次");
        var sources = get(town.secretary(), "/reports/" + id + "/claims/term-study-held/sources")
                .body();
        assertThat(sources.get("records").size()).isEqualTo(3);
        assertThat(sources.get("window").get("to").asString()).isEqualTo("2025-08-31");

        put(town.secretary(), "/reports/" + id + "/texts/learning", "\"0\"", Map.of("text", "做到真学真用。"));
        post(town.secretary(), "/reports/" + id + "/submission", Map.of(), 200);
        record(town, "study-session", "2025-01-10", Map.of("topic", "补录", "form", "film", "audience", "team"));
        var changed = get(town.reviewer(), "/reports/" + id + "/differences").body();
        assertThat(changed.toString()).contains("term-study-held", "集中学习4次");
        post(town.reviewer(), "/reports/" + id + "/return", Map.of("reason", "请更新"), 200);
        post(town.secretary(), "/reports/" + id + "/submission", Map.of(), 200);
        var accepted = post(town.reviewer(), "/reports/" + id + "/acceptance", Map.of(), 200);
        var word = document(town.secretary(), id);
        assertThat(sha256(word)).isEqualTo(accepted.get("documentHash").asString());
        assertThat(words(word)).contains("同志们：", "集中学习4次", "做到真学真用。", "请予审议", "报告人：王芳");
    }

    private static String words(byte[] word) throws IOException {
        try (var document = new XWPFDocument(new ByteArrayInputStream(word))) {
            return new XWPFWordExtractor(document).getText();
        }
    }

    @Test
    void aClerkPreparesAndTheSecretaryOfTheBranchSubmits() {
        var town = town();
        training(town, "2025-05-10");
        var clerk = account(town.tenant(), "CLERK", town.branch(), town.ancestors());
        var above = account(town.tenant(), "SECRETARY", town.tenant(), List.of(town.tenant()));
        var id = post(clerk, "/reports", body(town, 2025), 201).get("id").asString();
        put(clerk, "/reports/" + id + "/texts/growth", "\"0\"", Map.of("text", "教研有成。"));
        assertThat(acts(clerk, id)).containsExactly("WRITE");
        assertThat(acts(above, id)).containsExactly("WRITE");
        assertThat(acts(town.secretary(), id)).containsExactly("WRITE", "SUBMIT");
        assertThat(acts(town.reviewer(), id)).isEmpty();
        refused(post(clerk, "/reports/" + id + "/submission", Map.of()), 403, "SECRETARY_SUBMITS");
        refused(post(above, "/reports/" + id + "/submission", Map.of()), 403, "SECRETARY_SUBMITS");
        post(town.secretary(), "/reports/" + id + "/submission", Map.of(), 200);
        assertThat(acts(town.secretary(), id)).isEmpty();
        assertThat(acts(town.reviewer(), id)).containsExactly("COMMENT", "RETURN", "ACCEPT");

        var near = account(town.tenant(), "REVIEWER", town.branch(), town.ancestors());
        assertThat(acts(near, id)).containsExactly("COMMENT", "RETURN", "ACCEPT");
        assertThat(acts(town.reviewer(), id)).as("a nearer one decides").isEmpty();
        var remark = Map.of("sentence", "trainings-attended", "text", "请补充");
        refused(post(town.reviewer(), "/reports/" + id + "/comments", remark), 403, "REVIEWER_NOT_NEAREST");
        post(near, "/reports/" + id + "/return", Map.of("reason", "请补充"), 200);
        refused(post(clerk, "/reports/" + id + "/submission", Map.of()), 403, "SECRETARY_SUBMITS");
    }

    private List<String> acts(String token, String id) {
        var acts = new ArrayList<String>();
        get(token, "/reports/" + id).body().get("acts").forEach(act -> acts.add(act.asString()));
        return acts;
    }

    @Test
    void theLedgerLeadsToTheWordsBeforeAndAfterAndNotesEveryPaperTakenAway() {
        var town = town();
        training(town, "2025-05-10");
        var id = open(town);
        var path = "/reports/" + id + "/texts/growth";
        put(town.secretary(), path, "\"0\"", Map.of("text", "张三获奖。"));
        put(town.secretary(), path, "\"1\"", Map.of("text", "张三获奖。"));
        put(town.secretary(), path, "\"1\"", Map.of("text", "李四获奖。"));
        var entries = ledger(town, "report.written.v1", 2);
        assertThat(entries.toString()).doesNotContain("张三", "李四");
        var changed = json.readTree(entries.get(0).get("body").asString());
        if (!changed.hasNonNull("before")) {
            changed = json.readTree(entries.get(1).get("body").asString());
        }
        var before =
                get(town.auditor(), path + "/editions/" + changed.get("before").asString());
        assertThat(before.body().get("text").asString()).isEqualTo("张三获奖。");
        assertThat(before.body().get("by").asString()).startsWith("secretary-");
        var after =
                get(town.auditor(), path + "/editions/" + changed.get("after").asString());
        assertThat(after.body().get("text").asString()).isEqualTo("李四获奖。");
        assertThat(changed.get("afterLength").asInt()).isEqualTo(5);
        refused(get(town.auditor(), path + "/editions/none"), 404, "EDITION_NOT_FOUND");
        refused(get(town().auditor(), path + "/editions/" + changed.get("after").asString()), 404, "REPORT_NOT_FOUND");

        document(town.reviewer(), id, "EVIDENCE");
        var taken = json.readTree(
                ledger(town, "audit.downloaded.v1", 1).get(0).get("body").asString());
        assertThat(taken.get("id").asString()).isEqualTo(id);
        assertThat(taken.get("copy").asString()).isEqualTo("EVIDENCE");
        http.get()
                .uri(PATH + "/ledger/export")
                .header("Authorization", "Bearer " + town.auditor())
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(ledger(town, "audit.downloaded.v1", 2).toString()).contains("ledger");
    }

    private JsonNode ledger(Town town, String type, int entries) {
        World.await(() ->
                get(town.auditor(), "/ledger?type=" + type).body().get("total").asInt() == entries);
        return get(town.auditor(), "/ledger?type=" + type).body().get("items");
    }

    @Test
    void whatIsExpectedAndEmptyIsNamed() {
        var town = town();
        training(town, "2025-05-10");
        var id = open(town);
        assertThat(get(town.secretary(), "/reports/" + id).body().get("missing").toString())
                .isEqualTo("[\"主要问题\",\"原因分析\",\"下一步工作思路和主要措施\"]");
        put(town.secretary(), "/reports/" + id + "/texts/causes", "\"0\"", Map.of("text", "学习不够。"));
        record(town, "problem", "2025-12-10", Map.of("year", 2025, "text", "联系群众不够"));
        assertThat(get(town.secretary(), "/reports/" + id).body().get("missing").size())
                .isEqualTo(1);
    }

    @Test
    void aPaperIsSavedUnderANameThatSaysWhatItIs() {
        var town = town();
        training(town, "2025-05-10");
        var id = open(town);
        var header = http.get()
                .uri(PATH + "/reports/" + id + "/document?copy=EVIDENCE")
                .header("Authorization", "Bearer " + town.secretary())
                .exchange()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseHeaders()
                .getContentDisposition();
        assertThat(header.getFilename()).isEqualTo("实验幼儿园党支部2025年度述职报告（附凭证稿）.docx");
    }

    @Test
    void aPaperWithoutANameLeavesALineToSignOn() throws IOException {
        var town = town();
        training(town, "2025-05-10");
        var id = open(town);
        NAMES.people = false;
        try {
            assertThat(words(document(town.secretary(), id))).contains("述职人：＿＿", "年　　月　　日");
        } finally {
            NAMES.people = true;
        }
    }

    @Test
    void aReportIsOpenedOncePerYearOrTermOfTheBranch() {
        var town = town();
        var committee = committee(town, "2022-09-01");
        World.await(() -> choices(town).size() == 1);
        post(town.secretary(), "/reports", term(town, committee), 201);
        refused(post(town.secretary(), "/reports", term(town, committee)), 409, "REPORT_EXISTS");
        post(town.secretary(), "/reports", body(town, 2025), 201);
        refused(post(town.secretary(), "/reports", term(town, "another")), 422, "TERM_NOT_REPORTABLE");
        refused(
                post(town.secretary(), "/reports", Map.of("unit", town.branch(), "template", "election", "year", 2025)),
                422,
                "TERM_MISSING");
        refused(
                post(town.secretary(), "/reports", Map.of("unit", town.branch(), "template", "debriefing")),
                422,
                "YEAR_MISSING");
        refused(get(town.secretary(), "/openings?unit=elsewhere"), 404, "BRANCH_NOT_FOUND");
        var years =
                get(town.secretary(), "/openings?unit=" + town.branch()).body().get(0);
        assertThat(years.get("template").asString()).isEqualTo("debriefing");
        assertThat(years.get("name").asString()).isEqualTo("年度述职报告");
        assertThat(years.get("choices").size()).isEqualTo(3);
    }

    private String committee(Town town, String on) {
        var id = UUID.randomUUID().toString();
        world.send(
                town.tenant(),
                "member.events",
                "committee.formed.v1",
                town.branch(),
                Map.of(
                        "committee",
                        id,
                        "unit",
                        town.branch(),
                        "ancestors",
                        town.ancestors(),
                        "on",
                        on,
                        "termYears",
                        3,
                        "seats",
                        5));
        return id;
    }

    private JsonNode choices(Town town) {
        return get(town.secretary(), "/openings?unit=" + town.branch())
                .body()
                .get(1)
                .get("choices");
    }

    private Map<String, Object> term(Town town, String committee) {
        return Map.of("unit", town.branch(), "template", "election", "term", committee);
    }

    @Test
    void aReportIsNotPinnedWithoutTheNamesThatStandInIt() {
        var town = town();
        training(town, "2025-05-10");
        var id = open(town);
        NAMES.fail();
        refused(post(town.secretary(), "/reports/" + id + "/submission", Map.of()), 503, "NAMES_UNAVAILABLE");
        assertThat(get(town.secretary(), "/reports/" + id).status()).isEqualTo(200);
    }

    @Test
    void anEmptyYearIsNotSubmitted() {
        var town = town();
        var id = open(town);
        refused(post(town.secretary(), "/reports/" + id + "/submission", Map.of()), 422, "NOTHING_WITH_EVIDENCE");
    }

    @Test
    void aRetriedPostIsDoneOnce() {
        var town = town();
        training(town, "2025-05-10");
        var key = UUID.randomUUID().toString();
        var first =
                send(town.secretary(), HttpMethod.POST, "/reports", body(town, 2025), Map.of("Idempotency-Key", key));
        var second =
                send(town.secretary(), HttpMethod.POST, "/reports", body(town, 2025), Map.of("Idempotency-Key", key));
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        var path = "/reports/" + first.body().get("id").asString() + "/submission";
        var act = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            var answer = send(town.secretary(), HttpMethod.POST, path, Map.of(), Map.of("Idempotency-Key", act));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().get("round").asInt()).isEqualTo(1);
        }
    }

    @Test
    void whoEntersForTheBranchDoesNotReviewIt() {
        var town = town();
        training(town, "2025-05-10");
        var both = "both-" + UUID.randomUUID();
        world.grant(town.tenant(), both, "REVIEWER", town.tenant(), List.of(town.tenant()));
        world.grant(town.tenant(), both, "CLERK", town.branch(), town.ancestors());
        var id = open(town);
        post(town.secretary(), "/reports/" + id + "/submission", Map.of(), 200);
        var token = Tokens.of(town.tenant(), both);
        refused(post(token, "/reports/" + id + "/acceptance", Map.of()), 403, "REVIEWER_NOT_INDEPENDENT");
    }

    @Test
    void nothingOfOneBureauExistsForAnother() {
        var ours = town();
        training(ours, "2025-05-10");
        var id = open(ours);
        var theirs = town();
        refused(get(theirs.secretary(), "/reports/" + id), 404, "REPORT_NOT_FOUND");
        assertThat(get(theirs.secretary(), "/reports").body().get("total").asInt())
                .isZero();
        refused(get(theirs.secretary(), "/duties?unit=" + ours.branch() + "&year=2025"), 404, "UNIT_NOT_FOUND");
        assertThat(get(theirs.auditor(), "/ledger?size=100").body().toString()).doesNotContain(ours.branch());
    }

    @Test
    void ofWhatMeetsADutyTheFirstAreListedAndTheOthersCounted() {
        var town = town();
        for (int day = 1; day <= 23; day++) {
            session(town, "THEME_PARTY_DAY", String.format("2025-04-%02d", day));
        }
        var path = "/duties?unit=" + town.branch() + "&year=2025";
        World.await(() ->
                april(town, path).stream().anyMatch(duty -> duty.path("more").asInt() == 3));
        var april = april(town, path);
        assertThat(april).hasSize(1);
        assertThat(april.get(0).get("records")).hasSize(20);
        assertThat(april.get(0).get("more").asInt()).isEqualTo(3);
        var last = april.get(0).get("records").get(19).get("id").asString();
        var metByIt = get(town.secretary(), path + "&record=" + last).body();
        assertThat(metByIt)
                .isNotEmpty()
                .allMatch(duty -> duty.get("records").toString().contains(last));
        assertThat(get(town.secretary(), path + "&record=nothing").body()).isEmpty();
    }

    /** What the branch owes in April by the theme Party day. */
    private List<JsonNode> april(Town town, String path) {
        var april = new ArrayList<JsonNode>();
        get(town.secretary(), path).body().forEach(duty -> {
            if (duty.get("id").asString().startsWith("BR-22:")
                    && duty.get("period").asString().equals("2025-04")) {
                april.add(duty);
            }
        });
        return april;
    }

    @Test
    void dutiesAndOverviewSayTheSameAndNothingIsRanked() {
        var town = town();
        meeting(town, "2025-04-10");
        var duties = get(town.secretary(), "/duties?unit=" + town.branch() + "&year=2025")
                .body();
        var april = new ArrayList<JsonNode>();
        duties.forEach(duty -> {
            if (duty.get("rule").asString().equals("BR-22")
                    && duty.get("period").asString().equals("2025-04")) {
                april.add(duty);
            }
        });
        assertThat(april).hasSize(1);
        assertThat(april.get(0).get("state").asString()).isEqualTo("MET");
        assertThat(april.get(0).get("article").asString()).isEqualTo("第十六条");
        assertThat(april.get(0).get("mark").asString()).isEqualTo("C2");
        assertThat(april.get(0).get("form").get("forms").get(0).asString()).isEqualTo("THEME_PARTY_DAY");
        assertThat(april.get(0).get("records").get(0).get("type").asString()).isEqualTo("session");

        var overview = get(town.reviewer(), "/overview?year=2025");
        var cells = new ArrayList<String>();
        overview.body().get("units").get(0).get("cells").forEach(cell -> {
            if (cell.get("rule").asString().equals("BR-22")) {
                cells.add(cell.get("state").asString());
            }
        });
        assertThat(cells).hasSize(12).filteredOn("MET"::equals).hasSize(1);
        assertThat(overview.body().get("total").asInt()).isEqualTo(1);
        assertThat(overview.body().toString()).doesNotContain("score", "rank");
        var again = send(
                town.reviewer(), HttpMethod.GET, "/overview?year=2025", null, Map.of("If-None-Match", overview.tag()));
        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void theTagOfAPageChangesWithWhatItShowsAndWithNothingElse() {
        var town = town();
        var bodies = new HashMap<String, String>();
        var tags = new HashMap<String, String>();
        var languages = List.of("zh-CN", "en");
        for (int i = 0; i < 8; i++) {
            for (var language : languages) {
                for (var path :
                        List.of("/overview?year=2025", "/overview?year=2025&state=OVERDUE", "/overview?year=2024")) {
                    var headers = Map.of("Accept-Language", language);
                    var shown = send(town.reviewer(), HttpMethod.GET, path, null, headers);
                    assertThat(shown.status()).isEqualTo(200);
                    var body = path.substring(0, 19) + shown.body();
                    assertThat(bodies.putIfAbsent(shown.tag(), body)).isIn(null, body);
                    if (path.endsWith("2025")) {
                        assertThat(tags.putIfAbsent(body, shown.tag())).isIn(null, shown.tag());
                    }
                }
            }
            session(town, i % 3 == 0 ? "BRANCH_ASSEMBLY" : "THEME_PARTY_DAY", "2025-0%d-10".formatted(1 + i / 2));
        }
        assertThat(tags).as("it did change").hasSizeGreaterThan(4);
    }

    @Test
    void countsAndFiltersOfTheOverviewReachAsFarAsAGrant() {
        var town = town();
        var theirs = town();
        session(town, "THEME_PARTY_DAY", "2025-04-10");
        World.await(() -> met(town, "/overview/counts?year=2025") == 1);
        var counts = get(town.reviewer(), "/overview/counts?year=2025").body();
        assertThat(counts.get("branches").asInt()).isEqualTo(1);
        assertThat(counts.get("late").asInt()).isEqualTo(1);
        assertThat(counts.get("months").get(3).get("met").asInt()).isEqualTo(1);
        assertThat(get(town.reviewer(), "/overview?year=2025&state=OVERDUE&rule=BR-22&month=4")
                        .body()
                        .get("units"))
                .as("it was met in April")
                .isEmpty();
        assertThat(get(town.reviewer(), "/overview?year=2025&state=OVERDUE&rule=BR-22&month=5")
                        .body()
                        .get("units"))
                .hasSize(1);
        assertThat(get(town.reviewer(), "/overview?year=2025&state=LATE").status())
                .isEqualTo(400);
        for (var path : List.of("/overview?year=2025&unit=", "/overview/counts?year=2025&unit=")) {
            assertThat(get(theirs.reviewer(), path + town.tenant()).body().toString())
                    .doesNotContain(town.branch());
            assertThat(send(town.secretary(), HttpMethod.GET, path + town.branch(), null, Map.of())
                            .status())
                    .isEqualTo(200);
        }
        assertThat(get(theirs.reviewer(), "/overview/counts?year=2025&unit=" + town.tenant())
                        .body()
                        .get("branches")
                        .asInt())
                .isZero();
    }

    private int met(Town town, String path) {
        for (var rule : get(town.reviewer(), path).body().get("rules")) {
            if (rule.get("rule").asString().equals("BR-22")) {
                return rule.get("met").asInt();
            }
        }
        return -1;
    }

    @Test
    void totalsFollowCorrectionsToTheirNewDay() {
        var town = town();
        var id = training(town, "2025-05-10");
        training(town, "2025-06-10");
        var url = "/facts?unit=" + town.tenant() + "&measure=training-attendances&from=2025-01-01&to=2025-12-31";
        World.await(() -> totals(town, url).equals("6"));
        var corrected = Map.of(
                "record",
                id,
                "kind",
                "training",
                "kindVersion",
                1,
                "unit",
                town.branch(),
                "ancestors",
                town.ancestors(),
                "date",
                "2025-07-10",
                "values",
                Map.of("level", "COUNTY", "attendances", 10));
        world.send(town.tenant(), "activity.events", "record.corrected.v1", id, corrected);
        World.await(() -> totals(town, url).equals("13"));
        var autumn = url.replace("from=2025-01-01", "from=2025-07-01");
        assertThat(totals(town, autumn)).isEqualTo("10");
    }

    private String totals(Town town, String url) {
        var totals = get(town.reviewer(), url).body().get("totals");
        return totals.isEmpty() ? "0" : totals.get(0).get("value").asString();
    }

    @Test
    void theLedgerHoldsEveryActRefusalsToo() {
        var town = town();
        training(town, "2025-05-10");
        var id = open(town);
        post(town.reviewer(), "/reports/" + id + "/acceptance", Map.of());
        World.await(() -> get(town.auditor(), "/ledger?type=audit.refused.v1")
                        .body()
                        .get("total")
                        .asInt()
                == 1);
        World.await(() -> get(town.auditor(), "/ledger?type=report.opened.v1")
                        .body()
                        .get("total")
                        .asInt()
                == 1);
        var opened = get(town.auditor(), "/ledger?type=report.opened.v1")
                .body()
                .get("items")
                .get(0);
        assertThat(opened.get("subject").asString()).isEqualTo(id);
        assertThat(opened.get("actor").asString()).startsWith("secretary-");
        var byActor = get(town.auditor(), "/ledger?actor=" + opened.get("actor").asString());
        assertThat(byActor.body().get("items").size()).isPositive();
        assertThat(get(town.auditor(), "/ledger?from=2001-01-01&to=2001-12-31")
                        .body()
                        .get("total")
                        .asInt())
                .isZero();
        var verification = get(town.auditor(), "/ledger/verification").body();
        assertThat(verification.get("intact").asBoolean()).isTrue();
        assertThat(verification.get("entries").asInt()).isGreaterThan(5);
    }

    private Map<String, Object> body(Town town, int year) {
        return Map.of("unit", town.branch(), "template", "debriefing", "year", year);
    }

    private static JsonNode sentence(JsonNode report, String id) {
        for (var section : report.get("sections")) {
            for (var sentence : section.get("sentences")) {
                if (sentence.get("id").asString().equals(id)) {
                    return sentence;
                }
            }
        }
        throw new AssertionError("no sentence " + id + " in " + report);
    }

    private static String text(JsonNode report, String id) {
        var text = new StringBuilder();
        sentence(report, id)
                .get("parts")
                .forEach(part -> text.append(part.get("text").asString()));
        return text.toString();
    }

    private static String sha256(byte[] bytes) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Answer(int status, JsonNode body, String tag) {}

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.body().get("code")).as(answer.body().toString()).isNotNull();
        assertThat(answer.body().get("code").asString()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().get("title").asString()).doesNotContain(".title");
    }

    private JsonNode post(String token, String path, Object body, int expected) {
        var answer = post(token, path, body);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(expected);
        return answer.body();
    }

    private Answer post(String token, String path, Object body) {
        return send(
                token,
                HttpMethod.POST,
                path,
                body,
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    private Answer put(String token, String path, String version, Object body) {
        return send(token, HttpMethod.PUT, path, body, version == null ? Map.of() : Map.of("If-Match", version));
    }

    private Answer get(String token, String path) {
        return send(token, HttpMethod.GET, path, null, Map.of());
    }

    private byte[] document(String token, String id) {
        return document(token, id, "CLEAN");
    }

    private byte[] document(String token, String id, String copy) {
        return http.get()
                .uri(PATH + "/reports/" + id + "/document?copy=" + copy)
                .header("Authorization", "Bearer " + token)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
    }

    private Answer send(String token, HttpMethod method, String path, Object body, Map<String, String> headers) {
        var request = http.method(method).uri(PATH + path).header("Authorization", "Bearer " + token);
        headers.forEach(request::header);
        var result = (body == null ? request : request.bodyValue(body))
                .exchange()
                .expectBody(byte[].class)
                .returnResult();
        var bytes = result.getResponseBody();
        var tag = result.getResponseHeaders().getETag();
        return new Answer(
                result.getStatus().value(),
                json.readTree(bytes == null ? "null".getBytes() : bytes),
                tag == null ? "" : tag);
    }

    @Test
    void aListOfReportsGoesOnBehindWhatIsCounted() {
        var town = town();
        var id = open(town);
        var reviewer = new Client(http, PATH, town.reviewer());
        new LongList(
                        world,
                        reviewer,
                        "/reports?unit=" + town.tenant(),
                        line -> line.get("id").asString())
                .check(
                        town.tenant(),
                        "reports",
                        id,
                        (copy, number) -> copy.append(
                                "scope", new Document("unit", "copy-" + number).append("ancestors", town.ancestors())));
    }
}
