package cn.zhibu.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.LongList;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.test.StepVerifier;

/** A report's steps reach the inboxes of those they concern, at once and once. */
@ServiceTest
class InboxJourneyTests {

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private String tenant;
    private String branch;
    private Client secretary;
    private Client reviewer;

    @BeforeEach
    void aBureauWithAReviewerAndASecretary() {
        tenant = world.bureau();
        branch = UUID.randomUUID().toString();
        world.grant(tenant, "sec", "SECRETARY", branch, List.of(tenant, branch));
        world.grant(tenant, "rev", "REVIEWER", tenant, List.of(tenant));
        secretary = new Client(http, "/api/notification/v1", Tokens.of(tenant, "sec"));
        reviewer = secretary.as(Tokens.of(tenant, "rev"));
    }

    private Map<String, Object> step(String report) {
        return Map.of(
                "report",
                report,
                "unit",
                branch,
                "ancestors",
                List.of(tenant, branch),
                "year",
                2025,
                "round",
                1,
                "author",
                "sec");
    }

    @Test
    void aSubmittedReportIsInTheReviewersInboxOnceHoweverOftenItIsTold() {
        var report = UUID.randomUUID().toString();
        world.send(tenant, "report.events", "report.submitted.v1", report, 1000, step(report));
        world.send(tenant, "report.events", "report.submitted.v1", report, 1000, step(report));
        world.send(tenant, "report.events", "report.returned.v1", report, 2000, step(report));
        World.await(
                () -> secretary.get("/notices?unread=true").body().get("total").asInt() == 1);
        var inbox = reviewer.get("/notices").expect(200);
        assertThat(inbox.get("total").asInt()).isEqualTo(1);
        assertThat(inbox.get("items").get(0).get("what").asString()).isEqualTo("REPORT_SUBMITTED");
        var notice = inbox.get("items").get(0).get("id").asString();
        assertThat(secretary.post("/notices/" + notice + "/reading", Map.of()).refusal())
                .startsWith("404 NOTICE_NOT_FOUND");
        reviewer.post("/notices/" + notice + "/reading", Map.of()).expect(200);
        assertThat(reviewer.get("/notices?unread=true").expect(200).get("total").asInt())
                .isZero();
        var other = world.bureau();
        world.grant(other, "rev", "REVIEWER", other, List.of(other));
        assertThat(secretary
                        .as(Tokens.of(other, "rev"))
                        .get("/notices")
                        .expect(200)
                        .get("total")
                        .asInt())
                .isZero();
    }

    private void record(String name, String record, long sequence, String giver, String answer) {
        world.send(
                tenant,
                "activity.events",
                name,
                record,
                sequence,
                Map.of(
                        "record",
                        record,
                        "unit",
                        giver,
                        "ancestors",
                        List.of(tenant, giver),
                        "date",
                        "2026-05-20",
                        "other",
                        Map.of("unit", branch, "ancestors", List.of(tenant, branch), "answer", answer)));
    }

    private int unsettled(Client who, String what) {
        int found = 0;
        for (var notice : who.get("/notices").expect(200).get("items")) {
            if (notice.get("what").asString().equals(what) && !notice.hasNonNull("settledAt")) {
                found++;
            }
        }
        return found;
    }

    private Map<String, Object> transfer(String transfer, String giver, String side, String unit) {
        return Map.of(
                "transfer",
                transfer,
                "unit",
                giver,
                "ancestors",
                List.of(tenant, giver),
                "kind",
                "INSIDE",
                side,
                Map.of("unit", unit, "ancestors", List.of(tenant, unit)),
                "due",
                "2026-12-30");
    }

    /** ED-14: whose turn it is, and what came of it; with the answer nothing waits any more. */
    @Test
    void aTransferWaitsForTheOtherBranchUntilItIsAnswered() {
        var giver = UUID.randomUUID().toString();
        var one = UUID.randomUUID().toString();
        var two = UUID.randomUUID().toString();
        world.grant(tenant, "giver", "CLERK", giver, List.of(tenant, giver));
        var giving = secretary.as(Tokens.of(tenant, "giver"));
        for (var transfer : List.of(one, two, one)) {
            var asked = transfer(transfer, giver, "acts", branch);
            world.send(tenant, "member.events", "transfer.asked.v1", transfer, 0, asked);
        }
        World.await(() -> unsettled(secretary, "TRANSFER_WAITS") == 2);
        assertThat(giving.get("/notices").expect(200).get("total").asInt()).isZero();
        world.send(tenant, "member.events", "transfer.refused.v1", one, 1000, transfer(one, giver, "asked", giver));
        World.await(() -> unsettled(giving, "TRANSFER_ANSWERED") == 1);
        assertThat(unsettled(secretary, "TRANSFER_WAITS")).isEqualTo(1);
        world.send(tenant, "member.events", "transfer.withdrawn.v1", two, 1000, transfer(two, giver, "acts", branch));
        World.await(() -> unsettled(secretary, "TRANSFER_WAITS") == 0);
        assertThat(giving.get("/notices").expect(200).get("total").asInt()).isEqualTo(1);
    }

