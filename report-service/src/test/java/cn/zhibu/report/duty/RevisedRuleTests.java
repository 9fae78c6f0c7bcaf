package cn.zhibu.report.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.directory.Committee;
import cn.zhibu.directory.Membership;
import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.report.duty.Duty.State;
import cn.zhibu.rules.Revisions;
import cn.zhibu.rules.RulePack;
import cn.zhibu.rules.RulePack.MetBy;
import cn.zhibu.rules.RulePack.Period;
import cn.zhibu.rules.RulePack.Rule;
import cn.zhibu.rules.RulePack.Window;
import cn.zhibu.rules.RuleService;
import cn.zhibu.words.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that was revised, in several entries of one id: on every day it says one thing, by the entry of that day. */
class RevisedRuleTests {

    private static final LocalDate BEGAN = LocalDate.of(2018, 10, 28);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static Rule rule(Period period, int times, LocalDate from, @Nullable LocalDate until) {
        var words = new Words("规定", "rule");
        var metBy = new MetBy(List.of("BRANCH_ASSEMBLY"), null, null);
        return rule(period, times, from, until, "always", null, metBy, words);
    }

    private static Rule rule(
            Period period,
            int times,
            LocalDate from,
            @Nullable LocalDate until,
            String when,
            @Nullable Window window,
            MetBy metBy,
            Words words) {
        return new Rule(
                "R-1",
                words,
                words,
                words,
                new Words("第" + times + "条", "article " + times),
                RulePack.Mark.L,
                false,
                from,
                until,
                List.of("BRANCH"),
                when,
                null,
                period,
                times,
                window,
                metBy,
                null);
    }

    private static Rule once(String committee, int number, LocalDate from, @Nullable LocalDate until) {
        var window = new Window(3, 3, null);
        var metBy = new MetBy(List.of(), null, committee);
        return rule(
                Period.ONCE,
                1,
                from,
                until,
                committee.equals("formed") ? "fullMembers>=" + number : "committee",
                window,
                metBy,
                new Words("换届" + number, "once " + number));
    }

    private static Shape shape(int members, Committee... committees) {
        var scope = new Scope("b", List.of("bureau", "b"));
        var born = LocalDate.of(2017, 1, 1);
        var unit = new Unit("b", "bureau", "BRANCH", scope, null, null, born, null, null);
        var people = IntStream.range(0, members)
                .mapToObj(i -> new Membership("m" + i, "m" + i, "b", born, null, born, List.of()))
                .toList();
        return new Shape(unit, List.of(committees), List.of(), people);
    }

