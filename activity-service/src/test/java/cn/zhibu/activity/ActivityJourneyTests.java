package cn.zhibu.activity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Asked;
import cn.zhibu.kit.Client;
import cn.zhibu.kit.LongList;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import cn.zhibu.platform.change.Command;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A secretary enters what happened; the bureau sees facts but not words. */
@ServiceTest
class ActivityJourneyTests {

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private String tenant;
    private String branch;
    private Client secretary;
    private Client reviewer;
    private final List<String> members =
            List.of("m1-" + UUID.randomUUID(), "m2-" + UUID.randomUUID(), "m3-" + UUID.randomUUID());

    @BeforeEach
    void aBranchWithThreeMembers() {
        tenant = world.bureau();
        branch = UUID.randomUUID().toString();
        world.send(
                tenant,
                "member.events",
                "unit.created.v1",
                branch,
                Map.of(
                        "unit",
                        branch,
                        "parent",
                        tenant,
                        "kind",
                        "BRANCH",
                        "ancestors",
                        List.of(tenant, branch),
                        "from",
                        "2015-01-01"));
        for (var member : members) {
            world.send(
                    tenant,
                    "member.events",
                    "member.joined.v1",
                    member,
                    Map.of(
                            "member",
                            member,
                            "unit",
                            branch,
                            "ancestors",
                            List.of(tenant, branch),
                            "status",
                            "FULL",
                            "on",
                            "2015-01-01",
                            "fullOn",
                            "2015-01-01"));
        }
        world.grant(tenant, "sec", "SECRETARY", branch, List.of(tenant, branch));
        world.grant(tenant, "rev", "REVIEWER", tenant, List.of(tenant));
        secretary = new Client(http, "/api/activity/v1", Tokens.of(tenant, "sec"));
        reviewer = secretary.as(Tokens.of(tenant, "rev"));
        World.await(() -> world.exists(tenant, "directory_units_v1", branch));
        members.forEach(member -> World.await(() -> world.exists(tenant, "directory_people_v1", member)));
    }

    private Map<String, Object> gift(Object amount) {
        return Map.of(
                "unit",
                branch,
                "kind",
                "pairing-assistance",
                "date",
                "2025-05-20",
                "values",
                Map.of("partner", Map.of("name", "临湖镇幼儿园"), "form", "money", "amount", amount, "note", "现金支票"));
    }

