package cn.zhibu.gateway.session;

import cn.zhibu.process.Aes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Seals what a session holds, bound to the id of its session: one byte says how, four name the key, then comes what
 * {@link Aes} made. What was sealed otherwise, with another key or for another session does not open.
 */
final class SessionSeal {

    private static final byte KIND = 3;
    private static final int KEY_ID_BYTES = 4;
    private static final int HEAD = 1 + KEY_ID_BYTES;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;
    private final byte[] head;
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    SessionSeal(SessionKeys keys) {
        this.key = keys.contents();
        this.head = ByteBuffer.allocate(HEAD)
                .put(KIND)
                .put(keys.contentsId(), 0, KEY_ID_BYTES)
                .array();
    }

    byte[] seal(String sessionId, SessionRecord contents) {
        return sealed(sessionId, json.writeValueAsBytes(contents));
    }

    byte[] sealed(String sessionId, byte[] plain) {
        return joined(head, Aes.seal(key, RANDOM, plain, bound(sessionId)));
    }

    SessionRecord open(String sessionId, byte[] sealed) {
        if (sealed.length < HEAD || sealed[0] != KIND) {
            throw new IllegalStateException("A session is of another kind");
        }
        if (!Arrays.equals(sealed, 0, HEAD, head, 0, HEAD)) {
            throw new IllegalStateException("A session is sealed with another key");
        }
        try {
            var plain = Aes.open(key, Arrays.copyOfRange(sealed, HEAD, sealed.length), bound(sessionId));
            return json.readValue(plain, SessionRecord.class);
        } catch (JacksonException failure) {
            throw new IllegalStateException("A session cannot be read", failure);
        }
    }

    private byte[] bound(String sessionId) {
        return joined(head, sessionId.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }
}
