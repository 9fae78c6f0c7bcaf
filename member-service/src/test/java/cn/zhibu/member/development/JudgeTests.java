package cn.zhibu.member.development;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.member.development.Entry.Result;
import cn.zhibu.member.development.Entry.Words;
import cn.zhibu.member.development.Judgement.Bound;
import cn.zhibu.member.development.Judgement.Facts;
import cn.zhibu.member.development.Judgement.Finding;
import cn.zhibu.member.development.Judgement.Kind;
import cn.zhibu.member.development.Judgement.Line;
import cn.zhibu.member.development.Judgement.State;
import cn.zhibu.rules.DevelopmentPack.Stage;
import cn.zhibu.rules.RuleService;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every date rule of the development of members, by its id. */
class JudgeTests {

    private static final RuleService RULES = RuleService.onClassPath();
    private static final LocalDate BORN = LocalDate.of(1990, 1, 1);
    private static final LocalDate REVISED = LocalDate.of(2026, 5, 18);

    /** Days of both versions: ends of months and of years, leap days, and many others. */
    static Stream<LocalDate> days() {
        var any = new Random(28);
        return Stream.concat(
                Stream.of(
                                "2016-02-29",
                                "2019-12-31",
                                "2020-01-01",
                                "2020-02-29",
                                "2023-01-31",
                                "2023-12-31",
                                "2024-02-29",
                                "2025-08-31",
                                "2026-05-17",
                                "2026-05-18",
                                "2026-10-31",
                                "2026-12-31",
                                "2027-02-28",
                                "2028-02-29")
                        .map(LocalDate::parse),
                IntStream.range(0, 60)
                        .mapToObj(number -> LocalDate.of(2015, 1, 1).plusDays(any.nextInt(5000))));
    }

    private static Entry entry(String step, LocalDate on) {
        return entry(step, on, Result.PASSED);
    }

    private static Entry entry(String step, LocalDate on, Result result) {
        var pack = RULES.development(on).id();
        return new Entry(step + on, step, on, result, new Words(null, null), pack, Instant.EPOCH, "a");
    }

    private static Judgement judged(LocalDate today, Entry... entries) {
        return judged(today, 0, entries);
    }

    private static Judgement judged(LocalDate today, int extended, Entry... entries) {
        return new Judge(RULES, today).of(new Facts(BORN, List.of(entries), extended));
    }

    private static Line line(Judgement judgement, String step) {
        return judgement.lines().stream()
                .filter(line -> line.step().id().equals(step))
                .findFirst()
                .orElseThrow();
    }

    private static LocalDate by(Line line) {
        var by = line.by();
        assertThat(by).isNotNull();
        return by.day();
    }

    private static LocalDate from(Line line) {
        var from = line.from();
        assertThat(from).isNotNull();
        return from.day();
    }

    private static List<Kind> kinds(Line line) {
        return line.findings().stream().map(Finding::kind).toList();
    }

    /** Taken on the last day it is in time, and a day later it is not. */
    private static void dueBy(String since, String step, LocalDate day, int months, String rule) {
        var begun = entry(since, day);
        var last = day.plusMonths(months);
        var waiting = line(judged(last, begun), step);
        assertThat(by(waiting)).isEqualTo(last);
        assertThat(kinds(waiting)).isEmpty();
        var over = line(judged(last.plusDays(1), begun), step);
        assertThat(kinds(over)).containsExactly(Kind.OVERDUE);
        assertThat(over.findings().get(0).bound().rule()).isEqualTo(rule);
        var far = last.plusYears(1);
        assertThat(kinds(line(judged(far, begun, entry(step, last)), step))).isEmpty();
        assertThat(kinds(line(judged(far, begun, entry(step, last.plusDays(1))), step)))
                .containsExactly(Kind.TOO_LATE);
    }

    private static void notBefore(String since, String step, LocalDate day, int months, String rule) {
        var begun = entry(since, day);
        var first = day.plusMonths(months);
        assertThat(from(line(judged(day, begun), step))).isEqualTo(first);
        var far = first.plusYears(1);
        var early = line(judged(far, begun, entry(step, first.minusDays(1))), step);
        assertThat(early.findings()).extracting(Finding::kind).contains(Kind.TOO_EARLY);
        assertThat(early.findings().get(0).bound().rule()).isEqualTo(rule);
        assertThat(kinds(line(judged(far, begun, entry(step, first)), step))).doesNotContain(Kind.TOO_EARLY);
    }

