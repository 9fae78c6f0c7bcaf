package cn.zhibu.platform.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A validated token, turned into the caller that it stands for and the tenant it is bound to. */
final class CallerToken extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient GrantedCaller caller;
    private final String tenant;

    CallerToken(GrantedCaller caller, String tenant) {
        super(caller.capabilities().stream()
                .map(capability -> new SimpleGrantedAuthority(capability.name()))
                .toList());
        this.caller = caller;
        this.tenant = tenant;
        setAuthenticated(true);
    }

    static CallerToken operator(String account, String token, String shared) {
        return new CallerToken(new GrantedCaller(account, true, List.of(), token), shared);
    }

    String tenant() {
        return tenant;
    }

    @Override
    public GrantedCaller getPrincipal() {
        return caller;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallerToken token && token.caller.equals(caller) && token.tenant.equals(tenant);
    }

    @Override
    public int hashCode() {
        return caller.account().hashCode();
    }
}
