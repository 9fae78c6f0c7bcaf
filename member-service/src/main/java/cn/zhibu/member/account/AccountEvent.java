package cn.zhibu.member.account;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to accounts. */
sealed interface AccountEvent extends DomainEvent {

    /** @param member whose own account it is */
    @EventName("account.opened.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Opened(String account, @Nullable String member) implements AccountEvent {}

    @EventName("account.closed.v1")
    record Closed(String account) implements AccountEvent {}

    @EventName("account.reopened.v1")
    record Reopened(String account) implements AccountEvent {}

    /** Told by the identity provider, at that moment. */
    @EventName("account.signed-in.v1")
    record SignedIn(String account, Instant at) implements AccountEvent {}

    /**
     * Tries that were refused one after the other for the same reason.
     *
     * @param at the first of them
     * @param last the last of them
     */
    @EventName("account.sign-in-refused.v1")
    record SignInRefused(String account, SignIns.Refusal reason, int times, Instant at, Instant last)
            implements AccountEvent {}
}
