package cn.zhibu.member;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.TestStack;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** The roster of a whole bureau from one sheet: every fault at its row and column, then all of it or nothing, and back. */
@ServiceTest
@Timeout(240)
class RosterImportJourneyTests {

    private static final KeycloakStub KEYCLOAK = new KeycloakStub();
    private static final int BRANCHES = 6;
    private static final int ROWS = 5000;
    private static final int EVERY = 25;
    private static final Object NOTHING = "";
    private static final List<String> HEADINGS =
            List.of("序号", "所在党支部", "姓名", "性别", "公民身份号码", "出生日期", "人员类别", "入党时间", "转正日期", "进入当前党支部日期", "手机号码", "学历");

    /** Puts a fault into a row: what stands in which column, and what has to be said of it. */
    private record Fault(String expected, Map<Integer, Object> cells) {}

    private static final List<Fault> SORTS = List.of(
            new Fault("/values/branch:REQUIRED", Map.of(1, NOTHING)),
            new Fault("/values/branch:NOT_AN_OPTION", Map.of(1, "没有这个支部")),
            new Fault("/values/name:REQUIRED", Map.of(2, NOTHING)),
            new Fault("/values/name:TOO_LONG", Map.of(2, "长".repeat(41))),
            new Fault("/values/name:NOT_A_NAME", Map.of(2, "——")),
            new Fault("/values/gender:NOT_AN_OPTION", Map.of(3, "不详")),
            new Fault("/values/identityNumber:IDENTITY_NUMBER_WRONG", Map.of(4, "110101199003070012")),
            new Fault("/values/identityNumber:LOST_DIGITS", Map.of(4, new BigDecimal("110101199003070000"))),
            new Fault("/values/born:NOT_A_DATE", Map.of(5, "1970年")),
            new Fault("/values/status:REQUIRED", Map.of(6, NOTHING)),
            new Fault("/values/status:NOT_AN_OPTION", Map.of(6, "群众")),
            new Fault("/values/joinedPartyOn:IN_THE_FUTURE", Map.of(7, LocalDate.of(2150, 1, 1))),
            new Fault("/values/fullOn:FULL_BEFORE_JOINING", Map.of(8, LocalDate.of(1999, 1, 1))),
            new Fault("/values/fullOn:FULL_DATE_OF_PROBATIONARY", Map.of(6, "预备党员")),
            new Fault("/date:REQUIRED", Map.of(9, NOTHING)),
            new Fault("/date:BRANCH_BEFORE_PARTY", Map.of(9, LocalDate.of(1998, 1, 1))),
            new Fault("/values/born:BORN_AFTER_JOINING", Map.of(5, LocalDate.of(2016, 1, 1))),
            new Fault("/values/phone:WRONG_FORM", Map.of(10, "问办公室")),
            new Fault("/values/education:TOO_LONG", Map.of(11, "科".repeat(41))),
            new Fault("/values/name:TWICE_IN_SHEET", Map.of(2, "第一人", 4, NOTHING, 1, "第0支部")));

    @DynamicPropertySource
    static void identities(DynamicPropertyRegistry registry) {
        registry.add("zhibu.identities.url", KEYCLOAK::url);
    }

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private Client admin;
    private String bureau;
    private final List<String> branches = new ArrayList<>();

    @BeforeEach
    void found() {
        var code = "b" + UUID.randomUUID().toString().substring(0, 8);
        var first = Map.of("username", "admin", "name", "王主任");
        bureau = new Client(http, "/api/member/v1", Tokens.operator())
                .post("/bureaus", Map.of("code", code, "name", "清河区教育局", "administrator", first))
                .expect(201)
                .get("id")
                .asString();
        World.await(() -> KEYCLOAK.users.containsKey(code + ".admin"));
        var attributes = KEYCLOAK.users.get(code + ".admin").get("attributes");
        var account = attributes.get("account").get(0).asString();
        admin = new Client(http, "/api/member/v1", Tokens.of(bureau, account));
        World.await(() -> admin.get("/units").status() == 200);
        for (int at = 0; at < BRANCHES; at++) {
            branches.add(unit(bureau, "BRANCH", "第" + at + "支部"));
        }
    }

    private String unit(String parent, String kind, String name) {
        return admin.post("/units", Map.of("parent", parent, "kind", kind, "name", name, "from", "1990-01-01"))
                .expect(201)
                .get("id")
                .asString();
    }

    private Client.Answer bring(String unit, String kind, byte[] file) {
        return admin.send(
                HttpMethod.POST,
                "/imports?unit=" + unit + "&kind=" + kind,
                file,
                Map.of(
                        "Idempotency-Key",
                        UUID.randomUUID().toString(),
                        "Content-Type",
                        "application/octet-stream",
                        "Content-Disposition",
                        "attachment; filename=\"roster.xlsx\""));
    }

