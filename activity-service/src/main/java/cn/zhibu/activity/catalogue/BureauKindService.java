package cn.zhibu.activity.catalogue;

import static cn.zhibu.activity.catalogue.KindProblem.*;
import static cn.zhibu.platform.security.Capability.ADMINISTER;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.rules.RuleService;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Load, decide, save for the kinds of a bureau. */
@Service
class BureauKindService {

    private static final int KINDS = 200;
    private static final int VERSIONS = 50;

    private final BureauKinds kinds;
    private final CatalogueService catalogue;
    private final RuleService rules;
    private final RosterService roster;
    private final Changes changes;
    private final Clock clock;

    BureauKindService(
            BureauKinds kinds,
            CatalogueService catalogue,
            RuleService rules,
            RosterService roster,
            Changes changes,
            Clock clock) {
        this.kinds = kinds;
        this.catalogue = catalogue;
        this.rules = rules;
        this.roster = roster;
        this.changes = changes;
        this.clock = clock;
    }

    /** @param base id of the built-in kind to which fields are added; null for a kind of the bureau's own */
    Mono<BureauKind> define(String bureau, @Nullable String base, Definition definition, Caller caller) {
        return roster.place(bureau, ADMINISTER, caller)
                .filter(place -> "BUREAU".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> KIND_BUREAU_NOT_FOUND.at("/unit", bureau)))
                .doOnNext(place -> check(base, definition, Map.of()))
                .flatMap(place -> kinds.all()
                        .count()
                        .filter(there -> there < KINDS)
                        .switchIfEmpty(Mono.error(() -> KINDS_FULL.of(KINDS)))
                        .then(base == null ? changes.newId() : Mono.just(base))
                        .map(id -> BureauKind.define(id, place.scope(), base != null, definition, made(caller))))
                .flatMap(changes::save);
    }

    /** @param said what is said from now on, of a kind that adds to a built-in one or of one of the bureau's own */
    Mono<BureauKind> redefine(String id, Function<Boolean, Definition> said, Caller caller) {
        return changes.on(BureauKind.class, id)
                .visible(kind -> caller.may(ADMINISTER, kind.scope()), () -> BUREAU_KIND_NOT_FOUND.of(id))
                .decide(kind -> {
                    if (kind.editions().size() >= VERSIONS) {
                        throw KIND_VERSIONS_FULL.of(VERSIONS);
                    }
                    var definition = said.apply(kind.extending());
                    check(kind.extending() ? id : null, definition, kind.everyField());
                    return kind.redefine(definition, made(caller));
                });
    }

    /** Those that the caller may change. */
    Mono<List<BureauKind>> list(Caller caller) {
        return kinds.all().filter(kind -> caller.may(ADMINISTER, kind.scope())).collectList();
    }

    private void check(@Nullable String base, Definition definition, Map<String, cn.zhibu.catalogue.Field> before) {
        var kind = base == null
                ? null
                : catalogue.offered(base, LocalDate.now(clock)).orElseThrow(() -> KIND_BASE_UNKNOWN.at("/base", base));
        DefinitionCheck.check(catalogue, rules.bans(), definition, kind, before);
    }

    private Entry made(Caller caller) {
        return new Entry(clock.instant(), caller.account());
    }
}
