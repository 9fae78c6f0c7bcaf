package cn.zhibu.gateway.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Seals what a session holds with AES-256-GCM, bound to the id of its session: one byte says how, four name the key, then
 * come nonce and contents. What was sealed otherwise, with another key or for another session does not open.
 */
final class SessionSeal {

    private static final byte KIND = 2;
    private static final int KEY_ID_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int HEAD = 1 + KEY_ID_BYTES + NONCE_BYTES;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;
    private final byte[] keyId;
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    SessionSeal(SessionKeys keys) {
        this.key = keys.contents();
        this.keyId = Arrays.copyOf(keys.contentsId(), KEY_ID_BYTES);
    }

    byte[] seal(String sessionId, SessionRecord contents) {
        return sealed(sessionId, json.writeValueAsBytes(contents));
    }

    byte[] sealed(String sessionId, byte[] plain) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        var head = ByteBuffer.allocate(HEAD).put(KIND).put(keyId).put(nonce).array();
        try {
            var secret = cipher(Cipher.ENCRYPT_MODE, head, sessionId).doFinal(plain);
            return ByteBuffer.allocate(HEAD + secret.length)
                    .put(head)
                    .put(secret)
                    .array();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("A session cannot be sealed", failure);
        }
    }

    SessionRecord open(String sessionId, byte[] sealed) {
        if (sealed.length < HEAD || sealed[0] != KIND) {
            throw new IllegalStateException("A session is of another kind");
        }
        if (!Arrays.equals(Arrays.copyOfRange(sealed, 1, 1 + KEY_ID_BYTES), keyId)) {
            throw new IllegalStateException("A session is sealed with another key");
        }
        try {
            var head = Arrays.copyOf(sealed, HEAD);
            var plain = cipher(Cipher.DECRYPT_MODE, head, sessionId).doFinal(sealed, HEAD, sealed.length - HEAD);
            return json.readValue(plain, SessionRecord.class);
        } catch (GeneralSecurityException | JacksonException failure) {
            throw new IllegalStateException("A session cannot be opened", failure);
        }
    }

    private Cipher cipher(int mode, byte[] head, String sessionId) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, head, HEAD - NONCE_BYTES, NONCE_BYTES));
        cipher.updateAAD(head);
        cipher.updateAAD(sessionId.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
