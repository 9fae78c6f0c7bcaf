package cn.zhibu.member.handover;

import cn.zhibu.member.account.Account;
import cn.zhibu.member.account.AccountService;
import cn.zhibu.member.account.Holder;
import cn.zhibu.member.grant.GrantService;
import cn.zhibu.member.organisation.Place;
import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.member.roster.Leaver;
import cn.zhibu.member.roster.MemberService;
import cn.zhibu.member.term.Held;
import cn.zhibu.member.term.TermService;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Closes units and accounts, and names what somebody who leaves has not handed over. */
@Service
class HandoverService {

    /**
     * What somebody who leaves still has.
     *
     * @param seat in a committee, on the day of leaving or after
     * @param account the open account of one's own
     * @param grants roles that the account holds
     */
    record Loose(Leaver leaver, boolean seat, @Nullable Holder account, long grants) {

        boolean settled() {
            return !seat && account == null;
        }
    }

    private static final int SHOWN = 200;

    private final UnitService units;
    private final MemberService members;
    private final TermService terms;
    private final AccountService accounts;
    private final GrantService grants;

    HandoverService(
            UnitService units, MemberService members, TermService terms, AccountService accounts, GrantService grants) {
        this.units = units;
        this.members = members;
        this.terms = terms;
        this.accounts = accounts;
        this.grants = grants;
    }

    /** Closes a unit from a day on, unless somebody still belongs to it then. */
    Mono<Place> close(String unit, LocalDate on, String reason, Caller caller) {
        return units.place(unit, Capability.ADMINISTER, caller)
                .flatMap(place -> members.staying(unit, on))
                .defaultIfEmpty(0L)
                .flatMap(staying -> units.close(unit, on, reason, staying, caller));
    }

    /** Closes an account, unless nobody would be left to administer the bureau. */
    Mono<Account> closeAccount(String account, String reason, Caller caller) {
        return accounts.close(account, reason, grants.leave(account, caller), caller);
    }

    /**
     * Everybody under the caller who leaves, or has left, and has not handed over; soonest first, at most 200. It starts
     * from what is open today, so that it does not grow with those who left long ago.
     */
    Flux<Loose> loose(Caller caller) {
        return Mono.zip(terms.held(caller).collectList(), accounts.ofMembers(caller))
                .flatMapMany(open -> {
                    var seats = open.getT1();
                    var ids = Stream.concat(seats.stream().map(Held::member), open.getT2().keySet().stream())
                            .collect(Collectors.toSet());
                    return members.leavers(ids, caller)
                            .concatMap(
                                    leaver -> loose(leaver, seats, open.getT2().get(leaver.id()), caller));
                })
                .filter(loose -> !loose.settled())
                .sort(Comparator.comparing((Loose loose) -> loose.leaver().on())
                        .thenComparing(loose -> loose.leaver().id()))
                .take(SHOWN);
    }

    private Mono<Loose> loose(Leaver leaver, List<Held> seats, @Nullable Holder account, Caller caller) {
        var seat = seats.stream()
                .anyMatch(held -> held.member().equals(leaver.id())
                        && held.unit().equals(leaver.scope().unit())
                        && (held.until() == null || held.until().isAfter(leaver.on())));
        return account == null || !leaver.gone()
                ? Mono.just(new Loose(leaver, seat, null, 0))
                : grants.heldBy(account.id(), caller).map(held -> new Loose(leaver, seat, account, held));
    }
}
