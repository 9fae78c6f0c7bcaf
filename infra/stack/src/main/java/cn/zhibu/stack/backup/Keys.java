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

/**
 * Bureaus' keys move from one master key to another. They lie wrapped as the services wrap them: AES-256-GCM, a nonce of
 * 12 bytes in front, Base64.
 */
record Keys(byte[] from, byte[] to) {

    private static final String AES = "AES/GCM/NoPadding";
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
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(masterKey, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal("which master key".getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    String rewrap(String wrapped) {
        try {
            var sealed = Base64.getDecoder().decode(wrapped);
            var open = Cipher.getInstance(AES);
            open.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(from, "AES"),
                    new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
            var key = open.doFinal(sealed, NONCE, sealed.length - NONCE);
            var nonce = new byte[NONCE];
            new SecureRandom().nextBytes(nonce);
            var seal = Cipher.getInstance(AES);
            seal.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(to, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            var again = seal.doFinal(key);
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(NONCE + again.length)
                            .put(nonce)
                            .put(again)
                            .array());
        } catch (GeneralSecurityException failure) {
            throw new StackException("the bureau's key does not open with the master key it was wrapped with", failure);
        }
    }
}
