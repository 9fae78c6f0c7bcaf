package cn.zhibu.notification.delivery;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Subscriptions;
import org.springframework.stereotype.Component;

/** The address of somebody whose account is closed is forgotten. */
@Component
class AddressReaction implements EventConsumer {

    record Closed(String account) {}

    private final Changes changes;

    AddressReaction(Changes changes) {
        this.changes = changes;
    }

    @Override
    public String name() {
        return "address-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("member.events")
                .on(
                        "account.closed.v1",
                        Closed.class,
                        (closed, received) -> changes.on(Address.class, closed.account())
                                .decide(Address::forget)
                                .then());
    }
}
