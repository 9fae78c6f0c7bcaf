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
import cn.zhibu.directory.Verdict;
import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.platform.security.Seals;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Load, decide, save for sessions. A meeting is held against the branch of its day ({@link Attending}). */
@Service
class SessionService {

    /**
     * What was typed: a body whose minutes are not sealed yet.
     *
     * @param again a second meeting of that form on that day is meant
     */
    record Draft(Body body, @Nullable String minutes, boolean again) {}

    /** A session in a list, with the forms that had no quorum. */
    record Listed(Session session, Set<Form> inquorate) {}

    /** A session with its minutes, opened for the branch alone, and the quorums of its forms. */
    record Shown(Session session, @Nullable String minutes, List<Verdict> validities) {

        Set<Form> inquorate() {
            return validities.stream()
                    .filter(verdict -> !verdict.met())
                    .map(verdict -> Form.valueOf(verdict.quorum().form()))
                    .collect(Collectors.toSet());
        }
    }

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
                        .flatMap(id -> checked(id, unit, draft, Set.of(), caller)
                                .flatMap(body -> once(id, unit, draft).thenReturn(body))
                                .flatMap(body -> attached(body, id, unit, body.files(), caller))
                                .map(body -> {
                                    var first = new Entry(clock.instant(), caller.account());
                                    var state = new State(first, null, imported, null, null, plan);
                                    return Session.hold(id, place.scope(), body, state);
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
                .decideWith(session -> checked(
                                id,
                                session.scope().unit(),
                                draft,
                                Set.copyOf(session.body().people().asked()),
                                caller)
                        .flatMap(body -> attached(body, id, session.scope().unit(), body.files(), caller))
                        .map(body -> session.correct(body, reason, caller.account(), clock.instant())))
                .flatMap(session -> shown(session, caller));
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

    /** Every version, oldest first, the one in force last; minutes and quorums with the one in force only. */
    Mono<List<Shown>> versions(String id, Caller caller) {
        return one(id, caller).map(shown -> {
            var all = new ArrayList<Shown>();
            shown.session().editions().forEach(earlier -> all.add(new Shown(earlier, null, List.of())));
            all.add(shown);
            return List.copyOf(all);
        });
    }

    Mono<Page<Listed>> list(Sessions.Wanted wanted, PageQuery query, Caller caller) {
        return roster.reach(wanted.unit(), caller)
                .flatMap(reach -> sessions.find(reach, wanted, query))
                .flatMap(page -> {
                    var branches = page.items().stream()
                            .map(session -> session.scope().unit())
                            .toList();
                    return roster.shapes(branches, caller)
                            .map(shapes -> page.map(session -> new Listed(
                                    session,
                                    attending.inquorate(
                                            session, shapes.get(session.scope().unit())))));
                });
    }

    /** The files are held before the session that names them is saved. */
    private Mono<Body> attached(Body body, String id, String unit, List<String> files, Caller caller) {
        return evidence.hold(files, unit, "sessions/" + id, caller).map(body::with);
    }

    private Acting<Session> writing(String id, Caller caller) {
        return changes.on(Session.class, id)
                .visible(session -> caller.may(ENTER, session.scope()), () -> SESSION_NOT_FOUND.of(id));
    }

    /** Checks what needs the branch of that day, and seals the minutes. */
    private Mono<Body> checked(String id, String unit, Draft draft, Set<String> known, Caller caller) {
        var body = draft.body();
        return roster.shape(unit, caller)
                .doOnNext(shape -> attending.check(body, shape, known))
                .flatMap(shape -> minutes(id, draft.minutes()))
                .map(minutes -> body.sealed(minutes.orElse(null)));
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
                        session, both.getT1().orElse(null), attending.verdicts(session.body(), both.getT2())));
    }
}
