package cn.zhibu.gateway.session;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a session holds, as it is stored: own words only, so that gateways of two versions read each other's sessions. A
 * field may be added at any time, since what one does not know is left aside; none is ever given another meaning.
 */
record SessionRecord(
        int version,
        @Nullable Person person,
        @Nullable Tokens tokens,
        @Nullable Login login,
        @Nullable String returnTo) {

    static final int VERSION = 1;

    /** Who has signed in, as the identity token says; the token itself is kept for the logout at the provider. */
    record Person(
            String identityToken,
            @Nullable Instant issued,
            @Nullable Instant ends,
            Map<String, Object> claims) {

        /** The claims that anything here asks for. */
        static final Set<String> KEPT =
                Set.of("iss", "sub", "sid", "preferred_username", "name", "account", "organization");
    }

    /** What speaks for that person to the services, and what renews it. */
    record Tokens(
            String access,
            @Nullable Instant issued,
            @Nullable Instant ends,
            Set<String> scopes,
            @Nullable String renewal) {}

    /** A sign-in under way at the provider: what its answer is held against. */
    record Login(String state, String redirect, URI started, Set<String> scopes, Map<String, Object> secrets) {}
}
