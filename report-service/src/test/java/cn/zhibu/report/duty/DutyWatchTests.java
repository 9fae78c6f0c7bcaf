package cn.zhibu.report.duty;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.report.fact.Source;
import cn.zhibu.rules.RuleService;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of a branch's duties, when, and that it is told once. */
class DutyWatchTests {

    private static final RuleService PACKS = RuleService.onClassPath();
    private static final Leads LEADS = new Leads(Duration.ofMinutes(10), Duration.ZERO, 7, 14, 30, 30, 3);
    private static final Scope SCOPE = new Scope("b", List.of("bureau", "b"));
    private static final Shape BRANCH = new Shape(
            new Unit("b", "bureau", "BRANCH", SCOPE, null, null, LocalDate.parse("2019-01-01"), null, null),
            List.of(),
            List.of(),
            List.of());

    private static Source session(String date, String... forms) {
        return new Source(
                date, "session", "session", "b", LocalDate.parse(date), 1, null, Map.of("form", List.of(forms)));
    }

    private static Change<DutyWatch> look(DutyWatch watch, String day, Source... held) {
        var today = LocalDate.parse(day);
        var look = new DutyWatch.Look(today, LEADS);
        var duties = new ArrayList<Duty>();
        look.years().forEach(year -> duties.addAll(Duties.of(BRANCH, List.of(held), PACKS.rules(), year, today)));
        return watch.look(duties, look);
    }

    private static List<String> told(Change<DutyWatch> change) {
        return change.events().stream()
                .map(event -> {
                    var duties = event instanceof DutyEvent.DueSoon soon
                            ? soon.duties()
                            : event instanceof DutyEvent.Overdue overdue
                                    ? overdue.duties()
                                    : ((DutyEvent.Settled) event).duties();
                    return event.getClass().getSimpleName()
                            + duties.stream()
                                    .map(duty -> duty.rule() + " " + duty.period())
                                    .toList();
                })
                .toList();
    }

    @Test
    void aBranchSeenForTheFirstTimeIsToldItsOldDutiesTogether() {
        var first = look(DutyWatch.over(SCOPE), "2026-11-20");
        assertThat(told(first))
                .containsExactly("Overdue[BR-22 2026-08, BR-06 2026-Q3, BR-22 2026-09, BR-24 2026-Q3, BR-22 2026-10]");
    }

    @Test
    void nothingIsToldTwice() {
        var known = look(DutyWatch.over(SCOPE), "2026-11-24").state();
        var again = look(known, "2026-11-24");
        assertThat(again.events()).isEmpty();
        assertThat(again.state()).as("no write").isSameAs(known);
        assertThat(told(look(known, "2026-11-29"))).isEmpty();
    }

    @Test
    void aMonthIsToldAWeekBeforeItEndsAndOnceItHasEnded() {
        var quiet = look(DutyWatch.over(SCOPE), "2026-11-22").state();
        var soon = look(quiet, "2026-11-23");
        assertThat(told(soon)).containsExactly("DueSoon[BR-22 2026-11]");
        assertThat(told(look(soon.state(), "2026-12-01")))
                .contains("Overdue[BR-22 2026-11]")
                .noneMatch(text -> text.startsWith("Settled"));
    }

    @Test
    void whatIsMetAfterItWasToldIsSettledAndOpensAgainWhenTheRecordIsWithdrawn() {
        var soon = look(DutyWatch.over(SCOPE), "2026-11-24").state();
        var met = look(soon, "2026-11-25", session("2026-11-25", "THEME_PARTY_DAY"));
        assertThat(told(met)).containsExactly("Settled[BR-22 2026-11]");
        assertThat(told(look(met.state(), "2026-11-26", session("2026-11-25", "THEME_PARTY_DAY"))))
                .isEmpty();
        assertThat(told(look(met.state(), "2026-11-26"))).containsExactly("DueSoon[BR-22 2026-11]");
    }

    @Test
    void whatWasNeverToldIsNotSettledAndWhatIsLongPastIsForgotten() {
        var held = session("2026-11-10", "THEME_PARTY_DAY");
        assertThat(told(look(DutyWatch.over(SCOPE), "2026-11-24", held))).noneMatch(text -> text.contains("2026-11]"));
        var known = look(DutyWatch.over(SCOPE), "2026-11-24").state();
        var later = look(known, "2027-04-01").state();
        assertThat(later.told())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.duty().due()).isAfterOrEqualTo("2027-01-01"));
    }
}
