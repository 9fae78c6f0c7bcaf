package cn.zhibu.activity.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.record.Giving.Answer;
import cn.zhibu.activity.record.Giving.Said;
import cn.zhibu.activity.record.RecordEvent.Answered;
import cn.zhibu.activity.record.RecordEvent.Corrected;
import cn.zhibu.activity.record.RecordEvent.Entered;
import cn.zhibu.activity.record.WorkRecord.Body;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.process.problem.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One record, two sides: who has said what of it, and whose turn it is. */
class GivingTests {

    private static final Instant NOW = Instant.parse("2026-11-20T01:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 5, 20);
    private static final Scope GIVER = new Scope("a", List.of("bureau", "a"));
    private static final Scope OTHER = new Scope("b", List.of("bureau", "b"));
    private static final Scope THIRD = new Scope("c", List.of("bureau", "c"));

    private static Body gift(Object amount, LocalDate day) {
        var values = Map.of("partner", Map.of("unit", "b"), "form", "money", "amount", amount);
        return new Body(day, values, Map.of(), List.of(), List.of(), Map.of());
    }

    private static WorkRecord entered(Scope other) {
        var state = new WorkRecord.State(new Entry(NOW, "clerk"), null, false, null, null);
        return WorkRecord.enter("r", GIVER, "pairing-assistance", 1, gift(20000, DAY), state, other)
                .state();
    }

    private static WorkRecord corrected(WorkRecord record, Body body, Scope other) {
        return record.correct(1, body, other, "更正", "clerk", NOW).state();
    }

    private static Said said(Answer answer, LocalDate date, Map<String, Object> values) {
        return new Said(answer, date, values, answer == Answer.REFUSED ? "没有收到" : null, new Entry(NOW, "other"));
    }

    private static WorkRecord answered(WorkRecord record, Answer answer) {
        return record.answer(said(answer, null, Map.of())).state();
    }

    @Test
    void itIsTheOtherSidesTurnUntilItHasAnswered() {
        var offered = entered(OTHER);
        assertThat(offered.giving().turn()).isEqualTo(OTHER.ancestors());
        assertThat(answered(offered, Answer.CONFIRMED).giving().turn()).isEmpty();
        assertThat(answered(offered, Answer.REFUSED).giving().turn()).isEqualTo(GIVER.ancestors());
        assertThat(offered.withdraw("误录", "clerk", NOW).state().giving().turn()).isEmpty();
    }

    @Test
    void aCorrectionOfAConfirmedOneAsksAgainAndSaysSo() {
        var again = corrected(answered(entered(OTHER), Answer.CONFIRMED), gift(18000, DAY), OTHER);
        assertThat(again.giving().answer()).isEqualTo(Answer.WAITING);
        assertThat(again.giving().again()).isTrue();
        assertThat(again.giving().turn()).isEqualTo(OTHER.ancestors());
    }

    @Test
    void aCorrectionThatSaysTheSameAsksNobody() {
        var same = corrected(
                answered(entered(OTHER), Answer.CONFIRMED), gift(new java.math.BigDecimal("20000.00"), DAY), OTHER);
        assertThat(same.giving().answer()).isEqualTo(Answer.CONFIRMED);
    }

    @Test
    void whoCorrectsToJustWhatTheOtherSideSaidHasItConfirmed() {
        var proposal = said(Answer.DIFFERENT, DAY.plusDays(1), Map.of("amount", 18000));
        var different = entered(OTHER).answer(proposal).state();
        assertThat(corrected(different, gift(18000, DAY.plusDays(1)), OTHER)
                        .giving()
                        .answer())
                .isEqualTo(Answer.CONFIRMED);
        assertThat(corrected(different, gift(18000, DAY), OTHER).giving().answer())
                .isEqualTo(Answer.WAITING);
    }

    @Test
    void whoIsAnotherPartnerIsAskedAnew() {
        var moved = corrected(answered(entered(OTHER), Answer.CONFIRMED), gift(20000, DAY), THIRD);
        assertThat(moved.giving()).isEqualTo(Giving.offered(THIRD));
        assertThat(corrected(moved, gift(20000, DAY), null).giving()).isNull();
    }

    @Test
    void whatIsWithdrawnIsAnsweredByNobody() {
        var withdrawn = entered(OTHER).withdraw("误录", "clerk", NOW).state();
        assertThatThrownBy(() -> answered(withdrawn, Answer.CONFIRMED)).isInstanceOf(Problem.class);
    }

    @Test
    void anAnswerIsNoVersionOfWhatWasWritten() {
        assertThat(entered(OTHER).answer(said(Answer.CONFIRMED, null, Map.of())).keeps())
                .isFalse();
    }

    /** Whatever comes in whatever order, the newest event says what the record says: nothing else is known elsewhere. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theNewestEventSaysWhatTheRecordSays(long seed) {
        var random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            var record = entered(random.nextInt(5) == 0 ? null : OTHER);
            for (int step = 0; step < 12 && record.state().withdrawn() == null; step++) {
                var change = step(record, random);
                var events = change.events();
                assertThat(events.size()).isEqualTo(change.state() == record ? 0 : 1);
                if (!events.isEmpty()) {
                    holds(change.state(), events.get(0));
                }
                record = change.state();
            }
        }
    }

    private static Change<WorkRecord> step(WorkRecord record, Random random) {
        var body = gift(1 + random.nextInt(3), DAY.plusDays(random.nextInt(2)));
        return switch (random.nextInt(record.giving() == null ? 3 : 8)) {
            case 0, 1 ->
                record.correct(1, body, List.of(OTHER, OTHER, THIRD).get(random.nextInt(3)), "更正", "clerk", NOW);
            case 2 ->
                random.nextInt(4) == 0
                        ? record.withdraw("误录", "clerk", NOW)
                        : record.correct(1, body, null, "更正", "clerk", NOW);
            case 3, 4, 5 -> record.answer(said(Answer.CONFIRMED, null, Map.of()));
            case 6 -> record.answer(said(Answer.DIFFERENT, DAY, Map.of("amount", 1 + random.nextInt(3))));
            default -> record.answer(said(Answer.REFUSED, null, Map.of()));
        };
    }

    private static void holds(WorkRecord record, DomainEvent event) {
        var other = RecordEvent.Other.of(record.giving());
        var told = record.body().told();
        if (event instanceof Entered entered) {
            assertThat(entered.other()).isEqualTo(other);
        } else if (event instanceof Corrected corrected) {
            assertThat(corrected.other()).isEqualTo(other);
            assertThat(corrected.values()).isEqualTo(told);
            assertThat(corrected.date()).isEqualTo(record.body().date());
        } else if (event instanceof Answered answered) {
            assertThat(answered.other()).isEqualTo(other);
            assertThat(answered.values()).isEqualTo(told);
            assertThat(answered.date()).isEqualTo(record.body().date());
        } else {
            assertThat(record.state().withdrawn()).isNotNull();
        }
    }
}
