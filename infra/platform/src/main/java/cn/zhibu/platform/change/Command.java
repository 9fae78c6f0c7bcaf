package cn.zhibu.platform.change;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The intent behind the work at hand, carried in the Reactor context.
 *
 * @param actor account that acts; null for the platform's own jobs
 * @param key names the intent, the same on every retry; null where nothing is written
 * @param expected version that the caller has read (If-Match); null when not given
 * @param digest of what was sent, hexadecimal; tells a retry from a reused key
 * @param trace W3C trace id
 */
public record Command(
        @Nullable String actor,
        @Nullable String key,
        @Nullable Long expected,
        Supplier<String> digest,
        String trace) {

    private static final Object KEY = Command.class;
    private static final Command NONE = new Command(null, null, null, () -> "", "");

    public Context into(Context context) {
        return context.put(KEY, this);
    }

    static Command in(ContextView context) {
        return context.hasKey(KEY) ? context.get(KEY) : NONE;
    }

    /** With a key of its own where it has none: then nobody else's is taken for its repetition. */
    Command named() {
        return key == null ? new Command(actor, UUID.randomUUID().toString(), expected, digest, trace) : this;
    }

    /** The command at hand, for the platform's own packages. */
    public static Mono<Command> current() {
        return Mono.deferContextual(context -> Mono.just(in(context)));
    }

    /** UUIDv5-like name: the same parts always give the same id. */
    public static String nameOf(String... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            for (var part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            var bytes = digest.digest();
            bytes[6] = (byte) (bytes[6] & 0x0f | 0x50);
            bytes[8] = (byte) (bytes[8] & 0x3f | 0x80);
            var buffer = java.nio.ByteBuffer.wrap(bytes);
            return new UUID(buffer.getLong(), buffer.getLong()).toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
