package cn.zhibu.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Asks on the management port who is there, where it listens outside the loopback: metrics, health in detail, dead letters and
 * keys want the bearer secret of a file. Whether the service lives and is ready is told to everybody.
 */
public final class ManagementDoor implements WebFilter, Ordered {

    private static final Logger log = LoggerFactory.getLogger(ManagementDoor.class);
    private static final PathPattern GUARDED = pattern("/actuator/**");
    private static final List<PathPattern> OPEN =
            List.of(pattern("/actuator/health/liveness"), pattern("/actuator/health/readiness"));
    private static final String BEARER = "Bearer ";

    private final boolean guarded;
    private final byte @Nullable [] secret;

    ManagementDoor(boolean guarded, byte @Nullable [] secret) {
        this.guarded = guarded;
        this.secret = secret == null ? null : secret.clone();
    }

    /**
     * The door of this process.
     *
     * @param address on which the management port listens; empty for all of the machine's
     * @param guard "always", or else outside the loopback only
     * @param file with the secret; empty where there is none, and then nobody comes in
     */
    public static ManagementDoor of(String address, String guard, String file) throws IOException {
        if (!"always".equals(guard) && loopback(address)) {
            return new ManagementDoor(false, null);
        }
        if (file.isBlank()) {
            log.warn("The management port listens on {} and knows no secret: it answers nothing but probes", address);
            return new ManagementDoor(true, null);
        }
        var secret = Files.readString(Path.of(file)).strip();
        if (secret.length() < 16) {
            throw new IllegalStateException("The secret of the management port in " + file + " is too short");
        }
        return new ManagementDoor(true, secret.getBytes(StandardCharsets.UTF_8));
    }

    static boolean loopback(String address) {
        try {
            return !address.isBlank() && InetAddress.getByName(address.strip()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static PathPattern pattern(String path) {
        return PathPatternParser.defaultInstance.parse(path);
    }

    /** Right after the request has its id, before anybody looks at it. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = exchange.getRequest().getPath().pathWithinApplication();
        if (!guarded || !GUARDED.matches(path) || open(path)) {
            return chain.filter(exchange);
        }
        if (known(exchange)) {
            return chain.filter(withoutSecret(exchange));
        }
        exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return exchange.getResponse().setComplete();
    }

    /** The secret is nobody's token: who looks at tokens next does not see it. */
    private static ServerWebExchange withoutSecret(ServerWebExchange exchange) {
        return exchange.mutate()
                .request(request -> request.headers(headers -> headers.remove(HttpHeaders.AUTHORIZATION)))
                .build();
    }

    private static boolean open(PathContainer path) {
        return OPEN.stream().anyMatch(probe -> probe.matches(path));
    }

    private boolean known(ServerWebExchange exchange) {
        var said = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return secret != null
                && said != null
                && said.startsWith(BEARER)
                && MessageDigest.isEqual(secret, said.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8));
    }
}
