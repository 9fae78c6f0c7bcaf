package cn.zhibu.journey;

import cn.zhibu.stack.launch.Stack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Two bureaus; one with two branches. Everything of the first branch carries CANARYA1, its restricted words SECRETA1. */
final class TwinWorld {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String ACTIVITY = "/api/activity/v1";

    final Map<String, Visitor> own = new LinkedHashMap<>();
    final Map<String, Visitor> strangers = new LinkedHashMap<>();
    final Visitor nobody = new Visitor(Product.url());
    private final Stack product = Product.stack();
    final Map<String, String> ids = new HashMap<>();

    private static @org.jspecify.annotations.Nullable TwinWorld shared;

    /** One world for all tests of a product: it takes a while to make. */
    static synchronized TwinWorld shared() {
        var world = shared;
        if (world == null || world.product != Product.stack()) {
            world = new TwinWorld();
            shared = world;
        }
        return world;
    }

    private TwinWorld() {
        var operator = Product.operator();
        var bureau = Bureau.open(operator, "甲区教育局");
        var other = Bureau.open(operator, "CANARYB区教育局");
        var branch = bureau.branch("CANARYA1园", "CANARYA1支部", 3);
        var branch2 = bureau.branch("CANARYA2园", "CANARYA2支部", 1);
        own.put("operator", operator);
        own.put("administrator", bureau.administrator);
        own.put("reviewer", bureau.appoint("rev", "REVIEWER", bureau.id));
        own.put("auditor", bureau.appoint("aud", "AUDITOR", bureau.id));
        own.put("secretary", bureau.appoint("sec", "SECRETARY", branch));
        own.put("clerk", bureau.appoint("clerk", "CLERK", branch));
        own.put("member", bureau.appoint("mem", "MEMBER", branch));
        strangers.put("secretary of another branch", bureau.appoint("sec2", "SECRETARY", branch2));
        strangers.put("clerk of another branch", bureau.appoint("clerk2", "CLERK", branch2));
        strangers.put("administrator of another bureau", other.administrator);
        strangers.put("reviewer of another bureau", other.appoint("rev", "REVIEWER", other.id));
        strangers.put("auditor of another bureau", other.appoint("aud", "AUDITOR", other.id));
        strangers.put(
                "secretary of another bureau",
                other.appoint("sec", "SECRETARY", other.branch("CANARYB园", "CANARYB支部", 1)));
        ids.put("branch", branch);
        ids.put("unit", branch);
        ids.put("bureau", bureau.id);
        spares(operator, bureau, branch);
        var neighbour = bureau.branch("丙园", "丙支部", 1);
        ids.put("giving", giving(bureau.appoint("sec3", "SECRETARY", neighbour), neighbour, branch));
        subjects(bureau, branch);
    }

    private void spares(Visitor operator, Bureau bureau, String branch) {
        ids.put(
                "school",
                bureau.administrator
                        .get("/api/member/v1/units/" + branch)
                        .expect(200)
                        .get("parent")
                        .asString());
        ids.put(
                "spareBureau",
                operator.post(
                                "/api/member/v1/bureaus",
                                Map.of(
                                        "code",
                                        "s" + UUID.randomUUID().toString().substring(0, 8),
                                        "name",
                                        "备用局",
                                        "administrator",
                                        Map.of("username", "admin", "name", "备")))
                        .expect(201)
                        .get("id")
                        .asString());
        ids.put(
                "spareUnit",
                bureau.unit(branch, "GROUP", "CANARYA1组", Map.of()).get("id").asString());
        var spare = bureau.administrator
                .post("/api/member/v1/accounts", Map.of("username", "spare", "name", "CANARYA1备"))
                .expect(201)
                .get("id")
                .asString();
        ids.put("spareAccount", spare);
        ids.put(
                "spareGrant",
                bureau.administrator
                        .post("/api/member/v1/grants", Map.of("account", spare, "role", "MEMBER", "unit", branch))
                        .expect(201)
                        .get("id")
                        .asString());
        ids.put("token", "AAAAAAAAAAAAAAAAAAAAAA");
        ids.put("notice", UUID.randomUUID().toString());
        ids.put("edition", UUID.randomUUID().toString());
    }

