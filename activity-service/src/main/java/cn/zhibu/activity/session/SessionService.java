package cn.zhibu.activity.session;

import static cn.zhibu.activity.session.SessionProblem.*;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.evidence.EvidenceService;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.activity.session.Session.Body;
import cn.zhibu.activity.session.Session.Form;
import cn.zhibu.activity.session.Session.State;
import cn.zhibu.directory.Outcome;
import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Verdict;
import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.platform.security.Seals;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.Sought;
import cn.zhibu.rules.Article;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Load, decide, save for sessions. A meeting is held against the branch of its day ({@link Attending}). */
@Service
public class SessionService {

    /**
     * What was typed: a body whose minutes are not sealed yet.
     *
     * @param again a second meeting of that form on that day is meant
     */
    record Draft(Body body, @Nullable String minutes, boolean again) {}

    /** A session in a list, with the forms that had no quorum and what became of its motions. */
    record Listed(Session session, Set<Form> inquorate, List<Outcome> outcomes) {}

    /**
     * A session with its minutes, opened for the branch alone, and how it stands by the rules.
     *
     * @param rulings what became of each point of the agenda, in its order
     * @param chair what is to be said of who chaired
     * @param hidden points of the agenda of which whom they are about is not shown
     */
    record Shown(
            Session session,
            @Nullable String minutes,
            List<Verdict> validities,
            List<Optional<Outcome>> rulings,
            Optional<Article> chair,
            Set<Item> hidden) {

        List<Outcome> outcomes() {
            return rulings.stream().flatMap(Optional::stream).toList();
        }

        Set<Form> inquorate() {
            return validities.stream()
                    .filter(verdict -> !verdict.met())
                    .map(verdict -> Form.valueOf(verdict.quorum().form()))
                    .collect(Collectors.toSet());
        }
    }

    /** A body that can be saved, and what became of its motions. */
    private record Judged(Body body, List<Outcome> outcomes) {}

    private final Sessions sessions;
    private final RosterService roster;
    private final Attending attending;
    private final EvidenceService evidence;
    private final Seals seals;
    private final Changes changes;
    private final Clock clock;

    SessionService(
            Sessions sessions,
            RosterService roster,
            Attending attending,
            EvidenceService evidence,
            Seals seals,
            Changes changes,
            Clock clock) {
        this.sessions = sessions;
        this.roster = roster;
        this.attending = attending;
        this.evidence = evidence;
        this.seals = seals;
        this.changes = changes;
        this.clock = clock;
    }

