package cn.zhibu.report.fact;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.directory.Membership;
import cn.zhibu.directory.QuorumService;
import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.rules.RuleService;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JudgingTests {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 12);
    private static final LocalDate BEGAN = LocalDate.of(2019, 1, 1);

    private final Judging judging = new Judging(new QuorumService(RuleService.onClassPath()));

    /** Seven who belong, of whom so many are full members by then. */
    private static Shape shape(int full) {
        var unit = new Unit("b", "t", "BRANCH", new Scope("b", List.of("t", "b")), null, null, BEGAN, null, null);
        var members = IntStream.range(0, 7)
                .mapToObj(i -> new Membership("m" + i, "m" + i, "b", BEGAN, null, i < full ? BEGAN : null, List.of()))
                .toList();
        return new Shape(unit, List.of(), List.of(), members);
    }

    private static Source held(String... attendees) {
        var values = Map.of("form", List.of("BRANCH_ASSEMBLY", "PARTY_LECTURE"), "attendees", List.of(attendees));
        return new Source("s", "session", "session", "b", DAY, 1, null, values);
    }

    private static Found counted(Source evidence, String form) {
        return new Found(evidence, new Fact("sessions", DAY, BigDecimal.ONE, "sessions", "s", Map.of("form", form)));
    }

    @Test
    void onlyTheFormThatNeedsAQuorumAndHadNoneIsNotCounted() {
        var judged = judging.judged(held("m0", "m1"), shape(7));
        assertThat(judged.values()).containsEntry("form", List.of("PARTY_LECTURE"));
        assertThat(judged.values()).containsEntry("inquorate", List.of("BRANCH_ASSEMBLY"));
        assertThat(judged.values()).doesNotContainKeys("attendees", "absentees");
        assertThat(judging.judged(counted(held("m0", "m1"), "BRANCH_ASSEMBLY"), shape(7)))
                .isNull();
        assertThat(judging.judged(counted(held("m0", "m1"), "PARTY_LECTURE"), shape(7)))
                .isNotNull();
    }

    @Test
    void theRosterOfTheDayDecidesSoACorrectedConversionIsTheOneThatCounts() {
        assertThat(judging.judged(held("m0", "m1"), shape(4)).values()).doesNotContainKey("inquorate");
        assertThat(judging.judged(held("m0", "m1"), shape(5)).values()).containsKey("inquorate");
        assertThat(judging.judged(held("m5", "m6"), shape(4)).values())
                .as("those on probation do not vote")
                .containsKey("inquorate");
    }

    @Test
    void whatDoesNotTellWhoWasThereStaysAsItIs() {
        var old = new Source("s", "session", "session", "b", DAY, 1, null, Map.of("form", List.of("BRANCH_ASSEMBLY")));
        assertThat(judging.judged(old, shape(7))).isSameAs(old);
    }
}
