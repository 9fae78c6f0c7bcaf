package cn.zhibu.member.transfer;

import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Completes what a halt has left undone after an acceptance, and ends the transfer of somebody who has left otherwise. */
@Component
class TransferReaction implements EventConsumer {

    record Told(String transfer) {}

    record Left(String member) {}

    private final Transfers transfers;
    private final Carrying carrying;

    TransferReaction(Transfers transfers, Carrying carrying) {
        this.transfers = transfers;
        this.carrying = carrying;
    }

    @Override
    public String name() {
        return "transfer-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("member.events")
                .on("transfer.asked.v1", Told.class, this::asked)
                .on("transfer.accepted.v1", Told.class, (told, received) -> carrying.follow(told.transfer()))
                .on("member.departed.v1", Left.class, this::left);
    }

    /** The person may have left between the look at the file and the asking. */
    private Mono<Void> asked(Told told, Received received) {
        return transfers
                .findById(told.transfer())
                .flatMap(transfer -> carrying.endIfGone(transfer, account(received.actor())));
    }

    private Mono<Void> left(Left left, Received received) {
        return transfers
                .findOpen(TransferService.keyOf(left.member()))
                .flatMap(transfer -> carrying.endIfGone(transfer, account(received.actor())));
    }

    private static String account(@Nullable String actor) {
        return actor == null ? "" : actor;
    }
}
