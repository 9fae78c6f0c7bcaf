package cn.zhibu.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What differs from place to place.
 *
 * @param publicUrl the address people type, without a slash at the end
 * @param issuer the realm as browsers and tokens name it
 * @param keycloak the identity provider as this process reaches it
 * @param gatewaySecret the secret of the client gateway-bff
 * @param masterKeyFile a file with the 32 bytes (raw, hex or Base64) from which the session keys are derived
 * @param sessionIdle how long a session lives without a request
 */
@ConfigurationProperties("zhibu")
public record GatewaySettings(
        URI publicUrl, String issuer, URI keycloak, String gatewaySecret, Path masterKeyFile, Duration sessionIdle) {

    /** Access tokens live five minutes; one minute before the end a new one is fetched. */
    public static final Duration RENEW_BEFORE_END = Duration.ofMinutes(1);

    /** Cookies are bound to this host and to TLS when people come by https. */
    public boolean secure() {
        return "https".equals(publicUrl.getScheme());
    }

    /** The name of the cookie that carries the session. */
    public String sessionCookie() {
        return secure() ? "__Host-SESSION" : "SESSION";
    }
}
