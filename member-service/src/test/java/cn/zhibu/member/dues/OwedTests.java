package cn.zhibu.member.dues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.member.roster.Belonging.Stay;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.rules.DuesRules;
import cn.zhibu.rules.RuleService;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is owed in a month, what is behind, and what is written down for it: decisions without a store. */
class OwedTests {

    private static final DuesRules RULES = RuleService.onClassPath().dues();
    private static final LocalDate OPEN = LocalDate.of(9999, 12, 31);
    private static final Scope HERE = new Scope("here", List.of("bureau", "here"));
    private static final Scope THERE = new Scope("there", List.of("bureau", "there"));

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static Stay stay(Scope branch, String from, LocalDate until) {
        return new Stay(branch, day(from), until);
    }

    private static Owed.Fixed fixed(String from, String category, String base) {
        return new Owed.Fixed(day(from), category, base == null ? null : new BigDecimal(base));
    }

    private static List<Owed> year(List<Stay> stays, List<Owed.Fixed> fixed, List<Owed.Granted> granted) {
        return Owed.ofYear(2026, "here", stays, fixed, granted, RULES);
    }

    @Test
    void whoIsAcceptedOnTheLastDayOfAMonthOwesItAndNothingBeforeDu10() {
        var owed = year(
                List.of(stay(HERE, "2026-03-31", OPEN)), List.of(fixed("2026-01-01", "EMPLOYED", "6000")), List.of());
        assertThat(owed.get(1).state()).isEqualTo(Owed.State.ELSEWHERE);
        assertThat(owed.get(2).amount()).isEqualTo(new BigDecimal("90.00"));
    }

    @Test
    void aMonthIsPaidOnceToTheBranchOfItsFirstDayDu09() {
        var stays = List.of(stay(HERE, "2020-01-01", day("2026-05-15")), stay(THERE, "2026-05-15", OPEN));
        var fixed = List.of(fixed("2026-01-01", "NO_INCOME", null));
        var here = year(stays, fixed, List.of());
        var there = Owed.ofYear(2026, "there", stays, fixed, List.of(), RULES);
        for (int month = 1; month <= 12; month++) {
            assertThat(here.get(month - 1).is(Owed.State.OWED))
                    .as("month " + month)
                    .isEqualTo(month <= 5)
                    .isNotEqualTo(there.get(month - 1).is(Owed.State.OWED));
        }
    }

    @Test
    void theStandardOfTheMonthHoldsAndTheOneSaidLastOfAMonthDu17() {
        var fixed = List.of(
                fixed("2025-01-01", "EMPLOYED", "3000"),
                fixed("2026-04-01", "EMPLOYED", "9999"),
                fixed("2026-04-01", "EMPLOYED", "5000"));
        var owed = year(List.of(stay(HERE, "2020-01-01", OPEN)), fixed, List.of());
        assertThat(owed.get(2).amount()).isEqualTo(new BigDecimal("15.00"));
        assertThat(owed.get(3).amount()).isEqualTo(new BigDecimal("50.00"));
    }

    @Test
    void whereNothingIsFixedNothingIsReckoned() {
        var owed = year(
                List.of(stay(HERE, "2020-01-01", OPEN)), List.of(fixed("2026-07-01", "RETIRED", "5000.01")), List.of());
        assertThat(owed.get(5).state()).isEqualTo(Owed.State.NOT_FIXED);
        assertThat(owed.get(6).amount()).isEqualTo(new BigDecimal("50.00"));
    }

    @Test
    void hardshipMakesItLessAndNeverMoreDu11() {
        var granted = List.of(
                new Owed.Granted(day("2026-02-01"), day("2026-03-01"), BigDecimal.ZERO),
                new Owed.Granted(day("2026-04-01"), day("2026-04-01"), new BigDecimal("400")));
        var owed = year(
                List.of(stay(HERE, "2020-01-01", OPEN)), List.of(fixed("2026-01-01", "EMPLOYED", "4000")), granted);
        assertThat(owed.get(1).amount()).isEqualByComparingTo("0");
        assertThat(owed.get(1).relieved()).isTrue();
        assertThat(owed.get(3).amount()).isEqualTo(new BigDecimal("40.00"));
        assertThat(owed.get(3).relieved()).isFalse();
    }

    private static Arrears.Year of(int year, Map<Integer, Paid> paid, List<Owed.Granted> granted) {
        var stays = List.of(stay(HERE, "2020-01-01", OPEN));
        var fixed = List.of(fixed("2020-01-01", "EMPLOYED", "4000"));
        return new Arrears.Year(year, Owed.ofYear(year, "here", stays, fixed, granted, RULES), paid);
    }

    @Test
    void sixMonthsInARowReachTheLineAcrossTheYearsEndDu13() {
        var until = IntStream.rangeClosed(1, 9)
                .boxed()
                .collect(java.util.stream.Collectors.toMap(
                        month -> month, month -> new Paid(new BigDecimal("40.00"), LocalDate.of(2025, month, 5))));
        var years = List.of(of(2025, until, List.of()), of(2026, Map.of(), List.of()));
        var before = Arrears.on(day("2026-03-31"), years, RULES.monthsToTheLine());
        assertThat(before.months()).as("March is not over").isEqualTo(5);
        assertThat(before.line()).isFalse();
        var reached = Arrears.on(day("2026-04-01"), years, RULES.monthsToTheLine());
        assertThat(reached.months()).isEqualTo(6);
        assertThat(reached.since()).isEqualTo(day("2025-10-01"));
        assertThat(reached.line()).isTrue();
        assertThat(reached.amount()).isEqualTo(new BigDecimal("240.00"));
    }

