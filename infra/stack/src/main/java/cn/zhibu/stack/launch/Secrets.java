package cn.zhibu.stack.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** The secrets of one local stack: made once, one file each, readable by their owner alone. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int MASTER_KEY_BYTES = 32;
    private static final int SECRET_LETTERS = 40;
    private static final int PASSWORD_LETTERS = 14;

    public static final String MASTER_KEY = "master-key";
    public static final String GATEWAY = "gateway-client-secret";
    public static final String PROVISIONING = "provisioning-client-secret";
    public static final String KEYCLOAK_ADMIN = "keycloak-admin-password";
    public static final String MANAGEMENT = "management-secret";
    public static final String STORE = "store-password";
    public static final String OPERATOR = "operator-password";
    public static final String DEMO = "demo-password";

    private final Settings settings;
    private final Map<String, String> values = new TreeMap<>();

    public Secrets(Settings settings) {
        this.settings = settings;
        var key = new byte[MASTER_KEY_BYTES];
        RANDOM.nextBytes(key);
        keep(MASTER_KEY, Base64.getEncoder().encodeToString(key));
        keep(GATEWAY, letters(SECRET_LETTERS));
        keep(PROVISIONING, letters(SECRET_LETTERS));
        keep(KEYCLOAK_ADMIN, letters(SECRET_LETTERS));
        keep(MANAGEMENT, letters(SECRET_LETTERS));
        keep(STORE, letters(SECRET_LETTERS));
        keep(OPERATOR, letters(PASSWORD_LETTERS));
        keep(DEMO, letters(PASSWORD_LETTERS));
    }

    /** The value under this name. */
    public String get(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no secret is called " + name);
        }
        return value;
    }

    public Path file(String name) {
        get(name);
        return settings.secret(name);
    }

    private void keep(String name, String fresh) {
        var file = settings.secret(name);
        try {
            if (!Files.exists(file)) {
                write(file, fresh);
            }
            values.put(name, Files.readString(file).strip());
        } catch (IOException failed) {
            throw new StackException("the secret " + file + " can neither be read nor written", failed);
        }
    }

    private static void write(Path file, String value) throws IOException {
        var half = OwnerOnly.file(OwnerOnly.folder(file.resolveSibling("")), "new", "");
        Files.write(half, value.getBytes(StandardCharsets.UTF_8));
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String letters(int length) {
        var text = new StringBuilder();
        RANDOM.ints(length, 0, LETTERS.length()).forEach(at -> text.append(LETTERS.charAt(at)));
        return text.toString();
    }
}
