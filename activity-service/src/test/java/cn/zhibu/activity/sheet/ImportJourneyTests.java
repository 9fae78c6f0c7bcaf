package cn.zhibu.activity.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import cn.zhibu.platform.job.Job;
import cn.zhibu.platform.sheet.SheetFixtures;
import cn.zhibu.platform.tenant.Tenancy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A secretary takes a template, fills it in, looks at what would be entered, puts it right, confirms, takes it back. */
@ServiceTest
@Timeout(120)
class ImportJourneyTests {

    private static final Owner OWNER = new Owner();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @DynamicPropertySource
    static void names(DynamicPropertyRegistry registry) {
        registry.add("zhibu.member-url", OWNER::url);
    }

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    @Autowired
    @Qualifier("platformImportRounds")
    private Job rounds;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @TempDir
    Path folder;

    private Branch branch;

    @BeforeEach
    void aBranch() {
        branch = Branch.of(http, world);
    }

    private static byte[] csv(String... lines) {
        return ("日期,竞赛名称,级别,参赛人数\n" + String.join("\n", lines)).getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> faults(JsonNode row) {
        return row.get("faults")
                .valueStream()
                .map(fault -> fault.get("pointer").asString() + ":"
                        + fault.get("code").asString())
                .sorted()
                .toList();
    }

    @Test
    void fromTheTemplateToRecordsAndBack() {
        var template = branch.workbook("/kinds/competition/template.xlsx?unit=" + branch.id(), "sec", "zh-CN");
        assertThat(template).startsWith('P', 'K');
        var file = csv(
                "2025-04-23,诗歌朗诵,本单位,12", "2025/5/1,书画,没有这一级,x", "2025年6月1日,合唱,县（市、区）级,30", "2025-06-01,合唱,COUNTY,30");
        var key = UUID.randomUUID().toString();
        var brought = branch.bring("competition", file, key).expect(201);
        var id = brought.get("id").asString();
        assertThat(brought.get("rows").asInt()).isEqualTo(4);
        assertThat(brought.get("faulty").asInt()).isEqualTo(2);
        assertThat(brought.get("file").asString()).isEqualTo("表.xlsx");
        assertThat(branch.bring("competition", file, key).expect(201).get("id").asString())
                .as("sent again")
                .isEqualTo(id);
        assertThat(branch.entered()).as("nothing before it is confirmed").isZero();

        var faulty =
                branch.secretary().get("/imports/" + id + "/rows?faulty=true").expect(200);
        assertThat(faulty.get("items")).hasSize(2);
        assertThat(faulty.get("items").get(0).get("row").asInt()).isEqualTo(3);
        assertThat(faults(faulty.get("items").get(0)))
                .containsExactly("/values/level:NOT_AN_OPTION", "/values/participants:NOT_A_NUMBER");
        assertThat(faults(faulty.get("items").get(1))).containsExactly("/date:TWICE_IN_SHEET");
        assertThat(branch.secretary()
                        .post("/imports/" + id + "/confirmation", Map.of())
                        .refusal())
                .isEqualTo("409 IMPORT_HAS_FAULTS");

        var sheet = branch.workbook("/imports/" + id + "/faults.xlsx", "sec", "en");
        var back = SheetFixtures.rows(folder, sheet, "competition");
        assertThat(back).hasSize(4);
        assertThat(back.get(1)).containsEntry("level", "没有这一级");

        var right = Map.of("date", "2025-05-01", "values", Map.of("name", "书画", "level", "TOWN", "participants", 9));
        var put = branch.secretary().put("/imports/" + id + "/rows/3", "\"0\"", right);
        assertThat(put.expect(200).get("faults")).isEmpty();
        assertThat(put.tag()).isEqualTo("\"1\"");
        assertThat(branch.secretary()
                        .put("/imports/" + id + "/rows/3", "\"0\"", right)
                        .status())
                .isEqualTo(412);
        var out = Map.of("date", "2025-06-01", "values", Map.of("name", "合唱"), "out", true);
        branch.secretary().put("/imports/" + id + "/rows/5", "\"1\"", out).expect(200);
        assertThat(branch.secretary()
                        .put("/imports/" + id + "/rows/77", "\"2\"", out)
                        .refusal())
                .isEqualTo("404 IMPORT_ROW_NOT_FOUND");

        branch.secretary().post("/imports/" + id + "/confirmation", Map.of()).expect(200);
        branch.awaitState(id, "ENTERED");
        assertThat(branch.entered()).isEqualTo(3);
        var records = branch.secretary()
                .get("/records?unit=" + branch.id())
                .expect(200)
                .get("items");
        assertThat(records.valueStream()
                        .allMatch(record -> record.get("imported").asBoolean()))
                .isTrue();
        assertThat(branch.secretary()
                        .put("/imports/" + id + "/rows/3", "\"2\"", right)
                        .refusal())
                .isEqualTo("409 IMPORT_UNDER_WAY");
        var corrected = records.get(0).get("id").asString();
        branch.secretary()
                .put(
                        "/records/" + corrected,
                        "\"0\"",
                        Map.of("date", "2025-06-02", "reason", "日期", "values", Map.of("name", "合唱", "level", "COUNTY")))
                .expect(200);
        branch.secretary()
                .post("/imports/" + id + "/withdrawal", Map.of("reason", "录错了学校"))
                .expect(200);
        branch.awaitState(id, "WITHDRAWN");
        var withdrawn = branch.secretary().get("/imports/" + id).expect(200);
        assertThat(withdrawn.get("done").asInt()).isEqualTo(2);
        assertThat(withdrawn.get("left").toString()).isEqualTo("[4]");
        assertThat(branch.entered()).as("what was corrected since stays").isEqualTo(1);
        assertThat(world.documents(branch.tenant(), "import_parts").toString())
                .as("what was entered is in the records alone")
                .doesNotContain("cipher");
    }

    @Test
    void namesOfPeopleAndUnitsBecomeTheirIds() {
        branch.member("m1");
        OWNER.people = "[{\"id\":\"m1\",\"name\":\"张伟\"},{\"id\":\"m9\",\"name\":\"李娜\"}]";
        var file = "日期,听课的班子成员,班级,指导意见\n2025-04-23,张 伟,大一班,好\n2025-04-24,李娜,大二班,\n2025-04-25,赵某,大三班,"
                .getBytes(StandardCharsets.UTF_8);
        var id = branch.bring("class-visit", file).expect(201).get("id").asString();
        var rows =
                branch.secretary().get("/imports/" + id + "/rows").expect(200).get("items");
        assertThat(rows.get(0).get("values").get("visitor").asString()).isEqualTo("m1");
        assertThat(faults(rows.get(0))).isEmpty();
        assertThat(faults(rows.get(1))).containsExactly("/values/visitor:NOT_OF_THIS_BRANCH_THEN");
        assertThat(faults(rows.get(2))).containsExactly("/values/visitor:NOT_OF_THIS_BRANCH_THEN");
        assertThat(world.documents(branch.tenant(), "import_parts").toString())
                .as("rows are sealed")
                .doesNotContain("大一班", "张");
        OWNER.status = 500;
        assertThat(branch.bring("class-visit", file).refusal()).isEqualTo("503 SHEET_NAMES_AWAY");
        OWNER.status = 200;
    }

    @Test
    void anImportIsThereForWhoBroughtItAlone() {
        var id = branch.bring("competition", csv("2025-04-23,诗歌朗诵,本单位,12"))
                .expect(201)
                .get("id")
                .asString();
        var other = branch.secretary().as(Tokens.of(branch.tenant(), "sec2"));
        assertThat(other.get("/imports/" + id).refusal()).startsWith("404 IMPORT_NOT_FOUND");
        assertThat(other.get("/imports").expect(200).get("items")).isEmpty();
        assertThat(other.post("/imports/" + id + "/confirmation", Map.of()).status())
                .isEqualTo(404);
        assertThat(branch.reviewer().get("/imports/" + id).status()).isEqualTo(403);
        assertThat(branch.secretary().get("/imports").expect(200).get("items")).hasSize(1);
        assertThat(branch.bring("nothing", csv("a")).refusal()).startsWith("404 SHEET_KIND_UNKNOWN");
        assertThat(branch.bring("competition", "x".getBytes(StandardCharsets.UTF_8))
                        .refusal())
                .startsWith("422 SHEET_WITHOUT_HEADINGS");
        assertThat(branch.bring("competition", new byte[(10 << 20) + 1]).refusal())
                .startsWith("413 SHEET_TOO_LARGE");
    }

    @Test
    void restrictedTextsAreCarriedOutForTheBranchAlone() {
        OWNER.units = "[{\"id\":\"u1\",\"name\":\"临湖镇幼儿园\"}]";
        branch.secretary()
                .post(
                        "/records",
                        Map.of(
                                "unit",
                                branch.id(),
                                "kind",
                                "pairing-assistance",
                                "date",
                                "2025-05-20",
                                "values",
                                Map.of(
                                        "partner",
                                        Map.of("name", "外县小学"),
                                        "form",
                                        "money",
                                        "amount",
                                        20000,
                                        "note",
                                        "现金支票")))
                .expect(201);
        var path = "/records/export.xlsx?kind=pairing-assistance&unit=" + branch.id();
        var own = SheetFixtures.rows(folder, branch.workbook(path, "sec", "zh-CN"), "pairing-assistance");
        assertThat(own)
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("date", "2025-05-20")
                        .containsEntry("note", "现金支票")
                        .containsEntry("form", "money"));
        var above = SheetFixtures.rows(
                folder, branch.workbook(path + "&from=2025-01-01&until=2025-12-31", "rev", "en"), "pairing-assistance");
        assertThat(above)
                .singleElement()
                .satisfies(row ->
                        assertThat(row).doesNotContainKey("note").containsEntry("partner", Map.of("name", "外县小学")));
        var same = "日期,帮扶对象,帮扶形式,金额\n2025-05-20,外县小学,资金,20000.00".getBytes(StandardCharsets.UTF_8);
        var id = branch.bring("pairing-assistance", same).expect(201).get("id").asString();
        assertThat(faults(branch.secretary()
                        .get("/imports/" + id + "/rows")
                        .expect(200)
                        .get("items")
                        .get(0)))
                .containsExactly("/date:SAME_RECORD_THAT_DAY");
    }

