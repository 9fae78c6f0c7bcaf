package cn.zhibu.member.development;

import static cn.zhibu.member.development.DevelopmentProblem.*;
import static cn.zhibu.platform.security.Capability.ADMINISTER;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;
import static cn.zhibu.platform.security.Capability.REVIEW;

import cn.zhibu.member.development.Development.Ended;
import cn.zhibu.member.development.Development.Ending;
import cn.zhibu.member.development.Development.Extended;
import cn.zhibu.member.development.Development.Person;
import cn.zhibu.member.development.DevelopmentViews.EarlierView;
import cn.zhibu.member.development.DevelopmentViews.EntryView;
import cn.zhibu.member.development.DevelopmentViews.Opened;
import cn.zhibu.member.development.Entry.Result;
import cn.zhibu.member.organisation.Place;
import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.member.roster.Admission;
import cn.zhibu.member.roster.AdmissionService;
import cn.zhibu.member.roster.RosterService;
import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.rules.DevelopmentPack;
import cn.zhibu.rules.DevelopmentPack.Decider;
import cn.zhibu.rules.DevelopmentPack.Makes;
import cn.zhibu.rules.RuleService;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Load, decide, save for cases. A branch keeps its own and the administrator may help; what the superior decides is entered
 * by those who review or administer there.
 */
@Service
public class DevelopmentService {

    /** Who applied, as it was typed. */
    record Applicant(String name, LocalDate born, @Nullable String member) {}

    /** A step as it was typed. */
    record Taken(
            String step,
            LocalDate on,
            Result result,
            @Nullable String who,
            @Nullable String note) {}

    /** A case with its name opened, and what the rules say of it today. */
    record Shown(Development development, String name, Judgement judgement) {}

    private final Developments developments;
    private final DevelopmentFiles files;
    private final UnitService units;
    private final RosterService roster;
    private final AdmissionService admissions;
    private final RuleService rules;
    private final Changes changes;
    private final Clock clock;

    DevelopmentService(
            Developments developments,
            DevelopmentFiles files,
            UnitService units,
            RosterService roster,
            AdmissionService admissions,
            RuleService rules,
            Changes changes,
            Clock clock) {
        this.developments = developments;
        this.files = files;
        this.units = units;
        this.roster = roster;
        this.admissions = admissions;
        this.rules = rules;
        this.changes = changes;
        this.clock = clock;
    }

    Mono<Page<Shown>> list(Developments.Wanted wanted, PageQuery query, Caller caller) {
        return reach(wanted.unit(), caller)
                .flatMap(reach -> developments.find(reach, wanted, query))
                .flatMap(page -> Flux.fromIterable(page.items())
                        .concatMap(this::shown)
                        .collectList()
                        .map(page::with));
    }

    Mono<Shown> one(String id, Caller caller) {
        return developments
                .findById(id)
                .filter(found -> caller.may(READ, found.scope()))
                .switchIfEmpty(Mono.error(() -> DEVELOPMENT_NOT_FOUND.of(id)))
                .flatMap(this::shown);
    }

    Mono<Shown> open(String unit, Applicant applicant, Taken application, Caller caller) {
        return branch(unit, application.on(), caller)
                .delayUntil(branch -> refuseUnlessKnown(applicant.member(), caller))
                .flatMap(branch -> changes.newId()
                        .flatMap(id -> Mono.zip(
                                        files.name(id, applicant.name()),
                                        files.key(branch.id(), applicant.name(), applicant.born()),
                                        entry(id, id, application, caller))
                                .map(all -> Development.open(
                                        id,
                                        branch.scope(),
                                        new Person(all.getT1(), applicant.born(), applicant.member()),
                                        all.getT3(),
                                        all.getT2(),
                                        judge()))))
                .flatMap(changes::save)
                .flatMap(this::shown);
    }

    /** A step is taken; an admission or conversion that passed is carried to the roster before, once however often it is sent. */
    Mono<Shown> take(String id, Taken taken, Caller caller) {
        var decider = decider(taken.step());
        return changes.newId()
                .flatMap(fresh -> entry(id, fresh, taken, caller))
                .flatMap(entry -> acting(id, decider, caller).decideWith(development -> {
                    var change = development.take(entry, judge());
                    return carry(development, entry, caller).thenReturn(change);
                }))
                .flatMap(this::shown);
    }

    Mono<Shown> correct(String id, String entry, Taken typed, String reason, Caller caller) {
        return developments
                .findById(id)
                .filter(found -> caller.may(READ, found.scope()))
                .switchIfEmpty(Mono.error(() -> DEVELOPMENT_NOT_FOUND.of(id)))
                .flatMap(found -> Mono.justOrEmpty(found.entry(entry)))
                .switchIfEmpty(Mono.error(() -> DEVELOPMENT_ENTRY_NOT_FOUND.of(entry)))
                .map(before -> new Taken(before.step(), typed.on(), typed.result(), typed.who(), typed.note()))
                .flatMap(taken -> Mono.zip(entry(id, entry, taken, caller), files.reason(id, reason))
                        .flatMap(both -> acting(id, decider(taken.step()), caller)
                                .decideWith(development -> {
                                    var change = development.correct(both.getT1(), both.getT2(), reason, judge());
                                    return carry(development, both.getT1(), caller)
                                            .thenReturn(change);
                                })))
                .flatMap(this::shown);
    }