    /** Entries that follow each other, with a pause now and then. */
    private static List<Rule> entries(Random random, List<Period> periods) {
        var entries = new ArrayList<Rule>();
        var from = BEGAN;
        int number = 1 + random.nextInt(4);
        for (int i = 1; i <= number; i++) {
            var until = from.plusDays(20 + random.nextInt(900));
            var last = i == number && random.nextBoolean();
            var period = periods.get(random.nextInt(periods.size()));
            entries.add(rule(period, i, from, last ? null : until));
            from = until.plusDays(1 + (random.nextInt(3) == 0 ? random.nextInt(200) : 0));
        }
        return entries;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyDayIsJudgedOnceAndByTheEntryOfItsPeriodsFirstDay(long seed) {
        var random = new Random(seed);
        var one = List.of(Period.values()[random.nextInt(3)]);
        var rules = entries(random, seed % 2 == 0 ? one : List.of(Period.MONTH, Period.QUARTER, Period.YEAR));
        for (int i = 0; i < 40; i++) {
            var day = LocalDate.of(2018 + random.nextInt(9), 1, 1).plusDays(random.nextInt(365));
            var duties = Duties.of(shape(5), List.of(), rules, day.getYear(), TODAY).stream()
                    .filter(duty -> !duty.from().isAfter(day) && !duty.due().isBefore(day))
                    .toList();
            assertThat(duties).as(day + " by " + rules).hasSize(1);
            var duty = duties.get(0);
            var inForce =
                    rules.stream().filter(rule -> rule.inForceOn(duty.from())).toList();
            var reason = duty.standing().reason();
            if (reason.equals("RULE_NOT_IN_FORCE") || reason.equals("RULE_ENDED")) {
                assertThat(duty.state()).isEqualTo(State.NOT_APPLICABLE);
                assertThat(inForce)
                        .allMatch(rule -> !rule.period().firstDay(duty.from()).equals(duty.from()));
            } else {
                assertThat(inForce).hasSize(1);
                assertThat(duty.rule().times()).isEqualTo(inForce.get(0).times());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsDoneOnceIsAskedOnceHoweverOftenItsRuleIsRevised(long seed) {
        var random = new Random(seed);
        var cut = BEGAN.plusDays(1 + random.nextInt(2500));
        int before = 3 + random.nextInt(5);
        int after = 3 + random.nextInt(5);
        var formed = List.of(once("formed", before, BEGAN, cut), once("formed", after, cut.plusDays(1), null));
        int members = 2 + random.nextInt(7);
        var duties = all(shape(members), formed);
        assertThat(duties).hasSize(members >= Math.min(before, after) ? 1 : 0);
        duties.forEach(duty -> {
            assertThat(duty.rule().names().en()).isEqualTo("once " + (members >= before ? before : after));
            assertThat(duty.from()).isEqualTo(members >= before ? BEGAN : cut.plusDays(1));
        });

        var committee = new Committee("c", "b", LocalDate.of(2019, 1, 1).plusDays(random.nextInt(1000)), 3, List.of());
        var renewed = List.of(once("renewed", 1, BEGAN, cut), once("renewed", 2, cut.plusDays(1), null));
        assertThat(all(shape(8, committee), renewed))
                .singleElement()
                .satisfies(duty -> assertThat(duty.rule().names().en())
                        .isEqualTo("once " + (committee.termEnd().isAfter(cut) ? 2 : 1)));
    }

    private static List<Duty> all(Shape shape, List<Rule> rules) {
        return IntStream.rangeClosed(2017, 2030)
                .boxed()
                .flatMap(year -> Duties.of(shape, List.of(), rules, year, TODAY).stream())
                .filter(duty -> duty.state() != State.NOT_APPLICABLE)
                .map(Duty::id)
                .distinct()
                .map(id -> IntStream.rangeClosed(2017, 2030)
                        .boxed()
                        .flatMap(year -> Duties.of(shape, List.of(), rules, year, TODAY).stream())
                        .filter(duty -> duty.id().equals(id))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    @Test
    void aRuleThatEndedSaysUntilWhen() {
        var rules = List.of(rule(Period.MONTH, 1, BEGAN, LocalDate.of(2026, 5, 31)));
        var duties = Duties.of(shape(5), List.of(), rules, 2026, TODAY);
        assertThat(duties).hasSize(12);
        assertThat(duties.get(4).state()).isEqualTo(State.OVERDUE);
        assertThat(duties.get(5).standing().reason()).isEqualTo("RULE_ENDED");
        assertThat(duties.get(5).standing().args()).containsExactly("2026-05-31");
    }

    @Test
    void theOverviewShowsARevisedRuleOnce() {
        var rules = List.of(
                rule(Period.MONTH, 1, BEGAN, LocalDate.of(2025, 12, 31)),
                rule(Period.MONTH, 2, LocalDate.of(2026, 1, 1), null));
        assertThat(Revisions.of(rules)).singleElement().satisfies(rule -> {
            assertThat(rule.known(LocalDate.of(2025, 12, 31)).times()).isEqualTo(1);
            assertThat(rule.known(LocalDate.of(2026, 12, 31)).times()).isEqualTo(2);
            assertThat(rule.known(LocalDate.of(2010, 1, 1)).times()).isEqualTo(1);
        });
    }

    @Test
    void twoEntriesOfOneDayStopTheStart() {
        var overlapping = List.of(
                rule(Period.MONTH, 1, BEGAN, LocalDate.of(2026, 1, 1)),
                rule(Period.MONTH, 2, LocalDate.of(2026, 1, 1), null));
        assertThat(Revisions.of(overlapping).get(0).fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("R-1 has two entries in force on 2026-01-01"));
        assertThatThrownBy(() -> RuleService.check(overlapping)).hasMessageContaining("two entries in force");
    }
}
