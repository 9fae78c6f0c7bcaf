package cn.zhibu.member.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.member.organisation.Unit.Kind;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitTests {

    private static final LocalDate DAY = LocalDate.of(2020, 9, 1);
    private static final Unit.Traits PLAIN = new Unit.Traits(null, null, null, null, null, 0, null);

    private final Unit bureau = Unit.root("b", "qinghe", "清河区教育局", DAY).state();
    private final Unit school = under(bureau, "s", Kind.SCHOOL);
    private final Unit branch = under(school, "p", Kind.BRANCH);

    private static Unit under(Unit parent, String id, Kind kind) {
        return Unit.under(parent, id, kind, new Unit.Name(id, null, DAY), PLAIN, null)
                .state();
    }

    @Test
    void aUnitCarriesItsAncestorsFromTheRootDownToItself() {
        assertThat(branch.scope().ancestors()).containsExactly("b", "s", "p");
        var created =
                (UnitEvent.Created) Unit.under(school, "p", Kind.BRANCH, new Unit.Name("p", null, DAY), PLAIN, null)
                        .events()
                        .get(0);
        assertThat(created.parent()).isEqualTo("s");
        assertThat(created.ancestors()).containsExactly("b", "s", "p");
    }

    @Test
    void eachKindStandsOnlyWhereItBelongs() {
        assertThat(Kind.GROUP.mayStandUnder(Kind.BRANCH)).isTrue();
        assertThat(Kind.GROUP.mayStandUnder(Kind.SCHOOL)).isFalse();
        assertThat(Kind.BRANCH.mayStandUnder(Kind.BRANCH)).isFalse();
        assertThat(Kind.SCHOOL.mayStandUnder(Kind.SCHOOL)).isTrue();
        assertThat(Kind.COMMITTEE.mayStandUnder(Kind.SCHOOL)).isFalse();
        assertThat(Kind.BUREAU.mayStandUnder(Kind.BUREAU)).isFalse();
        assertThatThrownBy(() -> under(branch, "x", Kind.SCHOOL)).hasMessage("UNIT_CANNOT_STAND_THERE");
    }

    @Test
    void namesAreDatedAndTheOneOfTheDayHolds() {
        var renamed = branch.rename("新名", null, LocalDate.of(2025, 9, 1)).state();
        assertThat(renamed.nameOn(LocalDate.of(2025, 8, 31)).name()).isEqualTo("p");
        assertThat(renamed.nameOn(LocalDate.of(2025, 9, 1)).name()).isEqualTo("新名");
        assertThat(renamed.rename("更新", null, LocalDate.of(2025, 9, 1)).state().names())
                .hasSize(2);
    }

    @Test
    void aClosedUnitIsThereUntilItsDayAndAClosingAheadIsMoved() {
        var day = LocalDate.of(2026, 8, 31);
        var closing = close(branch, day, LocalDate.of(2026, 5, 1));
        assertThat(closing.life().openOn(day.minusDays(1))).isTrue();
        assertThat(closing.life().openOn(day)).isFalse();
        assertThat(closing.rename("x", null, day.minusDays(1)).state().names()).hasSize(2);
        assertThatThrownBy(() -> closing.rename("x", null, day)).hasMessage("UNIT_CLOSED");
        var later = close(closing, day.plusMonths(1), LocalDate.of(2026, 6, 1));
        assertThat(later.life().until()).isEqualTo(day.plusMonths(1));
        assertThatThrownBy(() -> close(later, day, day.plusMonths(1))).hasMessage("UNIT_CLOSED");
        assertThatThrownBy(() -> under(closing, "g", Kind.GROUP, day)).hasMessage("UNIT_CLOSED");
        assertThat(under(closing, "g", Kind.GROUP, day.minusDays(1)).kind()).isEqualTo(Kind.GROUP);
    }

    @Test
    void aUnitWithSomethingOpenBelowIsNotClosedAndTheRootNever() {
        var none = new Unit.Below(0, 0);
        assertThatThrownBy(() -> school.close(DAY.plusYears(1), "x", new Unit.Below(1, 0), DAY))
                .hasMessage("UNIT_HAS_OPEN_BELOW");
        assertThatThrownBy(() -> branch.close(DAY.plusYears(1), "x", new Unit.Below(0, 3), DAY))
                .hasMessage("UNIT_HAS_OPEN_BELOW");
        assertThatThrownBy(() -> bureau.close(DAY.plusYears(1), "x", none, DAY)).hasMessage("ROOT_STAYS_OPEN");
        assertThatThrownBy(() -> branch.close(DAY.minusDays(1), "x", none, DAY))
                .hasMessage("UNIT_CLOSES_BEFORE_IT_OPENED");
    }

    @Test
    void aUnitClosedByMistakeIsReopened() {
        var closed = close(branch, DAY.plusYears(1), DAY);
        var open = closed.reopen(school, "误撤销").state();
        assertThat(open.life().openOn(DAY.plusYears(9))).isTrue();
        assertThatThrownBy(() -> open.reopen(school, "x")).hasMessage("UNIT_NOT_CLOSED");
        var gone = close(school, DAY.plusMonths(1), DAY);
        assertThatThrownBy(() -> closed.reopen(gone, "x")).hasMessage("UNIT_CLOSED");
    }

    @Test
    void aUnitIsKeptHereFromADayThatIsNotBeforeItsOwn() {
        assertThat(branch.keep(DAY.plusYears(5)).state().life().keptSince()).isEqualTo(DAY.plusYears(5));
        assertThatThrownBy(() -> branch.keep(DAY.minusDays(1))).hasMessage("KEPT_BEFORE_IT_OPENED");
    }

    @Test
    void whatASchoolIsIsPutRightAndItsPlaceStays() {
        var numbered = Unit.under(
                        bureau,
                        "s",
                        Kind.SCHOOL,
                        new Unit.Name("s", null, DAY),
                        new Unit.Traits(null, Unit.SchoolType.PRIMARY, null, "旧镇", null, 7, null),
                        null)
                .state();
        var agreement = new Agreement(DAY, DAY.plusYears(3), "每学期两次");
        var entrusted = traits(Unit.Campus.ENTRUSTED, agreement);
        var change = numbered.describe(entrusted, "更正");
        assertThat(change.state().traits().order()).isEqualTo(7);
        assertThat(change.state().path()).isEqualTo(numbered.path());
        assertThat(change.state().traits().town()).isEqualTo("新镇");
        assertThat(change.events())
                .containsExactly(new UnitEvent.Described(
                        "s", "b", "SCHOOL", List.of("b", "s"), "KINDERGARTEN", "ENTRUSTED", DAY, null));
        var no = traits(Unit.Campus.SUB, agreement);
        assertThatThrownBy(() -> numbered.describe(no, "x")).hasMessage("AGREEMENT_WITHOUT_ENTRUSTING");
        var ends = traits(Unit.Campus.ENTRUSTED, new Agreement(DAY, DAY.minusDays(1), null));
        assertThatThrownBy(() -> numbered.describe(ends, "x")).hasMessage("AGREEMENT_ENDS_BEFORE_IT_BEGINS");
        assertThatThrownBy(() -> branch.describe(traits(null, null), "x")).hasMessage("NOT_A_SCHOOL");
    }

    private static Unit.Traits traits(Unit.Campus campus, Agreement agreement) {
        return new Unit.Traits(
                null, Unit.SchoolType.KINDERGARTEN, campus, "新镇", Unit.LeadershipModel.PARTY_LED, 0, agreement);
    }

    private static Unit close(Unit unit, LocalDate on, LocalDate today) {
        return unit.close(on, "合并", new Unit.Below(0, 0), today).state();
    }

    private static Unit under(Unit parent, String id, Kind kind, LocalDate from) {
        return Unit.under(parent, id, kind, new Unit.Name(id, null, from), PLAIN, null)
                .state();
    }
}