    @ParameterizedTest
    @CsvSource({"2007-12-31,false", "2008-01-01,true", "2007-02-28,false"})
    void whoAppliesIsEighteenDm01(LocalDate applied, boolean old) {
        assertThat(kinds(line(judged(REVISED, entry("application", applied)), "application"))
                        .isEmpty())
                .isEqualTo(old);
    }

    @ParameterizedTest
    @MethodSource("days")
    void theTalkComesWithinAMonthOfTheApplicationDm02(LocalDate day) {
        dueBy("application", "talk", day, 1, "DM-02");
    }

    @ParameterizedTest
    @MethodSource("days")
    void anActivistIsExaminedEachHalfYearUntilHeIsATargetDm05(LocalDate day) {
        var activist = entry("activist", day);
        var first = day.plusMonths(6);
        assertThat(by(line(judged(day, activist), "examination"))).isEqualTo(first);
        assertThat(kinds(line(judged(first.plusDays(1), activist), "examination")))
                .containsExactly(Kind.OVERDUE);
        var examined = entry("examination", first.minusDays(3));
        var again = examined.on().plusMonths(6);
        assertThat(by(line(judged(first.plusDays(1), activist, examined), "examination")))
                .isEqualTo(again);
        var target = entry("target", again);
        var ended = line(judged(again.plusYears(3), activist, examined, target), "examination");
        assertThat(ended.by()).isNull();
        assertThat(kinds(ended)).isEmpty();
        var late = line(judged(again, activist, entry("examination", first.plusDays(1))), "examination");
        assertThat(kinds(late)).containsExactly(Kind.TOO_LATE);
        var never = line(judged(again.plusYears(3), activist, entry("target", first.plusDays(1))), "examination");
        assertThat(never.state()).isEqualTo(State.MISSING);
        assertThat(kinds(never)).containsExactly(Kind.MISSING);
    }

    @ParameterizedTest
    @MethodSource("days")
    void nobodyBecomesATargetBeforeAYearOfCultivationDm07(LocalDate day) {
        notBefore("activist", "target", day, 12, "DM-07");
    }

    @Test
    void theNoticeLastsFiveWorkingDaysBeforeSomebodyIsATargetDm08Op06() {
        var activist = entry("activist", LocalDate.of(2025, 3, 1));
        var notice = entry("publicity", LocalDate.of(2026, 9, 30));
        var waiting = line(judged(LocalDate.of(2026, 10, 1), activist, notice), "target");
        assertThat(from(waiting)).isEqualTo(LocalDate.of(2026, 10, 14));
        var early = line(
                judged(LocalDate.of(2026, 11, 1), activist, notice, entry("target", LocalDate.of(2026, 10, 13))),
                "target");
        assertThat(early.findings().get(0).bound().rule()).isEqualTo("DM-08");
        var right = line(
                judged(LocalDate.of(2026, 11, 1), activist, notice, entry("target", LocalDate.of(2026, 10, 14))),
                "target");
        assertThat(kinds(right)).isEmpty();
    }

    @Test
    void aYearWhoseCalendarIsNotKnownMakesTheDayProvisionalDm28() {
        var activist = entry("activist", LocalDate.of(2025, 3, 1));
        var notice = entry("publicity", LocalDate.of(2026, 12, 30));
        var from = line(judged(LocalDate.of(2026, 12, 31), activist, notice), "target")
                .from();
        assertThat(from).extracting(Bound::provisional).isEqualTo(true);
    }

    /** The change-over: what was done before is judged by the rules of its day, what comes after by the new ones. */
    @Test
    void aTargetNamedBeforeTheRevisionNeedsNoNoticeAndOneNamedAfterItDoesDm08() {
        var activist = entry("activist", REVISED.minusYears(2));
        var before = judged(REVISED.plusDays(30), activist, entry("target", REVISED.minusDays(1)));
        assertThat(line(before, "publicity").state()).isEqualTo(State.NOT_ASKED);
        assertThat(kinds(line(before, "publicity"))).isEmpty();
        var after = judged(REVISED.plusDays(30), activist, entry("target", REVISED));
        assertThat(line(after, "publicity").state()).isEqualTo(State.MISSING);
        assertThat(line(after, "publicity").findings().get(0).bound().rule()).isEqualTo("DM-08");
        var open = judged(REVISED, activist);
        assertThat(line(open, "publicity").state()).isEqualTo(State.OPEN);
        assertThat(judged(REVISED.minusDays(1), activist).lines())
                .extracting(line -> line.step().id())
                .doesNotContain("publicity");
    }

    @ParameterizedTest
    @MethodSource("days")
    void theAssemblyMeetsWithinAMonthOfThePreReviewSinceTheRevisionDm13(LocalDate day) {
        since("pre-review", "admission", day, "DM-13");
    }

