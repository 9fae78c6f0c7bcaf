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
import org.springframework.data.mongodb.core.index.CompoundIndexes;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A node of the bureau's tree, with dated names.
 *
 * @param names oldest first; the last one whose day has come is the name in use
 * @param listed none until {@link UnitLines} has been over one that an earlier release wrote
 */
@Document("units")
@CompoundIndexes({
    @CompoundIndex(name = "found", def = "{'listed.pieces': 1, 'listed.path': 1}"),
    @CompoundIndex(name = "level", def = "{'listed.parent': 1, 'listed.path': 1}"),
    @CompoundIndex(name = "kinds", def = "{'scope.ancestors': 1, 'kind': 1, 'listed.path': 1}"),
    @CompoundIndex(name = "below", def = "{'scope.ancestors': 1, 'listed.path': 1}")
})
record Unit(
        @Id String id,
        Kind kind,
        Scope scope,
        List<Name> names,
        Traits traits,
        Life life,
        @Nullable Listed listed,
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
     * @param agreement of an entrusted school
     */
    record Traits(
            @Nullable String code,
            @Nullable SchoolType schoolType,
            @Nullable Campus campus,
            @Nullable String town,
            @Nullable LeadershipModel leadershipModel,
            int order,
            @Nullable Agreement agreement) {

        Traits asOf(Traits other) {
            return new Traits(other.code, schoolType, campus, town, leadershipModel, other.order, agreement);
        }
    }

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

    /**
     * From when to when the unit exists.
     *
     * @param until the day it is closed: the first on which it is no longer there
     * @param reason of the last closing or reopening
     * @param keptSince the day from which its work is kept here; duties of earlier periods are not overdue
     */
    record Life(
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String reason,
            @Nullable LocalDate keptSince) {

        boolean openOn(LocalDate day) {
            return until == null || until.isAfter(day);
        }

        void refuseUnlessOpen(LocalDate day, String pointer) {
            if (until != null && !until.isAfter(day)) {
                throw UNIT_CLOSED.at(pointer, until);
            }
        }
    }

    static Change<Unit> root(String id, String code, String name, LocalDate from) {
        var scope = new Scope(id, List.of(id));
        var traits = new Traits(code, null, null, null, null, 0, null);
        var names = List.of(new Name(name, null, from));
        var unit = new Unit(
                id,
                Kind.BUREAU,
                scope,
                names,
                traits,
                new Life(from, null, null, null),
                Listed.of("", scope, 0, names),
                null);
        return Change.of(unit, unit.created());
    }

    static Change<Unit> under(
            Unit parent, String id, Kind kind, Name name, Traits traits, @Nullable LocalDate keptSince) {
        if (!kind.mayStandUnder(parent.kind())) {
            throw UNIT_CANNOT_STAND_THERE.at("/parent", kind, parent.kind());
        }
        parent.life().refuseUnlessOpen(name.from(), "/parent");
        if (keptSince != null && keptSince.isBefore(name.from())) {
            throw KEPT_BEFORE_IT_OPENED.at("/keptSince", name.from());
        }
        var ancestors = new ArrayList<>(parent.scope().ancestors());
        ancestors.add(id);
        var scope = new Scope(id, ancestors);
        var unit = new Unit(
                id,
                kind,
                scope,
                List.of(name),
                traits,
                new Life(name.from(), null, null, keptSince),
                Listed.of(parent.path(), scope, traits.order(), List.of(name)),
                null);
        return Change.of(unit, unit.created());
    }

    private UnitEvent.Created created() {
        return new UnitEvent.Created(
                id,
                parent(),
                kind.name(),
                scope.ancestors(),
                traits.schoolType() == null ? null : traits.schoolType().name(),
                traits.campus() == null ? null : traits.campus().name(),
                life.from(),
                life.keptSince());
    }

    /** Says anew what kind of school it is, and where; its number among its neighbours stays. */
    Change<Unit> describe(Traits as, String reason) {
        if (kind != Kind.SCHOOL) {
            throw NOT_A_SCHOOL.of(id);
        }
        if (as.agreement() != null) {
            as.agreement().check(as.campus());
        }
        var described = new Unit(id, kind, scope, names, as.asOf(traits), life, listed, version);
        return Change.of(described, UnitEvent.Described.of(described.created())).because(reason);
    }

    Change<Unit> rename(String name, @Nullable String nameEn, LocalDate from) {
        life.refuseUnlessOpen(from, "/from");
        if (from.isBefore(life.from())) {
            throw NAMED_BEFORE_IT_OPENED.at("/from", life.from());
        }
        var all = new ArrayList<>(names);
        all.removeIf(old -> old.from().equals(from));
        all.add(new Name(name, nameEn, from));
        all.sort(Comparator.comparing(Name::from));
        var named = listed == null ? null : listed.named(all);
        return Change.of(
                new Unit(id, kind, scope, List.copyOf(all), traits, life, named, version),
                new UnitEvent.Renamed(id, from));
    }

    /**
     * Closes the unit from a day on; a closing that has not come yet is moved by closing again.
     *
     * @param below what would be left without a place
     */
    Change<Unit> close(LocalDate on, String reason, Below below, LocalDate today) {
        if (kind == Kind.BUREAU) {
            throw ROOT_STAYS_OPEN.at("/on");
        }
        life.refuseUnlessOpen(today, "/on");
        if (on.isBefore(life.from())) {
            throw UNIT_CLOSES_BEFORE_IT_OPENED.at("/on", life.from());
        }
        if (below.units() > 0 || below.members() > 0) {
            throw UNIT_HAS_OPEN_BELOW.at("/on", below.units(), below.members(), on);
        }
        return Change.of(lived(new Life(life.from(), on, reason, life.keptSince())), new UnitEvent.Closed(id, on))
                .because(reason);
    }

    /** What is still open below on the day of closing: units, and members who belong to one of them. */
    record Below(long units, long members) {}

    /** Takes a closing back; nothing stays closed for ever. */
    Change<Unit> reopen(Unit parent, String reason) {
        var until = life.until();
        if (until == null) {
            throw UNIT_NOT_CLOSED.of(id);
        }
        parent.life().refuseUnlessOpen(until, "/parent");
        return Change.of(lived(new Life(life.from(), null, reason, life.keptSince())), new UnitEvent.Reopened(id))
                .because(reason);
    }

    Change<Unit> keep(LocalDate since) {
        if (since.isBefore(life.from())) {
            throw KEPT_BEFORE_IT_OPENED.at("/since", life.from());
        }
        return Change.of(
                lived(new Life(life.from(), life.until(), life.reason(), since)), new UnitEvent.Kept(id, since));
    }

    @Nullable
    String parent() {
        var above = scope.ancestors();
        return above.size() < 2 ? null : above.get(above.size() - 2);
    }

    /** Its place in lists, below another one; it is not written anew where it has one. */
    Change<Unit> listed(String above) {
        return Change.of(
                listed != null
                        ? this
                        : new Unit(
                                id,
                                kind,
                                scope,
                                names,
                                traits,
                                life,
                                Listed.of(above, scope, traits.order(), names),
                                version));
    }

    /** Where it stands in the order of the whole tree. */
    String path() {
        return listed == null ? "" : listed.path();
    }

    private Unit lived(Life next) {
        return new Unit(id, kind, scope, names, traits, next, listed, version);
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
}