    /** DU-11: it waits for the superior, and the branch hears what came of it. */
    @Test
    void aHardshipWaitsForTheSuperiorUntilItIsDecided() {
        var one = UUID.randomUUID().toString();
        var two = UUID.randomUUID().toString();
        for (var relief : List.of(one, two, one)) {
            relief("dues-relief.proposed.v1", relief, 0);
        }
        World.await(() -> unsettled(reviewer, "RELIEF_WAITS") == 2);
        assertThat(unsettled(secretary, "RELIEF_WAITS")).isZero();
        relief("dues-relief.refused.v1", one, 1000);
        World.await(() -> unsettled(secretary, "RELIEF_ANSWERED") == 1);
        assertThat(unsettled(reviewer, "RELIEF_WAITS")).isEqualTo(1);
        relief("dues-relief.withdrawn.v1", two, 1000);
        World.await(() -> unsettled(reviewer, "RELIEF_WAITS") == 0);
        assertThat(unsettled(secretary, "RELIEF_ANSWERED")).isEqualTo(1);
    }

    private void relief(String name, String relief, int sequence) {
        var told = new HashMap<String, Object>(
                Map.of("relief", relief, "unit", branch, "ancestors", List.of(tenant, branch)));
        if (sequence == 0) {
            told.putAll(Map.of("from", "2026-01-01", "until", "2026-06-01"));
        }
        world.send(tenant, "member.events", name, relief, sequence, told);
    }

    /** A notice has the name of its event, so that telling it again after a crash changes nothing. */
    @Test
    void theOtherSideOfARecordIsAskedAndTheGiverIsToldWhatIsDifferent() {
        var giver = UUID.randomUUID().toString();
        var record = UUID.randomUUID().toString();
        world.grant(tenant, "giver", "CLERK", giver, List.of(tenant, giver));
        var giving = secretary.as(Tokens.of(tenant, "giver"));
        record("record.entered.v1", record, 0, giver, "WAITING");
        record("record.entered.v1", record, 0, giver, "WAITING");
        World.await(() -> unsettled(secretary, "GIVING_WAITS") == 1);
        record("record.answered.v1", record, 1000, giver, "DIFFERENT");
        World.await(() -> unsettled(giving, "GIVING_DISPUTED") == 1);
        assertThat(unsettled(secretary, "GIVING_WAITS")).isZero();
        record("record.corrected.v1", record, 2000, giver, "WAITING");
        World.await(() -> unsettled(secretary, "GIVING_WAITS") == 1);
        assertThat(unsettled(giving, "GIVING_DISPUTED")).isZero();
        record("record.answered.v1", record, 3000, giver, "CONFIRMED");
        World.await(() -> unsettled(secretary, "GIVING_WAITS") == 0);
        assertThat(secretary.get("/notices").expect(200).get("total").asInt()).isEqualTo(2);
        assertThat(giving.get("/notices").expect(200).get("total").asInt()).isEqualTo(1);
    }

    private void task(String name, String task, long sequence, Map<String, Object> more) {
        var body = new java.util.HashMap<String, Object>(
                Map.of("task", task, "unit", branch, "ancestors", List.of(tenant, branch)));
        body.putAll(more);
        world.send(tenant, "activity.events", name, task, sequence, body);
    }

    private static Map<String, Object> steps(String status, java.time.LocalDate due, String state) {
        var step = Map.of("milestone", "m", "due", due.toString(), "state", state);
        return Map.of("status", status, "date", "2026-01-10", "milestones", List.of(step));
    }

