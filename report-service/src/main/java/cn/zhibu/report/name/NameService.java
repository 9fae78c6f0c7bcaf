package cn.zhibu.report.name;

import static cn.zhibu.report.name.NameProblem.NAMES_UNAVAILABLE;

import cn.zhibu.platform.security.Caller;
import cn.zhibu.words.Words;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Service;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The names of units, of the bureau and of accounts, asked of their owner with the caller's own token: nobody reads a
 * name here that he could not read there.
 */
@Service
public class NameService {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    /** An address holds no more than 4,096 characters. */
    private static final int NAMED_AT_ONCE = 50;

    private final WebClient http;

    NameService(WebClient.Builder builder, @Value("${zhibu.member-url}") String url) {
        this.http = builder.clone()
                .baseUrl(url)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8 << 20))
                .build();
    }

    private record Named(String id, String name, @Nullable String nameEn) {}

    private record Self(@Nullable String bureauName) {}

    private record Person(String id, String name) {}

    /** The names of these units, as far as they are of the caller's bureau; refused when the owner does not answer. */
    public Mono<Known> seenBy(Collection<String> units, Caller caller) {
        return Mono.zip(named(units, caller), bureau(caller), Known::new).onErrorMap(failure -> NAMES_UNAVAILABLE.of());
    }

    /** The same for a screen: without names when the owner does not answer. */
    public Mono<Known> forScreen(Collection<String> units, Caller caller) {
        return seenBy(units, caller).onErrorReturn(Known.nothing());
    }

    /** Who is behind an account; empty when that cannot be said. */
    public Mono<String> person(String account, Caller caller) {
        return get("/api/member/v1/accounts/names?ids={id}", Person.class, caller, account)
                .filter(person -> person.id().equals(account) && !person.name().isBlank())
                .next()
                .map(Person::name)
                .onErrorComplete();
    }

    private Mono<Map<String, Words>> named(Collection<String> units, Caller caller) {
        return Flux.fromIterable(units)
                .distinct()
                .buffer(NAMED_AT_ONCE)
                .concatMap(ids ->
                        get("/api/member/v1/unit-names/named?ids={ids}", Named.class, caller, String.join(",", ids)))
                .collectMap(Named::id, NameService::words);
    }

    private Mono<String> bureau(Caller caller) {
        return get("/api/member/v1/me", Self.class, caller)
                .next()
                .mapNotNull(Self::bureauName)
                .defaultIfEmpty("");
    }

    private <T> Flux<T> get(String path, Class<T> type, Caller caller, Object... values) {
        return http.get()
                .uri(path, values)
                .accept(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(caller.token()))
                .retrieve()
                .bodyToFlux(type)
                .timeout(LIMIT);
    }

    private static Words words(Named unit) {
        var english = unit.nameEn();
        return new Words(unit.name(), english == null || english.isBlank() ? unit.name() : english);
    }
}
