package cn.zhibu.member.transfer;

import static cn.zhibu.platform.security.Capability.ADMINISTER;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.member.roster.Belonging;
import cn.zhibu.member.roster.RosterService;
import cn.zhibu.member.transfer.TransferViews.StepView;
import cn.zhibu.member.transfer.Transfers.Show;
import cn.zhibu.member.transfer.Transfers.Wanted;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.rules.RuleService;
import cn.zhibu.rules.TransferRules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads transfers with the names of whom they are about: of members as their file has it by now. */
@Component
class TransferReading {

    /** A transfer with the name of whom it is about. */
    record Shown(RelationTransfer transfer, String name) {}

    /** The same with its history in words. */
    record Opened(Shown shown, List<StepView> steps) {}

    private final Transfers transfers;
    private final TransferSeals seals;
    private final RosterService roster;
    private final UnitService units;
    private final RuleService rules;

    TransferReading(
            Transfers transfers, TransferSeals seals, RosterService roster, UnitService units, RuleService rules) {
        this.transfers = transfers;
        this.seals = seals;
        this.roster = roster;
        this.units = units;
        this.rules = rules;
    }

    TransferRules rules() {
        return rules.transfers();
    }

    Mono<Page<Shown>> list(Wanted wanted, PageQuery query, Caller caller) {
        return reach(wanted, caller)
                .flatMap(reach -> transfers.find(reach, wanted, query))
                .flatMap(page -> shown(page.items(), caller).map(page::with));
    }

    /** What waits for somebody waits for those who may act there. */
    private Mono<Set<String>> reach(Wanted wanted, Caller caller) {
        var unit = wanted.unit();
        if (unit != null) {
            return units.place(unit, READ, caller)
                    .map(place -> Set.of(place.id()))
                    .defaultIfEmpty(Set.of());
        }
        if (wanted.show() != Show.ACTS) {
            return Mono.just(caller.reach(READ));
        }
        var acting = new HashSet<>(caller.reach(ENTER));
        acting.addAll(caller.reach(ADMINISTER));
        return Mono.just(acting);
    }

    Mono<Opened> opened(RelationTransfer transfer, Caller caller) {
        return Flux.fromIterable(transfer.steps())
                .concatMap(step -> seals.words(transfer.id(), step.words())
                        .map(words -> new StepView(
                                step.what(), step.side(), step.on(), words.orElse(null), step.at(), step.by())))
                .collectList()
                .zipWith(shown(List.of(transfer), caller), (steps, shown) -> new Opened(shown.get(0), steps));
    }

    private Mono<List<Shown>> shown(List<RelationTransfer> all, Caller caller) {
        var members = all.stream()
                .map(RelationTransfer::knownMember)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return roster.belongingOf(members, caller)
                .collectMap(Belonging::id, Belonging::name)
                .flatMap(names -> Flux.fromIterable(all)
                        .concatMap(transfer -> name(transfer, names).map(name -> new Shown(transfer, name)))
                        .collectList());
    }

    private Mono<String> name(RelationTransfer transfer, Map<String, String> names) {
        var known = names.get(transfer.who().member());
        var sealed = transfer.who().name();
        return known != null || sealed == null
                ? Mono.just(known == null ? "" : known)
                : seals.name(transfer.id(), sealed);
    }
}
