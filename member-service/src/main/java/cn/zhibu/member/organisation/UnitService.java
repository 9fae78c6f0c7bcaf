package cn.zhibu.member.organisation;

import static cn.zhibu.member.organisation.UnitProblem.UNIT_NOT_FOUND;
import static cn.zhibu.platform.security.Capability.ADMINISTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Load, decide, save for units; the door to the tree for the other features. */
@Service
public class UnitService {

    /** The caller's own places, and the bureau they are in, if there is anything there that the caller may read. */
    public record Own(Map<String, Place> places, @Nullable Place bureau) {}

    private final Units units;
    private final ShownUnits shown;
    private final UnitLines lines;
    private final UnitLists lists;
    private final Changes changes;
    private final Clock clock;

    UnitService(Units units, ShownUnits shown, UnitLines lines, UnitLists lists, Changes changes, Clock clock) {
        this.units = units;
        this.shown = shown;
        this.lines = lines;
        this.lists = lists;
        this.changes = changes;
        this.clock = clock;
    }

    Mono<Unit> one(String id, Caller caller) {
        return units.findById(id)
                .filter(unit -> caller.may(READ, unit.scope()))
                .switchIfEmpty(Mono.error(() -> UNIT_NOT_FOUND.of(id)));
    }

    Mono<Unit> open(
            String parent,
            Unit.Kind kind,
            Unit.Name name,
            Unit.Traits traits,
            @Nullable LocalDate keptSince,
            Caller caller) {
        return units.findById(parent)
                .filter(above -> caller.may(ADMINISTER, above.scope()))
                .switchIfEmpty(Mono.error(() -> UNIT_NOT_FOUND.at("/parent", parent)))
                .flatMap(lines::listed)
                .zipWith(changes.newId())
                .map(both -> Unit.under(both.getT1(), both.getT2(), kind, name, traits, keptSince))
                .flatMap(changes::save);
    }

    Mono<Unit> rename(String id, String name, @Nullable String nameEn, LocalDate from, Caller caller) {
        return written(administered(id, caller).decide(unit -> unit.rename(name, nameEn, from)));
    }

    Mono<Unit> describe(String id, Unit.Traits traits, String reason, Caller caller) {
        return written(administered(id, caller).decide(unit -> unit.describe(traits, reason)));
    }

    /** Closes a unit, unless something below it would still be open on the day. */
    public Mono<Place> close(String id, LocalDate on, String reason, long members, Caller caller) {
        return units.countOpenUnder(id, on)
                .flatMap(open -> written(administered(id, caller)
                        .decide(unit -> unit.close(on, reason, new Unit.Below(open, members), LocalDate.now(clock)))))
                .map(this::place);
    }

    Mono<Unit> reopen(String id, String reason, Caller caller) {
        return written(administered(id, caller)
                .decideWith(unit -> units.findById(Objects.requireNonNullElse(unit.parent(), id))
                        .map(parent -> unit.reopen(parent, reason))));
    }

    Mono<Unit> keep(String id, LocalDate since, Caller caller) {
        return written(administered(id, caller).decide(unit -> unit.keep(since)));
    }

    private Mono<Unit> written(Mono<Unit> act) {
        return act.doOnNext(shown::forget);
    }

    private Acting<Unit> administered(String id, Caller caller) {
        return changes.on(Unit.class, id)
                .visible(unit -> caller.may(ADMINISTER, unit.scope()), () -> UNIT_NOT_FOUND.of(id));
    }

    /** The root of a new bureau's tree; its id is the bureau's. */
    public Mono<Scope> openRoot(String bureau, String code, String name, LocalDate from) {
        return changes.save(Unit.root(bureau, code, name, from)).map(Unit::scope);
    }

    /** A unit at which the caller has the capability; empty when there is none such. */
    public Mono<Place> place(String id, Capability capability, Caller caller) {
        return units.findById(id)
                .filter(unit -> caller.may(capability, unit.scope()))
                .map(this::place);
    }

    /** A branch of the bureau by its id, for whoever may read anything there: whom one works with is known. */
    public Mono<Place> branchKnown(String id, Caller caller) {
        return caller.reach(READ).isEmpty()
                ? Mono.empty()
                : units.findById(id).map(this::place).filter(Place::isBranch);
    }

    /** What units are called, for a feature that has decided itself that the caller may know. */
    public Mono<Map<String, String>> namesOf(Collection<String> ids) {
        var today = LocalDate.now(clock);
        return ids.isEmpty()
                ? Mono.just(Map.of())
                : units.findByIdIn(ids)
                        .collectMap(Unit::id, unit -> unit.nameOn(today).name());
    }

    /** The names of units, for those that the caller has a grant at; all of them are of one bureau. */
    public Mono<Map<String, Place>> places(Collection<Scope> scopes, Caller caller) {
        return own(scopes, caller).map(Own::places);
    }

    /** The places at which the caller holds something, with the bureau above all of them, in one question. */
    public Mono<Own> own(Collection<Scope> scopes, Caller caller) {
        if (scopes.isEmpty()) {
            return Mono.just(new Own(Map.of(), null));
        }
        var bureau = scopes.iterator().next().ancestors().get(0);
        var ids = scopes.stream().map(Scope::unit).collect(Collectors.toCollection(HashSet::new));
        ids.add(bureau);
        var reads = scopes.stream().anyMatch(scope -> caller.may(READ, scope));
        return shown.of(bureau, ids).map(found -> {
            var root = reads ? found.get(bureau) : null;
            return new Own(held(found.values(), caller), root == null ? null : place(root));
        });
    }

    private Map<String, Place> held(Collection<Unit> found, Caller caller) {
        return found.stream()
                .filter(unit -> !caller.rolesAt(unit.scope()).isEmpty())
                .collect(Collectors.toMap(Unit::id, this::place));
    }

    /** The branches that the caller may read, all or those below a unit, in the order of the tree. */
    public Mono<Page<Place>> branches(@Nullable String below, PageQuery page, Caller caller) {
        var wanted = new UnitLists.Wanted(List.of(), below, List.of(Unit.Kind.BRANCH), null, null);
        return lists.page(wanted, page, caller).map(found -> found.map(this::place));
    }

    /** Schools and branches at or below a unit, in the order of the tree. */
    public Flux<Place> below(String unit, Caller caller) {
        return all(
                new UnitLists.Wanted(List.of(), unit, List.of(Unit.Kind.SCHOOL, Unit.Kind.BRANCH), null, null), caller);
    }

    /** The groups of a branch. */
    public Flux<Place> groupsOf(String branch, Caller caller) {
        return all(new UnitLists.Wanted(List.of(branch), null, List.of(Unit.Kind.GROUP), null, null), caller);
    }

    private Flux<Place> all(UnitLists.Wanted wanted, Caller caller) {
        return lists.page(wanted, new PageQuery(1, PageQuery.MOST), caller)
                .expand(page -> page.next() == null
                        ? Mono.empty()
                        : lists.page(wanted, new PageQuery(1, PageQuery.MOST, page.next()), caller))
                .flatMapIterable(Page::items)
                .map(this::place);
    }

    /** The bureau that the tree at hand belongs to. */
    public Mono<Place> bureau(Caller caller) {
        return units.findByIdIn(caller.reach(READ))
                .next()
                .flatMap(any -> units.findById(any.scope().ancestors().get(0)))
                .map(this::place);
    }

    private Place place(Unit unit) {
        var name = unit.nameOn(LocalDate.now(clock)).name();
        return new Place(
                unit.id(),
                unit.kind().name(),
                name,
                unit.scope(),
                unit.traits().code(),
                unit.life().from(),
                unit.life().until());
    }
}
