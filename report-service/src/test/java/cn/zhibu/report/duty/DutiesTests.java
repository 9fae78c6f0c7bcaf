package cn.zhibu.report.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.directory.Committee;
import cn.zhibu.directory.Group;
import cn.zhibu.directory.Membership;
import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.input.CalendarYear;
import cn.zhibu.platform.input.Dates;
import cn.zhibu.report.duty.Duty.Met;
import cn.zhibu.report.duty.Duty.State;
import cn.zhibu.report.fact.Source;
import cn.zhibu.rules.RuleService;
import cn.zhibu.words.Language;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rules ask of a branch of that shape, and how it stands on a day. */
class DutiesTests {

    private static final RuleService PACKS = RuleService.onClassPath();
    private static final LocalDate TODAY = day("2026-11-20");

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static Unit branch(String from, @Nullable String until) {
        var scope = new Scope("b", List.of("bureau", "b"));
        return new Unit("b", "bureau", "BRANCH", scope, null, null, day(from), until == null ? null : day(until), null);
    }

    private static Membership full(String id, String from, String until) {
        return new Membership(id, id, "b", day(from), until == null ? null : day(until), day(from), List.of());
    }

    private static List<Membership> members(int number, String from) {
        return IntStream.range(0, number)
                .mapToObj(i -> full("m" + i, from, null))
                .toList();
    }

    private static Shape small() {
        return new Shape(branch("2019-01-01", null), List.of(), List.of(), members(5, "2019-01-01"));
    }

    private static Shape full(Committee... committees) {
        var groups = List.of(new Group("g1", day("2020-01-01"), null), new Group("g2", day("2020-01-01"), null));
        return new Shape(branch("2019-01-01", null), List.of(committees), groups, members(14, "2019-01-01"));
    }

    private static Source session(String id, String date, String form, String... groups) {
        return new Source(
                id,
                "session",
                "session",
                "b",
                day(date),
                1,
                null,
                Map.of("form", List.of(form), "groups", List.of(groups)));
    }

    private static Source exemption(String rule, String from, String until) {
        return new Source(
                "exemption",
                "record",
                "duty-exemption",
                "b",
                day(from),
                1,
                null,
                Map.of(
                        "rule", List.of(rule),
                        "until", List.of(until),
                        "reason", List.of("校舍拆迁"),
                        "document", List.of("清教党〔2026〕7号")));
    }

    private static List<Duty> duties(Shape shape, int year, LocalDate today, Source... occasions) {
        return Duties.of(shape, List.of(occasions), PACKS.rules(), year, today);
    }

    private static Duty duty(List<Duty> duties, String rule, String period) {
        return duties.stream()
                .filter(each -> each.rule().id().equals(rule) && each.period().equals(period))
                .findFirst()
                .orElseThrow(() -> new AssertionError(rule + " " + period + " not in " + duties));
    }

    private static State state(List<Duty> duties, String rule, String period) {
        return duty(duties, rule, period).state();
    }

    @Test
    void theRulesAskThirtyTwoMeetingsOfABranchWithCommitteeAndGroups() {
        var duties = duties(full(new Committee("c", "b", day("2024-01-01"), 3, List.of())), 2025, TODAY);
        assertThat(DutyService.occasionsAsked(duties, List.of("BR-06", "BR-09", "BR-12", "BR-24")))
                .as("4 assemblies, 12 committee meetings, 12 months of group meetings, 4 lectures")
                .isEqualTo(32);
        assertThat(duties.stream().filter(d -> d.rule().id().equals("BR-12")))
                .as("one per group")
                .hasSize(24);
    }

    @Test
    void aBranchWithoutCommitteeAndGroupsIsAskedForEight() {
        var duties = duties(small(), 2025, TODAY);
        assertThat(DutyService.occasionsAsked(duties, List.of("BR-06", "BR-09", "BR-12", "BR-24")))
                .isEqualTo(8);
        assertThat(duty(duties, "BR-09", "2025-05").standing().reason()).isEqualTo("NO_COMMITTEE");
        assertThat(duty(duties, "BR-12", "2025-05").standing().reason()).isEqualTo("NO_GROUPS");
        assertThat(state(duties, "BR-12", "2025-05")).isEqualTo(State.NOT_APPLICABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-30, UPCOMING", // the day before the quarter begins
        "2026-10-01, DUE",
        "2026-12-31, DUE", // due on the last day
        "2027-01-01, OVERDUE" // overdue from the next
    })
    void dueOnTheLastDayAndOverdueFromTheNext(String today, State expected) {
        assertThat(state(duties(small(), 2026, day(today)), "BR-06", "2026-Q4")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-30, OVERDUE", // the day before the window
        "2026-07-01, MET",
        "2026-09-30, MET",
        "2026-10-01, OVERDUE" // the day after
    })
    void metByWhatHappenedInsideTheWindowWheneverItWasEntered(String held, State expected) {
        var duties = duties(small(), 2026, TODAY, session("s", held, "BRANCH_ASSEMBLY"));
        assertThat(state(duties, "BR-06", "2026-Q3")).isEqualTo(expected);
        if (expected == State.MET) {
            assertThat(duty(duties, "BR-06", "2026-Q3").metBy())
                    .containsExactly(new Met("s", "session", day(held), null, false));
        }
    }

