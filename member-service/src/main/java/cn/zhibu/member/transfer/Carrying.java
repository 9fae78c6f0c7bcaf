package cn.zhibu.member.transfer;

import static cn.zhibu.member.transfer.TransferProblem.TRANSFER_BRANCH_CLOSED;

import cn.zhibu.member.development.FollowingService;
import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.member.roster.Arrival;
import cn.zhibu.member.roster.MovingService;
import cn.zhibu.member.transfer.RelationTransfer.State;
import cn.zhibu.member.transfer.Step.What;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.OnBehalf;
import cn.zhibu.process.problem.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What follows from a transfer that was accepted: the file goes over in one write, and the development case with it. It is done
 * at once and again when the event is heard, so that a halt in between leaves nothing undone; said again it is done already. Where
 * the file says by then that the person left otherwise, the transfer ends.
 */
@Component
class Carrying {

    private final Transfers transfers;
    private final TransferSeals seals;
    private final MovingService moving;
    private final FollowingService developments;
    private final UnitService units;
    private final OnBehalf onBehalf;
    private final Changes changes;
    private final Clock clock;

    Carrying(
            Transfers transfers,
            TransferSeals seals,
            MovingService moving,
            FollowingService developments,
            UnitService units,
            OnBehalf onBehalf,
            Changes changes,
            Clock clock) {
        this.transfers = transfers;
        this.seals = seals;
        this.moving = moving;
        this.developments = developments;
        this.units = units;
        this.onBehalf = onBehalf;
        this.changes = changes;
        this.clock = clock;
    }

    /** Refuses, before anything is decided, what the file would refuse, and a branch that was closed meanwhile. */
    Mono<Void> check(RelationTransfer transfer, LocalDate on, Caller caller) {
        var who = transfer.who();
        var spell = who.spell();
        return open(transfer.way().to(), on, caller)
                .then(Mono.defer(() -> spell == null ? Mono.empty() : moving.check(who.member(), spell, on)));
    }

    private Mono<Void> open(@Nullable Scope to, LocalDate on, Caller caller) {
        return to == null
                ? Mono.empty()
                : units.branchKnown(to.unit(), caller)
                        .filter(place -> place.openOn(on))
                        .switchIfEmpty(Mono.error(() -> TRANSFER_BRANCH_CLOSED.at("/on")))
                        .then();
    }

    /** Carries over what was accepted; a refusal of the file ends the transfer and is told. */
    Mono<Void> carry(RelationTransfer accepted) {
        var by = accepted.steps().get(accepted.steps().size() - 1).by();
        return onBehalf.of(
                        by,
                        "transfer-" + accepted.id(),
                        caller -> toFile(accepted, caller).then(Mono.defer(() -> toCase(accepted, caller))))
                .onErrorResume(
                        Problem.class,
                        refusal -> refusal.type().status().is4xxClientError()
                                ? end(accepted.id(), by).then(Mono.error(refusal))
                                : Mono.error(refusal));
    }

    /** The same when the event is heard; what is refused then is told by how the transfer stands. */
    Mono<Void> follow(String id) {
        return transfers
                .findById(id)
                .filter(transfer -> transfer.is(State.ACCEPTED))
                .flatMap(transfer -> carry(transfer)
                        .onErrorResume(
                                Problem.class,
                                refusal -> refusal.type().status().is4xxClientError()
                                        ? Mono.empty()
                                        : Mono.error(refusal)));
    }

    /** Ends the transfer under way of somebody who does not belong any more where it would take the person from. */
    Mono<Void> endIfGone(RelationTransfer open, String by) {
        return open.who().spell() == null || !open.course().open()
                ? Mono.empty()
                : moving.of(open.who().member())
                        .filter(mover -> !mover.in(open.who().spell()))
                        .flatMap(gone -> end(open.id(), by));
    }

    private Mono<Void> end(String id, String by) {
        return onBehalf.of(
                by,
                "transfer-end-" + id,
                caller -> changes.on(RelationTransfer.class, id)
                        .decide(transfer -> transfer.end(
                                new Step(What.ENDED, transfer.asking().side(), null, null, clock.instant(), by),
                                LocalDate.now(clock)))
                        .then());
    }

    private Mono<Void> toFile(RelationTransfer transfer, Caller caller) {
        var who = transfer.who();
        var on = transfer.movedOn();
        var way = transfer.way();
        return switch (transfer.kind()) {
            case INSIDE ->
                moving.move(who.member(), spell(transfer), transfer.id(), Objects.requireNonNull(way.to()), on, caller);
            case OUT -> moving.leave(who.member(), spell(transfer), on, caller);
            case IN -> arrival(transfer).flatMap(all -> moving.arrive(all, Objects.requireNonNull(way.to()), caller));
        };
    }

    private Mono<Arrival> arrival(RelationTransfer transfer) {
        var who = transfer.who();
        var standing = Objects.requireNonNull(who.standing());
        var name = who.name();
        return (name == null ? Mono.just("") : seals.name(transfer.id(), name))
                .map(opened -> new Arrival(
                        who.member(),
                        transfer.id(),
                        opened,
                        standing.born(),
                        standing.full(),
                        standing.joinedParty(),
                        standing.fullOn(),
                        transfer.movedOn()));
    }

    private Mono<Void> toCase(RelationTransfer transfer, Caller caller) {
        var member = transfer.who().member();
        return switch (transfer.kind()) {
            case INSIDE ->
                developments.follow(
                        member, Objects.requireNonNull(transfer.way().to()), transfer.movedOn(), caller);
            case OUT ->
                developments.leave(
                        member, Objects.requireNonNull(transfer.way().outside()), transfer.movedOn(), caller);
            case IN -> Mono.empty();
        };
    }

    private static String spell(RelationTransfer transfer) {
        return Objects.requireNonNull(transfer.who().spell());
    }
}
