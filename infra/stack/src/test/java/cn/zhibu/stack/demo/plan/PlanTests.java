package cn.zhibu.stack.demo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.stack.demo.plan.Plan.Bureau;
import cn.zhibu.stack.demo.plan.Plan.Meeting;
import cn.zhibu.stack.demo.plan.Plan.Note;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final String SCHOOL = "qinghe.hill.branch";
    private static final String BRANCH = "qinghe.centre.branch";
    private static final Set<String> COUNTED =
            Set.of("BRANCH_ASSEMBLY", "COMMITTEE_MEETING", "GROUP_MEETING", "PARTY_LECTURE");
    private static final Pattern SAFE = Pattern.compile("[\\x21-\\x7e]{3,110}");

    private final Plan plan = Plan.of(TODAY);

    @Test
    void thereAreTwentyEightRowsAndEachIsPlanned() {
        assertThat(plan.fixtures())
                .extracting(Fixture::id)
                .hasSize(28)
                .startsWith("K01")
                .endsWith("K28");
        assertThat(plan.fixtures())
                .allSatisfy(row -> assertThat(entered(row)).as(row.id()).isEqualTo(row.target()));
    }

    /** The committee of the term is one; its years are three. */
    @Test
    void everyRowOfTheTermIsPlanned() {
        assertThat(plan.termFixtures())
                .extracting(Fixture::id)
                .hasSize(23)
                .startsWith("S01")
                .endsWith("S23");
        assertThat(plan.termFixtures())
                .allSatisfy(row -> assertThat(served(row)).as(row.id()).isEqualTo(row.target()));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, 2023-09-01, 2026-08-31",
        "2027-01-01, 2023-09-01, 2026-08-31",
        "2026-07-01, 2022-09-01, 2025-08-31",
        "2026-09-10, 2023-09-01, 2026-08-31",
        "2026-09-09, 2022-09-01, 2025-08-31"
    })
    void theTermIsOverAndEverythingOfItLiesInIt(LocalDate today, LocalDate from, LocalDate until) {
        var other = Plan.of(today);
        var qinghe = other.bureaus().get(0);
        var branch = branch(qinghe, SCHOOL);
        assertThat(branch.committees()).extracting(Plan.Committee::on).first().isEqualTo(from);
        var next = branch.committees().get(1).on();
        assertThat(next).isAfter(until).isBeforeOrEqualTo(today);
        assertThat(qinghe.notes())
                .filteredOn(note -> note.row().startsWith("S") && !note.row().equals("S23"))
                .isNotEmpty()
                .allSatisfy(note -> assertThat(note.date()).isBetween(from, until));
        assertThat(qinghe.notes())
                .filteredOn(note -> note.row().equals("S23"))
                .extracting(Note::date)
                .containsExactly(next);
        assertThat(lifeMeetings(qinghe, from, until)).isEqualTo(3);
        assertThat(qinghe.reports())
                .filteredOn(report -> report.branch().equals(SCHOOL))
                .extracting(Plan.Report::from)
                .containsExactly(from);
    }

    @Test
    void theTermAddsAFewHundredEntriesAtMost() {
        var qinghe = plan.bureaus().get(0);
        long added = qinghe.notes().stream()
                        .filter(note -> note.branch().equals(SCHOOL))
                        .count()
                + qinghe.meetings().stream()
                        .filter(meeting -> meeting.branch().equals(SCHOOL))
                        .count();
        assertThat(added).isLessThan(250);
    }

    @Test
    void anExactFigureIsKeptAndAnAtLeastOneGrowsByOneToNinePercentFromTen() {
        assertThat(plan.fixtures()).allSatisfy(row -> {
            if (!row.atLeast() || row.figure() < 10) {
                assertThat(row.target()).as(row.id()).isEqualTo(row.figure());
            } else {
                assertThat(row.target()).as(row.id()).isGreaterThan(row.figure());
                assertThat(row.target() - row.figure()).isLessThanOrEqualTo(Math.max(1, row.figure() * 9 / 100));
            }
        });
        assertThat(row("K15").target()).isGreaterThan(80);
        assertThat(row("K07").target()).isEqualTo(151);
    }

    /** BR-06, BR-09, BR-12, BR-24 */
    @Test
    void theKindergartenMeetsEveryDutyOfTheYearItReportsOn() {
        var held = meetings(BRANCH, 2025);
        for (int month = 1; month <= 12; month++) {
            assertThat(held("COMMITTEE_MEETING", held, month, month))
                    .as("committee in %s", month)
                    .isPositive();
            assertThat(held("THEME_PARTY_DAY", held, month, month))
                    .as("theme day in %s", month)
                    .isPositive();
            assertThat(groups(held, month)).as("groups in %s", month).hasSize(3);
        }
        for (int first = 1; first <= 12; first += 3) {
            assertThat(held("BRANCH_ASSEMBLY", held, first, first + 2)).isPositive();
            assertThat(held("PARTY_LECTURE", held, first, first + 2)).isPositive();
        }
        assertThat(held("ORG_LIFE_MEETING", held, 10, 12)).isEqualTo(1);
        assertThat(held("MEMBER_APPRAISAL", held, 1, 12)).isEqualTo(1);
    }

    /** BR-09, BR-12, BR-22 */
    @Test
    void theModelSchoolMeetsEverythingInBothYears() {
        for (int year = 2025; year <= 2026; year++) {
            var held = meetings("qinghe.model.branch", year);
            for (int month = 1; month <= (year == 2025 ? 12 : 11); month++) {
                assertThat(held("COMMITTEE_MEETING", held, month, month)).isEqualTo(1);
                assertThat(held("THEME_PARTY_DAY", held, month, month)).isEqualTo(1);
                assertThat(groups(held, month)).hasSize(2);
            }
        }
    }

    @Test
    void theRunningYearHasGaps() {
        var held = meetings(BRANCH, 2026);
        assertThat(held("THEME_PARTY_DAY", held, 8, 8)).isPositive();
        assertThat(held("THEME_PARTY_DAY", held, 9, 9)).isZero();
        assertThat(groups(held, 8)).hasSize(2);
        assertThat(held("PARTY_LECTURE", held, 7, 9)).isZero();
    }

    @Test
    void theSamePlanComesOutOnTheSameDay() {
        assertThat(Plan.of(TODAY)).isEqualTo(plan);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20", "2027-01-01", "2027-01-31", "2028-02-29", "2026-12-31", "2026-07-01"})
    void everythingHasItsDayAndNothingIsStillToCome(LocalDate today) {
        var year = today.getYear() - 1;
        for (var bureau : Plan.of(today).bureaus()) {
            assertThat(days(bureau, false))
                    .isNotEmpty()
                    .allSatisfy(
                            day -> assertThat(day).isBeforeOrEqualTo(today).isAfterOrEqualTo(LocalDate.of(year, 1, 1)));
            assertThat(days(bureau, true))
                    .allSatisfy(day ->
                            assertThat(day).isBeforeOrEqualTo(today).isAfterOrEqualTo(LocalDate.of(year - 3, 9, 1)));
            assertThat(bureau.notes())
                    .filteredOn(note -> note.row().startsWith("K"))
                    .allSatisfy(note -> assertThat(note.date().getYear())
                            .isEqualTo(note.row().equals("K26") ? year + 1 : year));
            bureau.surveys().stream()
                    .flatMap(survey -> survey.opinions().stream())
                    .forEach(opinion -> {
                        assertThat(opinion.rectifiedOn()).isAfterOrEqualTo(opinion.raisedOn());
                        assertThat(opinion.confirmedOn()).isAfterOrEqualTo(opinion.rectifiedOn());
                        assertThat(opinion.confirmedOn().getYear()).isEqualTo(year);
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20", "2027-01-01"})
    void whoAttendsBelongsToTheBranchOnThatDayAndMostAreThere(LocalDate today) {
        for (var bureau : Plan.of(today).bureaus()) {
            for (var meeting : bureau.meetings()) {
                var branch = bureau.branches().stream()
                        .filter(each -> each.key().equals(meeting.branch()))
                        .findFirst()
                        .orElseThrow();
                var roll =
                        branch.on(meeting.date()).stream().map(Plan.Member::key).toList();
                assertThat(meeting.attendance())
                        .extracting(Plan.Attendance::member)
                        .isSubsetOf(roll);
                var there = meeting.attendance().stream()
                        .filter(each -> each.absence() == null)
                        .count();
                assertThat(there * 2)
                        .isGreaterThanOrEqualTo(meeting.attendance().size());
                assertThat(meeting.date()).isAfterOrEqualTo(branch.from());
            }
        }
    }

    @Test
    void everyKeyIsUsedOnceAndEveryReferenceHasAKey() {
        for (var bureau : plan.bureaus()) {
            var keys = keys(bureau).toList();
            assertThat(keys)
                    .doesNotHaveDuplicates()
                    .allMatch(key -> SAFE.matcher(key).matches());
            var known = new HashSet<>(keys);
            known.add(bureau.code());
            assertThat(bureau.units()).allMatch(unit -> known.contains(unit.parent()));
            assertThat(bureau.accounts()).allMatch(account -> known.contains(account.unit()));
            bureau.notes()
                    .forEach(note ->
                            assertThat(references(note.values())).as(note.key()).isSubsetOf(known));
        }
    }

    @Test
    void theBureauHasSchoolsOfEveryShape() {
        var qinghe = plan.bureaus().get(0);
        assertThat(qinghe.name()).endsWith("（演示）");
        assertThat(qinghe.branches()).hasSize(12);
        assertThat(qinghe.branches())
                .filteredOn(branch -> full(branch) < 7)
                .allMatch(branch -> branch.committee() == null);
        assertThat(qinghe.branches()).anyMatch(branch -> full(branch) >= 7 && branch.committee() == null);
        assertThat(qinghe.branches()).anyMatch(branch -> branch.from().getYear() == 2025);
        assertThat(qinghe.branches())
                .anyMatch(branch -> branch.committee() != null
                        && !branch.committee().on().plusYears(3).isAfter(TODAY.plusMonths(6))
                        && branch.committee().on().plusYears(3).isAfter(TODAY));
        assertThat(plan.bureaus().get(1).branches()).hasSize(1);
    }

    private int entered(Fixture row) {
        var qinghe = plan.bureaus().get(0);
        return switch (row.id()) {
            case "K01" ->
                (int) meetings(BRANCH, 2025).stream()
                        .flatMap(meeting -> meeting.forms().stream())
                        .filter(COUNTED::contains)
                        .count();
            case "K07", "K08" -> qinghe.surveys().get(0).opinions().size();
            case "K28" ->
                (int) qinghe.units().stream()
                        .filter(unit -> unit.parent().equals("qinghe.centre")
                                && unit.traits().campus() != null)
                        .count();
            case "K09" -> sum(row, "amount");
            case "K10" -> sum(row, "quantity");
            case "K11" -> sum(row, "students");
            case "K13" -> distinct(row, "partner");
            case "K16", "K17", "K18", "K19", "K20" -> distinct(row, "staffNumber");
            default -> notes(row).size();
        };
    }

    private int served(Fixture row) {
        var qinghe = plan.bureaus().get(0);
        return switch (row.id()) {
            case "S01" -> branch(qinghe, SCHOOL).committees().get(0).termYears();
            case "S03" -> distinct(row, "level");
            case "S07" -> notes(row).size() + lifeMeetings(qinghe, LocalDate.of(2023, 9, 1), LocalDate.of(2026, 8, 31));
            case "S08" -> distinct(row, "candidate");
            case "S09" -> distinct(row, "year");
            case "S10", "S16" -> sum(row, "amount");
            case "S15" -> sum(row, "awards");
            case "S17" -> distinct(termRow("S16"), "item");
            case "S18", "S19" -> distinct(row, "staffNumber");
            default -> notes(row).size();
        };
    }

    private Fixture termRow(String id) {
        return plan.termFixtures().stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Plan.Branch branch(Bureau bureau, String key) {
        return bureau.branches().stream()
                .filter(branch -> branch.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static int lifeMeetings(Bureau bureau, LocalDate from, LocalDate until) {
        return (int) bureau.meetings().stream()
                .filter(meeting -> meeting.branch().equals(SCHOOL))
                .filter(meeting -> meeting.forms().contains("ORG_LIFE_MEETING"))
                .filter(meeting ->
                        !meeting.date().isBefore(from) && !meeting.date().isAfter(until))
                .count();
    }

    private Fixture row(String id) {
        return plan.fixtures().stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<Note> notes(Fixture row) {
        return plan.bureaus().get(0).notes().stream()
                .filter(note -> note.row().equals(row.id()))
                .toList();
    }

    private int sum(Fixture row, String field) {
        return notes(row).stream()
                .mapToInt(note -> (int) note.values().get(field))
                .sum();
    }

    private int distinct(Fixture row, String field) {
        return (int) notes(row).stream()
                .map(note -> note.values().get(field))
                .distinct()
                .count();
    }

    private List<Meeting> meetings(String branch, int year) {
        return plan.bureaus().get(0).meetings().stream()
                .filter(meeting ->
                        meeting.branch().equals(branch) && meeting.date().getYear() == year)
                .toList();
    }

    private static long held(String form, List<Meeting> meetings, int fromMonth, int untilMonth) {
        return meetings.stream()
                .filter(meeting -> meeting.forms().contains(form))
                .filter(meeting -> meeting.date().getMonthValue() >= fromMonth)
                .filter(meeting -> meeting.date().getMonthValue() <= untilMonth)
                .count();
    }

    private static Set<String> groups(List<Meeting> meetings, int month) {
        var groups = new HashSet<String>();
        meetings.stream()
                .filter(meeting -> meeting.forms().contains("GROUP_MEETING"))
                .filter(meeting -> meeting.date().getMonthValue() == month)
                .forEach(meeting -> groups.addAll(meeting.groups()));
        return groups;
    }

    private static List<LocalDate> days(Bureau bureau, boolean ofTheTerm) {
        var opinions = bureau.surveys().stream().flatMap(survey -> survey.opinions().stream());
        return Stream.of(
                        bureau.meetings().stream()
                                .filter(meeting ->
                                        ofTheTerm || !meeting.branch().equals(SCHOOL))
                                .map(Meeting::date),
                        bureau.notes().stream()
                                .filter(note -> ofTheTerm || !note.branch().equals(SCHOOL))
                                .map(Note::date),
                        opinions.flatMap(each -> Stream.of(each.raisedOn(), each.rectifiedOn(), each.confirmedOn())))
                .flatMap(each -> each)
                .toList();
    }

    private static Stream<String> keys(Bureau bureau) {
        return Stream.of(
                        bureau.accounts().stream().map(Plan.Account::key),
                        bureau.units().stream().map(Plan.Unit::key),
                        bureau.branches().stream()
                                .flatMap(branch -> branch.members().stream())
                                .map(Plan.Member::key),
                        bureau.meetings().stream().map(Meeting::key),
                        bureau.notes().stream().map(Note::key),
                        bureau.surveys().stream().map(Plan.Questionnaire::key),
                        bureau.surveys().stream()
                                .flatMap(survey -> survey.opinions().stream())
                                .map(Plan.Opinion::key))
                .flatMap(each -> each);
    }

    private static List<String> references(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream()
                    .flatMap(each -> references(each).stream())
                    .toList();
        }
        return value instanceof String text && text.startsWith("@") ? List.of(text.substring(1)) : List.of();
    }

    private static long full(Plan.Branch branch) {
        return branch.members().stream()
                .filter(member -> member.full() || member.convertedOn() != null)
                .count();
    }
}
