package cn.zhibu.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import cn.zhibu.platform.change.Command;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Who is reminded of what, when, and when it is over. */
@ServiceTest
@TestPropertySource(properties = "zhibu.reminders.every=200ms")
class RemindingTests {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

    /** A clock that the test puts forward. */
    @TestConfiguration
    static class Time {
        @Bean
        Clock clock() {
            return new Clock() {
                @Override
                public ZoneId getZone() {
                    return CHINA;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return Instant.now().plus(AHEAD.get());
                }
            };
        }
    }

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private String tenant;
    private String branch;
    private Client secretary;
    private Client reviewer;

    @BeforeEach
    void aBranch() {
        AHEAD.set(Duration.ZERO);
        tenant = world.bureau();
        World.await(() -> world.asked(tenant, "directory_committees_v1") > 0); // a new bureau has its first round
        branch = UUID.randomUUID().toString();
        world.grant(tenant, "sec", "SECRETARY", branch, List.of(tenant, branch));
        world.grant(tenant, "rev", "REVIEWER", tenant, List.of(tenant));
        secretary = new Client(http, "/api/notification/v1", Tokens.of(tenant, "sec"));
        reviewer = secretary.as(Tokens.of(tenant, "rev"));
        unit("unit.created.v1", Map.of("kind", "BRANCH", "parent", tenant, "from", "2000-01-01"));
        World.await(() -> world.exists(tenant, "directory_units_v1", branch));
    }

    private static List<String> inbox(Client person) {
        return StreamSupport.stream(
                        person.get("/notices?size=100").expect(200).get("items").spliterator(), false)
                .map(notice ->
                        notice.get("what").asString() + (notice.get("settledAt").isNull() ? "" : " settled"))
                .toList();
    }

    private void step(String name, String report, int sequence, String author) {
        world.send(
                tenant,
                "report.events",
                name,
                report,
                sequence * 1000L,
                Map.of(
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
                        author));
    }

    private void unit(String name, Map<String, Object> more) {
        var body = new HashMap<String, Object>(more);
        body.put("unit", branch);
        body.put("ancestors", List.of(tenant, branch));
        world.send(tenant, "member.events", name, branch, body);
    }

    private void formed(String committee, LocalDate on) {
        committee("committee.formed.v1", committee, on);
    }

    private void committee(String name, String committee, LocalDate on) {
        world.send(
                tenant,
                "member.events",
                name,
                committee,
                Map.of(
                        "committee",
                        committee,
                        "unit",
                        branch,
                        "ancestors",
                        List.of(tenant, branch),
                        "on",
                        on.toString(),
                        "termYears",
                        3,
                        "seats",
                        3));
    }

    private Map<String, Object> owed(String period, String due) {
        var owed = new HashMap<String, Object>();
        owed.put("duty", "BR-22:" + branch + ":" + period);
        owed.put("rule", "BR-22");
        owed.put("group", null);
        owed.put("period", period);
        owed.put("due", due);
        return owed;
    }

    private void duties(String name, Object... owed) {
        var watch = Command.nameOf("watch", branch);
        world.send(
                tenant,
                "report.events",
                name,
                watch,
                Map.of("unit", branch, "ancestors", List.of(tenant, branch), "duties", List.of(owed)));
    }

    @Test
    void aSubmittedReportIsToldToThoseWhoMayReallyReviewIt() {
        world.grant(tenant, "near", "REVIEWER", branch, List.of(tenant, branch));
        world.grant(tenant, "both", "REVIEWER", branch, List.of(tenant, branch));
        world.grant(tenant, "both", "CLERK", branch, List.of(tenant, branch));
        step("report.submitted.v1", UUID.randomUUID().toString(), 1, "near");
        World.await(() -> inbox(reviewer).equals(List.of("REPORT_SUBMITTED")));
        assertThat(inbox(secretary.as(Tokens.of(tenant, "near"))))
                .as("the author")
                .isEmpty();
        assertThat(inbox(secretary.as(Tokens.of(tenant, "both"))))
                .as("enters for the branch")
                .isEmpty();
    }

