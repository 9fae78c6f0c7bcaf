package cn.zhibu.gateway.limit;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.circuitbreaker.resilience4j.ReactiveResilience4JCircuitBreakerFactory;
import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JConfigBuilder;
import org.springframework.cloud.client.circuitbreaker.Customizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;

/**
 * Leaves a service alone for three seconds when half of its last requests found it away or stuck: no connection, a
 * broken one, no answer in time. A refusal that the service itself answers with, or a sign-in that could not be
 * renewed, does not count. How long a request may take is said by its route.
 */
@Configuration(proxyBeanMethods = false)
class Breakers {

    private static final int LAST = 50;
    private static final int FEWEST = 10;
    private static final float HALF = 50;
    private static final int TRIALS = 5;
    private static final Duration ALONE = Duration.ofSeconds(3);

    @Bean
    Customizer<ReactiveResilience4JCircuitBreakerFactory> breakerRules() {
        var rules = CircuitBreakerConfig.custom()
                .slidingWindowSize(LAST)
                .minimumNumberOfCalls(FEWEST)
                .failureRateThreshold(HALF)
                .waitDurationInOpenState(ALONE)
                .permittedNumberOfCallsInHalfOpenState(TRIALS)
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .recordException(Breakers::away)
                .build();
        return factory -> factory.configureDefault(name ->
                new Resilience4JConfigBuilder(name).circuitBreakerConfig(rules).build());
    }

    static boolean away(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof TimeoutException) {
                return true;
            }
            if (cause instanceof ErrorResponse answer
                    && answer.getStatusCode().isSameCodeAs(HttpStatus.GATEWAY_TIMEOUT)) {
                return true;
            }
        }
        return false;
    }
}
