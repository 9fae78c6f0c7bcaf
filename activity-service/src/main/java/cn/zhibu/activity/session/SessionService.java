package cn.zhibu.activity.session;

import static cn.zhibu.activity.session.SessionProblem.*;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.catalogue.KindService;
import cn.zhibu.activity.catalogue.KindService.Quorum;
import cn.zhibu.activity.evidence.EvidenceService;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.activity.roster.RosterService.Roll;
import cn.zhibu.activity.session.Session.Body;
import cn.zhibu.activity.session.Session.State;
import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Seals;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Load, decide, save for sessions. */
@Service
class SessionService {

    /** What was typed: a body whose minutes are not sealed yet. */
    record Draft(Body body, @Nullable String minutes) {}

    /** Whether a meeting was valid: rule, how many count, how many were there. */
    record Validity(Quorum quorum, int expected, int present, boolean met) {}

    /** A session with its minutes, opened for the branch alone, and the quorums of its forms. */
    record Shown(Session session, @Nullable String minutes, List<Validity> validities) {}

    private final Sessions sessions;
    private final RosterService roster;
    private final KindService catalogue;
    private final EvidenceService evidence;
    private final Seals seals;
    private final Changes changes;
    private final Clock clock;

    SessionService(
            Sessions sessions,
            RosterService roster,
            KindService catalogue,
            EvidenceService evidence,
            Seals seals,
            Changes changes,
            Clock clock) {
        this.sessions = sessions;
        this.roster = roster;
        this.catalogue = catalogue;
        this.evidence = evidence;
        this.seals = seals;
        this.changes = changes;
        this.clock = clock;
    }

    Mono<Shown> hold(String unit, Draft draft, boolean imported, Caller caller) {
        return roster.place(unit, ENTER, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> SESSION_BRANCH_NOT_FOUND.at("/unit", unit)))
                .flatMap(place -> changes.newId()
                        .flatMap(id -> sealed(unit, draft)
                                .flatMap(body -> attached(body, id, unit, body.files(), caller))
                                .map(body -> {
                                    var state = new State(clock.instant(), caller.account(), imported, null, null);
                                    return Session.hold(id, place.scope(), body, state);
                                })))
                .flatMap(changes::save)
                .flatMap(session -> shown(session, caller));
    }

    Mono<Shown> correct(String id, Draft draft, String reason, Caller caller) {
        return writing(id, caller)
                .decideWith(session -> sealed(session.scope().unit(), draft)
                        .flatMap(body -> attached(body, id, session.scope().unit(), files(session, body), caller))
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

    Mono<Page<Session>> list(Sessions.Wanted wanted, PageQuery query, Caller caller) {
        return sessions.find(caller.reach(READ), wanted, query);
    }

    /** Without a list the files stay as they are. */
    private static List<String> files(Session session, Body corrected) {
        return corrected.evidence() == null ? session.body().files() : corrected.files();
    }

    /** The files are held before the session that names them is saved. */
    private Mono<Body> attached(Body body, String id, String unit, List<String> files, Caller caller) {
        return evidence.hold(files, unit, "sessions/" + id, caller)
                .map(held -> new Body(
                        body.forms(),
                        body.date(),
                        body.topic(),
                        body.people(),
                        body.agenda(),
                        body.place(),
                        body.hours(),
                        body.minutes(),
                        held));
    }

    private Acting<Session> writing(String id, Caller caller) {
        return changes.on(Session.class, id)
                .visible(session -> caller.may(ENTER, session.scope()), () -> SESSION_NOT_FOUND.of(id));
    }

    /** Checks what needs the roster, and seals the minutes. */
    private Mono<Body> sealed(String unit, Draft draft) {
        var body = draft.body();
        if (body.date().isAfter(LocalDate.now(clock))) {
            return Mono.error(SESSION_IN_THE_FUTURE.at("/date"));
        }
        var groups = Set.copyOf(body.people().groups());
        return Mono.zip(roster.roll(unit, body.date()), roster.groupsOf(unit, groups))
                .doOnNext(both -> {
                    checkPeople(body, both.getT1());
                    if (!both.getT2().containsAll(groups)) {
                        throw GROUP_NOT_OF_THIS_BRANCH.at("/groups");
                    }
                })
                .flatMap(both -> minutes(draft.minutes())
                        .map(minutes -> new Body(
                                body.forms(),
                                body.date(),
                                body.topic(),
                                body.people(),
                                body.agenda(),
                                body.place(),
                                body.hours(),
                                minutes.orElse(null),
                                body.evidence())));
    }

    private static void checkPeople(Body body, Roll roll) {
        var attendance = body.people().attendance();
        for (int i = 0; i < attendance.size(); i++) {
            if (!roll.members().contains(attendance.get(i).member())) {
                throw NOT_OF_THIS_BRANCH.at("/attendance/" + i + "/member");
            }
        }
    }

    private Mono<Optional<cn.zhibu.platform.security.Sealed>> minutes(@Nullable String text) {
        return text == null || text.isBlank()
                ? Mono.just(Optional.empty())
                : seals.seal(text.strip()).map(Optional::of);
    }

    private Mono<Shown> shown(Session session, Caller caller) {
        var sealedMinutes = session.body().minutes();
        var minutes = sealedMinutes == null || !caller.may(ENTER, session.scope())
                ? Mono.just(Optional.<String>empty())
                : seals.open(sealedMinutes).map(Optional::of);
        return Mono.zip(
                        minutes,
                        roster.roll(session.scope().unit(), session.body().date()))
                .map(both -> new Shown(session, both.getT1().orElse(null), validities(session, both.getT2())));
    }

    private List<Validity> validities(Session session, Roll roll) {
        return session.body().forms().stream()
                .flatMap(form -> catalogue.quorum(form.name()).stream())
                .map(quorum -> validity(quorum, session, roll))
                .toList();
    }

    private static Validity validity(Quorum quorum, Session session, Roll roll) {
        boolean voting = "VOTING".equals(quorum.of());
        var counted = session.body().people().attendance().stream()
                .filter(attendance -> !voting || roll.voting().contains(attendance.member()))
                .toList();
        int present = (int) counted.stream().filter(Session.Attendance::present).count();
        int expected = voting ? roll.voting().size() : counted.size();
        boolean met =
                expected > 0 && (quorum.present() == null || quorum.present().met(present, expected));
        return new Validity(quorum, expected, present, met);
    }
}