    /** A milestone that was moved is told again for its new day, once. */
    @Test
    void aBranchIsToldOfItsMilestonesUntilTheyAreReachedOrMoved() {
        var task = UUID.randomUUID().toString();
        var today = java.time.LocalDate.now(java.time.ZoneId.of("Asia/Shanghai"));
        var near = Map.<String, Object>of("due", today.plusDays(7).toString(), "milestones", List.of("m"));
        task("task.due-soon.v1", task, 0, near);
        task("task.due-soon.v1", task, 0, near);
        World.await(() -> unsettled(secretary, "MILESTONE_DUE_SOON") == 1);
        task("task.overdue.v1", task, 1000, near);
        World.await(() -> unsettled(secretary, "MILESTONE_OVERDUE") == 1);
        assertThat(unsettled(secretary, "MILESTONE_DUE_SOON")).isZero();
        task("task.kept.v1", task, 2000, steps("OPEN", today.minusDays(1), "OPEN"));
        task("task.kept.v1", task, 3000, steps("OPEN", today.plusDays(30), "OPEN"));
        World.await(() -> unsettled(secretary, "MILESTONE_OVERDUE") == 0);
        task("task.due-soon.v1", task, 4000, near);
        World.await(() -> unsettled(secretary, "MILESTONE_DUE_SOON") == 1);
        task("task.kept.v1", task, 5000, steps("OPEN", today.plusDays(7), "DONE"));
        World.await(() -> unsettled(secretary, "MILESTONE_DUE_SOON") == 0);
        assertThat(secretary.get("/notices").expect(200).get("total").asInt()).isEqualTo(3);
        assertThat(unsettled(reviewer, "MILESTONE_OVERDUE")).isZero();
    }

    private String unit(String parent) {
        var id = UUID.randomUUID().toString();
        var body = Map.of(
                "unit", id, "parent", parent, "kind", "BRANCH", "ancestors", List.of(tenant, id), "from", "2015-01-01");
        world.send(tenant, "member.events", "unit.created.v1", id, body);
        World.await(() -> world.exists(tenant, "directory_units_v1", id));
        return id;
    }

    private void campaign(String name, String campaign, long sequence, Map<String, Object> more) {
        var body = new java.util.HashMap<String, Object>(
                Map.of("campaign", campaign, "unit", tenant, "ancestors", List.of(tenant)));
        body.putAll(more);
        world.send(tenant, "activity.events", name, campaign, sequence, body);
    }

    private static Map<String, Object> lasting(java.time.LocalDate until) {
        return Map.of("from", until.minusDays(60).toString(), "until", until.toString(), "points", 2);
    }

    @Test
    void eachBranchIsToldOnceOfACampaignThatIsAskedOfIt() {
        var one = unit(tenant);
        var other = unit(tenant);
        world.grant(tenant, "one", "SECRETARY", one, List.of(tenant, one));
        world.grant(tenant, "both", "CLERK", one, List.of(tenant, one));
        world.grant(tenant, "both", "CLERK", other, List.of(tenant, other));
        var first = secretary.as(Tokens.of(tenant, "one"));
        var both = secretary.as(Tokens.of(tenant, "both"));
        var today = java.time.LocalDate.now(java.time.ZoneId.of("Asia/Shanghai"));
        var campaign = UUID.randomUUID().toString();
        campaign("campaign.published.v1", UUID.randomUUID().toString(), 0, lasting(today.minusDays(1)));
        campaign("campaign.published.v1", campaign, 0, lasting(today));
        campaign("campaign.published.v1", campaign, 0, lasting(today));
        World.await(() -> unsettled(first, "CAMPAIGN_ASKED") == 1 && unsettled(both, "CAMPAIGN_ASKED") == 1);
        var notice = first.get("/notices").expect(200).get("items").get(0);
        assertThat(notice.get("unit").asString()).isEqualTo(one);
        assertThat(notice.get("subject").asString()).isEqualTo(campaign);
        assertThat(notice.get("date").asString()).isEqualTo(today.toString());
        world.grant(tenant, "late", "SECRETARY", one, List.of(tenant, one));
        var late = secretary.as(Tokens.of(tenant, "late"));
        World.await(() -> unsettled(late, "CAMPAIGN_ASKED") == 1);
        var given = Map.<String, Object>of(
                "unit",
                one,
                "ancestors",
                List.of(tenant, one),
                "met",
                List.of(Map.of("point", campaign + ".1", "on", today.toString())));
        campaign("campaign.answered.v1", campaign, 1000, given);
        World.await(() -> unsettled(first, "CAMPAIGN_ASKED") == 0);
        campaign("campaign.withdrawn.v1", campaign, 2000, Map.of());
        World.await(() -> unsettled(both, "CAMPAIGN_ASKED") == 0);
        assertThat(both.get("/notices").expect(200).get("total").asInt()).isEqualTo(1);
        assertThat(unsettled(reviewer, "CAMPAIGN_ASKED")).isZero();
    }

    @Test
    void whoeverIsLookingSeesItAtOnce() {
        var report = UUID.randomUUID().toString();
        var stream = http.get()
                .uri("/api/notification/v1/notices/stream")
                .header("Authorization", "Bearer " + Tokens.of(tenant, "sec"))
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody()
                .filter(data -> data.contains("REPORT_"));
        StepVerifier.create(stream)
                .then(() -> world.send(tenant, "report.events", "report.returned.v1", report, step(report)))
                .assertNext(data -> assertThat(data).contains("REPORT_RETURNED", report))
                .thenCancel()
                .verify(Duration.ofSeconds(15));
    }

