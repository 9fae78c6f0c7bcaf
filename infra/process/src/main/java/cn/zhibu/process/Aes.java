package cn.zhibu.process;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM with a fresh 12-byte nonce in front, HMAC-SHA-256, and keys derived for one purpose each. */
public final class Aes {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final String HMAC = "HmacSHA256";

    private Aes() {}

    /** {@code bound} is what the text is bound to: it opens with the same alone. */
    public static byte[] seal(byte[] key, SecureRandom random, byte[] text, byte[] bound) {
        try {
            var nonce = new byte[NONCE];
            random.nextBytes(nonce);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bound);
            var sealed = cipher.doFinal(text);
            return ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("Cannot seal", failure);
        }
    }

    public static byte[] open(byte[] key, byte[] sealed, byte[] bound) {
        if (sealed.length < NONCE + TAG_BITS / Byte.SIZE) {
            throw new IllegalStateException("Cannot open: damaged text");
        }
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
            cipher.updateAAD(bound);
            return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("Cannot open: wrong key, another place or damaged text", failure);
        }
    }

    /** The same in hexadecimal digits. */
    public static String hmac(byte[] key, String text) {
        return HexFormat.of().formatHex(mac(key, text));
    }

    /** A key for one purpose (HKDF-Expand, RFC 5869, of one block): the one it comes from serves nothing else. */
    public static byte[] derive(byte[] key, String purpose) {
        return mac(key, purpose + "\u0001");
    }

    /** HMAC-SHA-256 of a text. */
    public static byte[] mac(byte[] key, String text) {
        return mac(key, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
