package cn.zhibu.stack.backup;

import cn.zhibu.stack.launch.StackException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;

/**
 * Bureaus' keys move from one master key to another. They lie wrapped as the services wrap them: AES-256-GCM by a key derived
 * from the master key, bound to the bureau and the key's name, a nonce of 12 bytes in front, Base64.
 */
record Keys(byte[] from, byte[] to) {

    private static final String AES = "AES/GCM/NoPadding";
    private static final String WRAPPING = "zhibu tenant keys";
    private static final String DIGEST = "digest";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    static byte[] read(Path file) {
        try {
            return Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new StackException(file + " cannot be read as a master key", unreadable);
        }
    }

    /** Tells two master keys apart and says nothing about either. */
    static String fingerprint(byte[] masterKey) {
        try {
            return HexFormat.of().formatHex(mac(masterKey, "which master key"), 0, 16);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The keys of a bureau, each bound to the bureau and its name, wrapped for here. */
    Document rewrap(Document row) {
        var bureau = row.getString("_id");
        var keys = row.getList("keys", Document.class).stream()
                .map(key -> new Document(key)
                        .append("wrapped", rewrap(key.getString("wrapped"), bureau + "/" + key.getString("id"))))
                .toList();
        return new Document(row)
                .append("keys", keys)
                .append(DIGEST, rewrap(row.getString(DIGEST), bureau + "/" + DIGEST));
    }

    private String rewrap(String wrapped, String bound) {
        try {
            var sealed = Base64.getDecoder().decode(wrapped);
            var open = cipher(Cipher.DECRYPT_MODE, from, sealed, bound);
            var key = open.doFinal(sealed, NONCE, sealed.length - NONCE);
            var nonce = new byte[NONCE];
            new SecureRandom().nextBytes(nonce);
            var again = cipher(Cipher.ENCRYPT_MODE, to, nonce, bound).doFinal(key);
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(NONCE + again.length)
                            .put(nonce)
                            .put(again)
                            .array());
        } catch (GeneralSecurityException failure) {
            throw new StackException("the bureau's key does not open with the master key it was wrapped with", failure);
        }
    }

    private static Cipher cipher(int mode, byte[] master, byte[] nonce, String bound) throws GeneralSecurityException {
        var wrapping = mac(master, WRAPPING + "\u0001");
        var cipher = Cipher.getInstance(AES);
        cipher.init(mode, new SecretKeySpec(wrapping, "AES"), new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE));
        cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
