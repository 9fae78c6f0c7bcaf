package cn.zhibu.gateway.limit;

import cn.zhibu.gateway.problem.GatewayProblem;
import cn.zhibu.gateway.problem.GatewayProblems;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The quotas together. */
@Component
@EnableConfigurationProperties(LimitSettings.class)
class Quotas {

    private static final Duration CROWDED = Duration.ofSeconds(1);

    private final Quota addresses;
    private final Quota persons;
    private final Quota bureaus;
    private final int atOnce;
    private final ConcurrentMap<String, Integer> underWay = new ConcurrentHashMap<>();
    private final GatewayProblems problems;

    Quotas(LimitSettings settings, MeterRegistry meters, GatewayProblems problems) {
        int replicas = settings.replicas();
        addresses = new Quota("address", settings.address().sharedBy(replicas), meters);
        persons = new Quota("person", settings.person().sharedBy(replicas), meters);
        bureaus = new Quota("bureau", settings.bureau().sharedBy(replicas), meters);
        atOnce = LimitSettings.share(settings.atOnce(), replicas);
        this.problems = problems;
    }

    /** @param bureau the tenant, or a word for those without one */
    record Holder(String person, String bureau) {}

    /** @param waiting after which the request is worth repeating */
    record Refusal(GatewayProblem problem, Duration waiting) {}

    /** Takes a request from the quota of an address. */
    @Nullable
    Refusal ofAddress(String address) {
        return refusal(addresses.take(address), GatewayProblem.TOO_MANY_FROM_ADDRESS);
    }

    /** Takes a request from the quotas of a person and of that person's bureau, in which it is then under way. */
    Mono<Void> ofHolder(ServerWebExchange exchange, Holder holder, boolean stream, Supplier<Mono<Void>> next) {
        var refusal = refusal(persons.take(holder.person()), GatewayProblem.TOO_MANY_FROM_PERSON);
        if (refusal == null) {
            refusal = refusal(bureaus.take(holder.bureau()), GatewayProblem.TOO_MANY_FROM_BUREAU);
        }
        if (refusal != null) {
            return refuse(exchange, refusal);
        }
        if (stream) {
            return next.get();
        }
        if (underWay.merge(holder.bureau(), 1, Integer::sum) > atOnce) {
            left(holder.bureau());
            return refuse(exchange, new Refusal(GatewayProblem.TOO_MANY_FROM_BUREAU, CROWDED));
        }
        return next.get().doFinally(ended -> left(holder.bureau()));
    }

    Mono<Void> refuse(ServerWebExchange exchange, Refusal refusal) {
        return problems.write(exchange, refusal.problem(), refusal.waiting());
    }

    private static @Nullable Refusal refusal(Duration waiting, GatewayProblem problem) {
        return waiting.isZero() ? null : new Refusal(problem, waiting);
    }

    private void left(String bureau) {
        underWay.computeIfPresent(bureau, (key, number) -> number > 1 ? number - 1 : null);
    }
}