    private void subjects(Bureau bureau, String branch) {
        var secretary = own.get("secretary");
        var roll = bureau.roll(bureau.administrator, branch);
        ids.put("member", roll.get(0));
        ids.put("spareMember", roll.get(2));
        ids.put("spell", roll.get(0));
        ids.put("committee", committee(bureau, branch, roll.get(0)));
        development(secretary, branch);
        ids.put("mover", roll.get(1));
        ids.put("transfer", transfer(secretary, roll.get(1)));
        ids.put("evidence", evidence(secretary, branch));
        ids.put("ledgerEntry", "1");
        ids.put("kind", "competition");
        ids.put("form", "members");
        ids.put("row", "2");
        ids.put("paper", "1");
        ids.put("import", imported(secretary, branch));
        ids.put("rosterImport", rostered(secretary, branch));
        ids.put("record", record(secretary, branch, ids.get("evidence")));
        ids.put("spareRecord", record(secretary, branch, ids.get("evidence")));
        ids.put("measure", measure(secretary, branch));
        ids.put("task", task(secretary, branch));
        ids.put("spareTask", task(secretary, branch));
        ids.put("milestone", milestone(secretary, ids.get("task")));
        ids.put("campaign", campaign(own.get("reviewer"), bureau.id));
        ids.put("spareCampaign", campaign(own.get("reviewer"), bureau.id));
        ids.put("answer", answer(secretary, ids.get("campaign"), branch));
        ids.put("session", session(secretary, branch, roll.get(0)));
        ids.put("spareSession", session(secretary, branch, roll.get(0)));
        ids.put("plan", plan(secretary, branch));
        ids.put("sparePlan", plan(secretary, branch));
        secretary
                .post(ACTIVITY + "/plans/" + ids.get("plan") + "/notice", Map.of())
                .expect(200);
        ids.put("seriesPlan", series(secretary, branch));
        ids.put("survey", survey(secretary, branch));
        ids.put("spareSurvey", survey(secretary, branch));
        ids.put("relief", relief(secretary, branch));
        ids.put("spareRelief", relief(secretary, branch));
        ids.put("talk", talk(secretary, branch));
        ids.put("spareTalk", talk(secretary, branch));
        ids.put("disclosure", disclosure(secretary, branch));
        ids.put("spareDisclosure", disclosure(secretary, branch));
        ids.put("pledge", pledge(secretary, branch));
        ids.put("draft", draft(secretary, branch));
        var member = own.get("member");
        ids.put("note", note(member, branch));
        ids.put("privateNote", note(member, branch));
        ids.put("spareNote", note(member, branch));
        member.post(ACTIVITY + "/notes/" + ids.get("note") + "/handing-in", Map.of())
                .expect(200);
        ids.put("orgLife", orgLife(secretary, branch));
        ids.put("appraisal", appraisal(secretary, branch, roll.get(0)));
        ids.put("exemption", exemption(secretary, branch, roll.get(0)));
        ids.put("bureauKind", bureauKind(bureau));
        ids.put("opinion", opinion(secretary));
        ids.put("spareOpinion", opinion(secretary));
        var report = secretary
                .post("/api/report/v1/reports", Map.of("unit", branch, "template", "debriefing", "year", 2025))
                .expect(201);
        ids.put("report", report.get("id").asString());
        Product.await(
                "the record's sentence",
                SOON,
                () -> ChainTests.text(secretary
                                .get("/api/report/v1/reports/" + ids.get("report"))
                                .json())
                        .contains("CANARYA1"));
        var view = secretary.get("/api/report/v1/reports/" + ids.get("report")).json();
        ids.put("sentence", ChainTests.sentence(view, "CANARYA1").get("id").asString());
        ids.put("section", view.get("sections").get(1).get("id").asString());
    }

