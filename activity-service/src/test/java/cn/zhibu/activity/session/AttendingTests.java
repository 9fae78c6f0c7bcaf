package cn.zhibu.activity.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.activity.session.Item.Concerned;
import cn.zhibu.activity.session.Item.Votes;
import cn.zhibu.activity.session.Session.AgendaKind;
import cn.zhibu.activity.session.Session.Attendance;
import cn.zhibu.activity.session.Session.Body;
import cn.zhibu.activity.session.Session.Form;
import cn.zhibu.activity.session.Session.People;
import cn.zhibu.directory.Committee;
import cn.zhibu.directory.Group;
import cn.zhibu.directory.Membership;
import cn.zhibu.directory.Outcome;
import cn.zhibu.directory.Outcome.Result;
import cn.zhibu.directory.Outcome.Why;
import cn.zhibu.directory.QuorumService;
import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.rules.RuleService;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttendingTests {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 12);
    private static final LocalDate CLOSED = LocalDate.of(2026, 3, 1);

    private static final RuleService RULES = RuleService.onClassPath();

    private final Attending attending = new Attending(
            new QuorumService(RULES),
            RULES,
            Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneId.of("Asia/Shanghai")));

    /** Four members: two full, one on probation until May, one who left in February; one group until April. */
    private final Shape shape = new Shape(
            new Unit(
                    "p", "b", "BRANCH", new Scope("p", List.of("b", "p")), null, null, DAY.minusYears(9), CLOSED, null),
            List.of(new Committee(
                    "c", "p", DAY.minusYears(1), 3, List.of(seat("m1", "SECRETARY"), seat("m2", "OTHER")))),
            List.of(new Group("g", DAY.minusYears(1), DAY.plusMonths(1))),
            List.of(
                    member("m1", null, DAY.minusYears(5)),
                    member("m2", null, DAY.minusYears(5)),
                    member("m3", null, LocalDate.of(2025, 5, 1)),
                    member("m4", LocalDate.of(2025, 2, 1), DAY.minusYears(5))));

    private static Committee.Seat seat(String person, String post) {
        return new Committee.Seat(person, post, DAY.minusYears(1), null);
    }

    private static Membership member(String id, LocalDate until, LocalDate full) {
        return new Membership(id, id, "p", DAY.minusYears(5), until, full, List.of());
    }

    private static Body body(Form form, LocalDate date, People people, Votes votes) {
        var agenda =
                votes == null ? List.<Item>of() : List.of(new Item("t", AgendaKind.RESOLUTION, "r", votes, null, null));
        return new Body(Set.of(form), date, "学习", people, agenda, null, null, null, null, null, null);
    }

    private static People people(String chair, String guest, Attendance... attendance) {
        return new People(chair, guest, null, null, List.of(), List.of(attendance), null);
    }

    private static Attendance there(String member) {
        return new Attendance(member, true, null);
    }

    private static Attendance away(String member) {
        return new Attendance(member, false, "病假");
    }

    private void check(Body body) {
        attending.check(body, shape, Set.of());
    }

    @Test
    void onlyWhoBelongedToTheBranchThatDayIsOnTheListAndWhoStoodOnItStays() {
        var people = people(null, null, there("m1"), there("m4"));
        check(body(Form.THEME_PARTY_DAY, LocalDate.of(2025, 1, 31), people, null));
        var after = body(Form.THEME_PARTY_DAY, LocalDate.of(2025, 2, 1), people, null);
        assertThatThrownBy(() -> check(after)).hasMessage("NOT_OF_THIS_BRANCH");
        assertThatCode(() -> attending.check(after, shape, Set.of("m1", "m4"))).doesNotThrowAnyException();
    }

    @Test
    void earlierThanTheClosingIsTakenAndFromItsDayOnRefused() {
        var people = people(null, null, there("m1"));
        check(body(Form.THEME_PARTY_DAY, CLOSED.minusDays(1), people, null));
        assertThatThrownBy(() -> check(body(Form.THEME_PARTY_DAY, CLOSED, people, null)))
                .hasMessage("SESSION_BRANCH_CLOSED");
        assertThatThrownBy(() -> check(body(Form.THEME_PARTY_DAY, LocalDate.of(2026, 6, 2), people, null)))
                .hasMessage("SESSION_IN_THE_FUTURE");
    }

    /** BR-13. */
    @Test
    void whoChairsWasThereOrIsANamedGuest() {
        check(body(Form.THEME_PARTY_DAY, DAY, people("m1", null, there("m1"), away("m2")), null));
        check(body(Form.THEME_PARTY_DAY, DAY, people(null, "王科长", there("m1")), null));
        assertThatThrownBy(
                        () -> check(body(Form.THEME_PARTY_DAY, DAY, people("m2", null, there("m1"), away("m2")), null)))
                .hasMessage("LED_BY_NOBODY_THERE");
        assertThatThrownBy(() -> check(body(Form.THEME_PARTY_DAY, DAY, people("m9", null, there("m1")), null)))
                .hasMessage("LED_BY_NOBODY_THERE");
    }

    @Test
    void nobodyVotesWhoHasNoVoteAndNoSumOverflows() {
        var all = people(null, null, there("m1"), there("m2"), there("m3"));
        check(body(Form.BRANCH_ASSEMBLY, DAY, all, new Votes(2, 0, 0)));
        assertThatThrownBy(() -> check(body(Form.BRANCH_ASSEMBLY, DAY, all, new Votes(2, 1, 0))))
                .hasMessage("MORE_VOTES_THAN_PRESENT");
        check(body(Form.BRANCH_ASSEMBLY, LocalDate.of(2025, 5, 1), all, new Votes(2, 1, 0)));
        assertThatThrownBy(() ->
                        check(body(Form.BRANCH_ASSEMBLY, DAY, all, new Votes(Integer.MAX_VALUE, Integer.MAX_VALUE, 2))))
                .hasMessage("MORE_VOTES_THAN_PRESENT");
    }

    /** BR-07, BR-10. */
    @Test
    void aQuorumCountsWhoVotesOrSitsThatDayWhetherOnTheListOrNot() {
        var one = people(null, null, there("m1"));
        var assembly = attending
                .verdicts(body(Form.BRANCH_ASSEMBLY, DAY, one, null), shape)
                .get(0);
        assertThat(assembly.expected()).isEqualTo(2);
        assertThat(assembly.met()).isTrue();
        var probationer = people(null, null, there("m3"), away("m1"), away("m2"));
        assertThat(attending
                        .verdicts(body(Form.BRANCH_ASSEMBLY, DAY, probationer, null), shape)
                        .get(0)
                        .met())
                .isFalse();
        var committee = attending
                .verdicts(body(Form.COMMITTEE_MEETING, DAY, probationer, null), shape)
                .get(0);
        assertThat(committee.expected()).isEqualTo(2);
        assertThat(committee.present()).isZero();
    }

    @Test
    void aGroupMeetsWhileItIsThere() {
        var people = new People(null, null, null, null, List.of("g"), List.of(there("m1")), null);
        check(body(Form.GROUP_MEETING, DAY, people, null));
        assertThatThrownBy(() -> check(body(Form.GROUP_MEETING, DAY.plusMonths(1), people, null)))
                .hasMessage("GROUP_NOT_OF_THIS_BRANCH");
    }

    private Body deciding(Form form, String decision, Votes votes, Attendance... attendance) {
        var item = new Item("t", AgendaKind.RESOLUTION, "r", votes, decision, null);
        var people = people(null, null, attendance);
        return new Body(Set.of(form), DAY, "学习", people, List.of(item), null, null, null, null, null, null);
    }

    private Outcome outcome(Body body) {
        return attending.outcomes(body, shape).get(0);
    }

    /** BR-07, BR-08. */
    @Test
    void whatBecameOfAMotionIsSaidWithItsRule() {
        var both = new Attendance[] {there("m1"), there("m2")};
        var passed = outcome(deciding(Form.BRANCH_ASSEMBLY, "hear-report", new Votes(2, 0, 0), both));
        assertThat(passed.result()).isEqualTo(Result.PASSED);
        assertThat(passed.rule().id()).isEqualTo("BR-07");
        assertThat(passed.needed()).isEqualTo(2);
        var half = outcome(deciding(Form.BRANCH_ASSEMBLY, "hear-report", new Votes(1, 1, 0), both));
        assertThat(half.result()).as("half is not more than half").isEqualTo(Result.NOT_PASSED);
        assertThat(outcome(deciding(Form.BRANCH_ASSEMBLY, "hear-report", null, both))
                        .why())
                .isEqualTo(Why.NO_VOTES);
        var inquorate = outcome(deciding(Form.BRANCH_ASSEMBLY, "hear-report", new Votes(0, 0, 0), there("m3")));
        assertThat(inquorate.why()).isEqualTo(Why.INQUORATE);
        var notIts = outcome(deciding(Form.COMMITTEE_MEETING, "admit", new Votes(2, 0, 0), both));
        assertThat(notIts.why()).isEqualTo(Why.NOT_ITS_POWER);
        assertThat(notIts.decision().rule()).isEqualTo("BR-08");
    }

    /** DM-17. */
    @Test
    void anOpinionInWritingCountsWhereSomebodyIsAdmittedAndNowhereElse() {
        var one = there("m1");
        check(deciding(Form.BRANCH_ASSEMBLY, "admit", new Votes(2, 0, 0), one));
        assertThatThrownBy(() -> check(deciding(Form.BRANCH_ASSEMBLY, "elect", new Votes(2, 0, 0), one)))
                .hasMessage("MORE_VOTES_THAN_PRESENT");
        assertThatThrownBy(() -> check(deciding(Form.BRANCH_ASSEMBLY, "admit", new Votes(3, 0, 0), one)))
                .hasMessage("MORE_VOTES_THAN_PRESENT");
    }

    @Test
    void whomADecisionIsAboutBelongedToTheBranchOrIsNamed() {
        var body = deciding(Form.BRANCH_ASSEMBLY, "nonsense", null, there("m1"));
        assertThatThrownBy(() -> check(body)).hasMessage("UNKNOWN_DECISION");
        for (var who : List.of(new Concerned("m4", null), new Concerned(null, null))) {
            var item = new Item("t", AgendaKind.RESOLUTION, "r", null, "convert", List.of(who));
            var about =
                    new Body(body.forms(), DAY, "学习", body.people(), List.of(item), null, null, null, null, null, null);
            assertThatThrownBy(() -> check(about))
                    .hasMessage(who.member() == null ? "INVALID_INPUT" : "CONCERNED_NOT_OF_THIS_BRANCH");
            if (who.member() != null) {
                assertThatCode(() -> attending.check(about, shape, about.concerned()))
                        .doesNotThrowAnyException();
            }
        }
    }

    /** BR-13. */
    @Test
    void whoMayChairIsSaidAndNobodyIsRefused() {
        var all = new Attendance[] {there("m1"), there("m2"), there("m3")};
        assertThat(chaired(people("m1", null, all))).isFalse();
        assertThat(chaired(people("m2", null, all))).isTrue();
        assertThat(chaired(people(null, "王科长", all))).isTrue();
        assertThat(chaired(people(null, null, all))).as("nobody is named").isFalse();
        assertThat(chaired(delegated("m3", null, all))).isFalse();
        assertThat(chaired(delegated(null, "王科长", all)))
                .as("only a member is asked to chair")
                .isTrue();
    }

    private boolean chaired(People people) {
        return attending
                .chaired(body(Form.BRANCH_ASSEMBLY, DAY, people, null), shape)
                .isPresent();
    }

    private static People delegated(String chair, String guest, Attendance... attendance) {
        return new People(chair, guest, null, null, List.of(), List.of(attendance), true);
    }
}
