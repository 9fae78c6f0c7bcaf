package cn.zhibu.gateway.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Seals what a session holds with AES-256-GCM, and opens only known kinds of objects. */
final class SessionSeal {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ObjectInputFilter KNOWN = ObjectInputFilter.Config.createFilter(
            "maxdepth=40;maxbytes=262144;java.base/*;org.springframework.security.**;cn.zhibu.gateway.**;!*");

    private final SecretKey key;

    SessionSeal(SecretKey key) {
        this.key = key;
    }

    byte[] seal(Object contents) {
        try {
            var plain = new ByteArrayOutputStream();
            try (var out = new ObjectOutputStream(plain)) {
                out.writeObject(contents);
            }
            var nonce = new byte[NONCE_BYTES];
            RANDOM.nextBytes(nonce);
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain.toByteArray());
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException("A session cannot be sealed", failure);
        }
    }

    Object open(byte[] sealed) {
        try {
            var nonce = new byte[NONCE_BYTES];
            System.arraycopy(sealed, 0, nonce, 0, NONCE_BYTES);
            var plain = cipher(Cipher.DECRYPT_MODE, nonce).doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            try (var in = new ObjectInputStream(new ByteArrayInputStream(plain))) {
                in.setObjectInputFilter(KNOWN);
                return in.readObject();
            }
        } catch (IOException | ClassNotFoundException | GeneralSecurityException failure) {
            throw new IllegalStateException("A session cannot be opened", failure);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
