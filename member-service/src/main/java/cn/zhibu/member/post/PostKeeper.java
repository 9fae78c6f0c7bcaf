package cn.zhibu.member.post;

import static cn.zhibu.platform.security.Capability.READ;
import static cn.zhibu.platform.security.Unasked.ITSELF;

import cn.zhibu.member.account.AccountService;
import cn.zhibu.member.account.Owner;
import cn.zhibu.member.grant.Following;
import cn.zhibu.member.grant.PostGrantService;
import cn.zhibu.member.organisation.Place;
import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.member.roster.SpellService;
import cn.zhibu.member.term.SeatService;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.change.Failpoints;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.job.Wakes;
import cn.zhibu.rules.RuleService;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes what follows from the seats of a branch be as they say: how its posts stand, and the roles of its secretary. It looks
 * again until there was nothing to do, so that whoever acted on something older is put right by the last one that looks.
 */
@Component
class PostKeeper {

    private static final int ROUNDS = 20;

    /** Nobody's act, and no repetition of anybody's. */
    private static final Command NOBODYS = new Command(null, null, null, () -> "", "");

    private final UnitService units;
    private final SeatService seats;
    private final SpellService spells;
    private final AccountService accounts;
    private final PostGrantService grants;
    private final RuleService rules;
    private final Changes changes;
    private final Wakes wakes;
    private final Clock clock;

    PostKeeper(
            UnitService units,
            SeatService seats,
            SpellService spells,
            AccountService accounts,
            PostGrantService grants,
            RuleService rules,
            Changes changes,
            Wakes wakes,
            Clock clock) {
        this.units = units;
        this.seats = seats;
        this.spells = spells;
        this.accounts = accounts;
        this.grants = grants;
        this.rules = rules;
        this.changes = changes;
        this.wakes = wakes;
        this.clock = clock;
    }

    /** The posts of a branch through time, by what is known now. */
    Mono<Posts> posts(Place branch) {
        return Mono.zip(
                        seats.of(branch.id()).collectList(),
                        spells.of(branch.id()).collectList())
                .map(both -> new Posts(branch.from(), branch.until(), both.getT1(), both.getT2(), rules.posts()));
    }

    /** Does for a branch what is to be done; what is no branch has no posts. */
    Mono<Void> settle(String branch) {
        return units.place(branch, READ, ITSELF)
                .filter(Place::isBranch)
                .flatMap(place -> Mono.defer(() -> round(place))
                        .repeat(ROUNDS)
                        .takeUntil(changed -> !changed)
                        .then())
                .contextWrite(NOBODYS::into);
    }

    /** Whether anything had to be done. */
    private Mono<Boolean> round(Place branch) {
        return judged(branch)
                .flatMap(judged -> posts(branch)
                        .flatMap(posts -> granted(branch.scope(), posts))
                        .map(granted -> judged || granted));
    }

    private Mono<Boolean> judged(Place branch) {
        var today = LocalDate.now(clock);
        var judged = new AtomicBoolean();
        return changes.on(BranchPosts.class, BranchPosts.nameOf(branch.id()))
                .decideWithOr(
                        known -> posts(branch).map(posts -> {
                            var change = known.judge(posts, today);
                            judged.set(change.state() != known);
                            return change;
                        }),
                        () -> posts(branch).map(posts -> {
                            judged.set(true);
                            return BranchPosts.of(branch.scope()).judge(posts, today);
                        }))
                .flatMap(this::awaited)
                .then(Mono.fromSupplier(judged::get));
    }

    private Mono<Void> awaited(BranchPosts known) {
        var next = known.next();
        return next == null
                ? Mono.empty()
                : wakes.wake(PostTurns.class, next.atStartOfDay(clock.getZone()).toInstant());
    }

    /** The roles that follow the secretary's post are those of whoever is secretary today and has an open account. */
    private Mono<Boolean> granted(Scope branch, Posts posts) {
        return Mono.zip(
                        accounts.owners(posts.secretaries(LocalDate.now(clock)))
                                .filter(Owner::open)
                                .collectList(),
                        grants.of(branch.unit()).collectList())
                .flatMap(both -> Flux.concat(
                                given(branch, both.getT1(), both.getT2()), ended(both.getT1(), both.getT2()))
                        .reduce(false, Boolean::logicalOr));
    }

    private Flux<Boolean> given(Scope branch, List<Owner> secretaries, List<Following> held) {
        return Flux.fromIterable(secretaries)
                .filter(owner -> held.stream()
                        .noneMatch(each -> each.stands() && each.account().equals(owner.account())))
                .concatMap(owner -> grants.give(
                        owner.account(),
                        owner.member(),
                        branch,
                        held.stream()
                                .filter(each -> each.account().equals(owner.account()))
                                .count()))
                .doOnNext(given -> Failpoints.pass("after-post-grant"));
    }

    private Flux<Boolean> ended(List<Owner> secretaries, List<Following> held) {
        return Flux.fromIterable(held)
                .filter(Following::stands)
                .filter(each ->
                        secretaries.stream().noneMatch(owner -> owner.account().equals(each.account())))
                .concatMap(each -> grants.end(each.grant()).thenReturn(true));
    }
}