    private JsonNode settled(String id, String state) {
        World.await(() ->
                admin.get("/imports/" + id).expect(200).get("state").asString().equals(state));
        return admin.get("/imports/" + id).expect(200);
    }

    @Test
    void eachFaultOfFiveThousandRowsIsReportedAtItsRowAndColumn() throws IOException {
        var expected = new TreeMap<Integer, List<String>>();
        var file = workbook(expected);
        assertThat(expected).hasSize(ROWS / EVERY);
        long began = System.nanoTime();
        var brought = bring(bureau, "members-below", file).expect(201);
        System.out.println("5,000 members read and looked at in " + (System.nanoTime() - began) / 1_000_000 + " ms");
        assertThat(brought.get("rows").asInt()).isEqualTo(ROWS);
        assertThat(brought.get("ignored").get(0).asString()).isEqualTo("序号");
        var id = brought.get("id").asString();
        var reported = new TreeMap<Integer, List<String>>();
        for (int page = 1; page <= 3; page++) {
            admin.get("/imports/" + id + "/rows?faulty=true&size=100&page=" + page)
                    .expect(200)
                    .get("items")
                    .forEach(row -> row.get("faults")
                            .forEach(fault -> reported.computeIfAbsent(
                                            row.get("row").asInt(), fresh -> new ArrayList<>())
                                    .add(fault.get("pointer").asString() + ":"
                                            + fault.get("code").asString())));
        }
        assertThat(reported).isEqualTo(expected);
        assertThat(admin.post("/imports/" + id + "/confirmation", Map.of()).refusal())
                .isEqualTo("409 IMPORT_HAS_FAULTS");
        assertThat(world.documents(bureau, "persons")).as("nothing is entered").isEmpty();
    }

