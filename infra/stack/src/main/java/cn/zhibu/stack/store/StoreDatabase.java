package cn.zhibu.stack.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.InMemoryCursor;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.jspecify.annotations.Nullable;

/** One database of the store; each of its collections is one map of the file. */
final class StoreDatabase extends AbstractSynchronizedMongoDatabase<Long> {

    static final String PREFIX = "documents/";

    private final StoreBackend backend;
    private final List<StoreCollection> opening = new ArrayList<>();
    private boolean open;

    StoreDatabase(StoreBackend backend, String name) {
        super(name, backend.cursors());
        this.backend = backend;
        initializeNamespacesAndIndexes();
        open = true;
        opening.forEach(StoreCollection::finishOpening);
        opening.clear();
    }

    MVStore store() {
        return backend.store();
    }

    GroupCommit journal() {
        return backend.journal();
    }

    de.bwaldvogel.mongo.backend.CursorRegistry cursors() {
        return backend.cursors();
    }

    void opened(Cursor cursor) {
        backend.opened(cursor);
    }

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        return switch (command.toLowerCase(Locale.ROOT)) {
            case "find" -> super.handleCommand(channel, command, inBatches(query), databases, oplog);
            case "aggregate" -> aggregate(query, databases, oplog);
            case "insert" -> insert(channel, command, query, databases, oplog);
            case "update" -> updates(channel, command, query, databases, oplog);
            case "listcollections" ->
                filtered(
                        super.handleCommand(channel, command, query, databases, oplog), (Document) query.get("filter"));
            default -> super.handleCommand(channel, command, query, databases, oplog);
        };
    }

    /** A find that names no size of batch gets one; a find that wants a single batch gets all in it. */
    private static Document inBatches(Document query) {
        if (Utils.isTrue(query.get("singleBatch"))) {
            query.put("batchSize", 0);
        } else if (Replies.number(query, "batchSize") == 0) {
            query.put("batchSize", StoreBackend.BATCH);
        }
        return query;
    }

    private Document aggregate(Document query, DatabaseResolver databases, Oplog oplog) {
        var name = String.valueOf(query.get("aggregate"));
        var collection = (StoreCollection) resolveCollection(name, false);
        var pipeline = Aggregation.parse(query.get("pipeline"));
        int asked = Replies.number(Replies.part(query, "cursor"), "batchSize");
        int batchSize = asked == 0 ? StoreBackend.BATCH : asked;
        query.put("cursor", new Document());
        if (collection == null) {
            Aggregation.fromPipeline(pipeline, databases, this, null, oplog).validate(query);
            return Replies.cursor(getFullCollectionNamespace(name), "firstBatch", List.of(), 0);
        }
        boolean matches = !pipeline.isEmpty() && pipeline.get(0).containsKey("$match");
        var match = matches ? Replies.part(pipeline.get(0), "$match") : new Document();
        var stages = matches ? pipeline.subList(1, pipeline.size()) : pipeline;
        var aggregation = Aggregation.fromPipeline(stages, databases, this, collection, oplog);
        aggregation.validate(query);
        return inBatches(collection.getFullName(), collection.aggregate(match, aggregation::runStages), batchSize);
    }

    private Document inBatches(String namespace, List<Document> found, int batchSize) {
        if (found.size() <= batchSize) {
            return Replies.cursor(namespace, "firstBatch", found, 0);
        }
        var rest = new InMemoryCursor(cursors().generateCursorId(), found.subList(batchSize, found.size()));
        cursors().add(rest);
        opened(rest);
        return Replies.cursor(namespace, "firstBatch", found.subList(0, batchSize), rest.getId());
    }

    /** An insert answers how many documents it wrote, also when some were refused. */
    private Document insert(Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        query.put("ordered", ordered(query));
        var answer = super.handleCommand(channel, command, query, databases, oplog);
        var refused = (List<?>) answer.get("writeErrors");
        if (refused != null) {
            boolean ordered = ordered(query);
            int asked = Replies.parts(query, "documents").size();
            answer.put("n", ordered ? ((Document) refused.get(0)).get("index") : asked - refused.size());
        }
        return answer;
    }

    private static boolean ordered(Document query) {
        return !query.containsKey("ordered") || Utils.isTrue(query.get("ordered"));
    }

    /** Several updates in one command, one after the other; ordered ones stop at the first refusal. */
    private Document updates(Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        var total = new UpdateTotals();
        var updates = Replies.parts(query, "updates");
        for (int at = 0; at < updates.size(); at++) {
            var single = query.clone();
            single.put("updates", List.of(updates.get(at)));
            total.add(super.handleCommand(channel, command, single, databases, oplog), at);
            if (total.refused() && ordered(query)) {
                break;
            }
        }
        return total.answer();
    }

    private Document filtered(Document answer, @Nullable Document filter) {
        if (filter == null || filter.isEmpty()) {
            return answer;
        }
        var matcher = new DefaultQueryMatcher();
        var cursor = Replies.part(answer, "cursor");
        var found = Replies.parts(cursor, "firstBatch").stream()
                .filter(each -> matcher.matches(each, filter))
                .toList();
        cursor.put("firstBatch", found);
        return answer;
    }

    @Override
    protected StoreCollection openOrCreateCollection(String collectionName, CollectionOptions options) {
        journal().wrote();
        var collection = new StoreCollection(this, collectionName, options, map(collectionName), !open);
        if (!open) {
            opening.add(collection);
        }
        return collection;
    }

    private MVMap<Long, byte[]> map(String collectionName) {
        return store().openMap(
                        PREFIX + getFullCollectionNamespace(collectionName),
                        new MVMap.Builder<Long, byte[]>()
                                .keyType(LongDataType.INSTANCE)
                                .valueType(ByteArrayDataType.INSTANCE));
    }

    @Override
    public void dropCollection(String collectionName, Oplog oplog) {
        super.dropCollection(collectionName, oplog);
        store().removeMap(map(collectionName));
        journal().wrote();
    }

    @Override
    protected Index<Long> openOrCreateUniqueIndex(String collection, String name, List<IndexKey> keys, boolean sparse) {
        return new StoreIndex(name, keys, true, sparse);
    }

    @Override
    protected Index<Long> openOrCreateSecondaryIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        return new StoreIndex(name, keys, false, sparse);
    }

    /** Whether a client would see anything in it. */
    boolean hasCollections() {
        var namespaces = resolveCollection("system.namespaces", false);
        return namespaces != null && !namespaces.isEmpty();
    }

    @Nullable
    StoreCollection collection(String name) {
        MongoCollection<Long> collection = resolveCollection(name, false);
        return (StoreCollection) collection;
    }

    @Override
    protected long getStorageSize() {
        var file = store().getFileStore();
        return file == null ? 0 : file.size();
    }

    @Override
    protected long getFileSize() {
        return getStorageSize();
    }
}
