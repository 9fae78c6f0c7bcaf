package cn.zhibu.gateway.session;

import cn.zhibu.gateway.GatewaySettings;
import cn.zhibu.process.Aes;
import cn.zhibu.process.MasterKey;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** The keys of the sessions, each derived from the master key for one purpose, so that none opens anything else. */
@Component
final class SessionKeys {

    private final byte[] contents;
    private final byte[] cookies;
    private final byte[] traces;
    private final byte[] csrf;

    SessionKeys(GatewaySettings settings) {
        var master = MasterKey.read(settings.masterKeyFile());
        contents = Aes.derive(master, "gateway-session-contents");
        cookies = Aes.derive(master, "gateway-session-cookie");
        traces = Aes.derive(master, "gateway-session-trace");
        csrf = Aes.derive(master, "gateway-session-csrf");
    }

    /** The AES-256 key that seals what a session holds. */
    byte[] contents() {
        return contents.clone();
    }

    /** The name of that key: what a sealed session says it was sealed with. */
    byte[] contentsId() {
        return Aes.mac(contents, "id");
    }

    /** The seal a session id wears in the cookie: who only reads the database cannot forge it. */
    String cookieSeal(String sessionId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Aes.mac(cookies, sessionId));
    }

    /** What a writing request of this session shows. */
    String csrfToken(String sessionId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Aes.mac(csrf, sessionId));
    }

    /** The searchable trace of a value of the identity provider (its session, its user), not to be turned back. */
    String trace(String value) {
        return Aes.hmac(traces, value);
    }
}
