package cn.zhibu.activity.roster;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.security.Role;
import cn.zhibu.process.problem.Problem;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Where things are written down: which unit is what, and who belongs to a branch on a day. */
@Service
public class RosterService {

    private static final Set<Role> BELONGING = EnumSet.of(Role.MEMBER, Role.SECRETARY, Role.CLERK);

    private final DirectoryService directory;

    RosterService(DirectoryService directory) {
        this.directory = directory;
    }

    /** A unit at which the caller has the capability; empty when there is none such. */
    public Mono<Place> place(String id, Capability capability, Caller caller) {
        return directory
                .known(id, capability, caller)
                .map(Shape::unit)
                .map(unit -> new Place(unit.id(), unit.kind(), unit.scope(), unit));
    }

    /** Where a branch stands to which the caller belongs, be it as no more than a member. */
    public Mono<Scope> own(String unit, Caller caller) {
        return directory
                .named(List.of(unit))
                .filter(found -> found.isBranch()
                        && caller.rolesAt(found.scope()).stream().anyMatch(BELONGING::contains))
                .next()
                .map(Unit::scope);
    }

    /** Where a unit stands at which, or above which, the caller has any role but the auditor's, who changes nothing. */
    public Mono<Scope> at(String unit, Caller caller) {
        return directory
                .named(List.of(unit))
                .filter(found -> caller.rolesAt(found.scope()).stream().anyMatch(role -> role != Role.AUDITOR))
                .next()
                .map(Unit::scope);
    }

    /** The units under which lies what the caller may read, at or below one unit when it is named. */
    public Mono<Set<String>> reach(@Nullable String unit, Caller caller) {
        return directory.reach(unit, Capability.READ, caller);
    }

    /** Refuses what is dated after the closing of its branch. */
    public Mono<Void> refuseUnlessOpen(Scope scope, LocalDate day, Caller caller, Supplier<Problem> refusal) {
        return place(scope.unit(), Capability.READ, caller)
                .filter(place -> !place.openOn(day))
                .flatMap(closed -> Mono.error(refusal.get()));
    }

    /** Which of these ids are units of the bureau, with their kind. */
    public Mono<Map<String, String>> kinds(Set<String> ids) {
        return directory.kinds(ids);
    }

    /** The branch that a unit is, or the one branch that its school has; empty where that is none or one of several. */
    public Mono<Scope> branchOf(String unit, LocalDate day, Caller caller) {
        return caller.reach(Capability.ENTER).isEmpty()
                ? Mono.empty()
                : directory.branchOf(unit, day).map(Unit::scope);
    }

    /** The units under which lies what the caller may enter, at or below one unit when it is named. */
    public Mono<Set<String>> enters(@Nullable String unit, Caller caller) {
        return directory.reach(unit, Capability.ENTER, caller);
    }

    /** What the branch looked like through time. */
    public Mono<Shape> shape(String branch, Caller caller) {
        return directory.known(branch, Capability.READ, caller);
    }

    /** What these branches looked like through time, by branch; those that the caller cannot see are left out. */
    public Mono<Map<String, Shape>> shapes(Collection<String> branches, Caller caller) {
        return directory.known(branches, Capability.READ, caller);
    }
}