    @ParameterizedTest
    @MethodSource("days")
    void theSuperiorApprovesWithinThreeMonthsDm20(LocalDate day) {
        dueBy("admission", "approval", day, 3, "DM-20");
    }

    @ParameterizedTest
    @MethodSource("days")
    void theOathIsTakenWithinAMonthSinceTheRevisionDm21(LocalDate day) {
        since("approval", "oath", day, "DM-21");
    }

    /** A month that the revision has brought: of what was waiting then it begins with the revision. */
    private static void since(String since, String step, LocalDate day, String rule) {
        if (!day.isBefore(REVISED)) {
            dueBy(since, step, day, 1, rule);
            return;
        }
        var begun = entry(since, day);
        assertThat(line(judged(REVISED.minusDays(1), begun), step).by()).isNull();
        var before = entry(step, REVISED.minusDays(1));
        assertThat(kinds(line(judged(REVISED.plusYears(1), begun, before), step)))
                .isEmpty();
        var last = REVISED.plusMonths(1);
        assertThat(by(line(judged(last, begun), step))).isEqualTo(last);
        assertThat(kinds(line(judged(last.plusDays(1), begun), step))).containsExactly(Kind.OVERDUE);
        var taken = entry(step, last);
        assertThat(kinds(line(judged(last.plusYears(1), begun, taken), step))).isEmpty();
        var late = entry(step, last.plusDays(1));
        assertThat(kinds(line(judged(last.plusYears(1), begun, late), step))).containsExactly(Kind.TOO_LATE);
    }

    @ParameterizedTest
    @MethodSource("days")
    void probationLastsAYearFromTheVoteOfTheAssemblyDm22(LocalDate day) {
        notBefore("admission", "conversion", day, 12, "DM-22");
    }

    @ParameterizedTest
    @MethodSource("days")
    void anExtensionMakesProbationLongerDm24(LocalDate day) {
        for (int months = 6; months <= 12; months++) {
            var admitted = entry("admission", day);
            var first = day.plusMonths(12L + months);
            assertThat(from(line(judged(day, months, admitted), "conversion"))).isEqualTo(first);
            var early = judged(first.plusYears(1), months, admitted, entry("conversion", first.minusDays(1)));
            assertThat(kinds(line(early, "conversion"))).containsExactly(Kind.TOO_EARLY);
        }
    }

    @ParameterizedTest
    @MethodSource("days")
    void theSuperiorDecidesOnTheConversionWithinThreeMonthsDm25(LocalDate day) {
        dueBy("conversion", "conversion-approval", day, 3, "DM-25");
    }

    @Test
    void whatComesNextGoesThroughAllStepsAndAllStages() {
        for (var today : List.of(REVISED.minusDays(1), REVISED.plusYears(1))) {
            var entries = new ArrayList<Entry>();
            var stages = new ArrayList<Stage>();
            var pack = RULES.development(today);
            for (var step : pack.steps()) {
                if (step.repeats()) {
                    continue;
                }
                var judgement = judged(today, entries.toArray(Entry[]::new));
                assertThat(judgement.next().orElseThrow().step().id()).isEqualTo(step.id());
                entries.add(entry(step.id(), today.minusDays(1)));
                stages.add(judged(today, entries.toArray(Entry[]::new)).stage());
            }
            assertThat(judged(today, entries.toArray(Entry[]::new)).next()).isEmpty();
            assertThat(stages).isSorted().contains(Stage.values());
        }
    }

    /** DM-10: what failed is what comes next. */
    @Test
    void aGateThatWasNotPassedIsToBeTakenAnewDm10() {
        var failed = judged(REVISED, entry("target", REVISED), entry("review", REVISED, Result.FAILED));
        assertThat(line(failed, "review").state()).isEqualTo(State.FAILED);
        var again = judged(REVISED, entry("introducers", REVISED), entry("review", REVISED, Result.FAILED));
        assertThat(again.next().orElseThrow().step().id()).isEqualTo("review");
    }

    @ParameterizedTest
    @MethodSource("days")
    void theFirstDayIsTheOneThatIsSaidToBeDue(LocalDate day) {
        var judgement = judged(day, entry("application", day.minusMonths(9)), entry("activist", day.minusMonths(5)));
        var first = judgement.lines().stream()
                .filter(Line::pending)
                .flatMap(line -> Stream.ofNullable(line.by()))
                .map(Bound::day)
                .min(LocalDate::compareTo);
        assertThat(judgement.due().map(Bound::day)).isEqualTo(first);
    }
}
