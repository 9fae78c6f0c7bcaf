package cn.zhibu.member.post;

import cn.zhibu.member.account.AccountService;
import cn.zhibu.member.term.SeatService;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import cn.zhibu.platform.event.Together;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks at a branch anew when a committee, its members, the unit or the account of somebody seated changes. It asks how things
 * stand and not what the event says: heard late, twice or in another order it comes to the same.
 */
@Component
class PostReaction implements EventConsumer {

    record Sat(String unit) {}

    record At(String unit) {}

    record Belonged(String unit, @Nullable List<At> memberships) {}

    record Opened(String account, @Nullable String member) {}

    record Held(String account, String role) {}

    /** What an event is about: a branch, somebody who may be seated in some, or somebody's account. */
    private record About(
            @Nullable String branch,
            @Nullable String member,
            @Nullable String account) {

        static List<About> branches(Stream<String> units) {
            return units.distinct().map(unit -> new About(unit, null, null)).toList();
        }
    }

    private final PostKeeper keeper;
    private final SeatService seats;
    private final AccountService accounts;

    PostReaction(PostKeeper keeper, SeatService seats, AccountService accounts) {
        this.keeper = keeper;
        this.seats = seats;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "post-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        Together<About> settle = this::settle;
        on.from("member.events")
                .on("committee.formed.v1", Sat.class, PostReaction::sat, settle)
                .on("committee.corrected.v1", Sat.class, PostReaction::sat, settle)
                .on("committee.reseated.v1", Sat.class, PostReaction::sat, settle)
                .on("committee.withdrawn.v1", Sat.class, PostReaction::sat, settle)
                .on("unit.created.v1", Sat.class, PostReaction::sat, settle)
                .on("unit.closed.v1", Sat.class, PostReaction::sat, settle)
                .on("unit.reopened.v1", Sat.class, PostReaction::sat, settle)
                .on("member.joined.v1", Belonged.class, PostReaction::belonged, settle)
                .on("member.corrected.v1", Belonged.class, PostReaction::belonged, settle)
                .on("member.converted.v1", Belonged.class, PostReaction::belonged, settle)
                .on("member.conversion-withdrawn.v1", Belonged.class, PostReaction::belonged, settle)
                .on("member.departed.v1", Belonged.class, PostReaction::belonged, settle)
                .on("member.departure-withdrawn.v1", Belonged.class, PostReaction::belonged, settle)
                .on(
                        "account.opened.v1",
                        Opened.class,
                        (opened, received) ->
                                opened.member() == null ? List.of() : List.of(new About(null, opened.member(), null)),
                        settle)
                .on("account.closed.v1", Opened.class, (told, received) -> account(told.account()), settle)
                .on("account.reopened.v1", Opened.class, (told, received) -> account(told.account()), settle)
                .on(
                        "grant.revoked.v1",
                        Held.class,
                        (held, received) -> held.role().equals("AUDITOR") ? account(held.account()) : List.of(),
                        settle);
    }

    private static List<About> sat(Sat sat, Received received) {
        return About.branches(Stream.of(sat.unit()));
    }

    private static List<About> belonged(Belonged belonged, Received received) {
        var elsewhere = belonged.memberships() == null ? List.<At>of() : belonged.memberships();
        return About.branches(
                Stream.concat(Stream.of(belonged.unit()), elsewhere.stream().map(At::unit)));
    }

    private static List<About> account(String account) {
        return List.of(new About(null, null, account));
    }

    private Mono<Void> settle(List<About> all) {
        return Flux.fromIterable(all)
                .concatMap(this::branches)
                .distinct()
                .concatMap(keeper::settle)
                .then();
    }

    private Flux<String> branches(About about) {
        if (about.branch() != null) {
            return Flux.just(about.branch());
        }
        var member = about.member();
        return (member == null ? accounts.owner(String.valueOf(about.account())) : Mono.just(member))
                .flatMapMany(seats::branchesOf);
    }
}
