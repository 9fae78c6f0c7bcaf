package cn.zhibu.platform.security;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The way to the keys that tokens are checked with. They are kept once fetched, and fetched again when a token names one
 * that is not among them; an identity server that is stuck holds nobody up.
 */
final class TokenKeys {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final AtomicLong edition = new AtomicLong();
    private final WebClient web = WebClient.builder()
            .filter((request, next) -> next.exchange(request).timeout(PATIENCE).map(this::fetched))
            .build();

    WebClient web() {
        return web;
    }

    /** Another number whenever the keys may have become others. */
    long edition() {
        return edition.get();
    }

    /** The decoder takes the new keys over while the answer ends: until then it checks with the old ones. */
    private ClientResponse fetched(ClientResponse answer) {
        edition.incrementAndGet();
        return answer.mutate()
                .body(body -> body.doFinally(end -> edition.incrementAndGet()))
                .build();
    }
}
