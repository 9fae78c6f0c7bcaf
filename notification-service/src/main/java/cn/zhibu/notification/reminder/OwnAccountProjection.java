package cn.zhibu.notification.reminder;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps whose own account is which, so that members can be told. Accounts opened before this was said are nobody's. */
@Component
class OwnAccountProjection implements EventConsumer {

    record Opened(String account, @Nullable String member) {}

    private final Changes changes;

    OwnAccountProjection(Changes changes) {
        this.changes = changes;
    }

    @Override
    public String name() {
        return "own-account-projection";
    }

    @Override
    public List<Class<?>> rows() {
        return List.of(OwnAccount.class);
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("member.events").on("account.opened.v1", Opened.class, this::opened);
    }

    private Mono<Void> opened(Opened opened, Received received) {
        var member = opened.member();
        return member == null
                ? Mono.empty()
                : changes.project(new OwnAccount(opened.account(), member), received.sequence())
                        .then();
    }
}
