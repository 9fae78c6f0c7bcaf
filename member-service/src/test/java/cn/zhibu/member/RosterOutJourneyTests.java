package cn.zhibu.member;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Asked;
import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.TestStack;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A roster goes out as far as its reader may see it and comes in again; what a unit is made up of is counted by the day. */
@ServiceTest
@Timeout(240)
class RosterOutJourneyTests {

    private static final KeycloakStub KEYCLOAK = new KeycloakStub();
    private static final String NUMBER = "11010519491231002X";
    private static final String HOSTILE = "=1+1 李";
    private static final String RARE = "𠮷𡿺";

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
    private String school;
    private String first;
    private String second;
    private String secretary;
    private String auditor;

    @BeforeEach
    void found() {
        bureau = opened();
        school = unit(bureau, "SCHOOL", "中心幼儿园");
        first = unit(school, "BRANCH", "第一支部");
        second = unit(school, "BRANCH", "第二支部");
        secretary = with("SECRETARY", first, "sec");
        auditor = with("AUDITOR", bureau, "audit");
    }

    private String opened() {
        var code = "b" + UUID.randomUUID().toString().substring(0, 8);
        var administrator = Map.of("username", "admin", "name", "王主任");
        var id = new Client(http, "/api/member/v1", Tokens.operator())
                .post("/bureaus", Map.of("code", code, "name", "清河区教育局", "administrator", administrator))
                .expect(201)
                .get("id")
                .asString();
        World.await(() -> KEYCLOAK.users.containsKey(code + ".admin"));
        var account = KEYCLOAK.users.get(code + ".admin").get("attributes").get("account");
        admin = new Client(http, "/api/member/v1", Tokens.of(id, account.get(0).asString()));
        World.await(() -> admin.get("/units").status() == 200);
        return id;
    }

    private String unit(String parent, String kind, String name) {
        var body =
                new HashMap<String, Object>(Map.of("parent", parent, "kind", kind, "name", name, "from", "1990-01-01"));
        if ("SCHOOL".equals(kind)) {
            body.put("schoolType", "KINDERGARTEN");
        }
        return admin.post("/units", body).expect(201).get("id").asString();
    }

    private String with(String role, String unit, String username) {
        var account = admin.post("/accounts", Map.of("username", username, "name", "李"))
                .expect(201)
                .get("id")
                .asString();
        admin.post("/grants", Map.of("account", account, "role", role, "unit", unit))
                .expect(201);
        var token = Tokens.of(bureau, account);
        World.await(() -> admin.as(token).get("/members?unit=" + unit).status() == 200);
        return token;
    }

    private String member(String unit, String name, Map<String, Object> more) {
        var body =
                new HashMap<String, Object>(Map.of("unit", unit, "name", name, "status", "FULL", "from", "2018-01-01"));
        body.putAll(more);
        return admin.post("/members", body).expect(201).get("member").get("id").asString();
    }

    private byte[] workbook(String token, String path, String language) {
        return http.get()
                .uri("/api/member/v1" + path)
                .header("Authorization", "Bearer " + token)
                .header("Accept-Language", language)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
    }