    private static byte[] workbook(Map<Integer, List<String>> expected) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "Test", "1.0")) {
            var sheet = book.newWorksheet("党员花名册");
            sheet.value(0, 0, "清河区教育局党员花名册");
            for (int at = 0; at < HEADINGS.size(); at++) {
                sheet.value(1, at, HEADINGS.get(at));
            }
            cells(sheet, 2, row(0, Map.of(2, "第一人", 4, NOTHING)));
            for (int at = 1; at < ROWS; at++) {
                var changed = new HashMap<Integer, Object>();
                if (at % EVERY == 7) {
                    var fault = SORTS.get(at / EVERY % SORTS.size());
                    changed.putAll(fault.cells());
                    expected.put(at + 3, List.of(fault.expected()));
                }
                cells(sheet, at + 2, row(at, changed));
            }
            sheet.finish();
        }
        return out.toByteArray();
    }

    private static Map<Integer, Object> row(int at, Map<Integer, Object> changed) {
        var born = LocalDate.of(1970, 1, 1).plusDays(at);
        var cells = new HashMap<Integer, Object>(Map.of(
                0,
                at + 1,
                1,
                "第" + at % BRANCHES + "支部",
                2,
                "党员" + at,
                3,
                at % 2 == 0 ? "女" : "男",
                5,
                born,
                6,
                "正式党员",
                7,
                LocalDate.of(2005, 7, 1),
                8,
                LocalDate.of(2006, 7, 1),
                9,
                LocalDate.of(2010, 9, 1),
                10,
                "1380000" + (1000 + at % 9000)));
        if (!changed.containsKey(5)) {
            cells.put(4, number(born, at));
        }
        cells.putAll(changed);
        return cells;
    }

    /** An identity number of nobody (its area is none) that is right by its check. */
    static String number(LocalDate born, int order) {
        var digits = "999999" + born.toString().replace("-", "")
                + String.format("%03d", order / 2 % 500 * 2 + (order % 2 == 0 ? 0 : 1));
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (digits.charAt(i) - '0');
        }
        return digits + "10X98765432".charAt(sum % 11);
    }

    private static void cells(Worksheet sheet, int row, Map<Integer, Object> cells) {
        cells.forEach((at, value) -> {
            if (value instanceof LocalDate day) {
                sheet.value(row, at, day);
                sheet.style(row, at).format("yyyy-mm-dd").set();
            } else if (value instanceof Number number) {
                sheet.value(row, at, number);
            } else {
                sheet.value(row, at, value.toString());
            }
        });
    }

    private byte[] text(int people, String more) {
        var rows = new StringBuilder("党支部,姓名,身份证号,类别,到本支部日期,小组\n");
        for (int at = 0; at < people; at++) {
            rows.append("第")
                    .append(at % BRANCHES)
                    .append("支部,党员")
                    .append(at)
                    .append(',')
                    .append(at % 3 == 0 ? "" : number(LocalDate.of(1980, 1, 1).plusDays(at), at))
                    .append(",正式党员,2012-09-01,\n");
        }
        return (rows + more).getBytes(StandardCharsets.UTF_8);
    }

    private int members() {
        return admin.get("/members?size=1").expect(200).get("total").asInt();
    }

    /** As a sheet lies there whose reading was ended by a crash, days ago. */
    private static Path left() throws IOException {
        var folder = Files.createDirectories(TestStack.files().resolve("incoming"));
        var left = Files.writeString(folder.resolve(UUID.randomUUID().toString()), "姓名");
        return Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    }

    @Test
    void aBureauIsEnteredTakenBackAndEnteredAgain() throws IOException {
        var left = left();
        var id = bring(bureau, "members-below", text(60, ""))
                .expect(201)
                .get("id")
                .asString();
        admin.post("/imports/" + id + "/confirmation", Map.of()).expect(200);
        assertThat(settled(id, "ENTERED").get("done").asInt()).isEqualTo(60);
        assertThat(members()).isEqualTo(60);
        assertThat(left).as("what a crash has left of another sheet").doesNotExist();
        var again = bring(bureau, "members-below", text(60, "")).expect(201);
        assertThat(again.get("faulty").asInt()).as("each is on record").isEqualTo(60);

        var someone = admin.get("/members?q=党员5&unit=" + branches.get(5))
                .expect(200)
                .get("items")
                .get(0)
                .get("id")
                .asString();
        admin.post("/members/" + someone + "/departure", Map.of("on", "2020-01-01", "reason", "调出"))
                .expect(200);
        admin.post("/imports/" + id + "/withdrawal", Map.of("reason", "导错了")).expect(200);
        var back = settled(id, "WITHDRAWN");
        assertThat(back.get("done").asInt()).isEqualTo(59);
        assertThat(back.get("left")).as("whoever was changed since stays").hasSize(1);
        assertThat(members()).isZero();

        var once = bring(bureau, "members-below", text(60, "")).expect(201);
        var more = once.get("id").asString();
        var faulty =
                admin.get("/imports/" + more + "/rows?faulty=true").expect(200).get("items");
        assertThat(faulty).as("whoever stays was there on that day").hasSize(1);
        var out = Map.of("values", Map.of(), "out", true);
        admin.put("/imports/" + more + "/rows/" + faulty.get(0).get("row").asInt(), "\"0\"", out)
                .expect(200);
        admin.post("/imports/" + more + "/confirmation", Map.of()).expect(200);
        settled(more, "ENTERED");
        assertThat(members()).as("whoever is known by the number joins again").isEqualTo(59);
        assertThat(world.documents(bureau, "persons").stream()
                        .map(person -> person.getString("uniqueKey"))
                        .distinct()
                        .count())
                .isEqualTo(world.documents(bureau, "persons").size());
    }

    @Test
    void aBranchChoosesItsGroupsAndSaysThatAnotherIsMeant() {
        var branch = branches.get(0);
        var group = unit(branch, "GROUP", "第一党小组");
        var form = admin.get("/forms/members?unit=" + branch).expect(200);
        assertThat(form.get("fields").get(0).get("options").get(0).get("id").asString())
                .isEqualTo(group);
        assertThat(admin.get("/forms/members?unit=" + bureau).refusal())
                .isEqualTo("422 SHEET_UNIT_NOT_FOUND /unit:SHEET_UNIT_NOT_FOUND");
        var sheet = "姓名,人员类别,到本支部日期,党小组\n赵六,正式,2015.9.1,第一党小组\n赵六,正式,2016.9.1,\n".getBytes(StandardCharsets.UTF_8);
        var brought = bring(branch, "members", sheet).expect(201);
        assertThat(brought.get("faulty").asInt()).isEqualTo(1);
        var id = brought.get("id").asString();
        var meant = Map.of("date", "2016-09-01", "values", Map.of("name", "赵六", "status", "FULL"), "again", true);
        assertThat(admin.put("/imports/" + id + "/rows/3", "\"0\"", meant)
                        .expect(200)
                        .get("faults"))
                .isEmpty();
        admin.post("/imports/" + id + "/confirmation", Map.of()).expect(200);
        settled(id, "ENTERED");
        assertThat(admin.get("/members?unit=" + branch).expect(200).get("total").asInt())
                .isEqualTo(2);
        assertThat(admin.get("/members?unit=" + group).expect(200).toString()).isNotEmpty();
    }
}
