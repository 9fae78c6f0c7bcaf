package cn.zhibu.platform.store;

import static com.mongodb.client.model.Filters.eq;

import cn.zhibu.process.Promises;
import com.mongodb.MongoException;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoClient;
import java.time.Duration;
import java.util.Locale;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;

/**
 * Looks at the start whether the store can keep what it is asked for: one journalled write is tried, and a store that is
 * no replica set is said aloud, or refused where one is required. A store that is away is waited for by whoever needs it.
 */
final class StoreCheck implements SmartLifecycle {

    /** How much a replica set is wished for. */
    enum Wish {
        WANTED,
        REQUIRED;

        static Wish of(String text) {
            return valueOf(text.strip().toUpperCase(Locale.ROOT));
        }
    }

    private static final Logger log = LoggerFactory.getLogger(StoreCheck.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String MARK = "store_check";

    private final MongoClient client;
    private final String database;
    private final Wish wish;
    private volatile boolean running;

    StoreCheck(MongoClient client, String database, Wish wish) {
        this.client = client;
        this.database = database;
        this.wish = wish;
    }

    @Override
    public void start() {
        try {
            look().block(PATIENCE);
        } catch (MongoException | IllegalStateException failure) {
            if (failure instanceof Unfit unfit) {
                throw unfit;
            }
            log.warn("The store does not answer yet: {}", failure.toString());
        }
        running = true;
    }

    private Mono<Void> look() {
        var shared = client.getDatabase(database);
        return Mono.from(shared.runCommand(new Document("hello", 1)))
                .doOnNext(this::judge)
                .then(Mono.from(shared.getCollection(MARK)
                        .withWriteConcern(Promises.WRITE)
                        .updateOne(
                                eq("_id", MARK),
                                new Document("$inc", new Document("starts", 1L)),
                                new UpdateOptions().upsert(true))))
                .onErrorMap(
                        NotWritten::in,
                        refused -> new Unfit("The store refuses journalled writes: " + refused, refused))
                .then();
    }

    private void judge(Document hello) {
        if (hello.containsKey("setName")) {
            return;
        }
        if (wish == Wish.REQUIRED) {
            throw new Unfit(
                    "The store is no replica set, and one is required (ZHIBU_STORE_REPLICA_SET): what it has acknowledged"
                            + " would be lost with its machine",
                    null);
        }
        log.warn("The store is no replica set: what it has acknowledged is kept on one machine alone");
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before everything that reads or writes. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 50;
    }

    /** A store that cannot keep what it is asked for. */
    static final class Unfit extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        Unfit(String message, @org.jspecify.annotations.Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
