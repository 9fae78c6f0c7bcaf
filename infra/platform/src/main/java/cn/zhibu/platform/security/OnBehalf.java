package cn.zhibu.platform.security;

import cn.zhibu.platform.change.Command;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Does later, without a token, what an account has begun: with the grants that it has by then. */
public final class OnBehalf {

    private final Grants grants;

    OnBehalf(Grants grants) {
        this.grants = grants;
    }

    /** A work under a name that stays the same however often it is begun anew: what it leads to is there once. */
    public <T> Mono<T> of(String account, String intent, Function<Caller, Mono<T>> work) {
        var command = new Command(account, intent, null, () -> intent, "");
        return grants.of(account)
                .flatMap(held -> work.apply(new GrantedCaller(account, false, held, "")))
                .contextWrite(command::into);
    }
}