    @Test
    void whoGivesHimselfARoleThatShowsPeoplesFilesIsKnownToTheOthers() {
        world.grant(tenant, "admin", "BUREAU_ADMIN", tenant, List.of(tenant));
        world.grant(tenant, "second", "BUREAU_ADMIN", tenant, List.of(tenant));
        var second = secretary.as(Tokens.of(tenant, "second"));
        own("admin", "REVIEWER");
        own("nobody", "CLERK");
        var grant = own("admin", "CLERK");
        World.await(() -> second.get("/notices").body().get("total").asInt() == 1);
        World.await(() -> secretary.get("/notices").body().get("total").asInt() == 1);
        var told = second.get("/notices").expect(200).get("items").get(0);
        assertThat(told.get("what").asString()).isEqualTo("OWN_ROLE");
        assertThat(told.get("subject").asString()).isEqualTo(grant);
        assertThat(secretary
                        .as(Tokens.of(tenant, "admin"))
                        .get("/notices")
                        .expect(200)
                        .get("total")
                        .asInt())
                .isZero();
        world.send(tenant, "member.events", "grant.revoked.v1", grant, given(grant, "admin", "CLERK"));
        World.await(() -> second.get("/notices").body().at("/items/0").hasNonNull("settledAt"));
    }

    private Map<String, Object> given(String grant, String account, String role) {
        return Map.of(
                "grant", grant, "account", account, "role", role, "unit", branch, "ancestors", List.of(tenant, branch));
    }

    private String own(String account, String role) {
        var grant = UUID.randomUUID().toString();
        world.sendAs("admin", tenant, "member.events", "grant.given.v1", grant, given(grant, account, role));
        return grant;
    }

    @Test
    void whoIsAskedToAMeetingHearsOfItOnceAndOfWhatBecomesOfIt() {
        world.send(tenant, "member.events", "account.opened.v1", "mem", Map.of("account", "mem", "member", "m1"));
        world.send(tenant, "member.events", "account.opened.v1", "two", Map.of("account", "two", "member", "m2"));
        World.await(() -> world.exists(tenant, "own_accounts_v1", "mem"));
        World.await(() -> world.exists(tenant, "own_accounts_v1", "two"));
        var plan = UUID.randomUUID().toString();
        var member = secretary.as(Tokens.of(tenant, "mem"));
        world.send(tenant, "activity.events", "plan.told.v1", plan, 1000, meeting(plan, "2026-12-10", "m1"));
        world.send(tenant, "activity.events", "plan.told.v1", plan, 1000, meeting(plan, "2026-12-10", "m1"));
        world.send(tenant, "activity.events", "plan.changed.v1", plan, 2000, meeting(plan, "2026-12-10"));
        world.send(tenant, "activity.events", "plan.changed.v1", plan, 3000, meeting(plan, "2026-12-11", "m1"));
        world.send(tenant, "activity.events", "plan.cancelled.v1", plan, 4000, meeting(plan, "2026-12-11", "m1"));
        World.await(() ->
                member.get("/notices").body().at("/items/0/what").asString("").equals("MEETING_CANCELLED"));
        var told = member.get("/notices").expect(200).get("items");
        assertThat(told).hasSize(3);
        assertThat(told.get(0).get("subject").asString()).isEqualTo(plan);
        assertThat(told.get(0).get("date").asString()).isEqualTo("2026-12-11");
        assertThat(told.get(1).hasNonNull("settledAt")).isTrue();
        assertThat(told.get(2).hasNonNull("settledAt")).isTrue();
        assertThat(secretary
                        .as(Tokens.of(tenant, "two"))
                        .get("/notices")
                        .expect(200)
                        .get("total")
                        .asInt())
                .as("was not asked")
                .isZero();
    }

    private Map<String, Object> meeting(String plan, String date, String... members) {
        return Map.of(
                "plan",
                plan,
                "unit",
                branch,
                "ancestors",
                List.of(tenant, branch),
                "date",
                date,
                "forms",
                List.of("BRANCH_ASSEMBLY"),
                "members",
                List.of(members));
    }

    @Test
    void anInboxGoesOnBehindWhatIsCounted() {
        var report = UUID.randomUUID().toString();
        world.send(tenant, "report.events", "report.returned.v1", report, step(report));
        World.await(() -> secretary.get("/notices").body().get("total").asInt() == 1);
        var notice =
                secretary.get("/notices").body().get("items").get(0).get("id").asString();
        new LongList(
                        world,
                        secretary,
                        "/notices?unread=true",
                        line -> line.get("id").asString())
                .check(tenant, "notices", notice, (copy, number) -> {});
    }
}