    /** A picture of one colour. */
    static byte[] picture() {
        var out = new java.io.ByteArrayOutputStream();
        try {
            javax.imageio.ImageIO.write(
                    new java.awt.image.BufferedImage(40, 30, java.awt.image.BufferedImage.TYPE_INT_RGB), "jpg", out);
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    private static String evidence(Visitor secretary, String branch) {
        return tried(
                () -> secretary.send(ACTIVITY + "/evidence?unit=" + branch, "CANARYA1照片.jpg", picture()),
                answer -> answer.get("id").asString());
    }

    private static String imported(Visitor secretary, String branch) {
        var rows = "日期,竞赛名称,级别\n2025-04-23,CANARYA1赛表,本单位".getBytes(StandardCharsets.UTF_8);
        return tried(
                () -> secretary.send(ACTIVITY + "/imports?kind=competition&unit=" + branch, "CANARYA1.csv", rows),
                answer -> answer.get("id").asString());
    }

    private static String rostered(Visitor secretary, String branch) {
        var rows = "姓名,人员类别,到本支部日期\nCANARYA1册,正式党员,2020-09-01".getBytes(StandardCharsets.UTF_8);
        return tried(
                () -> secretary.send("/api/member/v1/imports?kind=members&unit=" + branch, "CANARYA1.csv", rows),
                answer -> answer.get("id").asString());
    }

    private static String record(Visitor secretary, String branch, String evidence) {
        return tried(
                () -> secretary.post(
                        ACTIVITY + "/records",
                        Map.of(
                                "unit",
                                branch,
                                "kind",
                                "pairing-assistance",
                                "date",
                                "2025-05-20",
                                "evidence",
                                List.of(evidence),
                                "again",
                                true,
                                "values",
                                Map.of(
                                        "partner",
                                        Map.of("name", "CANARYA1伙伴"),
                                        "form",
                                        "money",
                                        "amount",
                                        100,
                                        "note",
                                        "SECRETA1注"))),
                answer -> answer.get("id").asString());
    }

    /** What a neighbour says it gave to the branch: read there, and by nobody else below the bureau. */
    private static String giving(Visitor neighbour, String from, String to) {
        return tried(
                () -> neighbour.post(
                        ACTIVITY + "/records",
                        Map.of(
                                "unit",
                                from,
                                "kind",
                                "pairing-assistance",
                                "date",
                                "2025-05-20",
                                "again",
                                true,
                                "values",
                                Map.of(
                                        "partner",
                                        Map.of("unit", to),
                                        "form",
                                        "money",
                                        "amount",
                                        100,
                                        "approval",
                                        "CANARYA1号",
                                        "note",
                                        "SECRETA1注"))),
                answer -> answer.get("id").asString());
    }

    private static String session(Visitor secretary, String branch, String member) {
        return tried(
                () -> secretary.post(
                        ACTIVITY + "/sessions",
                        Map.of(
                                "unit",
                                branch,
                                "forms",
                                List.of("BRANCH_ASSEMBLY"),
                                "date",
                                "2025-03-12",
                                "topic",
                                "CANARYA1会",
                                "minutes",
                                "SECRETA1记录",
                                "again",
                                true,
                                "attendance",
                                List.of(Map.of("member", member, "present", true)))),
                answer -> answer.get("session").get("id").asString());
    }

    private static String measure(Visitor secretary, String branch) {
        return tried(
                () -> secretary.post(
                        ACTIVITY + "/records",
                        Map.of(
                                "unit",
                                branch,
                                "kind",
                                "measure",
                                "date",
                                "2024-12-20",
                                "values",
                                Map.of("year", 2025, "text", "CANARYA1措施"))),
                answer -> answer.get("id").asString());
    }

    private static String task(Visitor secretary, String branch) {
        return tried(
                () -> secretary.post(
                        ACTIVITY + "/records",
                        Map.of(
                                "unit",
                                branch,
                                "kind",
                                "key-task",
                                "date",
                                "2024-03-02",
                                "again",
                                true,
                                "values",
                                Map.of("name", "CANARYA1工", "stage", "running"))),
                answer -> answer.get("id").asString());
    }

    private static String milestone(Visitor secretary, String task) {
        return tried(
                () -> secretary.post(
                        ACTIVITY + "/tasks/" + task + "/milestones", Map.of("text", "CANARYA1点", "due", "2031-05-12")),
                answer -> answer.get("milestones").get(0).get("id").asString());
    }

    private static String campaign(Visitor reviewer, String bureau) {
        var point = Map.of("text", "CANARYA1项", "until", "2031-06-30");
        return tried(
                () -> reviewer.post(
                        ACTIVITY + "/campaigns",
                        Map.of(
                                "unit",
                                bureau,
                                "name",
                                "CANARYA1教",
                                "from",
                                "2025-01-01",
                                "until",
                                "2031-12-31",
                                "points",
                                List.of(point))),
                answer -> answer.get("id").asString());
    }

    private static String answer(Visitor secretary, String campaign, String branch) {
        return tried(
                () -> secretary.post(
                        ACTIVITY + "/campaigns/" + campaign + "/answers",
                        Map.of("unit", branch, "point", campaign + ".1", "sentence", "CANARYA1话")),
                answer -> answer.get("given").get(0).get("id").asString());
    }

    private static Map<String, Object> common() {
        return Map.of("forms", List.of("BRANCH_ASSEMBLY"), "topic", "CANARYA1计划");
    }

    private static String plan(Visitor secretary, String branch) {
        return tried(
                () -> secretary.post(
                        ACTIVITY + "/plans", Map.of("unit", branch, "date", "2031-05-12", "common", common())),
                answer -> answer.get("id").asString());
    }

    private static String series(Visitor secretary, String branch) {
        return tried(
                () -> secretary.post(
                        ACTIVITY + "/plan-series",
                        Map.of(
                                "unit",
                                branch,
                                "from",
                                "2031-06-01",
                                "until",
                                "2031-08-31",
                                "day",
                                31,
                                "common",
                                common())),
                answer -> answer.get("plans").get(0).get("id").asString());
    }

    private void development(Visitor secretary, String branch) {
        var opened = secretary
                .post(
                        "/api/member/v1/developments",
                        Map.of("unit", branch, "name", "CANARYA1申请", "born", "1992-02-02", "on", "2023-05-04"))
                .expect(201);
        ids.put("development", opened.get("card").get("id").asString());
        ids.put(
                "entry",
                opened.get("steps").get(0).get("entries").get(0).get("id").asString());
    }

    private static String transfer(Visitor secretary, String member) {
        var body = Map.of(
                "member", member, "outside", "CANARYA1局", "number", "1", "on", "2026-01-05", "reason", "CANARYA1调");
        return secretary
                .post("/api/member/v1/transfers/departures", body)
                .expect(201)
                .get("line")
                .get("id")
                .asString();
    }

    private static String committee(Bureau bureau, String branch, String member) {
        return bureau.administrator
                .post(
                        "/api/member/v1/committees",
                        Map.of(
                                "unit",
                                branch,
                                "on",
                                "2024-03-01",
                                "termYears",
                                3,
                                "seats",
                                List.of(Map.of("member", member, "post", "SECRETARY"))))
                .expect(201)
                .get("id")
                .asString();
    }

    private static String bureauKind(Bureau bureau) {
        return tried(
                () -> bureau.administrator.post(
                        ACTIVITY + "/bureau-kinds",
                        Map.of(
                                "unit",
                                bureau.id,
                                "name",
                                "走访",
                                "group",
                                "service",
                                "initials",
                                "zf",
                                "fields",
                                List.of(Map.of("id", "ownA", "type", "text", "name", "对象")))),
                answer -> answer.get("id").asString());
    }

    private static String survey(Visitor secretary, String branch) {
        return tried(
                () -> secretary.post(
                        ACTIVITY + "/surveys", Map.of("unit", branch, "title", "CANARYA1问卷", "opensOn", "2025-04-01")),
                answer -> answer.get("id").asString());
    }

    private String relief(Visitor secretary, String branch) {
        var body = new HashMap<String, Object>(Map.of("unit", branch, "member", ids.get("member"), "why", "CANARYA1难"));
        body.putAll(Map.of("fromYear", 2025, "fromMonth", 1, "untilYear", 2025, "untilMonth", 3, "amount", 0));
        return tried(
                () -> secretary.post("/api/member/v1/dues-reliefs", body),
                answer -> answer.get("id").asString());
    }

    private String talk(Visitor secretary, String branch) {
        var body = Map.of(
                "unit",
                branch,
                "one",
                ids.get("member"),
                "other",
                ids.get("spareMember"),
                "date",
                "2024-04-03",
                "theme",
                "CANARYA1谈",
                "note",
                "SECRETA1谈");
        return tried(
                () -> secretary.post(ACTIVITY + "/talks", body),
                answer -> answer.get("talk").get("id").asString());
    }

    private static String disclosure(Visitor secretary, String branch) {
        var body = Map.of(
                "unit",
                branch,
                "content",
                "CANARYA1公开",
                "category",
                "PARTY",
                "audience",
                "UNIT",
                "manner",
                "BOARD",
                "text",
                "CANARYA1正文");
        return tried(
                () -> secretary.post(ACTIVITY + "/disclosures", body),
                answer -> answer.get("id").asString());
    }

    private static String pledge(Visitor secretary, String branch) {
        var values = Map.of("subject", "CANARYA1责任书", "form", "letter");
        return tried(
                () -> secretary.post(
                        ACTIVITY + "/records",
                        Map.of(
                                "unit",
                                branch,
                                "kind",
                                "pledge",
                                "date",
                                "2024-05-12",
                                "values",
                                values,
                                "again",
                                true)),
                answer -> answer.get("id").asString());
    }

    private static String draft(Visitor secretary, String branch) {
        var id = UUID.randomUUID().toString();
        var body = Map.of(
                "draft",
                id,
                "unit",
                branch,
                "sort",
                "RECORD",
                "title",
                "CANARYA1草稿",
                "page",
                "/x",
                "values",
                "{\"SECRETA1\":1}",
                "edition",
                "e1");
        tried(
                () -> secretary.post(ACTIVITY + "/drafts", body),
                answer -> answer.get("edition").asString());
        return id;
    }

    private static String note(Visitor member, String branch) {
        return tried(
                () -> member.post(
                        ACTIVITY + "/notes",
                        Map.of("unit", branch, "date", "2024-05-12", "title", "CANARYA1笔记", "text", "CANARYA1笔记")),
                answer -> answer.get("id").asString());
    }

    private static String orgLife(Visitor secretary, String branch) {
        return tried(
                () -> secretary.post(ACTIVITY + "/org-lives", Map.of("unit", branch, "year", 2025)),
                answer -> answer.get("id").asString());
    }

    private static String appraisal(Visitor secretary, String branch, String member) {
        var grades = List.of(Map.of("member", member, "grade", "QUALIFIED"));
        return tried(
                () -> secretary.post(
                        ACTIVITY + "/appraisals",
                        Map.of("unit", branch, "year", 2025, "on", "2024-12-20", "grades", grades)),
                answer -> answer.get("id").asString());
    }

    private static String exemption(Visitor secretary, String branch, String member) {
        var body = Map.of(
                "unit", branch, "member", member, "from", "2025-01-01", "ground", "ILLNESS", "note", "SECRETA1免");
        return tried(
                () -> secretary.post(ACTIVITY + "/study-exemptions", body),
                answer -> answer.get("id").asString());
    }

    private String opinion(Visitor secretary) {
        return tried(
                () -> secretary.post(
                        ACTIVITY + "/surveys/" + ids.get("survey") + "/opinions",
                        Map.of("text", "SECRETA1意见", "category", "CANARYA1类", "date", "2025-04-03")),
                answer -> answer.get("id").asString());
    }

    /** Tries until the events that make it possible have arrived. */
    private static String tried(
            java.util.function.Supplier<Visitor.Answer> act,
            java.util.function.Function<tools.jackson.databind.JsonNode, String> id) {
        var made = new ArrayList<String>();
        Product.await("an act becomes possible", SOON, () -> {
            var answer = act.get();
            boolean done = answer.status() / 100 == 2;
            if (done) {
                made.add(id.apply(answer.json()));
            }
            return done;
        });
        return made.get(0);
    }

    /** Fills ${names} with real ids, and ${fresh} with something that was never there. */
    String filled(String text) {
        var filled = text.replace("${fresh}", "f" + UUID.randomUUID().toString().substring(0, 8));
        for (var id : ids.entrySet()) {
            filled = filled.replace("${" + id.getKey() + "}", id.getValue())
                    .replace("{" + id.getKey() + "}", id.getValue());
        }
        return filled;
    }

    /** Everything of the first branch as its secretary sees it. */
    String digest() {
        var secretary = own.get("secretary");
        var all = new StringBuilder();
        for (var path : List.of(
                "/api/member/v1/units/" + ids.get("branch"),
                "/api/member/v1/members?unit=" + ids.get("branch"),
                "/api/member/v1/developments?unit=" + ids.get("branch"),
                "/api/member/v1/transfers?unit=" + ids.get("branch"),
                ACTIVITY + "/records?state=all&unit=" + ids.get("branch"),
                ACTIVITY + "/sessions?state=all&unit=" + ids.get("branch"),
                ACTIVITY + "/plans?which=ALL&unit=" + ids.get("branch"),
                ACTIVITY + "/outcomes?year=2025&unit=" + ids.get("branch"),
                ACTIVITY + "/tasks?unit=" + ids.get("branch"),
                ACTIVITY + "/surveys?unit=" + ids.get("branch"),
                ACTIVITY + "/talks?year=2024&unit=" + ids.get("branch"),
                ACTIVITY + "/disclosures?unit=" + ids.get("branch"),
                ACTIVITY + "/branches/" + ids.get("branch") + "/public-page",
                ACTIVITY + "/branches/" + ids.get("branch") + "/notes",
                ACTIVITY + "/records/" + ids.get("pledge") + "/signatures",
                ACTIVITY + "/org-lives?year=2025&unit=" + ids.get("branch"),
                ACTIVITY + "/appraisals?year=2025&unit=" + ids.get("branch"),
                ACTIVITY + "/branches/" + ids.get("branch") + "/study-hours?year=2025",
                ACTIVITY + "/opinions?unit=" + ids.get("branch"),
                ACTIVITY + "/evidence?ids=" + ids.get("evidence"),
                "/api/report/v1/reports?unit=" + ids.get("branch"))) {
            all.append(secretary.get(path).text()).append('\n');
        }
        all.append(own.get("administrator")
                .get("/api/member/v1/grants?unit=" + ids.get("branch"))
                .text());
        return all.toString();
    }
}