    @Test
    void anotherFormDoesNotMeetTheDuty() {
        var duties = duties(small(), 2026, TODAY, session("s", "2026-08-08", "PARTY_LECTURE"));
        assertThat(state(duties, "BR-06", "2026-Q3")).isEqualTo(State.OVERDUE);
        assertThat(state(duties, "BR-24", "2026-Q3")).isEqualTo(State.MET);
    }

    @Test
    void eachGroupOwesItsOwnMeeting() {
        var shape = full(new Committee("c", "b", day("2024-01-01"), 3, List.of()));
        var duties = duties(shape, 2026, TODAY, session("s", "2026-08-08", "GROUP_MEETING", "g1"));
        assertThat(duties.stream()
                        .filter(d -> d.rule().id().equals("BR-12") && d.period().equals("2026-08"))
                        .collect(java.util.stream.Collectors.toMap(d -> String.valueOf(d.group()), Duty::state)))
                .containsEntry("g1", State.MET)
                .containsEntry("g2", State.OVERDUE);
    }

    @Test
    void aGroupFromTheMiddleOfAMonthOwesFromTheNextAndAClosedOneNoMore() {
        var groups = List.of(
                new Group("old", day("2020-01-01"), day("2026-05-20")), new Group("new", day("2026-05-10"), null));
        var shape = new Shape(branch("2019-01-01", null), List.of(), groups, members(5, "2019-01-01"));
        var duties = duties(shape, 2026, TODAY);
        var may = duties.stream()
                .filter(d -> d.rule().id().equals("BR-12") && d.period().equals("2026-05"))
                .toList();
        assertThat(may).extracting(Duty::group).containsExactly("old");
        assertThat(may.get(0).standing().reason()).isEqualTo("GROUP_CLOSED");
        assertThat(duty(duties, "BR-12", "2026-06").group()).isEqualTo("new");
        assertThat(state(duties, "BR-12", "2026-06")).isEqualTo(State.OVERDUE);
    }

    @Test
    void theShapeOfTheFirstDayCountsForThePeriod() {
        var shape = full(new Committee("c", "b", day("2026-03-02"), 3, List.of()));
        var duties = duties(shape, 2026, TODAY);
        assertThat(state(duties, "BR-09", "2026-03")).isEqualTo(State.NOT_APPLICABLE);
        assertThat(state(duties, "BR-09", "2026-04")).isEqualTo(State.OVERDUE);
    }

    @Test
    void aBranchThatBeganInsideAPeriodOwesFromTheNext() {
        var shape = new Shape(branch("2026-05-15", null), List.of(), List.of(), members(4, "2026-05-15"));
        var duties = duties(shape, 2026, TODAY);
        assertThat(duties)
                .noneMatch(d -> d.period().equals("2026-Q1") || d.period().equals("2026-04"));
        assertThat(duty(duties, "BR-06", "2026-Q2").standing().reason()).isEqualTo("BEGAN_LATER");
        assertThat(state(duties, "BR-22", "2026-05")).isEqualTo(State.NOT_APPLICABLE);
        assertThat(state(duties, "BR-22", "2026-06")).isEqualTo(State.OVERDUE);
        assertThat(state(duties, "BR-06", "2026-Q3")).isEqualTo(State.OVERDUE);
        assertThat(state(duties, "BR-25", "2026")).isEqualTo(State.NOT_APPLICABLE);
    }