    @Test
    void aRowThatIsRefusedMeanwhileStopsAllAndUndoesThem() {
        var lines = new String[250];
        for (int at = 0; at < lines.length; at++) {
            lines[at] = "2025-04-23,竞赛" + at + ",本单位,12";
        }
        lines[220] = "2099-01-01,没有到的,本单位,12";
        var id = branch.bring("competition", csv(lines)).expect(201).get("id").asString();
        var confirmed = new Update().set("progress.state", "ENTERING").set("progress.attempt", 1);
        mongo.updateFirst(Query.query(Criteria.where("_id").is(id)), confirmed, "imports")
                .then(rounds.round().then())
                .contextWrite(context -> Tenancy.in(context, branch.tenant()))
                .block(LIMIT);
        var stopped = branch.secretary().get("/imports/" + id).expect(200);
        assertThat(stopped.get("state").asString()).isEqualTo("PREVIEW");
        assertThat(stopped.get("stop").get("row").asInt()).isEqualTo(222);
        assertThat(stopped.get("stop").get("code").asString()).isEqualTo("IN_THE_FUTURE");
        assertThat(branch.entered()).isZero();
        assertThat(branch.secretary()
                        .get("/records?state=withdrawn&unit=" + branch.id())
                        .expect(200)
                        .get("total")
                        .asInt())
                .isEqualTo(220);
        var right = new HashMap<String, Object>(
                Map.of("date", "2025-01-01", "values", Map.of("name", "到了的", "level", "SCHOOL")));
        branch.secretary().put("/imports/" + id + "/rows/222", "\"0\"", right).expect(200);
        branch.secretary().post("/imports/" + id + "/confirmation", Map.of()).expect(200);
        branch.awaitState(id, "ENTERED");
        assertThat(branch.entered()).isEqualTo(250);
    }

    @Test
    void whatIsNotEnteredInTimeIsForgotten() {
        var id = branch.bring("competition", csv("2025-04-23,诗歌朗诵,本单位,12"))
                .expect(201)
                .get("id")
                .asString();
        mongo.updateFirst(
                        Query.query(Criteria.where("_id").is(id)),
                        new Update().set("until", java.time.Instant.parse("2020-01-01T00:00:00Z")),
                        "imports")
                .then(rounds.round().then())
                .contextWrite(context -> Tenancy.in(context, branch.tenant()))
                .block(LIMIT);
        assertThat(branch.secretary().get("/imports/" + id).status()).isEqualTo(404);
        assertThat(world.documents(branch.tenant(), "import_parts")).isEmpty();
    }
}