    @Test
    void aReportThatLiesIsToldOnceToWhomItWaitsForUntilTheNextStep() {
        var report = UUID.randomUUID().toString();
        step("report.submitted.v1", report, 1, "sec");
        World.await(() -> inbox(reviewer).equals(List.of("REPORT_SUBMITTED")));
        AHEAD.set(Duration.ofDays(8));
        World.await(() -> inbox(reviewer).contains("REVIEW_WAITS"));
        AHEAD.set(Duration.ofDays(9));
        step("report.returned.v1", report, 2, "sec");
        World.await(() -> inbox(reviewer).contains("REVIEW_WAITS settled"));
        World.await(() -> inbox(secretary).contains("REPORT_RETURNED"));
        AHEAD.set(Duration.ofDays(20));
        World.await(() -> inbox(secretary).contains("RETURN_WAITS"));
        AHEAD.set(Duration.ZERO); // the time of an event is the real one
        step("report.submitted.v1", report, 3, "sec");
        World.await(() -> inbox(secretary).contains("RETURN_WAITS settled"));
        assertThat(inbox(reviewer)).filteredOn("REPORT_SUBMITTED"::equals).hasSize(2);
        assertThat(inbox(reviewer))
                .filteredOn(what -> what.startsWith("REVIEW_WAITS"))
                .hasSize(1);
        assertThat(world.documents(tenant, "reminders")).hasSize(2);
    }

    @Test
    void aTermThatEndsIsToldToBranchAndSuperiorAheadAndAgainAndIsOverWhenRenewed() {
        var today = LocalDate.now(CHINA);
        var committee = UUID.randomUUID().toString();
        formed(UUID.randomUUID().toString(), today.minusYears(6).plusMonths(7));
        formed(committee, today.minusYears(3).plusMonths(7));
        World.await(() -> world.exists(tenant, "directory_committees_v1", committee));
        AHEAD.set(Duration.ofDays(35));
        World.await(() -> inbox(secretary).equals(List.of("TERM_ENDS")));
        World.await(() -> inbox(reviewer).equals(List.of("TERM_ENDS")));
        AHEAD.set(Duration.ofDays(190));
        World.await(() -> inbox(secretary).equals(List.of("TERM_ENDS", "TERM_ENDS")));
        formed(UUID.randomUUID().toString(), today.plusDays(191));
        World.await(() -> inbox(secretary).equals(List.of("TERM_ENDS settled", "TERM_ENDS settled")));
    }

    /** BR-19. */
    @Test
    void theSuperiorsReminderIsToldToTheBranchUntilTheNextTermBegins() {
        var today = LocalDate.now(CHINA);
        var committee = UUID.randomUUID().toString();
        var ends = today.minusDays(20);
        var reminded = Map.of(
                "unit", branch, "ancestors", List.of(tenant, branch), "committee", committee, "ends", ends.toString());
        world.send(
                tenant,
                "member.events",
                "branch.term-reminded.v1",
                UUID.randomUUID().toString(),
                reminded);
        World.await(() -> inbox(secretary).equals(List.of("TERM_REMINDED")));
        assertThat(inbox(reviewer)).isEmpty();
        formed(UUID.randomUUID().toString(), today.minusYears(4));
        formed(UUID.randomUUID().toString(), today);
        World.await(() -> inbox(secretary).equals(List.of("TERM_REMINDED settled")));
    }

    private void crossed(String subject, boolean reached, int members, LocalDate on) {
        world.send(
                tenant,
                "member.events",
                "branch.threshold-crossed.v1",
                subject,
                Map.of(
                        "unit",
                        branch,
                        "ancestors",
                        List.of(tenant, branch),
                        "threshold",
                        "COMMITTEE",
                        "rule",
                        "BR-14",
                        "reached",
                        reached,
                        "members",
                        members,
                        "on",
                        on.toString()));
    }

    /** BR-14. */
    @Test
    void aNumberThatWasCrossedIsToldToBranchAndSuperiorWithTheArticleAndTheWayBackEndsIt() {
        var subject = UUID.randomUUID().toString();
        var today = LocalDate.now(CHINA);
        crossed(subject, true, 7, today);
        World.await(() -> inbox(secretary).equals(List.of("MEMBERS_CROSSED")));
        World.await(() -> inbox(reviewer).equals(List.of("MEMBERS_CROSSED")));
        var rule = secretary.get("/notices").body().get("items").get(0).get("rule");
        assertThat(rule.get("id").asString()).isEqualTo("BR-14");
        assertThat(rule.get("members").asInt()).isEqualTo(7);
        assertThat(rule.get("article").asString()).contains("第二十条");
        crossed(subject, false, 6, today);
        World.await(() -> inbox(secretary).equals(List.of("MEMBERS_CROSSED", "MEMBERS_CROSSED settled")));
    }

    @Test
    void whoHearsOfAnEndingTermLateIsToldOnce() {
        formed(UUID.randomUUID().toString(), LocalDate.now(CHINA).minusYears(3).plusDays(10));
        World.await(() -> inbox(secretary).equals(List.of("TERM_ENDS")));
        AHEAD.set(Duration.ofDays(1));
        World.await(() -> world.documents(tenant, "reminders").size() == 1);
        assertThat(inbox(secretary)).hasSize(1);
    }

