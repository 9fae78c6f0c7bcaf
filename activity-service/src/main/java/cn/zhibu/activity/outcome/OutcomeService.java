package cn.zhibu.activity.outcome;

import static cn.zhibu.activity.outcome.OutcomeProblem.*;
import static cn.zhibu.platform.security.Capability.ENTER;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.evidence.EvidenceService;
import cn.zhibu.activity.outcome.Outcome.Body;
import cn.zhibu.activity.outcome.Outcome.State;
import cn.zhibu.activity.record.Intended;
import cn.zhibu.activity.record.IntendedService;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Load, decide, save for outcomes. */
@Service
class OutcomeService {

    /** A measure or goal with what has become of it, where that was said. */
    record Shown(Intended intended, @Nullable Outcome outcome) {}

    private final Outcomes outcomes;
    private final IntendedService intended;
    private final EvidenceService evidence;
    private final Changes changes;
    private final Clock clock;

    OutcomeService(
            Outcomes outcomes, IntendedService intended, EvidenceService evidence, Changes changes, Clock clock) {
        this.outcomes = outcomes;
        this.intended = intended;
        this.evidence = evidence;
        this.changes = changes;
        this.clock = clock;
    }

    /** All that a branch has set itself for a year, with what has become of it. */
    Mono<List<Shown>> list(String unit, int year, Caller caller) {
        return intended.of(unit, year, caller)
                .collectList()
                .flatMap(all -> outcomes.findByIdIn(
                                all.stream().map(Intended::id).toList())
                        .collectMap(Outcome::id, Function.identity())
                        .map(said -> all.stream()
                                .map(one -> new Shown(one, said.get(one.id())))
                                .toList()));
    }

    /** Says what has become of one; said again, the last word counts. */
    Mono<Shown> state(String id, State state, @Nullable String sentence, List<String> files, Caller caller) {
        return intended.one(id, caller)
                .filter(one -> caller.may(ENTER, one.scope()))
                .switchIfEmpty(Mono.error(() -> INTENDED_NOT_FOUND.of(id)))
                .flatMap(one -> {
                    var by = new Entry(clock.instant(), caller.account());
                    if (by.day().getYear() < one.year()) {
                        throw OUTCOME_BEFORE_ITS_YEAR.of(Integer.toString(one.year()));
                    }
                    return evidence.hold(files, one.scope().unit(), "outcomes/" + id, caller)
                            .map(held -> new Body(state, sentence, held, by))
                            .flatMap(body -> said(one, body))
                            .map(outcome -> new Shown(one, outcome));
                });
    }

    private Mono<Outcome> said(Intended one, Body body) {
        return changes.on(Outcome.class, one.id())
                .decideOr(outcome -> outcome.state(body), () -> Mono.just(Outcome.state(one, body)));
    }
}
