package cn.zhibu.platform.security;

import cn.zhibu.platform.problem.PlatformProblem;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.platform.tenant.Tenants;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import reactor.core.publisher.Mono;

/**
 * Reads a validated token: who, and which tenant. One account belongs to exactly one organization; a token with none or
 * several is refused, except that of a platform operator, who belongs to none. What the caller may do is not in the
 * token: it comes from the grants.
 */
final class TokenReader implements Converter<Jwt, Mono<AbstractAuthenticationToken>> {

    private final Grants grants;
    private final Tenants tenants;

    TokenReader(Grants grants, Tenants tenants) {
        this.grants = grants;
        this.tenants = tenants;
    }

    @Override
    public Mono<AbstractAuthenticationToken> convert(Jwt jwt) {
        var account = Objects.requireNonNullElse(jwt.getClaimAsString("account"), jwt.getSubject());
        var organizations = organizations(jwt.getClaim("organization"));
        if (operator(jwt)) {
            return organizations.isEmpty()
                    ? Mono.just(CallerToken.operator(account, jwt.getTokenValue(), Tenancy.SHARED))
                    : Mono.error(new InvalidBearerTokenException("An operator belongs to no organization"));
        }
        if (organizations.size() != 1 || jwt.getClaimAsString("account") == null) {
            return Mono.error(new InvalidBearerTokenException("The token must name one organization and an account"));
        }
        var tenant = organizations.values().iterator().next();
        return tenants.open(tenant)
                .filter(open -> open)
                .switchIfEmpty(Mono.error(PlatformProblem.TENANT_NOT_SERVED::of))
                .flatMap(open -> grants.of(account))
                .<AbstractAuthenticationToken>map(
                        held -> new CallerToken(new GrantedCaller(account, false, held, jwt.getTokenValue()), tenant))
                .contextWrite(context -> Tenancy.in(context, tenant));
    }

    private static boolean operator(Jwt jwt) {
        Map<String, Object> access = jwt.getClaim("realm_access");
        return access != null
                && access.get("roles") instanceof Collection<?> roles
                && roles.contains(Role.PLATFORM_OPERATOR.name());
    }

    private static Map<String, String> organizations(@Nullable Object claim) {
        if (!(claim instanceof Map<?, ?> map)) {
            return Map.of();
        }
        var ids = new java.util.HashMap<String, String>();
        map.forEach((alias, value) -> {
            if (value instanceof Map<?, ?> organization) {
                ids.put(String.valueOf(alias), tenant(organization));
            }
        });
        return ids;
    }

    /** Our id of the tenant: the organization's attribute {@code tenant}, or its own id where it was made under ours. */
    private static String tenant(Map<?, ?> organization) {
        var named = organization.get("tenant");
        if (named instanceof Collection<?> values && values.size() == 1) {
            return String.valueOf(values.iterator().next());
        }
        return String.valueOf(organization.get("id"));
    }
}
