package cn.zhibu.report.claim;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.catalogue.Claim;
import cn.zhibu.catalogue.Claim.Query;
import cn.zhibu.catalogue.Claim.Rounding;
import cn.zhibu.catalogue.Claim.Window;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.report.content.Period;
import cn.zhibu.report.fact.Fact;
import cn.zhibu.report.fact.FactFixtures;
import cn.zhibu.report.fact.Found;
import cn.zhibu.report.fact.Source;
import cn.zhibu.report.name.Known;
import cn.zhibu.words.Words;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which days a report looks at, and whose facts. */
class PeriodTests {

    private static final Period TERM = new Period(LocalDate.of(2022, 9, 15), LocalDate.of(2025, 9, 14), 3);

    @ParameterizedTest
    @CsvSource({
        "PERIOD, 2022-09-15, 2025-09-14",
        "PLAN, 2025-09-15, 2028-09-14",
        "PERIOD_AND_PLAN, 2022-09-15, 2028-09-14",
        "TURN, 2022-09-16, 2028-09-14",
        "AS_OF, 2000-01-01, 2025-09-14"
    })
    void aTermBeginsInAnyMonth(Window window, LocalDate first, LocalDate last) {
        assertThat(TERM.first(window)).isEqualTo(first);
        assertThat(TERM.last(window)).isEqualTo(last);
        assertThat(TERM.covers(window, first)).isTrue();
        assertThat(TERM.covers(window, last)).isTrue();
        assertThat(TERM.covers(window, last.plusDays(1))).isFalse();
        assertThat(TERM.covers(window, first.minusDays(1))).isEqualTo(window == Window.AS_OF);
    }

    @ParameterizedTest
    @CsvSource({
        "PERIOD, 2025-01-01, 2025-12-31",
        "PLAN, 2026-01-01, 2026-12-31",
        "PERIOD_AND_PLAN, 2025-01-01, 2026-12-31"
    })
    void aYearIsAsItWas(Window window, LocalDate first, LocalDate last) {
        assertThat(Period.year(2025).first(window)).isEqualTo(first);
        assertThat(Period.year(2025).last(window)).isEqualTo(last);
    }

    @Test
    void theRulesOfATermAreThoseThatFallDueInIt() {
        assertThat(TERM.asksFor(LocalDate.of(2022, 9, 30))).isTrue();
        assertThat(TERM.asksFor(LocalDate.of(2022, 8, 31))).isFalse();
        assertThat(TERM.asksFor(LocalDate.of(2025, 9, 30))).isFalse();
        assertThat(Period.year(2025).asksFor(LocalDate.of(2026, 1, 31))).isTrue();
    }

    @Test
    void aClaimCountsWhatItsBranchOwnsUnlessItSaysSubtree() {
        var own = found("branch");
        var below = found("group");
        var school = found("school");
        var subtree = List.of(own, below);
        assertThat(ClaimService.whose(claim(null), "branch", subtree, List.of(school)))
                .containsExactly(own);
        assertThat(ClaimService.whose(claim("branch"), "branch", subtree, List.of(school)))
                .containsExactly(own);
        assertThat(ClaimService.whose(claim("subtree"), "branch", subtree, List.of(school)))
                .containsExactly(own, below);
        assertThat(ClaimService.whose(claim("school"), "branch", subtree, List.of(school)))
                .containsExactly(school);
    }

    @Test
    void theFormNamesItsMonths() {
        var unit = new Unit("b", null, "BRANCH", new Scope("b", List.of("b")), null, null, LocalDate.EPOCH, null, null);
        var variables = ClaimService.variables(
                unit, TERM, Known.nothing(), OwnWords.of(FactFixtures.CATALOGUE, null, null, null));
        assertThat(variables.get("from")).isEqualTo(new Words("2022年9月", "September 2022"));
        assertThat(variables.get("until")).isEqualTo(new Words("2025年9月", "September 2025"));
        assertThat(variables.get("unit").zh()).isEqualTo("本支部");
    }

    private static Claim claim(@Nullable String of) {
        var words = new Words("-", "-");
        var query = new Query("trainings", Map.of(), List.of(), List.of());
        return new Claim(
                "c", "s", Window.PERIOD, of, query, List.of(), Rounding.EXACT, null, null, List.of(), null, words);
    }

    private static Found found(String unit) {
        var day = LocalDate.of(2024, 1, 1);
        return new Found(
                new Source("r-" + unit, "record", "training", unit, day, 1, null, Map.of()),
                new Fact("trainings", day, BigDecimal.ONE, "trainings", "r-" + unit, Map.of()));
    }
}
