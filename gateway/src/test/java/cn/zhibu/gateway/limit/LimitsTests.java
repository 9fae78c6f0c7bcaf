package cn.zhibu.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import cn.zhibu.gateway.GatewaySettings;
import cn.zhibu.gateway.limit.LimitSettings.Rate;
import cn.zhibu.gateway.problem.GatewayProblem;
import cn.zhibu.gateway.problem.GatewayProblems;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.mock.web.server.MockWebSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/** One decision for each request: what it reads and counts, and what it leaves alone. */
class LimitsTests {

    private final AtomicInteger read = new AtomicInteger();
    private final AtomicInteger passed = new AtomicInteger();
    private final List<GatewayProblem> refused = new ArrayList<>();
    private final WebSession session = new MockWebSession();
    private final Limits limits = limits(new Rate(1, 2), new Rate(100, 100));

    @Test
    void aRequestIsCountedOnceForItsPersonAndRefusedWhenTheQuotaIsUsedUp() {
        signedIn();
        for (int request = 0; request < 4; request++) {
            ask("/api/member/v1/me");
        }
        assertThat(passed).hasValue(2);
        assertThat(read).as("once for each request").hasValue(4);
        assertThat(refused).containsExactly(GatewayProblem.TOO_MANY_FROM_PERSON, GatewayProblem.TOO_MANY_FROM_PERSON);
    }

    @Test
    void theQuotaOfAnAddressIsTakenBeforeASessionIsRead() {
        signedIn();
        var tight = limits(new Rate(100, 100), new Rate(1, 3));
        for (int request = 0; request < 5; request++) {
            ask(tight, "/api/member/v1/me");
        }
        assertThat(read).hasValue(3);
        assertThat(passed).hasValue(3);
        assertThat(refused).hasSize(2).containsOnly(GatewayProblem.TOO_MANY_FROM_ADDRESS);
    }

    @Test
    void pagesAndWhoIsNotSignedInAreCountedForNobody() {
        ask("/api/member/v1/me");
        ask("/api/member/v1/me");
        ask("/api/member/v1/me");
        assertThat(passed).hasValue(3);
        signedIn();
        read.set(0);
        for (var page : List.of("/", "/records", "/assets/main.js", "/logout")) {
            ask(page);
        }
        assertThat(passed).hasValue(7);
        assertThat(read).as("sessions read for pages").hasValue(0);
        assertThat(refused).isEmpty();
    }

    private void signedIn() {
        session.getAttributes()
                .put(
                        WebSessionServerSecurityContextRepository.DEFAULT_SPRING_SECURITY_CONTEXT_ATTR_NAME,
                        new SecurityContextImpl(new TestingAuthenticationToken("liming", "-")));
    }

    private void ask(String path) {
        ask(limits, path);
    }

    private void ask(Limits asked, String path) {
        var exchange = MockServerWebExchange.builder(
                        MockServerHttpRequest.get(path).cookie(new HttpCookie("__Host-SESSION", "s.seal")))
                .sessionManager(each -> Mono.fromSupplier(() -> {
                    read.incrementAndGet();
                    return session;
                }))
                .build();
        asked.filter(exchange, next -> Mono.fromRunnable(passed::incrementAndGet))
                .block(Duration.ofSeconds(5));
    }

    private Limits limits(Rate person, Rate address) {
        var problems = mock(GatewayProblems.class);
        when(problems.write(any(), any(), any())).thenAnswer(written -> {
            refused.add(written.getArgument(1));
            return Mono.empty();
        });
        var settings = new LimitSettings(address, person, new Rate(100, 100), 64, 1, List.of());
        return new Limits(
                new Quotas(settings, new SimpleMeterRegistry(), problems),
                new GatewaySettings(
                        URI.create("https://zhibu.example"),
                        "https://id/realms/zhibu",
                        URI.create("https://id"),
                        "s",
                        Path.of("key"),
                        Duration.ofHours(2)));
    }
}
