package cn.zhibu.member.account;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;

/** What happens to accounts. */
sealed interface AccountEvent extends DomainEvent {

    @EventName("account.opened.v1")
    record Opened(String account) implements AccountEvent {}

    @EventName("account.closed.v1")
    record Closed(String account) implements AccountEvent {}

    @EventName("account.reopened.v1")
    record Reopened(String account) implements AccountEvent {}
}