    @Test
    void whatNobodyIsThereToBeToldIsToldOnceSomebodyIs() {
        var bureau = world.bureau();
        var report = UUID.randomUUID().toString();
        world.send(
                bureau,
                "report.events",
                "report.submitted.v1",
                report,
                Map.of(
                        "report",
                        report,
                        "unit",
                        branch,
                        "ancestors",
                        List.of(bureau, branch),
                        "year",
                        2025,
                        "round",
                        1,
                        "author",
                        "sec"));
        World.await(() -> world.exists(bureau, "reminder_reports_v1", report));
        AHEAD.set(Duration.ofDays(8));
        World.await(() -> within(bureau, Duration.ofHours(1)));
        world.grant(bureau, "late", "REVIEWER", bureau, List.of(bureau));
        assertThat(world.documents(bureau, "reminders")).isEmpty();
        AHEAD.set(Duration.ofDays(8).plusHours(2));
        World.await(() -> world.documents(bureau, "reminders").size() == 1);
        World.await(() -> looks(bureau).isEmpty());
    }

    private List<Instant> looks(String bureau) {
        return world.documents("shared", "wakes").stream()
                .filter(wake -> bureau.equals(wake.getString("tenant")) && "Reminding".equals(wake.getString("job")))
                .map(wake -> wake.getDate("at").toInstant())
                .toList();
    }

    private boolean within(String bureau, Duration time) {
        var now = Instant.now().plus(AHEAD.get());
        return looks(bureau).stream().anyMatch(at -> at.isAfter(now) && at.isBefore(now.plus(time)));
    }

    /** A term is told ahead, again and over: the days between ask nothing of the bureau. */
    @Test
    void aBureauIsLookedAtOnTheDayOnWhichALeadBeginsAndNotBefore() {
        var today = LocalDate.now(CHINA);
        var committee = UUID.randomUUID().toString();
        formed(committee, today.minusYears(3).plusMonths(8));
        World.await(() -> world.exists(tenant, "directory_committees_v1", committee));
        var ends = today.minusYears(3).plusMonths(8).plusYears(3).minusDays(1);
        var begins = ends.plusDays(1).minusMonths(6).atStartOfDay(CHINA).toInstant();
        World.await(() -> {
            AHEAD.updateAndGet(ahead -> ahead.plusDays(1));
            pause();
            return looks(tenant).equals(List.of(begins));
        });
        World.await(() -> askedNothingMore());
        AHEAD.updateAndGet(ahead -> ahead.plusDays(5));
        assertThat(askedNothingMore()).isTrue();
    }