    @Test
    void aClosedBranchOwesNothingForThePeriodOfItsEndUnlessItWasMet() {
        var shape = new Shape(branch("2019-01-01", "2026-05-15"), List.of(), List.of(), members(4, "2019-01-01"));
        var duties = duties(shape, 2026, TODAY, session("s", "2026-05-05", "THEME_PARTY_DAY"));
        assertThat(state(duties, "BR-22", "2026-05")).isEqualTo(State.MET);
        assertThat(duty(duties, "BR-06", "2026-Q2").standing().reason()).isEqualTo("CLOSED");
        assertThat(state(duties, "BR-22", "2026-04")).isEqualTo(State.OVERDUE);
        assertThat(duties).noneMatch(d -> d.period().equals("2026-06"));
    }

    @ParameterizedTest
    @CsvSource({"2026-07-31, EXEMPT", "2026-07-30, OVERDUE"})
    void anExemptionHoldsWhenTheLastDayLiesWithinIt(String until, State expected) {
        var duties = duties(small(), 2026, TODAY, exemption("BR-22", "2026-06-10", until));
        assertThat(state(duties, "BR-22", "2026-06")).isEqualTo(State.EXEMPT);
        assertThat(state(duties, "BR-22", "2026-07")).isEqualTo(expected);
        assertThat(state(duties, "BR-22", "2026-05")).isEqualTo(State.OVERDUE);
        assertThat(state(duties, "BR-24", "2026-Q2")).as("another rule").isEqualTo(State.OVERDUE);
        assertThat(DutyService.occasionsAsked(duties, List.of("BR-22"))).isEqualTo(expected == State.EXEMPT ? 10 : 11);
    }

    @Test
    void whatWasMetAllTheSameIsMetAndNotExempt() {
        var duties = duties(
                small(),
                2026,
                TODAY,
                exemption("BR-22", "2026-06-10", "2026-06-30"),
                session("s", "2026-06-05", "THEME_PARTY_DAY"));
        assertThat(state(duties, "BR-22", "2026-06")).isEqualTo(State.MET);
    }