    Mono<Shown> identify(String id, Applicant applicant, String reason, Caller caller) {
        return refuseUnlessKnown(applicant.member(), caller)
                .then(Mono.defer(() -> acting(id, Decider.BRANCH, caller)
                        .decideWith(development -> Mono.zip(
                                        files.name(id, applicant.name()),
                                        files.key(development.scope().unit(), applicant.name(), applicant.born()))
                                .map(both -> development.identify(
                                        new Person(both.getT1(), applicant.born(), applicant.member()),
                                        both.getT2(),
                                        reason,
                                        judge())))))
                .flatMap(this::shown);
    }

    Mono<Shown> extend(String id, LocalDate on, int months, Caller caller) {
        var extension = new Extended(on, months, clock.instant(), caller.account());
        return acting(id, Decider.ASSEMBLY, caller)
                .decide(development -> development.extend(extension, judge()))
                .flatMap(this::shown);
    }

    Mono<Shown> end(String id, Ending ending, LocalDate on, String reason, Caller caller) {
        return files.reason(id, reason)
                .map(why -> new Ended(ending, on, why, clock.instant(), caller.account()))
                .flatMap(end ->
                        acting(id, Decider.BRANCH, caller).decide(development -> development.end(end, reason, judge())))
                .flatMap(this::shown);
    }

    /** Whether the caller may enter what is taken by this one. */
    static boolean may(Decider decider, Scope scope, Caller caller) {
        return caller.may(ADMINISTER, scope) || caller.may(decider == Decider.SUPERIOR ? REVIEW : ENTER, scope);
    }

    private Acting<Development> acting(String id, Decider decider, Caller caller) {
        return changes.on(Development.class, id)
                .visible(found -> may(decider, found.scope(), caller), () -> DEVELOPMENT_NOT_FOUND.of(id));
    }

    /** What somebody becomes on the roster by the step, said by the roster itself. */
    private Mono<Void> carry(Development development, Entry entry, Caller caller) {
        var makes = judge().pack()
                .step(entry.step())
                .map(DevelopmentPack.Step::makes)
                .orElse(null);
        if (makes == null || !entry.passed()) {
            return Mono.empty();
        }
        var file = development.file();
        return makes == Makes.FULL
                ? admissions.becomeFull(file, entry.on(), caller)
                : files.name(development)
                        .map(name ->
                                new Admission(file, name, development.person().born(), entry.on()))
                        .flatMap(admission -> admissions.admit(admission, development.scope(), caller));
    }

    private Mono<Entry> entry(String id, String entry, Taken taken, Caller caller) {
        return files.words(id, taken.who(), taken.note())
                .map(words -> new Entry(
                        entry,
                        taken.step(),
                        taken.on(),
                        taken.result(),
                        words,
                        judge().packOf(taken.on()).id(),
                        clock.instant(),
                        caller.account()));
    }

    private Decider decider(String step) {
        return judge().pack()
                .step(step)
                .map(DevelopmentPack.Step::decider)
                .orElseThrow(() -> STEP_NOT_KNOWN.at("/step"));
    }

    private Mono<Place> branch(String unit, LocalDate on, Caller caller) {
        return units.place(unit, ENTER, caller)
                .switchIfEmpty(units.place(unit, ADMINISTER, caller))
                .filter(Place::isBranch)
                .switchIfEmpty(Mono.error(() -> DEVELOPMENT_BRANCH_NOT_FOUND.at("/unit", unit)))
                .filter(place -> place.openOn(on))
                .switchIfEmpty(Mono.error(() -> DEVELOPMENT_BRANCH_CLOSED.at("/on")));
    }

    private Mono<Void> refuseUnlessKnown(@Nullable String member, Caller caller) {
        return member == null
                ? Mono.empty()
                : roster.knows(member, caller)
                        .filter(known -> known)
                        .switchIfEmpty(Mono.error(() -> DEVELOPMENT_MEMBER_NOT_FOUND.at("/member")))
                        .then();
    }

    /** The words of a case, for those who see the whole of it. */
    Mono<Opened> words(Shown shown, Caller caller) {
        var development = shown.development();
        var id = development.id();
        var end = development.course().ended();
        return Flux.fromIterable(development.entries())
                .concatMap(entry -> opened(development, entry))
                .collectMap(EntryView::id)
                .zipWith(end == null ? Mono.just("") : files.reason(id, end.reason()))
                .map(both -> new Opened(both.getT1(), both.getT2()));
    }

    private Mono<EntryView> opened(Development development, Entry entry) {
        var id = development.id();
        return Mono.zip(
                        files.who(id, entry.words()),
                        files.note(id, entry.words()),
                        Flux.fromIterable(development.earlier())
                                .filter(earlier -> earlier.entry().id().equals(entry.id()))
                                .concatMap(earlier -> files.reason(id, earlier.reason())
                                        .map(reason -> EarlierView.of(earlier, reason)))
                                .collectList())
                .map(all -> EntryView.of(
                        entry, all.getT1().orElse(null), all.getT2().orElse(null), all.getT3()));
    }

    Judge judge() {
        return new Judge(rules, LocalDate.now(clock));
    }

    private Mono<Set<String>> reach(@Nullable String unit, Caller caller) {
        return unit == null
                ? Mono.just(caller.reach(READ))
                : units.place(unit, READ, caller)
                        .map(place -> Set.of(place.id()))
                        .defaultIfEmpty(Set.of());
    }

    private Mono<Shown> shown(Development development) {
        return files.name(development).map(name -> new Shown(development, name, judge().of(development.facts())));
    }
}
