package cn.zhibu.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dues by the table: the vectors of the rules, and what holds for every base. */
class DuesRulesTests {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
    private static final BigDecimal FEN = new BigDecimal("0.01");

    private final DuesRules dues = RuleService.onClassPath().dues();

    private DuesRules.Category category(String id) {
        return dues.category(id, DAY).orElseThrow();
    }

    private BigDecimal owed(String category, String base) {
        return category(category).owed(new BigDecimal(base));
    }

    @ParameterizedTest
    @CsvSource({
        "3000,15.00",
        "3000.01,30.00",
        "5000,50.00",
        "5000.01,75.00",
        "10000,150.00",
        "10000.01,200.00",
        "0,0.00",
        "0.01,0.00",
        "1,0.01"
    })
    void theRateIsThatOfTheWholeBaseDu05(String base, String owed) {
        assertThat(owed("EMPLOYED", base)).isEqualTo(new BigDecimal(owed));
        assertThat(owed("ANNUAL", base)).as("DU-07").isEqualTo(new BigDecimal(owed));
        assertThat(owed("IRREGULAR", base)).as("DU-07").isEqualTo(new BigDecimal(owed));
    }

    @ParameterizedTest
    @CsvSource({"5000,25.00", "5000.01,50.00", "0,0.00"})
    void whoIsRetiredPaysByTheOwnTableDu06(String base, String owed) {
        assertThat(owed("RETIRED", base)).isEqualTo(new BigDecimal(owed));
    }

    @Test
    void farmersAgreeAndWhoHasNoIncomePaysOneAmountDu08() {
        assertThat(owed("FARMER", "0.5")).isEqualTo(new BigDecimal("0.50"));
        assertThat(category("FARMER").least()).isEqualByComparingTo("0.2");
        assertThat(category("FARMER").most()).isEqualByComparingTo("1");
        assertThat(category("NO_INCOME").owed(null)).isEqualTo(new BigDecimal("0.20"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMPLOYED", "ANNUAL", "IRREGULAR", "RETIRED"})
    void dueAreWholeFenThatNeverFallWithinABracketDu01ToDu07(String id) {
        var category = category(id);
        var brackets = Objects.requireNonNull(category.brackets());
        var random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            var base = BigDecimal.valueOf(random.nextInt(2_000_000), 2);
            var owed = category.owed(base);
            assertThat(owed.scale()).isEqualTo(2);
            assertThat(owed)
                    .as("between the lowest and the highest rate of " + base)
                    .isBetween(share(base, brackets.get(0)), share(base, brackets.get(brackets.size() - 1)));
            var more = base.add(FEN);
            if (bracket(brackets, base) == bracket(brackets, more)) {
                assertThat(category.owed(more)).as("one fen above " + base).isGreaterThanOrEqualTo(owed);
            } else {
                assertThat(category.owed(more))
                        .as("beyond the end of a bracket")
                        .isGreaterThan(owed);
            }
            var bracket = brackets.get(bracket(brackets, base));
            assertThat(owed)
                    .as("the whole base at the rate of " + bracket.rule())
                    .isEqualTo(share(base, bracket));
        }
    }

    private static int bracket(List<DuesRules.Bracket> all, BigDecimal base) {
        int at = 0;
        while (!all.get(at).holds(base)) {
            at++;
        }
        return at;
    }

    /** Reckoned in hundredths of a fen and rounded by hand. */
    private static BigDecimal share(BigDecimal base, DuesRules.Bracket bracket) {
        long cents = base.movePointRight(2).longValueExact();
        long thousandths = bracket.percent().movePointRight(1).longValueExact();
        return BigDecimal.valueOf((cents * thousandths + 500) / 1000, 2);
    }

    @Test
    void thePointsSayTheirNumbersDu09ToDu17() {
        assertThat(dues.point("DU-09").months()).isEqualTo(6);
        assertThat(dues.monthsToTheLine()).isEqualTo(6);
        assertThat(dues.special()).isEqualByComparingTo("1000");
        assertThat(dues.point("DU-14").purposes()).hasSize(5);
        assertThat(dues.point("DU-17").mark()).isEqualTo(RulePack.Mark.L);
        assertThat(dues.category("EMPLOYED", LocalDate.of(2008, 3, 31))).isEmpty();
    }
}
