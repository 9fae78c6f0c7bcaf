package cn.zhibu.stack.store.wire;

import cn.zhibu.stack.store.language.Refused;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/** What a connection may say before it has shown that it knows the password: who the store is, and the password. */
final class Door {

    private static final int WIRE_VERSION = 13;
    private static final AtomicInteger CONNECTIONS = new AtomicInteger();

    private final @Nullable Scram scram;
    private final int number = CONNECTIONS.incrementAndGet();
    private Scram.@Nullable Exchange exchange;
    private boolean shortened;
    private boolean proved;
    private boolean open;

    /**
     * @param scram null where nobody is asked
     */
    Door(@Nullable Scram scram) {
        this.scram = scram;
        this.open = scram == null;
    }

    boolean isOpen() {
        return open;
    }

    /** The answer at the door; null for what goes in. */
    @Nullable
    BsonDocument answer(BsonDocument command) {
        var name = command.isEmpty() ? "" : command.getFirstKey();
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "hello", "ismaster" -> hello(command);
            case "saslstart" -> start(command);
            case "saslcontinue" -> next(command);
            default -> {
                if (!open) {
                    throw new Refused(13, "Unauthorized", "command " + name + " requires authentication");
                }
                yield null;
            }
        };
    }

    private BsonDocument hello(BsonDocument asked) {
        var answer = new BsonDocument("helloOk", BsonBoolean.TRUE)
                .append("isWritablePrimary", BsonBoolean.TRUE)
                .append("ismaster", BsonBoolean.TRUE)
                .append("maxBsonObjectSize", new BsonInt32(16 * 1024 * 1024))
                .append("maxMessageSizeBytes", new BsonInt32(Message.LARGEST_BYTES))
                .append("maxWriteBatchSize", new BsonInt32(100_000))
                .append("localTime", new BsonDateTime(Clock.systemUTC().millis()))
                .append("connectionId", new BsonInt32(number))
                .append("minWireVersion", new BsonInt32(0))
                .append("maxWireVersion", new BsonInt32(WIRE_VERSION))
                .append("readOnly", BsonBoolean.FALSE);
        if (scram != null && asked.containsKey("saslSupportedMechs")) {
            var mechanisms = new BsonArray();
            mechanisms.add(new BsonString(Scram.MECHANISM));
            answer.append("saslSupportedMechs", mechanisms);
        }
        return answer.append("ok", new BsonDouble(1));
    }

    private BsonDocument start(BsonDocument asked) {
        if (scram == null
                || !(asked.get("mechanism") instanceof BsonString mechanism)
                || !mechanism.getValue().equals(Scram.MECHANISM)) {
            throw Scram.failed();
        }
        proved = false;
        exchange = scram.new Exchange(payload(asked));
        shortened = asked.get("options") instanceof BsonDocument options
                && options.getBoolean("skipEmptyExchange", BsonBoolean.FALSE).getValue();
        return step(exchange.first(), false);
    }

    private BsonDocument next(BsonDocument asked) {
        var running = exchange;
        if (running == null) {
            throw Scram.failed();
        }
        if (proved) {
            open = true;
            exchange = null;
            return step(new byte[0], true);
        }
        exchange = null;
        var last = running.last(payload(asked));
        proved = true;
        if (shortened) {
            open = true;
        } else {
            exchange = running;
        }
        return step(last, shortened);
    }

    private static byte[] payload(BsonDocument asked) {
        if (asked.get("payload") instanceof BsonBinary binary) {
            return binary.getData();
        }
        throw Scram.failed();
    }

    private static BsonDocument step(byte[] payload, boolean done) {
        return new BsonDocument("conversationId", new BsonInt32(1))
                .append("done", BsonBoolean.valueOf(done))
                .append("payload", new BsonBinary(payload))
                .append("ok", new BsonDouble(1));
    }
}
