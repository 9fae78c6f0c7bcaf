package cn.zhibu.activity.appraisal;

import static cn.zhibu.activity.appraisal.AppraisalProblem.*;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.appraisal.Appraisal.Grade;
import cn.zhibu.activity.appraisal.Appraisal.Graded;
import cn.zhibu.activity.appraisal.Appraisal.Typed;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.directory.Shape;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Seals;
import cn.zhibu.rules.Article;
import cn.zhibu.rules.RuleService;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Load, decide, save for appraisals. Whose grade is which is for the branch alone. */
@Service
class AppraisalService {

    private static final String THIRD = "AP-02";
    private static final String PROBATION = "AP-03";

    /**
     * The appraisal of a year; there is none until one is entered.
     *
     * @param most how many can be excellent (AP-05), of those who are graded
     * @param grades none for those who may not see them
     */
    record Shown(
            String unit,
            int year,
            @Nullable Appraisal appraisal,
            int most,
            List<Article> articles,
            @Nullable List<Typed> grades) {}

    private final Appraisals appraisals;
    private final RosterService roster;
    private final RuleService rules;
    private final Seals seals;
    private final Changes changes;
    private final Clock clock;

    AppraisalService(
            Appraisals appraisals, RosterService roster, RuleService rules, Seals seals, Changes changes, Clock clock) {
        this.appraisals = appraisals;
        this.roster = roster;
        this.rules = rules;
        this.seals = seals;
        this.changes = changes;
        this.clock = clock;
    }

    Mono<Shown> year(String unit, int year, Caller caller) {
        return roster.place(unit, READ, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> APPRAISAL_BRANCH_NOT_FOUND.at("/unit", unit)))
                .flatMap(place -> appraisals.findOf(unit, year))
                .flatMap(found -> shown(found, caller))
                .switchIfEmpty(Mono.fromSupplier(() -> empty(unit, year)));
    }

    private Shown empty(String unit, int year) {
        return new Shown(unit, year, null, 0, articles(LocalDate.now(clock)), null);
    }

    Mono<Shown> hold(String unit, int year, LocalDate on, List<Typed> typed, Caller caller) {
        return roster.place(unit, ENTER, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> APPRAISAL_BRANCH_NOT_FOUND.at("/unit", unit)))
                .delayUntil(place -> checked(unit, on, typed, caller))
                .flatMap(place -> changes.newId()
                        .flatMap(id -> sealed(id, typed)
                                .map(grades -> Appraisal.hold(id, place.scope(), year, on, typed, grades))))
                .flatMap(changes::save)
                .flatMap(appraisal -> shown(appraisal, caller));
    }

    Mono<Shown> keep(String id, LocalDate on, List<Typed> typed, Caller caller) {
        return changes.on(Appraisal.class, id)
                .visible(found -> caller.may(ENTER, found.scope()), () -> APPRAISAL_NOT_FOUND.of(id))
                .decideWith(found -> checked(found.scope().unit(), on, typed, caller)
                        .then(sealed(id, typed))
                        .map(grades -> found.keep(on, typed, grades)))
                .flatMap(appraisal -> shown(appraisal, caller));
    }

    /** Full members of that day are graded; those on probation take part and are not (AP-03). */
    private Mono<Shape> checked(String unit, LocalDate on, List<Typed> typed, Caller caller) {
        return roster.shape(unit, caller).doOnNext(shape -> {
            if (on.isAfter(LocalDate.now(clock))) {
                throw APPRAISAL_IN_THE_FUTURE.at("/on");
            }
            var full = shape.votersOn(on);
            for (int i = 0; i < typed.size(); i++) {
                if (!full.contains(typed.get(i).member())) {
                    throw GRADED_NOT_A_FULL_MEMBER.at("/grades/" + i + "/member");
                }
            }
        });
    }

    private Mono<List<Graded>> sealed(String id, List<Typed> typed) {
        return Flux.fromIterable(typed)
                .concatMap(one -> seals.seal(one.grade().name(), place(id, one.member()))
                        .map(grade -> new Graded(one.member(), grade, one.toldOn())))
                .collectList();
    }

    private Mono<Shown> shown(Appraisal appraisal, Caller caller) {
        return opened(appraisal, caller)
                .map(grades -> new Shown(
                        appraisal.scope().unit(),
                        appraisal.year(),
                        appraisal,
                        most(appraisal),
                        articles(appraisal.on()),
                        grades.orElse(null)));
    }

    private Mono<Optional<List<Typed>>> opened(Appraisal appraisal, Caller caller) {
        return !caller.may(ENTER, appraisal.scope())
                ? Mono.just(Optional.empty())
                : Flux.fromIterable(appraisal.grades())
                        .concatMap(one -> seals.open(one.grade(), place(appraisal.id(), one.member()))
                                .map(grade -> new Typed(one.member(), Grade.valueOf(grade), one.toldOn())))
                        .collectList()
                        .map(Optional::of);
    }

    private int most(Appraisal appraisal) {
        return rules.article(THIRD, appraisal.on())
                .map(third -> third.most(appraisal.grades().size()))
                .orElseGet(() -> appraisal.grades().size());
    }

    private List<Article> articles(LocalDate day) {
        return List.of(THIRD, PROBATION).stream()
                .flatMap(id -> rules.article(id, day).stream())
                .toList();
    }

    private static SealPlace place(String id, String member) {
        return new SealPlace("appraisal.grade", id + "/" + member);
    }
}
