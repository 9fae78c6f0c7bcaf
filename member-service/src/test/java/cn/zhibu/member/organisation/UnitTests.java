package cn.zhibu.member.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.member.organisation.Unit.Kind;
import cn.zhibu.member.organisation.Unit.Post;
import cn.zhibu.member.organisation.Unit.Seat;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitTests {

    private static final LocalDate DAY = LocalDate.of(2020, 9, 1);
    private static final Unit.Traits PLAIN = new Unit.Traits(null, null, null, null, null, 0);

    private final Unit bureau = Unit.root("b", "qinghe", "清河区教育局", DAY).state();
    private final Unit school = under(bureau, "s", Kind.SCHOOL);
    private final Unit branch = under(school, "p", Kind.BRANCH);

    private static Unit under(Unit parent, String id, Kind kind) {
        return Unit.under(parent, id, kind, new Unit.Name(id, null, DAY), PLAIN).state();
    }

    @Test
    void aUnitCarriesItsAncestorsFromTheRootDownToItself() {
        assertThat(branch.scope().ancestors()).containsExactly("b", "s", "p");
        var created = (UnitEvent.Created) Unit.under(school, "p", Kind.BRANCH, new Unit.Name("p", null, DAY), PLAIN)
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
    void aClosedUnitChangesNoMore() {
        var closed = branch.close(LocalDate.of(2025, 8, 31), "合并").state();
        assertThatThrownBy(() -> closed.rename("x", null, DAY)).hasMessage("UNIT_CLOSED");
        assertThatThrownBy(() -> closed.close(DAY, "x")).hasMessage("UNIT_CLOSED");
        assertThatThrownBy(() -> under(closed, "g", Kind.GROUP)).hasMessage("UNIT_CLOSED");
        assertThatThrownBy(() -> branch.close(LocalDate.of(2000, 1, 1), "x"))
                .hasMessage("UNIT_CLOSES_BEFORE_IT_OPENED");
    }

    @Test
    void aCommitteeHasOneSecretaryAndNobodyTwoSeatsBr15() {
        var seats = List.of(
                new Seat("m1", Post.SECRETARY), new Seat("m2", Post.ORGANISATION), new Seat("m3", Post.DISCIPLINE));
        var formed = branch.formCommittee("c", LocalDate.of(2024, 3, 1), 3, seats);
        assertThat(formed.state().committee()).isNotNull();
        assertThat(((UnitEvent.CommitteeFormed) formed.events().get(0)).seats()).isEqualTo(3);
        assertThatThrownBy(() -> branch.formCommittee("c", DAY, 3, seats.subList(1, 3)))
                .hasMessage("ONE_SECRETARY");
        assertThatThrownBy(() -> branch.formCommittee(
                        "c", DAY, 3, List.of(new Seat("m1", Post.SECRETARY), new Seat("m1", Post.OTHER))))
                .hasMessage("TWO_SEATS");
        assertThatThrownBy(() -> formed.state().formCommittee("d", LocalDate.of(2024, 3, 1), 3, seats))
                .hasMessage("COMMITTEE_NOT_LATER");
        assertThatThrownBy(() -> school.formCommittee("c", DAY, 3, seats)).hasMessage("NOT_A_BRANCH");
    }
}
