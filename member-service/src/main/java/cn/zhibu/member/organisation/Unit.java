package cn.zhibu.member.organisation;

import static cn.zhibu.member.organisation.UnitProblem.*;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A node of the bureau's tree, with dated names.
 *
 * @param names oldest first; the last one whose day has come is the name in use
 * @param committee of a branch, once one was formed (BR-14)
 */
@Document("units")
@CompoundIndex(name = "reach", def = "{'scope.ancestors': 1}")
record Unit(
        @Id String id,
        Kind kind,
        Scope scope,
        List<Name> names,
        Traits traits,
        @Nullable Committee committee,
        Life life,
        @Version @Nullable Long version)
        implements Scoped {

    enum Kind {
        BUREAU,
        COMMITTEE,
        SCHOOL,
        BRANCH,
        GROUP;

        boolean mayStandUnder(Kind parent) {
            return switch (this) {
                case BUREAU -> false;
                case COMMITTEE -> parent == BUREAU || parent == COMMITTEE;
                case SCHOOL -> parent == BUREAU || parent == COMMITTEE || parent == SCHOOL;
                case BRANCH -> parent == SCHOOL || parent == COMMITTEE || parent == BUREAU;
                case GROUP -> parent == BRANCH;
            };
        }
    }

    /** A name and the day from which it holds. */
    record Name(String name, @Nullable String nameEn, LocalDate from) {}

    /**
     * What kind of school or place it is.
     *
     * @param code of a bureau: the front part of its people's user names
     * @param campus of a school under another one: MAIN, SUB or ENTRUSTED
     */
    record Traits(
            @Nullable String code,
            @Nullable SchoolType schoolType,
            @Nullable Campus campus,
            @Nullable String town,
            @Nullable LeadershipModel leadershipModel,
            int order) {}

    enum SchoolType {
        KINDERGARTEN,
        PRIMARY,
        MIDDLE,
        OTHER
    }

    enum Campus {
        MAIN,
        SUB,
        ENTRUSTED
    }

    enum LeadershipModel {
        PARTY_LED,
        DIRECTOR_LED,
        PRIVATE_CHARTER
    }

    /** From when to when the unit exists. */
    record Life(
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String reason) {}

    /**
     * A branch committee in its term.
     *
     * @param termYears kept on the term and never derived (rules 1.2)
     */
    record Committee(String id, LocalDate on, int termYears, List<Seat> seats) {}

    /** A member's post in the committee (BR-15). */
    record Seat(String member, Post post) {}

    enum Post {
        SECRETARY,
        DEPUTY_SECRETARY,
        ORGANISATION,
        PUBLICITY,
        DISCIPLINE,
        OTHER
    }

    static Change<Unit> root(String id, String code, String name, LocalDate from) {
        var scope = new Scope(id, List.of(id));
        var traits = new Traits(code, null, null, null, null, 0);
        var unit = new Unit(
                id,
                Kind.BUREAU,
                scope,
                List.of(new Name(name, null, from)),
                traits,
                null,
                new Life(from, null, null),
                null);
        return Change.of(unit, unit.created());
    }

    static Change<Unit> under(Unit parent, String id, Kind kind, Name name, Traits traits) {
        if (!kind.mayStandUnder(parent.kind())) {
            throw UNIT_CANNOT_STAND_THERE.at("/parent", kind, parent.kind());
        }
        if (parent.life().until() != null) {
            throw UNIT_CLOSED.at("/parent", parent.id());
        }
        var ancestors = new ArrayList<>(parent.scope().ancestors());
        ancestors.add(id);
        var unit = new Unit(
                id,
                kind,
                new Scope(id, ancestors),
                List.of(name),
                traits,
                null,
                new Life(name.from(), null, null),
                null);
        return Change.of(unit, unit.created());
    }

    private UnitEvent.Created created() {
        var above = scope.ancestors();
        return new UnitEvent.Created(
                id,
                above.size() < 2 ? null : above.get(above.size() - 2),
                kind.name(),
                above,
                traits.schoolType() == null ? null : traits.schoolType().name(),
                traits.campus() == null ? null : traits.campus().name(),
                life.from());
    }

    Change<Unit> rename(String name, @Nullable String nameEn, LocalDate from) {
        refuseIfClosed();
        var all = new ArrayList<>(names);
        all.removeIf(old -> old.from().equals(from));
        all.add(new Name(name, nameEn, from));
        all.sort(Comparator.comparing(Name::from));
        return Change.of(
                new Unit(id, kind, scope, List.copyOf(all), traits, committee, life, version),
                new UnitEvent.Renamed(id, from));
    }

    Change<Unit> close(LocalDate on, String reason) {
        refuseIfClosed();
        if (on.isBefore(life.from())) {
            throw UNIT_CLOSES_BEFORE_IT_OPENED.at("/on", life.from());
        }
        return Change.of(
                new Unit(id, kind, scope, names, traits, committee, new Life(life.from(), on, reason), version),
                new UnitEvent.Closed(id, on));
    }

    /** Forms the committee for a term (BR-14 to BR-16). Exactly one secretary; nobody holds two seats. */
    Change<Unit> formCommittee(String committeeId, LocalDate on, int termYears, List<Seat> seats) {
        refuseIfClosed();
        if (kind != Kind.BRANCH) {
            throw NOT_A_BRANCH.of(id);
        }
        if (seats.stream().filter(seat -> seat.post() == Post.SECRETARY).count() != 1) {
            throw ONE_SECRETARY.at("/seats");
        }
        if (seats.stream().map(Seat::member).distinct().count() != seats.size()) {
            throw TWO_SEATS.at("/seats");
        }
        if (committee != null && !on.isAfter(committee.on())) {
            throw COMMITTEE_NOT_LATER.at("/on", committee.on());
        }
        var formed = new Committee(committeeId, on, termYears, List.copyOf(seats));
        return Change.of(
                new Unit(id, kind, scope, names, traits, formed, life, version),
                new UnitEvent.CommitteeFormed(committeeId, id, scope.ancestors(), on, termYears, seats.size()));
    }

    Name nameOn(LocalDate day) {
        Name current = names.get(0);
        for (var name : names) {
            if (!name.from().isAfter(day)) {
                current = name;
            }
        }
        return current;
    }

    private void refuseIfClosed() {
        if (life.until() != null) {
            throw UNIT_CLOSED.of(id);
        }
    }
}
