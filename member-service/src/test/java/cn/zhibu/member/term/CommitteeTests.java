package cn.zhibu.member.term;

import static cn.zhibu.member.term.Committee.Post.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.member.term.Committee.Elected;
import cn.zhibu.member.term.Committee.Handing;
import cn.zhibu.member.term.Committee.Post;
import cn.zhibu.member.term.Committee.Seat;
import cn.zhibu.member.term.Committee.Term;
import cn.zhibu.platform.change.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommitteeTests {

    private static final LocalDate DAY = LocalDate.of(2024, 3, 1);
    private static final Term TERM = new Term(DAY, 3);
    private static final Scope BRANCH = new Scope("p", List.of("b", "p"));
    private static final Set<String> ALL = Set.of("m1", "m2", "m3");
    private static final List<Elected> TWO = List.of(new Elected("m1", SECRETARY), new Elected("m2", PUBLICITY));

    private static Committee formed() {
        return Committee.form("c", BRANCH, TERM, TWO, ALL).state();
    }

    private static String holder(Committee committee, Post post, LocalDate day) {
        return committee.seats().stream()
                .filter(seat -> seat.post() == post && seat.heldOn(day))
                .map(Seat::member)
                .findFirst()
                .orElse("nobody");
    }

    /** BR-15. */
    @Test
    void aCommitteeHasOneSecretaryAndNobodyTwoPostsAndAllBelongToTheBranch() {
        assertThatThrownBy(() -> Committee.form("c", BRANCH, TERM, List.of(new Elected("m1", PUBLICITY)), ALL))
                .hasMessage("ONE_SECRETARY");
        var twice = List.of(new Elected("m1", SECRETARY), new Elected("m1", PUBLICITY));
        assertThatThrownBy(() -> Committee.form("c", BRANCH, TERM, twice, ALL)).hasMessage("TWO_SEATS");
        assertThatThrownBy(() -> Committee.form("c", BRANCH, TERM, TWO, Set.of("m1")))
                .hasMessage("NOT_A_MEMBER_THEN");
    }

    /** BR-14: where there is no committee the secretary, with or without a deputy, has a term. */
    @Test
    void aSecretaryAloneHasATermAndHandsItOver() {
        var alone = Committee.form("c", BRANCH, TERM, List.of(new Elected("m1", SECRETARY)), ALL)
                .state();
        var day = LocalDate.of(2025, 9, 1);
        var deputy = alone.reseat(new Handing(DEPUTY_SECRETARY, null, "m2", day), ALL, "增设")
                .state();
        var next = deputy.reseat(new Handing(SECRETARY, "m1", "m3", day), ALL, "补选")
                .state();
        assertThat(holder(next, SECRETARY, day)).isEqualTo("m3");
        assertThat(holder(next, DEPUTY_SECRETARY, day)).isEqualTo("m2");
        assertThat(holder(next, SECRETARY, day.minusDays(1))).isEqualTo("m1");
    }

    private static Answer answer(LocalDate on, LocalDate filed, LocalDate approved) {
        return new Answer(on, filed, approved, null);
    }

    /** BR-17, EL-24. */
    @Test
    void membersAreFiledSecretaryAndDeputyApprovedEachOfTheDayOnWhichTheyCame() {
        var day = LocalDate.of(2025, 9, 1);
        var elected = formed().reseat(new Handing(SECRETARY, "m1", "m3", day), ALL, "补选")
                .state();
        assertThat(elected.results())
                .containsExactly(new Answer.Result(DAY, true, true), new Answer.Result(day, true, false));
        var both = elected.answer(answer(DAY, DAY.plusDays(9), DAY.plusDays(12)))
                .state()
                .answer(answer(day, null, day.plusDays(3)))
                .state();
        assertThat(both.answered()).hasSize(2);
        assertThatThrownBy(() -> both.answer(answer(day, day, null))).hasMessage("NOTHING_TO_FILE");
        assertThatThrownBy(() -> both.answer(answer(day, null, day.minusDays(1))))
                .hasMessage("ANSWERED_BEFORE");
        assertThatThrownBy(() -> both.answer(answer(day.plusDays(1), null, day)))
                .hasMessage("NO_RESULT_THAT_DAY");
        var again = both.answer(answer(DAY, DAY.plusDays(10), null)).state();
        assertThat(again.answered())
                .contains(answer(DAY, DAY.plusDays(10), null))
                .hasSize(2);
        assertThat(again.answer(answer(DAY, null, null)).state().answered())
                .as("taken back")
                .extracting(Answer::on)
                .containsExactly(day);
        var moved =
                again.correct(new Term(DAY.plusDays(2), 3), TWO, ALL, "日期有误").state();
        assertThat(moved.answered())
                .as("the answer goes along")
                .extracting(Answer::on)
                .contains(DAY.plusDays(2));
        var member =
                formed().reseat(new Handing(OTHER, null, "m3", day), ALL, "增补").state();
        assertThatThrownBy(() -> member.answer(answer(day, null, day))).hasMessage("NOTHING_TO_APPROVE");
    }

    /** BR-18. */
    @Test
    void aSeatChangesHandsInMidTermAndBothDaysStayTrue() {
        var day = LocalDate.of(2025, 9, 1);
        var after = formed().reseat(new Handing(SECRETARY, "m1", "m3", day), ALL, "补选")
                .state();
        assertThat(holder(after, SECRETARY, day.minusDays(1))).isEqualTo("m1");
        assertThat(holder(after, SECRETARY, day)).isEqualTo("m3");
        assertThat(after.term()).isEqualTo(TERM);
        assertThatThrownBy(() -> after.reseat(new Handing(SECRETARY, null, "m1", day), ALL, "x"))
                .hasMessage("ONE_SECRETARY");
        assertThatThrownBy(() -> after.reseat(new Handing(OTHER, null, "m2", day), ALL, "x"))
                .hasMessage("TWO_SEATS");
        assertThatThrownBy(() -> after.reseat(new Handing(OTHER, null, "m9", day), ALL, "x"))
                .hasMessage("NOT_A_MEMBER_THEN");
        assertThatThrownBy(() -> after.reseat(new Handing(SECRETARY, "m1", null, day), ALL, "x"))
                .hasMessage("SEAT_NOT_HELD");
        assertThatThrownBy(() -> after.reseat(new Handing(SECRETARY, "m1", null, DAY.minusDays(1)), ALL, "x"))
                .hasMessage("BEFORE_THE_TERM");
    }

    @Test
    void aWrongDayIsCorrectedAndWhatChangedHandsSinceStays() {
        var day = LocalDate.of(2025, 9, 1);
        var after = formed().reseat(new Handing(SECRETARY, "m1", "m3", day), ALL, "补选")
                .state();
        var right = LocalDate.of(2024, 2, 1);
        var corrected = after.correct(new Term(right, 3), TWO, ALL, "日期有误").state();
        assertThat(holder(corrected, SECRETARY, right)).isEqualTo("m1");
        assertThat(holder(corrected, SECRETARY, day)).isEqualTo("m3");
        assertThat(holder(corrected, PUBLICITY, day)).isEqualTo("m2");
        assertThatThrownBy(() -> after.correct(new Term(day.plusDays(1), 3), TWO, ALL, "x"))
                .hasMessage("SEAT_CHANGED_BEFORE");
    }

    @Test
    void aCommitteeEnteredByMistakeIsTakenBackAndItsDayIsFreeAgain() {
        var gone = formed().withdraw("误登记").state();
        assertThat(gone.uniqueKey()).isEqualTo("c").isNotEqualTo(formed().uniqueKey());
        assertThatThrownBy(() -> gone.withdraw("x")).hasMessage("COMMITTEE_WITHDRAWN");
        assertThatThrownBy(() -> gone.correct(TERM, TWO, ALL, "x")).hasMessage("COMMITTEE_WITHDRAWN");
    }
}
