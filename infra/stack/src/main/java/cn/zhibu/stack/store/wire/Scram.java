package cn.zhibu.stack.store.wire;

import cn.zhibu.stack.store.language.Refused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** What is kept of a password to check who knows it: SCRAM-SHA-256 (RFC 7677) as MongoDB's drivers speak it. */
final class Scram {

    static final String MECHANISM = "SCRAM-SHA-256";
    private static final String USER = "zhibu";
    private static final int ROUNDS = 15_000;
    private static final int SALT_BYTES = 28;
    private static final int NONCE_BYTES = 24;
    private static final int KEY_BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] salt = random(SALT_BYTES);
    private final byte[] storedKey;
    private final byte[] serverKey;

    Scram(String password) {
        try {
            var spec = new PBEKeySpec(password.toCharArray(), salt, ROUNDS, KEY_BITS);
            var salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            this.storedKey = MessageDigest.getInstance("SHA-256").digest(hmac(salted, "Client Key"));
            this.serverKey = hmac(salted, "Server Key");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] random(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    static Refused failed() {
        return new Refused(18, "AuthenticationFailed", "Authentication failed.");
    }

    private static Map<Character, String> attributes(String text) {
        var attributes = new HashMap<Character, String>();
        for (String part : text.split(",")) {
            if (part.length() >= 2 && part.charAt(1) == '=') {
                attributes.put(part.charAt(0), part.substring(2));
            }
        }
        return attributes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** One client proving that it knows the password. */
    final class Exchange {
        private final String clientFirst;
        private final String nonce;
        private final String serverFirst;

        Exchange(byte[] payload) {
            var text = new String(payload, StandardCharsets.UTF_8);
            if (!text.startsWith("n,,")) {
                throw failed();
            }
            this.clientFirst = text.substring(3);
            var said = attributes(clientFirst);
            if (!USER.equals(said.get('n')) || said.getOrDefault('r', "").isEmpty()) {
                throw failed();
            }
            this.nonce = said.get('r') + base64(random(NONCE_BYTES));
            this.serverFirst = "r=" + nonce + ",s=" + base64(salt) + ",i=" + ROUNDS;
        }

        byte[] first() {
            return serverFirst.getBytes(StandardCharsets.UTF_8);
        }

        /** What proves to the client that this is the right store; refused when its own proof is wrong. */
        byte[] last(byte[] payload) {
            var text = new String(payload, StandardCharsets.UTF_8);
            var said = attributes(text);
            int proofAt = text.lastIndexOf(",p=");
            if (proofAt < 0 || !nonce.equals(said.get('r')) || !"biws".equals(said.get('c'))) {
                throw failed();
            }
            try {
                var all = clientFirst + "," + serverFirst + "," + text.substring(0, proofAt);
                var proof = Base64.getDecoder().decode(text.substring(proofAt + 3));
                var signature = hmac(storedKey, all);
                if (proof.length != signature.length) {
                    throw failed();
                }
                for (int at = 0; at < proof.length; at++) {
                    proof[at] ^= signature[at];
                }
                if (!MessageDigest.isEqual(MessageDigest.getInstance("SHA-256").digest(proof), storedKey)) {
                    throw failed();
                }
                return ("v=" + base64(hmac(serverKey, all))).getBytes(StandardCharsets.UTF_8);
            } catch (GeneralSecurityException | IllegalArgumentException wrong) {
                throw failed();
            }
        }
    }
}