    private boolean askedNothingMore() {
        long before = world.asked(tenant);
        pause();
        return world.asked(tenant) == before;
    }

    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(600).toNanos());
    }

    @Test
    void dutiesAreToldTogetherAndTheNoticeSaysWhichAreSettled() {
        var one = owed("2026-10", "2026-10-31");
        var two = owed("2026-11", "2026-11-30");
        duties("duty.due-soon.v1", two);
        duties("duty.overdue.v1", one);
        World.await(() -> inbox(secretary).size() == 2);
        duties("duty.overdue.v1", two);
        World.await(() -> inbox(secretary).size() == 3);
        assertThat(inbox(secretary))
                .containsExactlyInAnyOrder("DUTIES_OVERDUE", "DUTIES_OVERDUE", "DUTIES_DUE_SOON settled");
        duties("duty.settled.v1", one);
        World.await(() -> inbox(secretary).contains("DUTIES_OVERDUE settled"));
        assertThat(inbox(secretary))
                .containsExactlyInAnyOrder("DUTIES_OVERDUE", "DUTIES_OVERDUE settled", "DUTIES_DUE_SOON settled");
        var names = secretary.get("/notices?size=100").expect(200).toString();
        assertThat(names).contains("主题党日");
        assertThat(inbox(reviewer)).isEmpty();
    }

    @Test
    void aTermIsJudgedByWhatTheDirectoryKnowsAndMistakesAreTakenBack() {
        var today = LocalDate.now(CHINA);
        var committee = UUID.randomUUID().toString();
        formed(committee, today.minusYears(3).plusDays(100));
        World.await(() -> inbox(secretary).equals(List.of("TERM_ENDS")));
        committee("committee.corrected.v1", committee, today.minusYears(1));
        World.await(() -> inbox(secretary).equals(List.of("TERM_ENDS settled")));
        committee("committee.corrected.v1", committee, today.minusYears(3).plusDays(90));
        World.await(() -> inbox(secretary).contains("TERM_ENDS"));
        assertThat(inbox(secretary)).as("of another day").hasSize(2);
        var mistaken = UUID.randomUUID().toString();
        formed(mistaken, today);
        World.await(() -> !inbox(secretary).contains("TERM_ENDS"));
        world.send(
                tenant,
                "member.events",
                "committee.withdrawn.v1",
                mistaken,
                Map.of("committee", mistaken, "unit", branch, "ancestors", List.of(tenant, branch)));
        World.await(() -> inbox(secretary).contains("TERM_ENDS"));
        assertThat(inbox(secretary)).as("the same notices").hasSize(2);
    }

    @Test
    void aBranchThatClosesBeforeItsTermEndsIsNotRemindedUnlessItStays() {
        var today = LocalDate.now(CHINA);
        formed(UUID.randomUUID().toString(), today.minusYears(3).plusDays(100));
        World.await(() -> inbox(secretary).equals(List.of("TERM_ENDS")));
        unit("unit.closed.v1", Map.of("on", today.plusDays(120).toString()));
        World.await(() -> !world.documents(tenant, "directory_turns_v1").isEmpty());
        assertThat(inbox(secretary)).as("the term ends first").isEqualTo(List.of("TERM_ENDS"));
        unit("unit.closed.v1", Map.of("on", today.plusDays(30).toString()));
        World.await(() -> inbox(secretary).equals(List.of("TERM_ENDS settled")));
        unit("unit.reopened.v1", Map.of());
        World.await(() -> inbox(secretary).equals(List.of("TERM_ENDS")));
    }

    @Test
    void whoTakesOverWhatAnotherWasToldHasTheNoticeOfTheSameOccasion() {
        formed(UUID.randomUUID().toString(), LocalDate.now(CHINA).minusYears(3).plusDays(100));
        World.await(() -> inbox(secretary).equals(List.of("TERM_ENDS")));
        world.grant(tenant, "next", "SECRETARY", branch, List.of(tenant, branch));
        var next = secretary.as(Tokens.of(tenant, "next"));
        World.await(() -> inbox(next).equals(List.of("TERM_ENDS")));
        assertThat(world.documents(tenant, "notices"))
                .filteredOn(notice -> "TERM_ENDS".equals(notice.getString("what")))
                .extracting(notice -> notice.get("matter", Document.class).getString("occasion"))
                .doesNotContainNull()
                .containsOnly(occasions().get(0));
    }

    private List<String> occasions() {
        return world.documents(tenant, "reminders").stream()
                .map(reminder -> reminder.getString("_id"))
                .toList();
    }

    @Test
    void whoTakesOverIsToldOnceWhatIsOpen() {
        var settled = owed("2026-09", "2026-09-30");
        duties("duty.overdue.v1", settled, owed("2026-10", "2026-10-31"));
        duties("duty.settled.v1", settled);
        duties("duty.overdue.v1", owed("2026-11", "2026-11-30"));
        formed(UUID.randomUUID().toString(), LocalDate.now(CHINA).minusYears(3).plusDays(100));
        step("report.returned.v1", UUID.randomUUID().toString(), 1, "sec");
        step("report.submitted.v1", UUID.randomUUID().toString(), 1, "sec");
        World.await(() -> inbox(secretary).size() == 4 && inbox(reviewer).size() == 2);
        World.await(() -> secretary.get("/notices?size=100").body().toString().contains("settledAt\":\"20"));
        var next = secretary.as(Tokens.of(tenant, "next"));
        world.grant(tenant, "next", "SECRETARY", branch, List.of(tenant, branch));
        World.await(() -> inbox(next).size() == 3);
        assertThat(inbox(next)).containsExactlyInAnyOrder("DUTIES_OVERDUE", "TERM_ENDS", "REPORT_RETURNED");
        assertThat(next.get("/notices?size=100").expect(200).toString())
                .contains("2026-10-31", "2026-11-30")
                .doesNotContain("2026-09-30");
        world.grant(tenant, "next", "CLERK", branch, List.of(tenant, branch));
        var above = secretary.as(Tokens.of(tenant, "above"));
        world.grant(tenant, "above", "REVIEWER", tenant, List.of(tenant));
        World.await(() -> inbox(above).size() == 2);
        assertThat(inbox(above)).containsExactlyInAnyOrder("REPORT_SUBMITTED", "TERM_ENDS");
        var nearer = secretary.as(Tokens.of(tenant, "auditor"));
        world.grant(tenant, "auditor", "AUDITOR", tenant, List.of(tenant));
        assertThat(inbox(nearer)).isEmpty();
        assertThat(inbox(next)).as("once").hasSize(3);
    }
}