    @ParameterizedTest
    @CsvSource({"2026-05-09, DUE", "2026-08-09, DUE", "2026-08-10, OVERDUE"})
    void theSeventhFullMemberCreatesTheDutyToSetUpACommitteeAtOnce(String today, State expected) {
        var members = new ArrayList<>(members(6, "2019-01-01"));
        members.add(full("x", "2026-05-10", null));
        var shape = new Shape(branch("2019-01-01", null), List.of(), List.of(), members);
        if (today.equals("2026-05-09")) {
            assertThat(duty(duties(shape, 2026, day(today)), "BR-14", "2026-05-10")
                            .state())
                    .isEqualTo(State.UPCOMING);
            return;
        }
        var duty = duty(duties(shape, 2026, day(today)), "BR-14", "2026-05-10");
        assertThat(duty.from()).isEqualTo(day("2026-05-10"));
        assertThat(duty.due()).isEqualTo(day("2026-08-09"));
        assertThat(duty.state()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2026-06-01, MET", "2026-10-01, MET_LATE"})
    void aCommitteeMeetsItEvenAfterTheTime(String formed, String reason) {
        var members = new ArrayList<>(members(6, "2019-01-01"));
        members.add(full("x", "2026-05-10", null));
        var committee = new Committee("c", "b", day(formed), 3, List.of());
        var shape = new Shape(branch("2019-01-01", null), List.of(committee), List.of(), members);
        var duty = duty(duties(shape, 2026, TODAY), "BR-14", "2026-05-10");
        assertThat(duty.state()).isEqualTo(State.MET);
        assertThat(duty.standing().reason()).isEqualTo(reason);
    }

    @Test
    void fallingBelowSevenEndsTheDuty() {
        var members = new ArrayList<>(members(6, "2019-01-01"));
        members.add(full("x", "2026-05-10", "2026-07-01"));
        var shape = new Shape(branch("2019-01-01", null), List.of(), List.of(), members);
        assertThat(duty(duties(shape, 2026, TODAY), "BR-14", "2026-05-10")
                        .standing()
                        .reason())
                .isEqualTo("FEWER_MEMBERS");
        assertThat(duties(small(), 2026, TODAY)).noneMatch(d -> d.rule().id().equals("BR-14"));
    }

    @Test
    void anUnsetCommitteeStaysOverdueInTheYearsThatFollow() {
        var shape = new Shape(branch("2019-01-01", null), List.of(), List.of(), members(9, "2019-01-01"));
        assertThat(state(duties(shape, 2026, TODAY), "BR-14", "2019-01-01")).isEqualTo(State.OVERDUE);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-31, UPCOMING", // more than half a year ahead
        "2026-06-01, DUE",
        "2026-11-30, DUE",
        "2026-12-01, OVERDUE"
    })
    void theElectionIsDueByTheLastDayOfTheTerm(String today, State expected) {
        var duties = duties(full(new Committee("c", "b", day("2023-12-01"), 3, List.of())), 2026, day(today));
        assertThat(state(duties, "BR-16", "2023-12-01")).isEqualTo(expected);
    }

    @Test
    void aNewCommitteeEndsTheTermAndBeginsTheNext() {
        var shape = full(
                new Committee("one", "b", day("2023-12-01"), 3, List.of()),
                new Committee("two", "b", day("2026-11-11"), 3, List.of()));
        assertThat(state(duties(shape, 2026, TODAY), "BR-16", "2023-12-01")).isEqualTo(State.MET);
        assertThat(duties(shape, 2026, TODAY)).noneMatch(d -> d.period().equals("2026-11-11"));
        assertThat(state(duties(shape, 2029, TODAY), "BR-16", "2026-11-11")).isEqualTo(State.UPCOMING);
    }

    @Test
    void aDeferredElectionIsExemptAndAClosedBranchElectsNoMore() {
        var committee = new Committee("c", "b", day("2023-10-01"), 3, List.of());
        assertThat(state(
                        duties(full(committee), 2026, TODAY, exemption("BR-16", "2026-09-01", "2027-03-01")),
                        "BR-16",
                        "2023-10-01"))
                .isEqualTo(State.EXEMPT);
        var closed = new Shape(branch("2019-01-01", "2026-10-30"), List.of(committee), List.of(), List.of());
        assertThat(duty(duties(closed, 2026, TODAY), "BR-16", "2023-10-01")
                        .standing()
                        .reason())
                .isEqualTo("CLOSED");
    }

    @Test
    void whatIsNotABranchOwesNothing() {
        var scope = new Scope("s", List.of("bureau", "s"));
        var school = new Unit("s", "bureau", "SCHOOL", scope, "PRIMARY", "MAIN", day("2019-01-01"), null, null);
        assertThat(duties(new Shape(school, List.of(), List.of(), List.of()), 2026, TODAY))
                .isEmpty();
    }

    @Test
    void aRuleBindsFromTheDayItIsInForce() {
        var shape = new Shape(branch("2017-01-01", null), List.of(), List.of(), members(4, "2017-01-01"));
        var duties = duties(shape, 2018, TODAY);
        assertThat(duty(duties, "BR-06", "2018-Q4").standing().reason()).isEqualTo("RULE_NOT_IN_FORCE");
        assertThat(state(duties(shape, 2019, TODAY), "BR-06", "2019-Q1")).isEqualTo(State.OVERDUE);
    }

    @Test
    void everyReasonReadsInBothLanguages() {
        var service = new DutyService(PACKS, null, null, null, null, null, null, null);
        var all = new ArrayList<>(duties(full(new Committee("c", "b", day("2023-12-01"), 3, List.of())), 2026, TODAY));
        all.addAll(duties(small(), 2026, TODAY, exemption("BR-22", "2026-06-10", "2026-06-30")));
        for (var duty : all) {
            for (var language : Language.values()) {
                assertThat(service.reason(duty.standing(), language)).doesNotContain("{", "null");
            }
        }
        assertThat(service.reason(
                        duty(duties(small(), 2026, TODAY), "BR-06", "2026-Q4").standing(), Language.ZH))
                .isEqualTo("应在2026-12-31前完成，已有0次，还差1次。");
    }

    @Test
    void dutyIdsAreUniqueAndLasting() {
        var shape = full(new Committee("c", "b", day("2023-12-01"), 3, List.of()));
        var ids = duties(shape, 2026, TODAY).stream().map(Duty::id).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(duties(shape, 2026, TODAY.plusDays(40)).stream().map(Duty::id))
                .containsExactlyElementsOf(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metBy: {sessions: [BRANCH_ASSEMBLY]}|metBy: {}|exactly one way",
                "metBy: {sessions: [BRANCH_ASSEMBLY]}|metBy: {committee: formed}|done once",
                "appliesWhen: always|appliesWhen: sometimes|cannot apply",
                "times: 1|times: 0|asks for nothing",
                "mark: C1|mark: C9|C9",
                "en: Assembly|en: ''|a text is missing"
            })
    void anImpossibleRuleIsRefused(String sound, String broken, String says) {
        var rule = """
                id: test
                version: 1
                names: {zh-CN: 测试, en: Test}
                from: '2018-10-28'
                rules:
                  - id: BR-06
                    names: {zh-CN: 大会, en: Assembly}
                    text: {zh-CN: 大会, en: Meets}
                    regulation: {zh-CN: 条例, en: Regulation}
                    article: {zh-CN: 第十一条, en: Article 11}
                    mark: C1
                    verified: false
                    from: '2018-10-28'
                    appliesTo: [BRANCH]
                    appliesWhen: always
                    period: QUARTER
                    times: 1
                    metBy: {sessions: [BRANCH_ASSEMBLY]}
                """;
        assertThat(PACKS.pack(stream(rule)).rules()).hasSize(1);
        assertThat(rule).contains(sound);
        assertThatThrownBy(() -> PACKS.pack(stream(rule.replace(sound, broken))))
                .hasStackTraceContaining(says);
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** BR-07: held without half of those who may vote, it is shown and meets nothing. */
    @Test
    void aMeetingWithoutItsQuorumIsShownAndMeetsNoDuty() {
        var values = Map.of("form", List.<String>of(), "inquorate", List.of("BRANCH_ASSEMBLY"));
        var held = new Source("s", "session", "session", "b", day("2026-08-12"), 1, null, values);
        var duty = duty(duties(small(), 2026, TODAY, held), "BR-06", "2026-Q3");
        assertThat(duty.state()).isEqualTo(State.OVERDUE);
        assertThat(duty.standing().reason()).isEqualTo("OVERDUE_INQUORATE");
        assertThat(duty.standing().args()).containsExactly("2026-09-30", "0", "1", "1");
        assertThat(duty.metBy()).isEmpty();
        assertThat(duty.inquorate()).extracting(Met::id).containsExactly("s");
        assertThat(duty(duties(small(), 2026, day("2026-09-01"), held), "BR-06", "2026-Q3")
                        .standing()
                        .reason())
                .isEqualTo("DUE_INQUORATE");
    }

    @Test
    void whatWasWrittenDownAfterTheDutyWasDueMeetsItAndIsSaidToBeLate() {
        var values = Map.of("form", List.of("BRANCH_ASSEMBLY"));
        var late = new Source("s", "session", "session", "b", day("2026-08-12"), 1, day("2026-10-01"), values);
        var intime = new Source("s", "session", "session", "b", day("2026-08-12"), 1, day("2026-09-30"), values);
        var duty = duty(duties(small(), 2026, TODAY, late), "BR-06", "2026-Q3");
        assertThat(duty.state()).isEqualTo(State.MET);
        assertThat(duty.metBy().get(0).late()).isTrue();
        assertThat(duty(duties(small(), 2026, TODAY, intime), "BR-06", "2026-Q3")
                        .metBy()
                        .get(0)
                        .late())
                .isFalse();
    }

    @Test
    void periodsBeforeABranchWasKeptHereAreNotAskedForUnlessSomethingMetThem() {
        var kept = new Unit(
                "b",
                "bureau",
                "BRANCH",
                branch("2019-01-01", null).scope(),
                null,
                null,
                day("2019-01-01"),
                null,
                day("2026-08-15"));
        var shape = new Shape(kept, List.of(), List.of(), members(9, "2015-01-01"));
        var duties = duties(shape, 2026, TODAY, session("s", "2026-05-12", "BRANCH_ASSEMBLY"));
        assertThat(duty(duties, "BR-06", "2026-Q1").standing().reason()).isEqualTo("BEFORE_KEPT");
        assertThat(state(duties, "BR-06", "2026-Q2")).isEqualTo(State.MET);
        assertThat(state(duties, "BR-06", "2026-Q3"))
                .as("ends after it was kept")
                .isEqualTo(State.OVERDUE);
        var setUp = duties.stream()
                .filter(duty -> duty.rule().id().equals("BR-14"))
                .findFirst()
                .orElseThrow();
        assertThat(setUp.from()).isEqualTo(day("2026-08-15"));
        assertThat(setUp.due()).isEqualTo(day("2026-11-14"));
    }

    /** The most absurd day that the store gives back. */
    @Test
    void anAbsurdDayThatWasStoredBreaksNoDuty() {
        for (var stored : List.of(LocalDate.MAX, LocalDate.MIN)) {
            var formed = Dates.tolerated(stored);
            for (int year : new int[] {2026, CalendarYear.LATEST}) {
                assertThat(duties(full(new Committee("c", "b", formed, 5, List.of())), year, TODAY))
                        .isNotEmpty();
            }
        }
    }
}
