package cn.zhibu.member.organisation;

import static cn.zhibu.member.organisation.UnitProblem.UNIT_NOT_FOUND;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.platform.input.SearchText;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Units by their ids, by level, or page by page in the order of the tree: never a whole tree at once. */
@Component
class UnitLists {

    static final int AT_ONCE = 100;
    private static final int PIECES_COMPARED = 20;

    /**
     * What is looked for.
     *
     * @param parents right below one of which it stands; at most 100
     * @param below at or below which it stands; without it, what the caller may read
     * @param q a part of a name
     */
    record Wanted(
            List<String> parents,
            @Nullable String below,
            List<Unit.Kind> kinds,
            Unit.@Nullable SchoolType schoolType,
            @Nullable String q) {}

    private final Units units;
    private final Listing<Unit> list;

    UnitLists(Units units, ReactiveMongoOperations mongo) {
        this.units = units;
        this.list = new Listing<>(mongo, Unit.class, Sort.by("listed.path"));
    }

    Mono<Page<Unit>> page(Wanted wanted, PageQuery query, Caller caller) {
        return place(wanted, caller).flatMap(place -> list.page(criteria(place, wanted), query));
    }

    private Mono<Criteria> place(Wanted wanted, Caller caller) {
        if (!wanted.parents().isEmpty()) {
            return Flux.fromIterable(wanted.parents())
                    .distinct()
                    .flatMap(parent -> seen(parent, caller))
                    .map(Unit::id)
                    .collectList()
                    .map(parents -> Criteria.where("listed.parent").in(parents));
        }
        var tops = wanted.below() == null
                ? Mono.just(caller.reach(READ))
                : seen(wanted.below(), caller).map(unit -> Set.of(unit.id()));
        return tops.map(reach -> Criteria.where("scope.ancestors").in(reach));
    }

    private Mono<Unit> seen(String id, Caller caller) {
        return units.findById(id)
                .filter(unit -> caller.may(READ, unit.scope()))
                .switchIfEmpty(Mono.error(() -> UNIT_NOT_FOUND.of(id)));
    }

    private static Criteria criteria(Criteria place, Wanted wanted) {
        var all = new ArrayList<>(List.of(place));
        if (!wanted.kinds().isEmpty()) {
            all.add(Criteria.where("kind").in(wanted.kinds()));
        }
        if (wanted.schoolType() != null) {
            all.add(Criteria.where("traits.schoolType").is(wanted.schoolType()));
        }
        if (wanted.q() != null) {
            SearchText.pieces(wanted.q()).stream()
                    .sorted(Comparator.comparing(String::length).reversed())
                    .limit(PIECES_COMPARED)
                    .forEach(piece -> all.add(Criteria.where("listed.pieces").is(piece)));
        }
        return all.size() == 1 ? place : new Criteria().andOperator(all);
    }

    /** Those of these units that the caller may read, in the order in which they are named; at most 100. */
    Flux<Unit> named(Collection<String> ids, Caller caller) {
        var asked = ids.stream().distinct().toList();
        return units.findByIdIn(asked)
                .filter(unit -> caller.may(READ, unit.scope()))
                .sort(Comparator.comparingInt(unit -> asked.indexOf(unit.id())));
    }
}
