package cn.zhibu.member.account;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import cn.zhibu.member.account.SignIns.Batch;
import cn.zhibu.member.account.SignIns.Noted;
import cn.zhibu.member.account.SignIns.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.reactive.function.client.WebClientResponseException.Conflict;
import org.springframework.web.reactive.function.client.WebClientResponseException.NotFound;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The few calls of Keycloak's Admin REST API that we need. Each may be repeated: what is there already is kept. */
@Component
class Keycloak {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int TRIES = 4;
    private static final int PAGE = 500;
    private static final int MOST_PAGES = 40;
    private static final int USERS_KNOWN = 10_000;
    private static final ParameterizedTypeReference<List<Map<String, Object>>> LIST =
            new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};

    private final WebClient http;
    private final String realm;
    private final Mono<String> token;
    private final Map<String, Holding> accounts = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Holding> eldest) {
            return size() > USERS_KNOWN;
        }
    });

    /** What a user stands for. */
    private record Holding(String account, String bureau) {}

    Keycloak(
            WebClient.Builder builder,
            @Value("${zhibu.identities.url}") String url,
            @Value("${zhibu.identities.realm}") String realm,
            @Value("${zhibu.identities.client}") String client,
            @Value("${zhibu.identities.secret}") String secret) {
        this.http = builder.baseUrl(url).build();
        this.realm = realm;
        this.token = http.post()
                .uri("/realms/{realm}/protocol/openid-connect/token", realm)
                .body(BodyInserters.fromFormData("grant_type", "client_credentials")
                        .with("client_id", client)
                        .with("client_secret", secret))
                .retrieve()
                .bodyToMono(OBJECT)
                .timeout(LIMIT)
                .map(answer -> String.valueOf(answer.get("access_token")))
                .cacheInvalidateWhen(
                        fetched -> Mono.delay(Duration.ofSeconds(45)).then());
    }

    /** Id of the organization of a bureau; made when missing. */
    Mono<String> organization(String bureau, String code, String name) {
        var body = Map.of(
                "name",
                code.equals(name) ? code : name,
                "alias",
                code,
                "enabled",
                true,
                "domains",
                List.of(Map.of("name", code + ".zhibu.invalid", "verified", true)),
                "attributes",
                Map.of("tenant", List.of(bureau)));
        var find = list("/organizations?search={code}.zhibu.invalid&exact=true", code)
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()))
                .map(found -> String.valueOf(found.get("id")));
        return made(find, send(HttpMethod.POST, "/organizations", body));
    }

    /** Id of the user; made when missing. */
    Mono<String> user(String username, String account) {
        var body = Map.of("username", username, "enabled", true, "attributes", Map.of("account", List.of(account)));
        var find = find(username);
        return made(find, send(HttpMethod.POST, "/users", body));
    }

    /**
     * What is found, or else made and found. Somebody else may be making the same at the same moment; the provider then
     * answers with a conflict or, when both come close together, with a failure of its own.
     */
    private static Mono<String> made(Mono<String> find, Mono<Void> make) {
        return find.switchIfEmpty(Mono.defer(() -> make.then(find)
                        .onErrorResume(
                                WebClientResponseException.class,
                                refused -> Mono.delay(PAUSE).then(find).switchIfEmpty(Mono.error(refused)))))
                .retryWhen(Retry.backoff(TRIES, PAUSE)
                        .filter(WebClientResponseException.class::isInstance)
                        .onRetryExhaustedThrow((spec, signal) -> signal.failure()));
    }

    Mono<Void> join(String organization, String user) {
        return send(HttpMethod.POST, "/organizations/{organization}/members", user, organization)
                .onErrorResume(Conflict.class, member -> Mono.empty());
    }

    /** Sets a password that must be changed at once, and ends a lock after wrong ones: whoever was given it can use it. */
    Mono<Void> password(String user, String password) {
        return send(
                        HttpMethod.PUT,
                        "/users/{user}/reset-password",
                        Map.of("type", "password", "value", password, "temporary", true),
                        user)
                .then(send(HttpMethod.DELETE, "/attack-detection/brute-force/users/{user}", Map.of(), user));
    }

    /**
     * What happened from one moment to another, oldest first: who came in, and who was refused; names that are nobody's are
     * left out. Where it is more than is taken at once, it says up to when it goes.
     */
    Mono<Batch> signIns(Instant from, Instant until) {
        return Flux.range(0, MOST_PAGES)
                .concatMap(page -> list(
                        "/events?type=LOGIN&type=LOGIN_ERROR&direction=asc&dateFrom={from}&dateTo={until}&first={first}&max={max}",
                        from.toEpochMilli(),
                        until.toEpochMilli(),
                        page * PAGE,
                        PAGE))
                .takeUntil(page -> page.size() < PAGE)
                .concatMapIterable(page -> page)
                .collectList()
                .flatMap(events -> Flux.fromIterable(events)
                        .filter(event -> event.get("userId") != null)
                        .concatMap(event -> holding(String.valueOf(event.get("userId")))
                                .map(holding -> Map.entry(holding.bureau(), noted(event, holding.account()))))
                        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())))
                        .map(noted -> new Batch(
                                noted, events.size() < MOST_PAGES * PAGE ? until : at(events.get(events.size() - 1)))));
    }

    private static Instant at(Map<String, Object> event) {
        return Instant.ofEpochMilli(((Number) Objects.requireNonNull(event.get("time"))).longValue());
    }

    private static Noted noted(Map<String, Object> event, String account) {
        var error = event.get("error");
        return new Noted(account, at(event), error == null ? null : Refusal.of(error.toString()));
    }

    /** The account a user stands for, and its bureau by the front part of the name; asked once. */
    private Mono<Holding> holding(String user) {
        var known = accounts.get(user);
        return known != null
                ? Mono.just(known)
                : token.flatMap(bearer -> http.get()
                                .uri("/admin/realms/" + realm + "/users/{user}", user)
                                .header(HttpHeaders.AUTHORIZATION, "Bearer " + bearer)
                                .retrieve()
                                .bodyToMono(OBJECT)
                                .timeout(LIMIT))
                        .onErrorResume(NotFound.class, gone -> Mono.empty())
                        .mapNotNull(found -> found.get("attributes") instanceof Map<?, ?> attributes
                                        && attributes.get("account") instanceof List<?> account
                                        && !account.isEmpty()
                                ? new Holding(
                                        String.valueOf(account.get(0)),
                                        BureauCode.of(String.valueOf(found.get("username")))
                                                .bureau())
                                : null)
                        .doOnNext(holding -> accounts.put(user, holding));
    }

    /** Ends the sessions of a user and lets nobody in under that name any more. */
    Mono<Void> disable(String username) {
        return find(username)
                .flatMap(user -> send(HttpMethod.PUT, "/users/{user}", Map.of("enabled", false), user)
                        .then(send(HttpMethod.POST, "/users/{user}/logout", Map.of(), user)));
    }

    /** Lets a user in again; one who never was locked out is left as he is. */
    Mono<Void> enable(String username) {
        return list("/users?username={username}&exact=true", username)
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()))
                .filter(user -> Boolean.FALSE.equals(user.get("enabled")))
                .flatMap(user -> send(HttpMethod.PUT, "/users/{user}", Map.of("enabled", true), id(user)));
    }

    Mono<Boolean> known(String username) {
        return find(username).hasElement();
    }

    private Mono<String> find(String username) {
        return list("/users?username={username}&exact=true", username)
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()))
                .map(Keycloak::id);
    }

    private static String id(Map<String, Object> user) {
        return Objects.requireNonNull(user.get("id")).toString();
    }

    private Mono<List<Map<String, Object>>> list(String path, Object... variables) {
        return token.flatMap(bearer -> http.get()
                        .uri("/admin/realms/" + realm + path, variables)
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + bearer)
                        .retrieve()
                        .bodyToMono(LIST)
                        .timeout(LIMIT))
                // Who calls has to see that the server is away, not that it was tried twice.
                .retryWhen(Retry.max(1).onRetryExhaustedThrow((spec, signal) -> signal.failure()));
    }

    private Mono<Void> send(HttpMethod method, String path, Object body, Object... variables) {
        return token.flatMap(bearer -> http.method(method)
                .uri("/admin/realms/" + realm + path, variables)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + bearer)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .retrieve()
                .toBodilessEntity()
                .timeout(LIMIT)
                .then());
    }
}