    @Test
    void aGiftIsEnteredCorrectedAndWithdrawnAndEveryVersionStays() {
        var entered = secretary.post("/records", gift(20000));
        var id = entered.expect(201).get("id").asString();
        assertThat(entered.tag()).isEqualTo("\"0\"");
        assertThat(reviewer.get("/records/" + id).expect(200).get("values").has("note"))
                .isFalse();
        assertThat(secretary
                        .get("/records/" + id)
                        .expect(200)
                        .get("values")
                        .get("note")
                        .asString())
                .isEqualTo("现金支票");
        var corrected = secretary.put(
                "/records/" + id,
                "\"0\"",
                Map.of(
                        "date",
                        "2025-05-21",
                        "reason",
                        "日期记错",
                        "values",
                        Map.of("partner", Map.of("name", "临湖镇幼儿园"), "form", "money", "amount", 18000)));
        corrected.expect(200);
        assertThat(secretary
                        .put("/records/" + id, "\"0\"", Map.of("date", "2025-05-21", "reason", "x", "values", Map.of()))
                        .status())
                .isEqualTo(412);
        secretary.post("/records/" + id + "/withdrawal", Map.of("reason", "误录")).expect(200);
        assertThat(secretary.get("/records/" + id + "/versions").expect(200)).hasSize(3);
        assertThat(secretary
                        .get("/records?kind=pairing-assistance")
                        .expect(200)
                        .get("total")
                        .asInt())
                .isZero();
        assertThat(secretary
                        .get("/records?state=withdrawn")
                        .expect(200)
                        .get("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(secretary
                        .post("/records/" + id + "/withdrawal", Map.of("reason", "再次"))
                        .refusal())
                .startsWith("409 RECORD_WITHDRAWN");
    }

    @Test
    void everyFaultOfAFormIsNamedAtItsField() {
        var answer = secretary.post(
                "/records",
                Map.of(
                        "unit",
                        branch,
                        "kind",
                        "pairing-assistance",
                        "date",
                        "2099-01-01",
                        "values",
                        Map.of("form", "money", "amount", -5, "item", "书", "wrong", 1)));
        assertThat(answer.refusal())
                .startsWith("422 INVALID_INPUT")
                .contains(
                        "/date:IN_THE_FUTURE",
                        "/values/partner:REQUIRED",
                        "/values/amount:TOO_SMALL",
                        "/values/item:NOT_ASKED",
                        "/values/wrong:UNKNOWN_FIELD");
        assertThat(secretary
                        .post(
                                "/records",
                                Map.of("unit", branch, "kind", "nonsense", "date", "2025-01-01", "values", Map.of()))
                        .refusal())
                .isEqualTo("422 KIND_UNKNOWN /kind:KIND_UNKNOWN");
    }

    private Map<String, Object> visit(String date, Object visitor, Object... about) {
        return Map.of(
                "unit",
                branch,
                "kind",
                "class-visit",
                "date",
                date,
                "again",
                true,
                "values",
                Map.of("visitor", visitor, "class", "大一班"),
                "about",
                List.of(about));
    }

    @Test
    void whomARecordNamesBelongsToTheBranchOnItsDayOrWasNamedBefore() {
        var member = members.get(0);
        assertThat(secretary.post("/records", visit("2025-05-20", "nobody")).refusal())
                .isEqualTo("422 INVALID_INPUT /values/visitor:NOT_OF_THIS_BRANCH_THEN");
        assertThat(secretary
                        .post("/records", visit("2014-12-31", member, branch, "nothing"))
                        .refusal())
                .as("before joining")
                .contains("/values/visitor:NOT_OF_THIS_BRANCH_THEN", "/about/1:NOT_AN_OPTION");
        var id = secretary
                .post("/records", visit("2025-05-20", member, branch, member))
                .expect(201)
                .get("id")
                .asString();
        var person = new java.util.HashMap<String, Object>();
        person.put("member", member);
        person.put("unit", branch);
        person.put("ancestors", List.of(tenant, branch));
        person.put(
                "memberships",
                List.of(Map.of("id", "s1", "unit", branch, "from", "2026-01-01", "fullOn", "2026-01-01")));
        world.send(tenant, "member.events", "member.corrected.v1", member, person);
        World.await(() -> secretary
                        .get("/rolls?unit=" + branch + "&on=2025-05-20")
                        .body()
                        .get("people")
                        .size()
                < members.size());
        assertThat(secretary.post("/records", visit("2025-05-20", member)).refusal())
                .contains("/values/visitor:NOT_OF_THIS_BRANCH_THEN");
        var corrected = new java.util.HashMap<>(visit("2025-05-21", member, branch, member));
        corrected.put("reason", "日期记错");
        secretary.put("/records/" + id, "\"0\"", corrected).expect(200);
    }

    @Test
    void anAssemblyIsValidWithHalfOfThoseWhoMayVote() {
        var attendance = List.of(
                Map.of("member", members.get(0), "present", true),
                Map.of("member", members.get(1), "present", true),
                Map.of("member", members.get(2), "present", false, "reason", "病假"));
        var held = secretary.post(
                "/sessions",
                Map.of(
                        "unit",
                        branch,
                        "forms",
                        List.of("BRANCH_ASSEMBLY", "PARTY_LECTURE"),
                        "date",
                        "2025-03-12",
                        "topic",
                        "学习党章",
                        "attendance",
                        attendance,
                        "minutes",
                        "会议记录",
                        "agenda",
                        List.of(Map.of(
                                "title",
                                "接收预备党员",
                                "kind",
                                "ADMISSION",
                                "resolution",
                                "同意",
                                "votes",
                                Map.of("approve", 2, "disapprove", 0, "abstain", 0)))));
        var view = held.expect(201);
        assertThat(view.get("session").get("present").asInt()).isEqualTo(2);
        assertThat(view.get("validities").get(0).get("rule").asString()).isEqualTo("BR-07");
        assertThat(view.get("validities").get(0).get("met").asBoolean()).isTrue();
        var id = view.get("session").get("id").asString();
        assertThat(reviewer.get("/sessions/" + id).expect(200).has("minutes")
                        && !reviewer.get("/sessions/" + id)
                                .body()
                                .get("minutes")
                                .isNull())
                .isFalse();
        assertThat(secretary
                        .get("/sessions?form=PARTY_LECTURE")
                        .expect(200)
                        .get("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(secretary
                        .post(
                                "/sessions",
                                Map.of(
                                        "unit",
                                        branch,
                                        "forms",
                                        List.of("BRANCH_ASSEMBLY"),
                                        "date",
                                        "2025-03-12",
                                        "topic",
                                        "x",
                                        "attendance",
                                        List.of(Map.of("member", "stranger", "present", true))))
                        .refusal())
                .isEqualTo("422 NOT_OF_THIS_BRANCH /attendance/0/member:NOT_OF_THIS_BRANCH");
        assertThat(secretary
                        .post(
                                "/sessions",
                                Map.of(
                                        "unit",
                                        branch,
                                        "forms",
                                        List.of("BRANCH_ASSEMBLY"),
                                        "date",
                                        "2025-03-12",
                                        "topic",
                                        "x",
                                        "attendance",
                                        List.of(Map.of("member", members.get(0), "present", true)),
                                        "agenda",
                                        List.of(Map.of(
                                                "title",
                                                "t",
                                                "kind",
                                                "ELECTION",
                                                "votes",
                                                Map.of("approve", 2, "disapprove", 0, "abstain", 0)))))
                        .refusal())
                .contains("/agenda/0/votes:MORE_VOTES_THAN_PRESENT");
    }

    @Test
    void whatWasDecidedIsSaidWithItsRuleAndWhomASanctionIsAboutStaysWithTheBranch() {
        var meeting = new java.util.HashMap<String, Object>(Map.of(
                "unit",
                branch,
                "forms",
                List.of("BRANCH_ASSEMBLY"),
                "date",
                "2025-06-12",
                "topic",
                "表决",
                "chair",
                members.get(0),
                "attendance",
                members.stream()
                        .map(member -> Map.of("member", member, "present", true))
                        .toList()));
        meeting.put(
                "agenda",
                List.of(
                        decision("commend", 2, Map.of("member", members.get(1))),
                        decision("discipline", 1, Map.of("member", members.get(2))),
                        decision("prepare", 3)));
        var view = secretary.post("/sessions", meeting).expect(201);
        var agenda = view.get("agenda");
        assertThat(agenda.get(0).get("outcome").get("result").asString()).isEqualTo("PASSED");
        assertThat(agenda.get(0).get("outcome").get("rule").asString()).isEqualTo("BR-07");
        assertThat(agenda.get(0).get("outcome").get("needed").asInt()).isEqualTo(2);
        assertThat(agenda.get(1).get("outcome").get("result").asString()).isEqualTo("NOT_PASSED");
        assertThat(agenda.get(2).get("outcome").get("why").asString()).isEqualTo("NOT_ITS_POWER");
        var id = view.get("session").get("id").asString();
        var above = reviewer.get("/sessions/" + id).expect(200).get("agenda");
        assertThat(above.get(0).get("about")).hasSize(1);
        assertThat(above.get(1).get("about")).isEmpty();
        assertThat(above.get(1).get("outcome").get("result").asString()).isEqualTo("NOT_PASSED");
        assertThat(secretary
                        .get("/sessions/" + id)
                        .expect(200)
                        .get("agenda")
                        .get(1)
                        .get("about"))
                .hasSize(1);
        var line = secretary
                .get("/sessions?unit=" + branch)
                .expect(200)
                .get("items")
                .get(0);
        assertThat(line.get("decided").get("passed").asInt()).isEqualTo(1);
        assertThat(line.get("decided").get("undecidable").asInt()).isEqualTo(1);
        meeting.put("reason", "试");
        meeting.put("agenda", List.of(decision("nonsense", 1)));
        assertThat(secretary.put("/sessions/" + id, "\"0\"", meeting).refusal())
                .isEqualTo("422 UNKNOWN_DECISION /agenda/0/decision:UNKNOWN_DECISION");
        meeting.put("agenda", List.of(decision("commend", 1, Map.of("member", "stranger"))));
        assertThat(secretary.put("/sessions/" + id, "\"0\"", meeting).refusal())
                .contains("/agenda/0/about/0/member:CONCERNED_NOT_OF_THIS_BRANCH");
    }

    @SafeVarargs
    private static Map<String, Object> decision(String decision, int approve, Map<String, String>... about) {
        return Map.of(
                "title",
                "t",
                "kind",
                "RESOLUTION",
                "resolution",
                "同意",
                "decision",
                decision,
                "about",
                List.of(about),
                "votes",
                Map.of("approve", approve, "disapprove", 0, "abstain", 0));
    }

    @Test
    void anOpinionIsRaisedRectifiedAndConfirmedAndItsWordsStayWithTheBranch() {
        var survey = secretary
                .post("/surveys", Map.of("unit", branch, "title", "党员如何服务群众", "opensOn", "2025-04-01"))
                .expect(201)
                .get("id")
                .asString();
        var opinion = secretary
                .post(
                        "/surveys/" + survey + "/opinions",
                        Map.of("text", "延时服务时间太短", "category", "家园共育", "date", "2025-04-10"))
                .expect(201)
                .get("id")
                .asString();
        assertThat(secretary
                        .post("/opinions/" + opinion + "/confirmation", Map.of("on", "2025-05-01"))
                        .refusal())
                .startsWith("409 NOT_RECTIFIED");
        secretary
                .post("/opinions/" + opinion + "/rectification", Map.of("action", "延长半小时", "on", "2025-04-20"))
                .expect(200);
        secretary
                .post("/opinions/" + opinion + "/confirmation", Map.of("on", "2025-05-01"))
                .expect(200);
        var counted = reviewer.get("/surveys/" + survey).expect(200);
        assertThat(counted.get("opinions").asInt()).isEqualTo(1);
        assertThat(counted.get("confirmed").asInt()).isEqualTo(1);
        var seen = reviewer.get("/opinions?survey=" + survey).expect(200).toString();
        assertThat(seen).contains("家园共育").doesNotContain("延时服务");
        assertThat(secretary.get("/opinions/" + opinion).expect(200).toString()).contains("延时服务");
    }

    @Test
    void nobodyElseEntersForTheBranchOrSeesIt() {
        var id = secretary.post("/records", gift(20000)).expect(201).get("id").asString();
        var other = world.bureau();
        world.grant(other, "sec2", "SECRETARY", other, List.of(other));
        var stranger = secretary.as(Tokens.of(other, "sec2"));
        assertThat(stranger.get("/records/" + id).status()).isEqualTo(404);
        assertThat(stranger.post("/records", gift(1)).refusal()).startsWith("422 RECORD_UNIT_NOT_FOUND");
        assertThat(reviewer.post("/records", gift(1)).refusal()).startsWith("403 NOT_ALLOWED");
        assertThat(secretary.as("nonsense").get("/records").status()).isEqualTo(401);
    }

    @Test
    void aRetryUnderTheSameKeyChangesNothing() {
        var key = UUID.randomUUID().toString();
        var first = secretary.post("/records", key, gift(20000)).expect(201);
        var second = secretary.post("/records", key, gift(20000)).expect(201);
        assertThat(second.get("id")).isEqualTo(first.get("id"));
        assertThat(secretary.get("/records").expect(200).get("total").asInt()).isEqualTo(1);
        assertThat(secretary.post("/records", key, gift(1)).refusal()).startsWith("422 IDEMPOTENCY_KEY_REUSED");
        assertThat(secretary
                        .send(org.springframework.http.HttpMethod.POST, "/records", gift(1), Map.of())
                        .refusal())
                .startsWith("400 IDEMPOTENCY_KEY_MISSING");
    }

    @Test
    void theSameThingOfTheSameDayIsAskedAboutAndTakenWhenItIsMeant() {
        var first = secretary.post("/records", gift(300)).expect(201).get("id").asString();
        assertThat(secretary.post("/records", gift(300)).refusal())
                .isEqualTo("409 SAME_RECORD_THAT_DAY /date:SAME_RECORD_THAT_DAY");
        secretary.post("/records", gift(301)).expect(201);
        var meant = new java.util.HashMap<>(gift(300));
        meant.put("again", true);
        assertThat(secretary.post("/records", meant).expect(201).get("id").asString())
                .isNotEqualTo(first);
    }

    @Test
    void theFirstEntryStaysHoweverOftenAThingIsCorrected() {
        var entered = secretary.post("/records", gift(400)).expect(201);
        var corrected = secretary
                .put(
                        "/records/" + entered.get("id").asString(),
                        "\"0\"",
                        Map.of(
                                "date",
                                "2025-05-21",
                                "reason",
                                "日期记错",
                                "values",
                                Map.of("partner", Map.of("name", "临湖镇幼儿园"), "form", "money", "amount", 400)))
                .expect(200);
        assertThat(corrected.get("enteredAt").asString().substring(0, 22))
                .isEqualTo(entered.get("enteredAt").asString().substring(0, 22));
        assertThat(corrected.get("enteredBy").asString()).isEqualTo("sec");
        assertThat(corrected.get("late").asBoolean())
                .as("of May 2025, entered today")
                .isTrue();
        assertThat(corrected.hasNonNull("changedAt")).isTrue();
    }

    @Test
    void aClosedBranchTakesWhatHappenedBeforeAndRefusesTheRestAtItsDate() {
        var survey = secretary
                .post("/surveys", Map.of("unit", branch, "title", "问", "opensOn", "2025-05-01"))
                .expect(201)
                .get("id")
                .asString();
        world.send(tenant, "member.events", "unit.closed.v1", branch, Map.of("unit", branch, "on", "2025-05-20"));
        World.await(() -> world.exists(tenant, "directory_turns_v1", branch + ":closed"));
        assertThat(secretary.post("/records", gift(1)).refusal())
                .isEqualTo("422 RECORD_BRANCH_CLOSED /date:RECORD_BRANCH_CLOSED");
        var before = new java.util.HashMap<>(gift(1));
        before.put("date", "2025-05-19");
        secretary.post("/records", before).expect(201);
        assertThat(secretary
                        .post("/surveys", Map.of("unit", branch, "title", "问", "opensOn", "2025-05-20"))
                        .refusal())
                .isEqualTo("422 SURVEY_BRANCH_CLOSED /opensOn:SURVEY_BRANCH_CLOSED");
        var opinions = "/surveys/" + survey + "/opinions";
        assertThat(secretary
                        .post(opinions, Map.of("text", "意见", "category", "组织建设", "date", "2025-05-20"))
                        .refusal())
                .isEqualTo("422 SURVEY_BRANCH_CLOSED /date:SURVEY_BRANCH_CLOSED");
        var opinion = secretary
                .post(opinions, Map.of("text", "意见", "category", "组织建设", "date", "2025-05-18"))
                .expect(201)
                .get("id")
                .asString();
        assertThat(secretary
                        .post("/opinions/" + opinion + "/rectification", Map.of("on", "2025-05-20", "action", "已改"))
                        .refusal())
                .isEqualTo("422 SURVEY_BRANCH_CLOSED /on:SURVEY_BRANCH_CLOSED");
        assertThat(secretary
                        .post("/surveys/" + survey + "/closure", Map.of("on", "2025-05-20"))
                        .refusal())
                .isEqualTo("422 SURVEY_BRANCH_CLOSED /on:SURVEY_BRANCH_CLOSED");
        assertThat(meeting("2025-05-20").refusal()).startsWith("422 SESSION_BRANCH_CLOSED /date");
        meeting("2025-05-19").expect(201);
        assertThat(meeting("2025-05-19").refusal()).startsWith("409 SAME_MEETING_THAT_DAY /forms");
        var roll = secretary.get("/rolls?unit=" + branch + "&on=2025-05-20").expect(200);
        assertThat(roll.get("open").asBoolean()).isFalse();
        assertThat(roll.get("people")).hasSize(members.size());
    }

    @Test
    void aSessionIsLookedUpAndWrittenAndTheBranchIsKnown() {
        var day = new AtomicInteger();
        assertThat(Asked.fewest(
                        tenant,
                        () -> meeting("2025-04-" + (10 + day.incrementAndGet())).expect(201)))
                .as("one like it on that day, the session itself, the branch's mark")
                .isBetween(2L, 3L);
    }

    private Client.Answer meeting(String date) {
        return secretary.post(
                "/sessions",
                Map.of(
                        "unit",
                        branch,
                        "forms",
                        List.of("THEME_PARTY_DAY"),
                        "date",
                        date,
                        "topic",
                        "学习",
                        "attendance",
                        List.of(Map.of("member", members.get(0), "present", true))));
    }

    @Test
    void listsAreNarrowedByUnitDaysAndState() {
        secretary.post("/records", gift(20000)).expect(201);
        meeting("2025-05-20").expect(201);
        var days = "&from=2025-05-20&until=2025-05-31";
        for (var list : List.of("/records", "/sessions")) {
            assertThat(found(reviewer, list + "?unit=" + branch + days)).isEqualTo(1);
            assertThat(found(secretary, list + "?unit=" + tenant + days))
                    .as("of a unit above his own he sees his own")
                    .isEqualTo(1);
            assertThat(found(secretary, list + "?unit=" + UUID.randomUUID())).isZero();
            assertThat(found(secretary, list + "?until=2025-05-19")).isZero();
            assertThat(found(secretary, list + "?from=2025-05-21")).isZero();
            assertThat(found(secretary, list + "?state=withdrawn" + days)).isZero();
            assertThat(found(secretary, list + "?state=all" + days)).isEqualTo(1);
        }
        assertThat(found(secretary, "/records?kind=pairing-assistance" + days)).isEqualTo(1);
        assertThat(found(secretary, "/sessions?form=THEME_PARTY_DAY" + days)).isEqualTo(1);
        assertThat(found(reviewer, "/opinions?unit=" + branch)).isZero();
        assertThat(found(reviewer, "/surveys?unit=" + branch)).isZero();
    }

    private static int found(Client asking, String list) {
        return asking.get(list).expect(200).get("total").asInt();
    }

    @Test
    void listsOfRecordsMeetingsAndOpinionsGoOnBehindWhatIsCounted() {
        var record =
                secretary.post("/records", gift(20000)).expect(201).get("id").asString();
        new LongList(
                        world,
                        reviewer,
                        "/records?unit=" + branch,
                        line -> line.get("id").asString())
                .check(tenant, "records", record, (copy, number) -> {});
        var attendance = List.of(Map.of("member", members.get(0), "present", true));
        var session = secretary
                .post(
                        "/sessions",
                        Map.of(
                                "unit",
                                branch,
                                "forms",
                                List.of("PARTY_LECTURE"),
                                "date",
                                "2025-03-12",
                                "topic",
                                "党课",
                                "attendance",
                                attendance))
                .expect(201)
                .get("session")
                .get("id")
                .asString();
        new LongList(
                        world,
                        reviewer,
                        "/sessions?unit=" + branch,
                        line -> line.get("id").asString())
                .check(tenant, "sessions", session, (copy, number) -> {});
        var survey = secretary
                .post("/surveys", Map.of("unit", branch, "title", "问", "opensOn", "2025-04-01"))
                .expect(201)
                .get("id")
                .asString();
        var opinion = secretary
                .post(
                        "/surveys/" + survey + "/opinions",
                        Map.of("text", "多听意见", "category", "教学", "date", "2025-04-03"))
                .expect(201)
                .get("id")
                .asString();
        new LongList(
                        world,
                        reviewer,
                        "/opinions?survey=" + survey,
                        line -> line.get("id").asString())
                .check(tenant, "opinions", opinion, (copy, number) -> {});
        new LongList(
                        world,
                        reviewer,
                        "/surveys?unit=" + branch,
                        line -> line.get("id").asString())
                .check(tenant, "surveys", survey, (copy, number) -> {});
    }

    /** Corrections and withdrawals are explained to whoever reads their entry in the ledger, and to nobody else. */
    @Test
    void reasonsAreKeptBesideTheLedgerForThoseWhoAuditThere() {
        world.grant(tenant, "aud", "AUDITOR", tenant, List.of(tenant));
        var auditor = secretary.as(Tokens.of(tenant, "aud"));
        var id = secretary.post("/records", gift(20000)).expect(201).get("id").asString();
        var corrected = new java.util.HashMap<>(gift(18000));
        corrected.put("reason", "金额记错");
        secretary.put("/records/" + id, "\"0\"", corrected).expect(200);
        assertThat(secretary.put("/records/" + id, "\"0\"", corrected).status()).isEqualTo(412);
        secretary
                .post("/records/" + id + "/withdrawal", Map.of("reason", "重复录入"))
                .expect(200);
        var events = List.of(1000, 2000).stream()
                .map(sequence -> Command.nameOf(tenant, id, Integer.toString(sequence)))
                .toList();
        var told = auditor.get("/reasons?events=" + String.join(",", events)).expect(200);
        assertThat(told).hasSize(2);
        told.forEach(reason -> {
            var first = reason.get("events").get(0).asString().equals(events.get(0));
            assertThat(reason.get("text").asString()).isEqualTo(first ? "金额记错" : "重复录入");
            assertThat(reason.get("actor").asString()).isEqualTo("sec");
        });
        assertThat(secretary.get("/reasons?events=" + events.get(0)).status()).isEqualTo(403);
        world.grant(tenant, "else", "AUDITOR", "elsewhere", List.of(tenant, "elsewhere"));
        assertThat(secretary
                        .as(Tokens.of(tenant, "else"))
                        .get("/reasons?events=" + events.get(0))
                        .expect(200))
                .isEmpty();
        assertThat(world.documents(tenant, "platform_reasons").toString()).doesNotContain("金额记错", "重复录入");
        assertThat(world.documents(tenant, "platform_reasons")).hasSize(2);
    }
}
