package cn.zhibu.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTests {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 12);

    private final RuleService rules = RuleService.onClassPath();

    private Quorum assembly() {
        return rules.quorum("BRANCH_ASSEMBLY", DAY).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"3,7,false", "4,7,true", "3,6,true", "2,6,false", "1,1,true", "0,1,false"})
    void anAssemblyIsValidWithHalfOrMoreOfThoseWhoMayVoteBr07(int present, int voting, boolean valid) {
        assertThat(assembly().id()).isEqualTo("BR-07");
        assertThat(Objects.requireNonNull(assembly().present()).met(present, voting))
                .isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({"3,6,false", "4,6,true", "4,7,true", "3,7,false"})
    void aMotionPassesWithMoreThanHalfOfThoseWhoShouldAttendBr07(int approve, int voting, boolean passed) {
        assertThat(Objects.requireNonNull(assembly().passes()).met(approve, voting))
                .isEqualTo(passed);
    }

    @Test
    void aQuorumHoldsFromItsDay() {
        assertThat(rules.quorum("BRANCH_ASSEMBLY", LocalDate.of(2018, 10, 27))).isEmpty();
        assertThat(rules.quorum("PARTY_LECTURE", DAY)).isEmpty();
    }
}
