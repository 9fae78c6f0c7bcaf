package cn.zhibu.activity.disclosure;

import static cn.zhibu.activity.disclosure.DisclosureProblem.*;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.disclosure.Disclosure.Body;
import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Role;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Load, decide, save for disclosures. What is not published yet is for the branch alone. */
@Service
class DisclosureService {

    private final Disclosures disclosures;
    private final RosterService roster;
    private final Changes changes;
    private final Clock clock;

    DisclosureService(Disclosures disclosures, RosterService roster, Changes changes, Clock clock) {
        this.disclosures = disclosures;
        this.roster = roster;
        this.changes = changes;
        this.clock = clock;
    }

    Mono<Disclosure> propose(String unit, Body body, Caller caller) {
        return roster.place(unit, ENTER, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> DISCLOSURE_BRANCH_NOT_FOUND.at("/unit", unit)))
                .filter(place -> place.openOn(LocalDate.now(clock)))
                .switchIfEmpty(Mono.error(() -> DISCLOSURE_BRANCH_CLOSED.at("/unit")))
                .flatMap(place -> changes.newId().map(id -> Disclosure.propose(id, place.scope(), body, now(caller))))
                .flatMap(changes::save);
    }

    Mono<Disclosure> change(String id, Body body, Caller caller) {
        return writing(id, caller).decide(disclosure -> disclosure.propose(body, now(caller)));
    }

    Mono<Disclosure> examine(String id, boolean passed, @Nullable String reason, Caller caller) {
        return writing(id, caller).decide(disclosure -> disclosure.examine(passed, reason, now(caller)));
    }

    /** The word of whoever leads the branch, not of a clerk. */
    Mono<Disclosure> approve(String id, boolean passed, @Nullable String reason, Caller caller) {
        return writing(id, caller).decide(disclosure -> {
            if (!caller.rolesAt(disclosure.scope()).contains(Role.SECRETARY)) {
                throw APPROVED_BY_THE_SECRETARY.of();
            }
            return disclosure.approve(passed, reason, now(caller));
        });
    }

    Mono<Disclosure> publish(String id, LocalDate on, Caller caller) {
        return writing(id, caller)
                .decideWith(disclosure -> roster.refuseUnlessOpen(
                                disclosure.scope(), on, caller, () -> DISCLOSURE_BRANCH_CLOSED.at("/date"))
                        .then(Mono.fromCallable(() -> disclosure.publish(on, now(caller)))));
    }

    Mono<Disclosure> withdraw(String id, String reason, Caller caller) {
        return writing(id, caller).decide(disclosure -> disclosure.withdraw(reason, now(caller)));
    }

    Mono<Disclosure> one(String id, Caller caller) {
        return disclosures
                .findById(id)
                .filter(disclosure -> visible(disclosure, caller))
                .switchIfEmpty(Mono.error(() -> DISCLOSURE_NOT_FOUND.of(id)));
    }

    private static boolean visible(Disclosure disclosure, Caller caller) {
        return caller.may(disclosure.status() == Disclosure.Status.PUBLISHED ? READ : ENTER, disclosure.scope());
    }

    Mono<Page<Disclosure>> list(@Nullable String unit, Disclosures.Which which, PageQuery page, Caller caller) {
        var reach = which == Disclosures.Which.PUBLISHED ? roster.reach(unit, caller) : roster.enters(unit, caller);
        return reach.flatMap(units -> disclosures.find(units, which, page));
    }

    private Acting<Disclosure> writing(String id, Caller caller) {
        return changes.on(Disclosure.class, id)
                .visible(disclosure -> caller.may(ENTER, disclosure.scope()), () -> DISCLOSURE_NOT_FOUND.of(id));
    }

    private Entry now(Caller caller) {
        return new Entry(clock.instant(), caller.account());
    }
}
