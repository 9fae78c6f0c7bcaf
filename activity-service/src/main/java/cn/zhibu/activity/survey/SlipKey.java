package cn.zhibu.activity.survey;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The one-way street from the code of a slip to the place of its answer, as long as somebody has the key. */
record SlipKey(String key) {

    private static final String HMAC = "HmacSHA256";
    private static final int BYTES = 32;
    private static final int LENGTH = 32;

    static SlipKey random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new SlipKey(Base64.getEncoder().encodeToString(bytes));
    }

    String placeOf(String code) {
        return of("place/" + code);
    }

    String markOf(String code, String sending) {
        return of("sending/" + code + "/" + sending);
    }

    private String of(String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), HMAC));
            return HexFormat.of()
                    .formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, LENGTH);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return "SlipKey";
    }
}
