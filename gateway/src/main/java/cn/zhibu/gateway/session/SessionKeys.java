package cn.zhibu.gateway.session;

import cn.zhibu.gateway.GatewaySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** The keys of the sessions, each derived from the master key for one purpose, so that none opens anything else. */
@Component
final class SessionKeys {

    private static final int KEY_BYTES = 32;
    private static final String MAC = "HmacSHA256";

    private final SecretKey contents;
    private final SecretKey cookies;
    private final SecretKey traces;
    private final SecretKey csrf;

    SessionKeys(GatewaySettings settings) {
        var master = masterKey(settings.masterKeyFile());
        contents = new SecretKeySpec(mac(master, "gateway-session-contents"), "AES");
        cookies = new SecretKeySpec(mac(master, "gateway-session-cookie"), MAC);
        traces = new SecretKeySpec(mac(master, "gateway-session-trace"), MAC);
        csrf = new SecretKeySpec(mac(master, "gateway-session-csrf"), MAC);
    }

    /** The AES-256 key that seals what a session holds. */
    SecretKey contents() {
        return contents;
    }

    /** The name of that key: what a sealed session says it was sealed with. */
    byte[] contentsId() {
        return mac(contents.getEncoded(), "id");
    }

    /** The seal a session id wears in the cookie: who only reads the database cannot forge it. */
    String cookieSeal(String sessionId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(cookies.getEncoded(), sessionId));
    }

    /** What a writing request of this session shows. */
    String csrfToken(String sessionId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(csrf.getEncoded(), sessionId));
    }

    /** The searchable trace of a value of the identity provider (its session, its user), not to be turned back. */
    String trace(String value) {
        return HexFormat.of().formatHex(mac(traces.getEncoded(), value));
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] masterKey(Path file) {
        try {
            var raw = Files.readAllBytes(file);
            if (raw.length == KEY_BYTES) {
                return raw;
            }
            var text = new String(raw, StandardCharsets.US_ASCII).strip();
            var key = text.matches("[0-9a-fA-F]{64}")
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
            if (key.length != KEY_BYTES) {
                throw new IllegalStateException("The master key file must hold 32 bytes, raw, as hex or as Base64");
            }
            return key;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "The master key file named by ZHIBU_MASTER_KEY_FILE cannot be read", unreadable);
        }
    }
}