    @Test
    void aMonthThatWasPaidOrGrantedBeginsTheRowAnew() {
        var granted = List.of(new Owed.Granted(day("2026-05-01"), day("2026-05-01"), BigDecimal.ZERO));
        var years = List.of(of(2026, Map.of(2, new Paid(new BigDecimal("1.00"), day("2026-07-01"))), granted));
        var arrears = Arrears.on(day("2026-08-01"), years, 6);
        assertThat(arrears.months()).isEqualTo(2);
        assertThat(arrears.since()).isEqualTo(day("2026-06-01"));
        assertThat(Arrears.on(day("2026-06-15"), years, 6).amount())
                .as("as of a day before it was handed in")
                .isEqualTo(new BigDecimal("160.00"));
    }

    @Test
    void theRowIsNeverLongerThanWhatIsOwedAndUnpaid() {
        var random = new Random(13);
        for (int run = 0; run < 500; run++) {
            var paid = new java.util.TreeMap<Integer, Paid>();
            for (int month = 1; month <= 12; month++) {
                if (random.nextBoolean()) {
                    paid.put(month, new Paid(new BigDecimal("40.00"), LocalDate.of(2026, month, 3)));
                }
            }
            var day = LocalDate.of(2026, 1 + random.nextInt(12), 1 + random.nextInt(28));
            var arrears = Arrears.on(day, List.of(of(2026, paid, List.of())), 6);
            long unpaid = IntStream.range(1, day.getMonthValue())
                    .filter(month -> !paid.containsKey(month))
                    .count();
            assertThat(arrears.amount()).isEqualByComparingTo(BigDecimal.valueOf(40 * unpaid));
            assertThat((long) arrears.months()).isLessThanOrEqualTo(unpaid);
            assertThat(arrears.line()).isEqualTo(arrears.months() >= 6);
        }
    }

    @Test
    void whatIsPaidIsWrittenInOneTextAndReadAgain() {
        var months = Map.of(
                12, new Paid(new BigDecimal("15.00"), day("2026-12-03")),
                2, new Paid(new BigDecimal("0.20"), day("2026-02-28")));
        assertThat(Paid.written(months)).isEqualTo("2=0.20@2026-02-28,12=15.00@2026-12-03");
        assertThat(Paid.read(Paid.written(months))).isEqualTo(months);
        assertThat(Paid.read("")).isEmpty();
    }

    @Test
    void aStandardThatChangesTheYearAsksForAReasonDu17() {
        var stamp = new DuesStandards.Stamp(Instant.EPOCH, "li", null);
        var said = new DuesStandards.Stamp(Instant.EPOCH, "li", "工资调整");
        var first = DuesStandards.none(HERE)
                .fix(List.of(new DuesStandards.Fixing("m", day("2026-03-01"), "EMPLOYED", null)), RULES, stamp)
                .state();
        var january = List.of(new DuesStandards.Fixing("m", day("2027-01-01"), "EMPLOYED", null));
        var next = first.fix(january, RULES, stamp).state();
        assertThatThrownBy(() -> next.fix(january, RULES, stamp)).hasMessageContaining("DUES_REASON_MISSING");
        var may = List.of(new DuesStandards.Fixing("m", day("2027-05-01"), "EMPLOYED", null));
        assertThatThrownBy(() -> next.fix(may, RULES, stamp)).hasMessageContaining("DUES_REASON_MISSING");
        var changed = next.fix(may, RULES, said);
        assertThat(changed.reason()).isEqualTo("工资调整");
        assertThat(changed.state().of("m").orElseThrow().standards())
                .as("earlier ones are kept")
                .hasSize(3);
        var monthly = List.of(new DuesStandards.Fixing("m", day("2027-06-01"), "ANNUAL", null));
        assertThat(changed.state().fix(monthly, RULES, stamp).state().members()).hasSize(1);
    }

    @Test
    void whatIsSaidAgainIsLeftAndWhatIsChangedAsksForAReason() {
        var before = Map.of("m", Map.of(1, new Paid(new BigDecimal("15.00"), day("2026-01-09"))));
        var again = new Payment.Handed(
                day("2026-02-01"),
                List.of(
                        new Payment("m", 1, new BigDecimal("15")),
                        new Payment("m", 2, new BigDecimal("15")),
                        new Payment("n", 1, null)),
                null);
        var changed = Payment.Changed.of(before, again);
        assertThat(changed.corrects()).isFalse();
        assertThat(changed.months()).containsOnlyKeys("m");
        assertThat(changed.months().get("m").get(1).on()).isEqualTo(day("2026-01-09"));
        var back = List.of(new Payment("m", 1, null));
        assertThatThrownBy(() -> Payment.Changed.of(before, new Payment.Handed(day("2026-02-01"), back, null)))
                .hasMessageContaining("DUES_REASON_MISSING");
        var taken = Payment.Changed.of(before, new Payment.Handed(day("2026-02-01"), back, "误登记"));
        assertThat(taken.corrects()).isTrue();
        assertThat(taken.months().get("m")).isEmpty();
    }

    @Test
    void whatOneRecordKeepsHasAnEnd() {
        var many = IntStream.range(0, 100).mapToObj(number -> "m" + number).toList();
        var paid = new TreeMap<String, Sealed>();
        many.forEach(member -> paid.put(member, new Sealed("k1.x", "dues.paid/" + member)));
        var stamp = new DuesYear.Stamp(Instant.EPOCH, "a", "更正");
        var year = DuesYear.none(HERE, 2026);
        for (int act = 0; act < DuesYear.MOST / 100; act++) {
            year = year.enter(paid, true, stamp).state();
        }
        var full = year;
        assertThatThrownBy(() -> full.enter(paid, true, stamp)).hasMessage("DUES_FULL");
    }
}
