package cn.zhibu.member.term;

import static cn.zhibu.member.term.TermProblem.*;
import static cn.zhibu.platform.security.Capability.ADMINISTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.member.organisation.Place;
import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.member.roster.MemberService;
import cn.zhibu.member.term.Committee.Elected;
import cn.zhibu.member.term.Committee.Handing;
import cn.zhibu.member.term.Committee.Term;
import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Load, decide, save for committees. Who sits in one belongs to the branch on the day it is formed. */
@Service
public class TermService {

    private final Committees committees;
    private final UnitService units;
    private final MemberService members;
    private final Changes changes;
    private final Clock clock;

    TermService(Committees committees, UnitService units, MemberService members, Changes changes, Clock clock) {
        this.committees = committees;
        this.units = units;
        this.members = members;
        this.changes = changes;
        this.clock = clock;
    }

    /** The committees of a branch, newest first. */
    Flux<Committee> ofBranch(String unit, Caller caller) {
        return units.place(unit, READ, caller)
                .switchIfEmpty(Mono.error(() -> COMMITTEE_BRANCH_NOT_FOUND.of(unit)))
                .flatMapMany(place -> committees.findOf(unit));
    }

    Mono<Committee> form(String unit, Term term, List<Elected> elected, Caller caller) {
        return units.place(unit, ADMINISTER, caller)
                .switchIfEmpty(Mono.error(() -> COMMITTEE_BRANCH_NOT_FOUND.of(unit)))
                .filter(Place::isBranch)
                .switchIfEmpty(Mono.error(() -> NOT_A_BRANCH.of(unit)))
                .flatMap(branch -> roster(branch, term.on())
                        .flatMap(roster ->
                                changes.newId().map(id -> Committee.form(id, branch.scope(), term, elected, roster))))
                .flatMap(changes::save);
    }

    Mono<Committee> correct(String id, Term term, List<Elected> elected, String reason, Caller caller) {
        return administered(id, caller)
                .decideWith(committee -> branch(committee, caller)
                        .flatMap(branch -> roster(branch, term.on()))
                        .map(roster -> committee.correct(term, elected, roster, reason)));
    }

    Mono<Committee> reseat(String id, Handing handing, String reason, Caller caller) {
        return administered(id, caller)
                .decideWith(committee -> branch(committee, caller)
                        .flatMap(branch -> roster(branch, handing.on()))
                        .map(roster -> committee.reseat(handing, roster, reason)));
    }

    Mono<Committee> answer(String id, Answer answer, Caller caller) {
        return administered(id, caller).decide(committee -> committee.answer(answer));
    }

    Mono<Committee> withdraw(String id, String reason, Caller caller) {
        return administered(id, caller).decide(committee -> committee.withdraw(reason));
    }

    /** The seats that are held, or will be, in committees in office under the caller. */
    public Flux<Held> held(Caller caller) {
        var today = LocalDate.now(clock);
        return committees
                .findUnder(caller.reach(ADMINISTER))
                .collect(Collectors.groupingBy(
                        committee -> committee.scope().unit(),
                        Collectors.maxBy(Comparator.comparing(
                                committee -> committee.term().on()))))
                .flatMapIterable(Map::values)
                .flatMapIterable(committee -> committee.map(Committee::seats).orElse(List.of()).stream()
                        .filter(seat -> seat.until() == null || seat.until().isAfter(today))
                        .map(seat -> new Held(
                                seat.member(), committee.orElseThrow().scope().unit(), seat.until()))
                        .toList());
    }

    private Acting<Committee> administered(String id, Caller caller) {
        return changes.on(Committee.class, id)
                .visible(committee -> caller.may(ADMINISTER, committee.scope()), () -> COMMITTEE_NOT_FOUND.of(id));
    }

    private Mono<Place> branch(Committee committee, Caller caller) {
        return units.place(committee.scope().unit(), ADMINISTER, caller);
    }

    /** Who belongs to the branch on the day, which has come and on which the branch is still open. */
    private Mono<Set<String>> roster(Place branch, LocalDate on) {
        if (on.isAfter(LocalDate.now(clock))) {
            return Mono.error(COMMITTEE_IN_THE_FUTURE.at("/on"));
        }
        if (!branch.openOn(on)) {
            return Mono.error(COMMITTEE_BRANCH_CLOSED.at("/on"));
        }
        return members.membersOn(branch.id(), on);
    }
}
