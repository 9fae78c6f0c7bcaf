package cn.zhibu.stack.backup;

import cn.zhibu.process.Aes;
import cn.zhibu.process.MasterKey;
import cn.zhibu.stack.launch.StackException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.bson.Document;

/** Bureaus' keys move from one master key to another. They lie wrapped as the services wrap them, bound to the bureau and the key's name. */
record Keys(byte[] from, byte[] to) {

    private static final String WRAPPING = "zhibu tenant keys";
    private static final String DIGEST = "digest";
    private static final int FINGERPRINT = 32;

    static byte[] read(Path file) {
        try {
            return MasterKey.read(file);
        } catch (IllegalStateException unreadable) {
            throw new StackException(String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    /** Tells two master keys apart and says nothing about either. */
    static String fingerprint(byte[] masterKey) {
        return Aes.hmac(masterKey, "which master key").substring(0, FINGERPRINT);
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

    private String rewrap(String wrapped, String name) {
        var bound = name.getBytes(StandardCharsets.UTF_8);
        try {
            var key = Aes.open(Aes.derive(from, WRAPPING), Base64.getDecoder().decode(wrapped), bound);
            var again = Aes.seal(Aes.derive(to, WRAPPING), new SecureRandom(), key, bound);
            return Base64.getEncoder().encodeToString(again);
        } catch (IllegalStateException otherwise) {
            throw new StackException(
                    "the bureau's key does not open with the master key it was wrapped with", otherwise);
        }
    }
}
