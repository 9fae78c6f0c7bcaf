package cn.zhibu.member.organisation;

import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.platform.input.SearchText;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Names of all schools and branches of the bureau, for whoever may read anything there: whom one works with has a name. */
@Component
class UnitNames {

    private static final int PIECES_COMPARED = 20;
    private static final List<Unit.Kind> OFFERED = List.of(Unit.Kind.SCHOOL, Unit.Kind.BRANCH);

    /** A unit and the one right above it, which tells apart what is called the same. */
    record Named(Unit unit, @Nullable Unit above) {}

    private final Units units;
    private final ShownUnits shown;
    private final Clock clock;
    private final Listing<Unit> list;

    UnitNames(Units units, ShownUnits shown, Clock clock, ReactiveMongoOperations mongo) {
        this.units = units;
        this.shown = shown;
        this.clock = clock;
        this.list = new Listing<>(mongo, Unit.class, Sort.by("listed.path"));
    }

    /** Those that are not closed, in the order of the tree; {@code q} is a part of a name. */
    Mono<Page<Named>> page(@Nullable String q, PageQuery query, Caller caller) {
        return bureau(caller)
                .flatMap(bureau -> list.page(criteria(bureau, q), query)
                        .flatMap(page -> above(bureau, page.items()).map(page::with)));
    }

    /** Those of these ids that there are, closed ones too, in the order in which they are named; at most 100. */
    Flux<Named> named(Collection<String> ids, Caller caller) {
        var asked = ids.stream().distinct().toList();
        return bureau(caller)
                .flatMapMany(bureau -> units.findByIdIn(asked)
                        .sort(Comparator.comparingInt(unit -> asked.indexOf(unit.id())))
                        .collectList()
                        .flatMap(found -> above(bureau, found))
                        .flatMapIterable(found -> found));
    }

    private Mono<String> bureau(Caller caller) {
        return units.findByIdIn(caller.reach(READ))
                .next()
                .map(unit -> unit.scope().ancestors().get(0));
    }

    private Criteria criteria(String bureau, @Nullable String q) {
        var today = LocalDate.now(clock);
        var all = new ArrayList<Criteria>();
        all.add(Criteria.where("scope.ancestors").is(bureau));
        all.add(Criteria.where("kind").in(OFFERED));
        all.add(new Criteria()
                .orOperator(
                        Criteria.where("life.until").isNull(),
                        Criteria.where("life.until").gt(today)));
        if (q != null) {
            SearchText.pieces(q).stream()
                    .sorted(Comparator.comparing(String::length).reversed())
                    .limit(PIECES_COMPARED)
                    .forEach(piece -> all.add(Criteria.where("listed.pieces").is(piece)));
        }
        return new Criteria().andOperator(all);
    }

    private Mono<List<Named>> above(String bureau, List<Unit> found) {
        var parents = found.stream().map(Unit::parent).filter(Objects::nonNull).toList();
        return shown.of(bureau, parents)
                .map(known -> found.stream()
                        .map(unit -> new Named(unit, parent(known, unit)))
                        .toList());
    }

    private static @Nullable Unit parent(Map<String, Unit> known, Unit unit) {
        var parent = unit.parent();
        return parent == null ? null : known.get(parent);
    }
}