    /** @param plan by which it was held, where there was one */
    Mono<Shown> hold(String unit, Draft draft, boolean imported, @Nullable String plan, Caller caller) {
        return roster.place(unit, ENTER, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> SESSION_BRANCH_NOT_FOUND.at("/unit", unit)))
                .flatMap(place -> changes.newId()
                        .delayUntil(id -> sessions.planned(id, plan, unit, caller))
                        .delayUntil(id -> sessions.about(draft.body(), null, unit, caller))
                        .flatMap(id -> checked(id, unit, draft, Set.of(), caller)
                                .flatMap(judged -> once(id, unit, draft).thenReturn(judged))
                                .flatMap(judged -> attached(judged, id, unit, caller))
                                .map(judged -> {
                                    var state = new State(now(caller), null, imported, null, null, plan);
                                    return Session.hold(id, place.scope(), judged.body(), state, judged.outcomes());
                                })))
                .flatMap(changes::save)
                .flatMap(session -> shown(session, caller));
    }

    /** Two meetings of one form on one day are mostly one typed twice: who means it says so. */
    private Mono<Void> once(String id, String unit, Draft draft) {
        if (draft.again()) {
            return Mono.empty();
        }
        return sessions.sameDay(unit, draft.body().date(), draft.body().forms())
                .filter(other -> !other.id().equals(id))
                .next()
                .flatMap(other -> Mono.error(SAME_MEETING_THAT_DAY.at(
                        "/forms", other.body().date(), other.body().topic())));
    }

    Mono<Shown> correct(String id, Draft draft, String reason, Caller caller) {
        if (reason.isBlank()) {
            return Mono.error(CORRECTION_NEEDS_REASON.at("/reason"));
        }
        return writing(id, caller)
                .decideWith(session -> sessions.about(
                                draft.body(), session.body(), session.scope().unit(), caller)
                        .then(checked(id, session.scope().unit(), draft, named(session), caller))
                        .flatMap(judged -> attached(judged, id, session.scope().unit(), caller))
                        .map(judged -> session.correct(judged.body(), judged.outcomes(), reason, now(caller))))
                .flatMap(session -> shown(session, caller));
    }

    /** Whoever is named by a version stays there, even where the roster was corrected since. */
    private static Set<String> named(Session session) {
        var named = new HashSet<>(session.body().concerned());
        named.addAll(session.body().people().asked());
        return named;
    }

    private Entry now(Caller caller) {
        return new Entry(clock.instant(), caller.account());
    }

    Mono<Shown> withdraw(String id, String reason, Caller caller) {
        return writing(id, caller)
                .decide(session -> session.withdraw(reason, caller.account(), clock.instant()))
                .flatMap(session -> shown(session, caller));
    }

    Mono<Shown> one(String id, Caller caller) {
        return sessions.findById(id)
                .filter(session -> caller.may(READ, session.scope()))
                .switchIfEmpty(Mono.error(() -> SESSION_NOT_FOUND.of(id)))
                .flatMap(session -> shown(session, caller));
    }

    /** A session that counts, for what names it; nothing where there is none for this caller. */
    public Mono<HeldSession> held(String id, Caller caller) {
        return sessions.findById(id)
                .filter(session ->
                        caller.may(READ, session.scope()) && session.state().withdrawn() == null)
                .map(session -> new HeldSession(
                        id,
                        session.scope().unit(),
                        session.body().date(),
                        session.body().forms().stream().map(Form::name).collect(Collectors.toSet())));
    }

    /** Every version, oldest first, the one in force last; minutes and quorums with the one in force only. */
    Mono<List<Shown>> versions(String id, Caller caller) {
        return one(id, caller)
                .flatMap(shown -> sessions.editions(id)
                        .map(edition -> earlier(edition, caller))
                        .concatWithValues(shown)
                        .collectList());
    }

    private Shown earlier(Session edition, Caller caller) {
        return new Shown(edition, null, List.of(), List.of(), Optional.empty(), hidden(edition, caller));
    }

    Mono<Page<Listed>> list(Sessions.Wanted wanted, Sought sought, Caller caller) {
        return roster.reach(wanted.unit(), caller)
                .flatMap(reach -> sessions.find(reach, wanted, sought))
                .flatMap(page -> {
                    var branches = page.items().stream()
                            .map(session -> session.scope().unit())
                            .toList();
                    return roster.shapes(branches, caller)
                            .map(shapes -> page.map(session ->
                                    listed(session, shapes.get(session.scope().unit()))));
                });
    }

    private Listed listed(Session session, @Nullable Shape shape) {
        var outcomes = shape == null ? List.<Outcome>of() : attending.outcomes(session.body(), shape);
        return new Listed(session, attending.inquorate(session, shape), outcomes);
    }

    /** The files are held before the session that names them is saved. */
    private Mono<Judged> attached(Judged judged, String id, String unit, Caller caller) {
        var body = judged.body();
        return evidence.hold(body.files(), unit, "sessions/" + id, caller)
                .map(files -> new Judged(body.with(files), judged.outcomes()));
    }

    private Acting<Session> writing(String id, Caller caller) {
        return changes.on(Session.class, id)
                .visible(session -> caller.may(ENTER, session.scope()), () -> SESSION_NOT_FOUND.of(id));
    }

    /** Checks and judges what needs the branch of that day, and seals the minutes. */
    private Mono<Judged> checked(String id, String unit, Draft draft, Set<String> known, Caller caller) {
        var body = draft.body();
        return roster.shape(unit, caller)
                .doOnNext(shape -> attending.check(body, shape, known))
                .flatMap(shape -> minutes(id, draft.minutes())
                        .map(minutes ->
                                new Judged(body.sealed(minutes.orElse(null)), attending.outcomes(body, shape))));
    }

    private Mono<Optional<Sealed>> minutes(String id, @Nullable String text) {
        return text == null || text.isBlank()
                ? Mono.just(Optional.empty())
                : seals.seal(text.strip(), place(id)).map(Optional::of);
    }

    private static SealPlace place(String id) {
        return new SealPlace("session.minutes", id);
    }

    private Mono<Shown> shown(Session session, Caller caller) {
        var sealedMinutes = session.body().minutes();
        var minutes = sealedMinutes == null || !caller.may(ENTER, session.scope())
                ? Mono.just(Optional.<String>empty())
                : seals.open(sealedMinutes, place(session.id())).map(Optional::of);
        return Mono.zip(minutes, roster.shape(session.scope().unit(), caller))
                .map(both -> new Shown(
                        session,
                        both.getT1().orElse(null),
                        attending.verdicts(session.body(), both.getT2()),
                        attending.rulings(session.body(), both.getT2()),
                        attending.chaired(session.body(), both.getT2()),
                        hidden(session, caller)));
    }

    private Set<Item> hidden(Session session, Caller caller) {
        return caller.may(ENTER, session.scope())
                ? Set.of()
                : session.body().agenda().stream().filter(attending::restricted).collect(Collectors.toSet());
    }
}
