package cn.zhibu.stack.store;

import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * One collection: documents as bytes by running number, indexes in memory. Readers share the collection, a writer
 * has it alone. What a reader gets was decoded for it, so nothing a writer does can reach an answer under way.
 */
final class StoreCollection extends AbstractMongoCollection<Long> {

    private final MVStore store;
    private final DocumentFile documents;
    private final Search search;
    private final GroupCommit journal;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile GroupCommit.Batch lastWrite;
    private boolean firstMatchOnly;
    private boolean opening;

    StoreCollection(
            StoreDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Long, byte[]> documents,
            boolean opening) {
        super(database, name, options, database.cursors());
        this.store = database.store();
        this.journal = database.journal();
        this.documents = new DocumentFile(documents);
        this.search = new Search(this.documents, getIndexes());
        this.opening = opening;
        this.lastWrite = journal.none();
    }

    /** How many documents queries have looked at since the start; an indexed query looks at few. */
    long examined() {
        return documents.examined();
    }

    /** Fills all indexes in one pass over the documents. */
    void finishOpening() {
        change(() -> {
            opening = false;
            for (long position : documents.positions()) {
                var document = documents.get(position);
                getIndexes().forEach(index -> index.add(document, position, this));
            }
        });
    }

    private <T> T read(Supplier<T> query) {
        lock.readLock().lock();
        var usage = store.registerVersionUsage();
        try {
            return query.get();
        } finally {
            store.deregisterVersionUsage(usage);
            journal.await(lastWrite);
            lock.readLock().unlock();
        }
    }

    @Override
    public QueryResult handleQuery(QueryParameters parameters) {
        return read(() -> {
            var found = super.handleQuery(parameters);
            return new QueryResult(found.collectDocuments(), found.getCursorId());
        });
    }

    @Override
    public Document handleDistinct(Document query) {
        return read(() -> super.handleDistinct(query));
    }

    @Override
    public int count(@Nullable Document query, int skip, int limit) {
        return read(() -> super.count(query, skip, limit));
    }

    @Override
    public int count() {
        return read(documents::size);
    }

    /** Feeds an aggregation with the documents of its leading match, found by index where there is one. */
    List<Document> aggregate(Document match, Function<Stream<Document>, List<Document>> stages) {
        return read(() -> stages.apply(search.matching(match).map(Found.Place::document)));
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, @Nullable Document orderBy, int skip, int limit, int batch, @Nullable Document fields) {
        long[] places = search.places(query, orderBy, skip, firstMatchOnly ? 1 : limit);
        if (batch == 0) {
            return new QueryResult(() -> projected(Arrays.stream(places).mapToObj(documents::get), fields)
                    .iterator());
        }
        var found = new Found(cursorRegistry.generateCursorId(), places, later -> readLater(later, query, fields));
        var first = projected(found.first(batch, documents::get).stream(), fields);
        if (found.isEmpty()) {
            return new QueryResult(first);
        }
        cursorRegistry.add(found);
        ((StoreDatabase) getDatabase()).opened(found);
        return new QueryResult(first, found);
    }

    /** Reads the next documents of an answer under way. */
    interface Later {
        List<Document> read(long[] places);
    }

    private List<Document> readLater(long[] places, Document query, @Nullable Document fields) {
        return read(() -> projected(search.still(places, query), fields));
    }

    private List<Document> projected(Stream<Document> found, @Nullable Document fields) {
        return matchDocumentsFromStream(found, new Document(), null, 0, 0, 0, fields)
                .collectDocuments();
    }

    private <T> T write(Supplier<T> command) {
        lock.writeLock().lock();
        try {
            return command.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void change(Runnable command) {
        write(() -> {
            command.run();
            return true;
        });
    }

    @Override
    public void addDocument(Document document) {
        change(() -> super.addDocument(document));
    }

    @Override
    public List<Document> insertDocuments(List<Document> inserted, boolean isOrdered) {
        return write(() -> super.insertDocuments(inserted, isOrdered));
    }

    @Override
    public Document findAndModify(Document query) {
        return write(() -> super.findAndModify(query));
    }

    @Override
    public Document updateDocuments(
            Document selector, Document update, ArrayFilters filters, boolean isMulti, boolean isUpsert, Oplog oplog) {
        return write(() -> {
            firstMatchOnly = !isMulti;
            try {
                return super.updateDocuments(selector, update, filters, isMulti, isUpsert, oplog);
            } finally {
                firstMatchOnly = false;
            }
        });
    }

    @Override
    public int deleteDocuments(Document selector, int limit, Oplog oplog) {
        return write(() -> {
            int deleted = 0;
            for (Document document : queryDocuments(selector, null, 0, Math.max(limit, 0), 0, null)) {
                removeDocument(document);
                deleted++;
            }
            return deleted;
        });
    }

    @Override
    public void removeDocument(Document document) {
        change(() -> {
            var position = position(document);
            if (position != null) {
                for (Index<Long> index : getIndexes()) {
                    ((StoreIndex) index).remove(document, position);
                }
                removeDocument(position);
            }
        });
    }

    @Nullable
    Long position(Document document) {
        for (Index<Long> index : getIndexes()) {
            var position = index.getPosition(document);
            if (position != null) {
                return position;
            }
        }
        return getIndexes().isEmpty() ? findDocumentPosition(document) : null;
    }

    @Override
    protected Long addDocumentInternal(Document document) {
        long position = documents.add(document);
        lastWrite = journal.wrote();
        return position;
    }

    @Override
    protected void handleUpdate(Long position, Document oldDocument, Document newDocument) {
        try {
            documents.replace(position, newDocument);
            lastWrite = journal.wrote();
        } catch (MongoServerError tooLarge) {
            getIndexes().forEach(index -> index.updateInPlace(newDocument, oldDocument, position, this));
            throw tooLarge;
        }
    }

    @Override
    protected void removeDocument(Long position) {
        documents.remove(position);
        lastWrite = journal.wrote();
    }

    @Override
    public void addIndex(Index<Long> index) {
        write(() -> {
            for (Index<Long> known : getIndexes()) {
                if (known.getName().equals(index.getName())) {
                    ((StoreIndex) known).refuseOther(index);
                    return false;
                }
                ((StoreIndex) known).refuseSameKeys(index);
            }
            if (!opening) {
                ((StoreIndex) index).build(streamAllDocumentsWithPosition(), this);
            }
            return getIndexes().add(index);
        });
    }

    @Override
    public void dropIndex(String indexName) {
        change(() -> super.dropIndex(indexName));
    }

    @Override
    protected Document getDocument(Long position) {
        return documents.get(position);
    }

    @Override
    protected Stream<DocumentWithPosition<Long>> streamAllDocumentsWithPosition() {
        return documents.positions().stream()
                .map(position -> new DocumentWithPosition<>(documents.get(position), position));
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        return queryDocuments(query, orderBy, skip, limit, batchSize, fields);
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        throw new UnsupportedOperationException("the file counts its bytes itself");
    }

    @Override
    protected int getDataSize() {
        return (int) Math.min(Integer.MAX_VALUE, documents.bytes());
    }
}
