package cn.zhibu.member.account;

import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import cn.zhibu.platform.event.TryLater;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;

/** Lets the identity provider follow: opened accounts get a user there, closed ones are locked out until they are reopened. */
@Component
class AccountReaction implements EventConsumer {

    record Told(String account) {}

    private final Accounts accounts;
    private final IdentityService identities;

    AccountReaction(Accounts accounts, IdentityService identities) {
        this.accounts = accounts;
        this.identities = identities;
    }

    @Override
    public String name() {
        return "account-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("member.events")
                .on("account.opened.v1", Told.class, this::follow)
                .on("account.closed.v1", Told.class, this::follow)
                .on("account.reopened.v1", Told.class, this::follow);
    }

    private Mono<Void> follow(Told told, Received received) {
        return accounts.findById(told.account())
                .flatMap(account ->
                        account.closedOn() == null ? provide(account) : identities.disable(account.username()))
                .onErrorMap(WebClientException.class, away -> new TryLater("The identity provider is away", away))
                .onErrorMap(
                        java.util.concurrent.TimeoutException.class,
                        away -> new TryLater("The identity provider is slow", away));
    }

    private Mono<Void> provide(Account account) {
        var bureau = account.scope().unit();
        var code = BureauCode.of(account.username()).text();
        return identities
                .user(bureau, code, account.id(), account.username())
                .then(identities.enable(account.username()));
    }
}
