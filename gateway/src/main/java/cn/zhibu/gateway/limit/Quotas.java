package cn.zhibu.gateway.limit;

import cn.zhibu.gateway.problem.GatewayProblem;
import cn.zhibu.gateway.problem.Problems;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The quotas together, and who a session was seen to belong to. */
@Component
@EnableConfigurationProperties(LimitSettings.class)
class Quotas {

    private static final Duration SEEN = Duration.ofMinutes(5);
    private static final Duration CROWDED = Duration.ofSeconds(1);
    private static final long MOST_SESSIONS = 100_000;

    private final Quota addresses;
    private final Quota persons;
    private final Quota bureaus;
    private final int atOnce;
    private final ConcurrentMap<String, Integer> underWay = new ConcurrentHashMap<>();
    private final Cache<String, Holder> sessions = Caffeine.newBuilder()
            .expireAfterWrite(SEEN)
            .maximumSize(MOST_SESSIONS)
            .build();
    private final Problems problems;

    Quotas(LimitSettings settings, MeterRegistry meters, Problems problems) {
        int replicas = settings.replicas();
        addresses = new Quota("address", settings.address().sharedBy(replicas), meters);
        persons = new Quota("person", settings.person().sharedBy(replicas), meters);
        bureaus = new Quota("bureau", settings.bureau().sharedBy(replicas), meters);
        atOnce = LimitSettings.share(settings.atOnce(), replicas);
        this.problems = problems;
    }

    /** @param bureau the tenant, or a word for those without one */
    record Holder(String person, String bureau) {}

    Mono<Void> fromAddress(ServerWebExchange exchange, String address, Supplier<Mono<Void>> next) {
        return granted(exchange, addresses.take(address), GatewayProblem.TOO_MANY_FROM_ADDRESS, next);
    }

    /** Refuses whoever is known to have used up their quota before anything is read for them. */
    Mono<Void> fromSession(ServerWebExchange exchange, String session, Supplier<Mono<Void>> next) {
        var holder = sessions.getIfPresent(session);
        if (holder == null) {
            return next.get();
        }
        var person = persons.look(holder.person());
        if (!person.isZero()) {
            return refuse(exchange, person, GatewayProblem.TOO_MANY_FROM_PERSON);
        }
        return granted(exchange, bureaus.look(holder.bureau()), GatewayProblem.TOO_MANY_FROM_BUREAU, next);
    }

    Mono<Void> fromHolder(ServerWebExchange exchange, Holder holder, boolean stream, Supplier<Mono<Void>> next) {
        var person = persons.take(holder.person());
        if (!person.isZero()) {
            return refuse(exchange, person, GatewayProblem.TOO_MANY_FROM_PERSON);
        }
        var bureau = bureaus.take(holder.bureau());
        if (!bureau.isZero()) {
            return refuse(exchange, bureau, GatewayProblem.TOO_MANY_FROM_BUREAU);
        }
        if (stream) {
            return next.get();
        }
        if (underWay.merge(holder.bureau(), 1, Integer::sum) > atOnce) {
            left(holder.bureau());
            return refuse(exchange, CROWDED, GatewayProblem.TOO_MANY_FROM_BUREAU);
        }
        return next.get().doFinally(ended -> left(holder.bureau()));
    }

    void seen(String session, Holder holder) {
        sessions.put(session, holder);
    }

    private void left(String bureau) {
        underWay.computeIfPresent(bureau, (key, number) -> number > 1 ? number - 1 : null);
    }

    private Mono<Void> granted(
            ServerWebExchange exchange, Duration waiting, GatewayProblem refusal, Supplier<Mono<Void>> next) {
        return waiting.isZero() ? next.get() : refuse(exchange, waiting, refusal);
    }

    private Mono<Void> refuse(ServerWebExchange exchange, Duration waiting, GatewayProblem refusal) {
        return problems.write(exchange, refusal, waiting);
    }
}
