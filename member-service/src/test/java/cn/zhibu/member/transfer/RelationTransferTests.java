package cn.zhibu.member.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.member.transfer.RelationTransfer.Asking;
import cn.zhibu.member.transfer.RelationTransfer.State;
import cn.zhibu.member.transfer.Step.Side;
import cn.zhibu.member.transfer.Step.What;
import cn.zhibu.member.transfer.Who.Standing;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.process.problem.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Transfers by their decisions: who acts next, what is decided once, and letters that run out. */
class RelationTransferTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    private static final Scope FROM = new Scope("p", List.of("r", "p"));
    private static final Scope TO = new Scope("q", List.of("r", "q"));
    private static final Who ZHANG = new Who("m", "s", null, null, "member:m");
    private static final Sealed SEALED = new Sealed("k1.x", "y");

    private static Step step(What what, Side side, LocalDate on) {
        return new Step(what, side, on, SEALED, Instant.EPOCH, "a");
    }

    private static Asking asked(Side side, LocalDate wished) {
        return new Asking(step(What.ASKED, side, wished), TODAY);
    }

    private static Letter letter(String number, LocalDate on) {
        return new Letter(number, on, on.plusDays(90), Instant.EPOCH, "a");
    }

    private static RelationTransfer inside(Side side) {
        return RelationTransfer.askInside(
                        "t", ZHANG, new Way(FROM, TO, null), asked(side, TODAY.plusDays(7)), TODAY.plusDays(30))
                .state();
    }

    private static RelationTransfer out() {
        var way = new Way(FROM, null, "外县教育局党委");
        return RelationTransfer.askOut("t", ZHANG, way, asked(Side.GIVING, TODAY), letter("1", TODAY))
                .state();
    }

    @Test
    void theOtherBranchActsNextWhicheverAskedEd14() {
        var given = inside(Side.GIVING);
        assertThat(given.course().acts()).isEqualTo(TO);
        assertThat(given.way().of(given.answering())).isEqualTo(TO);
        assertThat(inside(Side.RECEIVING).course().acts()).isEqualTo(FROM);
        assertThat(given.sides()).containsExactly("r", "p", "q");
        assertThat(given.scope()).isEqualTo(FROM);
        assertThatThrownBy(() -> RelationTransfer.askInside(
                        "t", ZHANG, new Way(FROM, FROM, null), asked(Side.GIVING, TODAY), TODAY))
                .hasMessage("TRANSFER_SAME_BRANCH");
    }

    @Test
    void itIsAcceptedOnADayThatIsNotBeforeItWasAskedOrWished() {
        var asked = inside(Side.GIVING);
        assertThatThrownBy(() -> asked.accept(step(What.ACCEPTED, Side.RECEIVING, TODAY.minusDays(1))))
                .hasMessage("TRANSFER_TOO_EARLY");
        var accepted = asked.accept(step(What.ACCEPTED, Side.RECEIVING, TODAY));
        assertThat(accepted.state().movedOn()).isEqualTo(TODAY);
        assertThat(accepted.state().openKey()).isEqualTo("t");
        assertThat(accepted.state().course().acts()).isNull();
        assertThat(accepted.events().toString()).contains("member=m").doesNotContain("SEALED", "教育局");
    }

    @Test
    void whoComesSecondIsToldWhatWasDoneAndWhen() {
        var asked = inside(Side.GIVING);
        var accepted = asked.accept(step(What.ACCEPTED, Side.RECEIVING, TODAY)).state();
        var refusal = step(What.REFUSED, Side.RECEIVING, null);
        assertThatThrownBy(() -> accepted.refuse(refusal, TODAY, "名额")).satisfies(told -> {
            var problem = (Problem) told;
            assertThat(problem.type().name()).isEqualTo("TRANSFER_ACCEPTED_ALREADY");
            assertThat(problem.args()).containsExactly(TODAY);
        });
        var refused = asked.refuse(refusal, TODAY, "名额").state();
        var withdrawn = asked.withdraw(step(What.WITHDRAWN, Side.GIVING, null), TODAY, "错")
                .state();
        var acceptance = step(What.ACCEPTED, Side.RECEIVING, TODAY);
        assertThatThrownBy(() -> refused.accept(acceptance)).hasMessage("TRANSFER_REFUSED_ALREADY");
        assertThatThrownBy(() -> withdrawn.accept(acceptance)).hasMessage("TRANSFER_WITHDRAWN_ALREADY");
        var ended = asked.end(step(What.ENDED, Side.GIVING, null), TODAY).state();
        assertThatThrownBy(() -> ended.accept(acceptance)).hasMessage("TRANSFER_ENDED_ALREADY");
        assertThat(refused.end(step(What.ENDED, Side.GIVING, null), TODAY).state())
                .isSameAs(refused);
    }

    @Test
    void aLetterThatRanOutIsIssuedAgainWithANumberOfItsOwnEd15() {
        var out = out();
        assertThat(out.course().day()).isEqualTo(TODAY.plusDays(90));
        assertThat(out.letter().outOn(TODAY.plusDays(90))).isFalse();
        assertThat(out.letter().outOn(TODAY.plusDays(91))).isTrue();
        var issued = step(What.LETTER_ISSUED, Side.GIVING, TODAY.plusDays(95));
        assertThatThrownBy(() -> out.issue(letter("1", TODAY.plusDays(95)), issued))
                .hasMessage("LETTER_NUMBER_USED");
        assertThatThrownBy(() -> out.issue(letter("2", TODAY.minusDays(1)), issued))
                .hasMessage("LETTER_TOO_EARLY");
        var again = out.issue(letter("2", TODAY.plusDays(95)), issued).state();
        assertThat(again.course().day()).isEqualTo(TODAY.plusDays(185));
        assertThat(again.letters()).hasSize(2);
        assertThat(again.accept(step(What.ACCEPTED, Side.GIVING, TODAY.plusDays(100)))
                        .state()
                        .is(State.ACCEPTED))
                .isTrue();
        assertThatThrownBy(() -> inside(Side.GIVING).issue(letter("3", TODAY), issued))
                .hasMessage("LETTER_NOT_OF_THIS");
        var full = out;
        for (int number = 2; number <= 20; number++) {
            full = full.issue(letter("n" + number, TODAY), issued).state();
        }
        var most = full;
        assertThatThrownBy(() -> most.issue(letter("n21", TODAY), issued)).hasMessage("LETTERS_FULL");
    }

    @Test
    void whatTheLetterSaysOfSomebodyCanBeTrueTogether() {
        var day = LocalDate.of(2020, 7, 1);
        assertThat(new Standing(day.minusYears(30), true, day, day.plusYears(1)).checked(TODAY))
                .isNotNull();
        assertThat(new Standing(null, false, day, null).checked(TODAY)).isNotNull();
        for (var wrong : List.of(
                new Standing(null, false, day, day),
                new Standing(null, true, day, day.minusDays(1)),
                new Standing(null, true, TODAY.plusDays(1), null),
                new Standing(null, true, null, TODAY.plusDays(1)),
                new Standing(day, true, day, null),
                new Standing(TODAY, true, null, null))) {
            assertThatThrownBy(() -> wrong.checked(TODAY)).hasMessage("TRANSFER_STANDING");
        }
    }

    /** In whatever order both sides act: decided once, one step for each act that was done, and open exactly until then. */
    @RepeatedTest(200)
    void inWhateverOrderItIsDecidedOnce(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var transfer = random.nextBoolean() ? out() : inside(random.nextBoolean() ? Side.GIVING : Side.RECEIVING);
        var decided = 0;
        for (int act = 0; act < 20; act++) {
            var before = transfer;
            try {
                transfer = some(before, random, act).state();
            } catch (Problem refused) {
                assertThat(transfer).isSameAs(before);
                continue;
            }
            if (transfer == before) {
                continue;
            }
            assertThat(transfer.steps())
                    .hasSize(before.steps().size() + 1)
                    .startsWith(before.steps().get(0));
            decided += before.course().open() && !transfer.course().open() ? 1 : 0;
            assertThat(transfer.course().open()).isEqualTo(transfer.is(State.ASKED));
            assertThat(transfer.openKey()).isEqualTo(transfer.course().open() ? "member:m" : "t");
            assertThat(transfer.course().acts() == null)
                    .isNotEqualTo(transfer.course().open());
        }
        assertThat(decided).isLessThanOrEqualTo(1);
    }

    private static Change<RelationTransfer> some(RelationTransfer transfer, Random random, int act) {
        var on = TODAY.plusDays(random.nextInt(40) - 5);
        var side = transfer.answering();
        return switch (random.nextInt(7)) {
            case 0 -> transfer.accept(step(What.ACCEPTED, side, on));
            case 1 -> transfer.refuse(step(What.REFUSED, side, null), on, "名额");
            case 2 -> transfer.withdraw(step(What.WITHDRAWN, transfer.asking().side(), null), on, "错");
            case 3 ->
                transfer.is(State.ACCEPTED) ? Change.of(transfer) : transfer.end(step(What.ENDED, side, null), on);
            default -> transfer.issue(letter("n" + act, on), step(What.LETTER_ISSUED, Side.GIVING, on));
        };
    }

    @Test
    void nobodyOutsideIsInTheEvents() {
        var asked = RelationTransfer.askIn(
                "t",
                new Who("t", null, SEALED, new Standing(null, true, null, null), "letter:x"),
                new Way(null, TO, "外县教育局党委"),
                asked(Side.RECEIVING, TODAY),
                letter("1", TODAY));
        assertThat(Objects.requireNonNull(asked.state().course().acts())).isEqualTo(TO);
        assertThat(asked.state().knownMember()).isNull();
        assertThat(asked.events().toString()).doesNotContain("外县", "k1.x");
        var accepted =
                asked.state().accept(step(What.ACCEPTED, Side.RECEIVING, TODAY)).state();
        assertThat(accepted.knownMember()).isEqualTo("t");
    }
}
