package cn.zhibu.stack.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** All databases of one file. Says who it is, refuses what it cannot do, and orders the commands among each other. */
final class StoreBackend extends AbstractMongoBackend {

    private static final Set<String> READING = Set.of(
            "find", "aggregate", "count", "distinct", "listcollections", "listindexes", "listdatabases", "getmore");
    private static final Set<String> WRITING = Set.of("insert", "update", "delete", "findandmodify");
    private static final Set<String> DEFINING =
            Set.of("create", "createindexes", "drop", "dropindexes", "dropdatabase");
    private static final int WIRE_VERSION = 13;
    private static final List<Integer> VERSION = List.of(5, 0, 0);
    static final int BATCH = 500;
    private static final int IDLE_CURSOR_SECONDS = 600;
    private static final long LEAST_FREE_BYTES = 64L * 1024 * 1024;
    private static final long SPACE_CHECK_NANOS = 1_000_000_000L;

    private final MVStore store;
    private final @Nullable Path file;
    private final GroupCommit journal;
    private final ReentrantReadWriteLock definitions = new ReentrantReadWriteLock();
    private final Map<Long, Instant> cursorsOpened = new ConcurrentHashMap<>();
    private volatile long spaceCheckedAt = System.nanoTime() - SPACE_CHECK_NANOS;
    private volatile boolean spaceLeft = true;

    StoreBackend(MVStore store, @Nullable Path file) {
        this.store = store;
        this.file = file;
        this.journal = new GroupCommit(store);
        store.getMapNames().stream()
                .filter(map -> map.startsWith(StoreDatabase.PREFIX))
                .map(map -> Utils.firstFragment(map.substring(StoreDatabase.PREFIX.length())))
                .distinct()
                .forEach(this::resolveDatabase);
        journal.takeAwaited();
    }

    MVStore store() {
        return store;
    }

    GroupCommit journal() {
        return journal;
    }

    CursorRegistry cursors() {
        return getCursorRegistry();
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String databaseName) {
        return new StoreDatabase(this, databaseName);
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        var known = command.toLowerCase(Locale.ROOT);
        if (known.equals("hello") || known.equals("ismaster")) {
            return hello();
        }
        Refusals.check(command, query);
        if (READING.contains(known)) {
            return sharing(() -> answer(channel, database, known, query));
        } else if (WRITING.contains(known)) {
            requireSpace();
            return sharing(() -> journal.write(() -> super.handleCommand(channel, database, command, query)));
        } else if (DEFINING.contains(known)) {
            requireSpace();
            return alone(() -> journal.write(() -> super.handleCommand(channel, database, command, query)));
        }
        return super.handleCommand(channel, database, command, query);
    }

    private Document answer(Channel channel, String database, String known, Document query) {
        if (known.equals("listdatabases")) {
            return databases(query);
        }
        if (!known.equals("getmore") && !listDatabaseNames().contains(database)) {
            return journal.write(() -> super.handleCommand(
                    channel, database, query.keySet().iterator().next(), query));
        }
        return super.handleCommand(channel, database, query.keySet().iterator().next(), query);
    }

    private Document sharing(java.util.function.Supplier<Document> command) {
        definitions.readLock().lock();
        try {
            return command.get();
        } finally {
            definitions.readLock().unlock();
        }
    }

    private Document alone(java.util.function.Supplier<Document> command) {
        definitions.writeLock().lock();
        try {
            return command.get();
        } finally {
            definitions.writeLock().unlock();
        }
    }

    private Document hello() {
        var answer = new Document("helloOk", true)
                .append("isWritablePrimary", true)
                .append("ismaster", true)
                .append("maxBsonObjectSize", 16 * 1024 * 1024)
                .append("maxMessageSizeBytes", 48_000_000)
                .append("maxWriteBatchSize", 100_000)
                .append("localTime", Instant.now(getClock()))
                .append("minWireVersion", 0)
                .append("maxWireVersion", WIRE_VERSION)
                .append("readOnly", false);
        Utils.markOkay(answer);
        return answer;
    }

    static List<Integer> version() {
        return VERSION;
    }

    static int wireVersion() {
        return WIRE_VERSION;
    }

    private Document databases(Document query) {
        var matcher = new DefaultQueryMatcher();
        var filter = query.get("filter") instanceof Document given ? given : new Document();
        var found = new ArrayList<Document>();
        for (String name : listDatabaseNames().stream().sorted().toList()) {
            var entry = new Document("name", name).append("sizeOnDisk", 1L).append("empty", false);
            if (((StoreDatabase) resolveDatabase(name)).hasCollections() && matcher.matches(entry, filter)) {
                found.add(entry);
            }
        }
        var answer = new Document("databases", found);
        Utils.markOkay(answer);
        return answer;
    }

    @Override
    protected Document handleGetMore(String databaseName, String command, Document query) {
        if (!(query.get("batchSize") instanceof Number size) || size.intValue() == 0) {
            query.put("batchSize", BATCH);
        }
        return super.handleGetMore(databaseName, command, query);
    }

    /** Remembers a cursor, and forgets those that nobody asked to the end. */
    void opened(Cursor cursor) {
        var now = Instant.now(getClock());
        cursorsOpened.put(cursor.getId(), now);
        cursorsOpened.entrySet().removeIf(entry -> {
            boolean idle = entry.getValue().isBefore(now.minusSeconds(IDLE_CURSOR_SECONDS));
            if (idle) {
                getCursorRegistry().remove(entry.getKey());
            }
            return idle;
        });
    }

    private void requireSpace() {
        if (file != null && System.nanoTime() - spaceCheckedAt >= SPACE_CHECK_NANOS) {
            spaceLeft = file.toFile().getUsableSpace() >= LEAST_FREE_BYTES;
            spaceCheckedAt = System.nanoTime();
        }
        if (!spaceLeft) {
            throw new MongoServerError(14031, "OutOfDiskSpace", "the disk is nearly full: nothing is written any more");
        }
        if (store.isClosed()) {
            throw new MongoServerError(91, "ShutdownInProgress", "the store is closed");
        }
    }

    @Override
    public void close() {
        super.close();
        journal.close();
        store.close();
    }

    @Override
    public String toString() {
        return "StoreBackend[" + (file == null ? "in memory" : file) + "]";
    }
}