    /** The rows of a workbook by their headings; a cell that is a formula fails. */
    private static List<Map<String, String>> rows(byte[] file) throws IOException {
        var rows = new ArrayList<Map<String, String>>();
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            var all = book.getFirstSheet().read();
            var heads = all.get(0).stream().map(Cell::getText).toList();
            for (var row : all.subList(1, all.size())) {
                var cells = new TreeMap<String, String>();
                for (var cell : row) {
                    if (cell != null && cell.getType() != CellType.EMPTY) {
                        assertThat(cell.getType()).isNotEqualTo(CellType.FORMULA);
                        var day = cell.getType() == CellType.NUMBER;
                        cells.put(
                                heads.get(cell.getColumnIndex()),
                                day ? cell.asDate().toLocalDate().toString() : cell.getText());
                    }
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    private static String sheetOf(byte[] file) throws IOException {
        var text = new StringBuilder();
        var path = Files.createTempFile("roster", ".xlsx");
        try (var zip = new ZipFile(Files.write(path, file).toFile())) {
            for (var part : Collections.list(zip.entries())) {
                if (part.getName().startsWith("xl/worksheets/")) {
                    text.append(new String(zip.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } finally {
            Files.delete(path);
        }
        return text.toString();
    }

    private void people() {
        member(
                first,
                "张华",
                Map.of(
                        "identityNumber",
                        NUMBER,
                        "phone",
                        "13800001234",
                        "gender",
                        "FEMALE",
                        "born",
                        "1949-12-31",
                        "education",
                        "大学本科",
                        "joinedPartyOn",
                        "1975-07-01"));
        member(first, HOSTILE, Map.of("status", "PROBATIONARY", "education", "@SUM(A1)", "from", "2024-05-01"));
        member(second, RARE, Map.of("gender", "MALE"));
    }

    @Test
    void theChosenColumnsGoOutInTheirOrderAndCellsAreNeverFormulas() throws IOException {
        people();
        var group = unit(first, "GROUP", "第一党小组");
        var seated = member(first, "陈书记", Map.of("group", group));
        admin.post(
                        "/committees",
                        Map.of(
                                "unit",
                                first,
                                "on",
                                "2024-03-01",
                                "termYears",
                                3,
                                "seats",
                                List.of(Map.of("member", seated, "post", "SECRETARY"))))
                .expect(201);
        var path = "/units/" + first + "/roster.xlsx?columns=PHONE,NAME,POST,GROUP,STATUS,EDUCATION";
        var file = workbook(secretary, path, "zh-CN");
        assertThat(sheetOf(file)).doesNotContain("<f>");
        var rows = rows(file);
        assertThat(rows).hasSize(3);
        assertThat(rows).contains(Map.of("姓名", "陈书记", "党员类别", "正式党员", "党小组", "第一党小组", "党内职务", "书记"));
        assertThat(rows).contains(Map.of("姓名", "张华", "党员类别", "正式党员", "学历", "大学本科", "联系电话", "13800001234"));
        assertThat(rows).contains(Map.of("姓名", HOSTILE, "党员类别", "预备党员", "学历", "@SUM(A1)"));
        var before = rows(workbook(secretary, "/units/" + first + "/roster.xlsx?on=2024-02-29&columns=POST", "en"));
        assertThat(before)
                .as("of that day: the probationary member had not come, and nobody had been elected")
                .containsExactlyInAnyOrder(Map.of("Name", "张华"), Map.of("Name", "陈书记"));
        var below = rows(workbook(auditor, "/units/" + bureau + "/roster.xlsx", "zh-CN"));
        assertThat(below).extracting(row -> row.get("所在党支部")).containsExactlyInAnyOrder("第一支部", "第一支部", "第一支部", "第二支部");
        assertThat(below)
                .contains(Map.of(
                        "所在党支部",
                        "第二支部",
                        "姓名",
                        RARE,
                        "性别",
                        "男",
                        "党员类别",
                        "正式党员",
                        "转正日期",
                        "2018-01-01",
                        "到本支部日期",
                        "2018-01-01"));
        assertThat(below.toString())
                .as("sealed columns only where they are chosen")
                .doesNotContain("身份证", "138");
        assertThat(rows(workbook(secretary, "/units/" + first + "/roster.xlsx?columns=,PHONE,,", "en")))
                .as("what is empty is no column")
                .hasSize(3);
        assertThat(admin.get("/units/" + first + "/roster.xlsx?columns=SALARY").refusal())
                .startsWith("400 UNREADABLE_PARAMETER");
    }

    @Test
    void identityNumbersLeaveUnmaskedForTheBranchAloneAndTheLedgerHasEachLook() throws IOException {
        people();
        var path = "/roster.xlsx?columns=NAME,IDENTITY_NUMBER,PHONE";
        var own = rows(workbook(secretary, "/units/" + first + path, "zh-CN"));
        assertThat(own).contains(Map.of("姓名", "张华", "身份证号", NUMBER, "联系电话", "13800001234"));
        for (var reader : List.of(auditor, with("REVIEWER", bureau, "rev"), with("BUREAU_ADMIN", bureau, "admin2"))) {
            var seen = rows(workbook(reader, "/units/" + first + path, "zh-CN"));
            assertThat(seen).contains(Map.of("姓名", "张华", "身份证号", "11**************2X", "联系电话", "138****34"));
            assertThat(seen.toString()).doesNotContain(NUMBER, "13800001234");
        }
        workbook(auditor, "/units/" + school + "/roster.xlsx?columns=NAME", "en");
        var entries = entries(4 + 1 + 2);
        assertThat(entries).filteredOn(one -> one.contains("ROSTER_UNMASKED")).hasSize(1);
        assertThat(entries).filteredOn(one -> one.contains("ROSTER_MASKED")).hasSize(3);
        assertThat(entries).filteredOn(one -> one.contains("\"ROSTER\"")).hasSize(1);
        assertThat(entries)
                .filteredOn(one -> one.contains("\"kind\":\"member\""))
                .as("a look at each of whom something left unmasked")
                .hasSize(2);
        assertThat(entries.toString()).doesNotContain("张华", NUMBER, "138");
    }

    /** What the ledger is told of this bureau, at least so many entries. */
    private List<String> entries(int least) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                TestStack.brokers(),
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest");
        var found = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("audit.entries"));
            var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (System.nanoTime() < end && found.size() < least) {
                consumer.poll(Duration.ofMillis(200)).forEach(one -> {
                    var kind = new String(one.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
                    if (one.key().startsWith(bureau) && !kind.startsWith("audit.refused")) {
                        found.add(one.value());
                    }
                });
            }
        }
        return found;
    }

    @Test
    void othersFindNothingAndAMemberIsRefused() {
        people();
        var outside = with("SECRETARY", second, "sec2");
        var group = unit(first, "GROUP", "第一党小组");
        for (var what : List.of("/roster.xlsx:LIST_UNIT_NOT_FOUND", "/composition:COMPOSITION_NOT_FOUND")) {
            var path = what.split(":")[0];
            var refusal = "404 " + what.split(":")[1];
            assertThat(admin.as(outside).get("/units/" + first + path).refusal())
                    .isEqualTo(refusal);
            assertThat(admin.as(secretary).get("/units/" + school + path).refusal())
                    .isEqualTo(refusal);
            assertThat(admin.get("/units/" + group + path).refusal()).isEqualTo(refusal);
            assertThat(admin.get("/units/nowhere" + path).refusal()).isEqualTo(refusal);
        }
        var mine = bureau;
        var here = admin;
        opened();
        assertThat(admin.get("/units/" + mine + "/roster.xlsx").refusal()).isEqualTo("404 LIST_UNIT_NOT_FOUND");
        assertThat(admin.get("/units/" + first + "/composition").refusal()).isEqualTo("404 COMPOSITION_NOT_FOUND");
        var account = here.post("/accounts", Map.of("username", "mem", "name", "李"))
                .expect(201)
                .get("id")
                .asString();
        here.post("/grants", Map.of("account", account, "role", "MEMBER", "unit", first))
                .expect(201);
        assertThat(here.as(Tokens.of(mine, account))
                        .get("/units/" + first + "/composition")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatWentOutComesInAgain() throws IOException {
        people();
        unit(first, "GROUP", "第一党小组");
        var everything =
                "BRANCH,NAME,GENDER,BORN,EDUCATION,STATUS,JOINED_PARTY_ON,FULL_ON,FROM,GROUP,POST,IDENTITY_NUMBER,PHONE";
        for (var language : List.of("zh-CN", "en")) {
            var out = workbook(secretary, "/units/" + first + "/roster.xlsx?columns=" + everything, language);
            var was = rows(out);
            bureau = opened();
            var there = unit(bureau, "BRANCH", "第一支部");
            var brought = bring(there, "members", out).expect(201);
            assertThat(brought.get("faulty").asInt())
                    .as(admin.get("/imports/" + brought.get("id").asString() + "/rows")
                            .body()
                            .toString())
                    .isZero();
            admin.post("/imports/" + brought.get("id").asString() + "/confirmation", Map.of())
                    .expect(200);
            World.await(() -> admin.get("/imports/" + brought.get("id").asString())
                    .expect(200)
                    .get("state")
                    .asString()
                    .equals("ENTERED"));
            var clerk = with("CLERK", there, "clerk");
            assertThat(rows(workbook(clerk, "/units/" + there + "/roster.xlsx?columns=" + everything, language)))
                    .as("the same people with all that is known of them")
                    .isEqualTo(was);
        }
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

    @Test
    void fiveThousandGoOutAndOneMoreIsRefused() throws IOException {
        stored(4998);
        member(first, "甲", Map.of());
        member(second, "乙", Map.of());
        var path = "/units/" + bureau + "/roster.xlsx?columns=NAME,BRANCH,GENDER,BORN";
        long began = System.nanoTime();
        assertThat(rows(workbook(auditor, path, "zh-CN"))).hasSize(5000);
        System.out.println("5,000 members written in " + (System.nanoTime() - began) / 1_000_000 + " ms");
        began = System.nanoTime();
        assertThat(composition(bureau, "2026-01-01").get("people").asInt()).isEqualTo(5000);
        System.out.println("5,000 members counted in " + (System.nanoTime() - began) / 1_000_000 + " ms");
        assertThat(Asked.fewest(bureau, () -> composition(bureau, "2026-01-01")))
                .as("the unit, and people by five hundreds")
                .isLessThanOrEqualTo(2 + 5000 / 500 + 1);
        member(second, "丙", Map.of());
        assertThat(admin.get(path).refusal()).isEqualTo("422 LIST_TOO_LONG /unit:LIST_TOO_LONG");
        assertThat(rows(workbook(auditor, "/units/" + second + "/roster.xlsx", "zh-CN")))
                .as("a part of it can be had")
                .hasSize(2);
    }

    /** So many people of the first branch, without the way through the service. */
    private void stored(int many) {
        member(first, "样本", Map.of("education", "大专"));
        var sample = world.documents(bureau, "persons").get(0);
        var all = new ArrayList<Document>();
        for (int at = 1; at < many; at++) {
            var id = UUID.randomUUID().toString();
            var person = Document.parse(sample.toJson());
            person.put("_id", id);
            person.put("uniqueKey", "member:" + id);
            ((Document) person.get("identity")).put("name", "党员" + at);
            person.getList("memberships", Document.class).forEach(spell -> spell.put("_id", id + "s"));
            all.add(person);
        }
        world.store(bureau, "persons", all);
    }

    private JsonNode composition(String unit, String on) {
        return admin.get("/units/" + unit + "/composition?on=" + on).expect(200);
    }

    private static int said(JsonNode composition, String group, String cell) {
        for (var one : composition.get("groups")) {
            for (var each : one.get("cells")) {
                if (one.get("id").asString().equals(group)
                        && each.get("id").asString().equals(cell)) {
                    return each.path("people").isNumber() ? each.get("people").asInt() : -1;
                }
            }
        }
        throw new AssertionError(group + " " + cell);
    }

    /** Somebody of the model: in the first branch until the day of a transfer, if there is one, then in the second. */
    private record Model(String gender, LocalDate from, LocalDate moved, LocalDate left, LocalDate fullOn) {

        boolean in(boolean secondBranch, LocalDate day) {
            boolean there = !from.isAfter(day) && (left == null || left.isAfter(day));
            boolean second = moved != null && !moved.isAfter(day);
            return there && second == secondBranch;
        }
    }

    @Test
    void whoBelongedThatDayIsCountedAndNobodyElse() {
        var random = new Random(20261130);
        var start = LocalDate.of(2020, 1, 1);
        var models = new ArrayList<Model>();
        for (int at = 0; at < 30; at++) {
            var from = start.plusDays(random.nextInt(900));
            var gender = random.nextInt(5) == 0 ? null : random.nextBoolean() ? "FEMALE" : "MALE";
            var fullOn = random.nextBoolean() ? from.plusDays(random.nextInt(300)) : null;
            var moved = random.nextInt(3) == 0 ? from.plusDays(310 + random.nextInt(300)) : null;
            var left = moved == null && random.nextInt(3) == 0 ? from.plusDays(310 + random.nextInt(400)) : null;
            models.add(new Model(gender, from, moved, left, fullOn));
            enter("党员" + at, models.get(at));
        }
        for (int run = 0; run < 12; run++) {
            var day = start.plusDays(random.nextInt(1900));
            for (boolean secondBranch : new boolean[] {false, true}) {
                var there =
                        models.stream().filter(one -> one.in(secondBranch, day)).toList();
                var counted = composition(secondBranch ? second : first, day.toString());
                assertThat(counted.get("people").asInt()).as("%s", day).isEqualTo(there.size());
                assertThat(said(counted, "GENDER", "FEMALE")).isEqualTo((int) there.stream()
                        .filter(one -> "FEMALE".equals(one.gender()))
                        .count());
                assertThat(said(counted, "GENDER", "UNKNOWN")).isEqualTo((int)
                        there.stream().filter(one -> one.gender() == null).count());
                assertThat(said(counted, "STATUS", "FULL")).as("%s", day).isEqualTo((int) there.stream()
                        .filter(one -> one.fullOn() != null && !one.fullOn().isAfter(day))
                        .count());
            }
            assertThat(composition(school, day.toString()).get("people").asInt())
                    .isEqualTo((int) models.stream()
                            .filter(one -> one.in(false, day) || one.in(true, day))
                            .count());
        }
    }

    private void enter(String name, Model model) {
        var more = new HashMap<String, Object>(
                Map.of("from", model.from().toString(), "status", model.fullOn() == null ? "PROBATIONARY" : "FULL"));
        if (model.fullOn() != null) {
            more.put("fullOn", model.fullOn().toString());
        }
        if (model.gender() != null) {
            more.put("gender", model.gender());
        }
        var id = member(first, name, more);
        var end = model.moved() == null ? model.left() : model.moved();
        if (end != null) {
            admin.post("/members/" + id + "/departure", Map.of("on", end.toString(), "reason", "调出"))
                    .expect(200);
        }
        if (model.moved() != null) {
            more.put("unit", second);
            more.put("from", model.moved().toString());
            more.remove("gender");
            admin.post("/members/" + id + "/memberships", more).expect(201);
        }
    }

    /** Left on probation, came back a full member: each day by the spell of that day. */
    @Test
    void whoCameBackStandsAsOnTheDay() {
        var id = member(first, "张三", Map.of("status", "PROBATIONARY"));
        admin.post("/members/" + id + "/departure", Map.of("on", "2019-01-01", "reason", "调出"))
                .expect(200);
        admin.post(
                        "/members/" + id + "/memberships",
                        Map.of("unit", first, "status", "FULL", "from", "2020-01-01", "fullOn", "2020-01-01"))
                .expect(201);
        assertThat(said(composition(first, "2018-06-01"), "STATUS", "PROBATIONARY"))
                .isEqualTo(1);
        assertThat(composition(first, "2019-06-01").get("people").asInt()).isZero();
        assertThat(said(composition(first, "2021-06-01"), "STATUS", "FULL")).isEqualTo(1);
    }

    @Test
    void aboveABranchSmallNumbersAreNotSaid() {
        for (int at = 0; at < 8; at++) {
            member(at % 2 == 0 ? first : second, "女" + at, Map.of("gender", "FEMALE", "education", "本科"));
        }
        member(first, "男", Map.of("gender", "MALE", "education", "大专"));
        var branch = composition(first, "2026-01-01");
        assertThat(branch.hasNonNull("fewerThan")).as("each number is said").isFalse();
        assertThat(said(branch, "GENDER", "MALE")).isEqualTo(1);
        var above = composition(school, "2026-01-01");
        assertThat(above.get("fewerThan").asInt()).isEqualTo(3);
        assertThat(above.get("people").asInt()).isEqualTo(9);
        assertThat(said(above, "GENDER", "MALE")).isEqualTo(-1);
        assertThat(said(above, "GENDER", "FEMALE"))
                .as("the other would be the rest")
                .isEqualTo(-1);
        assertThat(said(above, "GENDER", "UNKNOWN")).isZero();
        assertThat(said(above, "AGE", "UNKNOWN")).isEqualTo(9);
        assertThat(said(above, "STATUS", "FULL")).isEqualTo(9);
    }
}
