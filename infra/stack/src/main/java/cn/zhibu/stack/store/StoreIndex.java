package cn.zhibu.stack.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import de.bwaldvogel.mongo.exception.IndexKeySpecsConflictException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One index, unique or not, in memory and in the order of its key bytes, so that the first fields of a compound key
 * are enough to find by. It is rebuilt from the documents when the file is opened and therefore cannot disagree.
 */
final class StoreIndex extends Index<Long> {

    private final TreeSet<Entry> entries = new TreeSet<>();
    private final IndexKeys keys;
    private final boolean unique;

    private record Entry(byte[] key, long position) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int order = Arrays.compareUnsigned(key, other.key);
            return order != 0 ? order : Long.compare(position, other.position);
        }

        boolean startsWith(byte[] prefix) {
            return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
        }
    }

    StoreIndex(String name, List<IndexKey> fields, boolean unique, boolean sparse) {
        super(name, fields, sparse);
        this.unique = unique;
        this.keys = new IndexKeys(fields.stream().map(IndexKey::getKey).toList(), sparse);
    }

    List<String> fields() {
        return keys();
    }

    /** The same name for other fields or options. */
    void refuseOther(Index<Long> asked) {
        if (!toIndexDescription().equals(asked.toIndexDescription())) {
            throw new IndexKeySpecsConflictException(asked, this);
        }
    }

    /** The same fields under another name. */
    void refuseSameKeys(Index<Long> asked) {
        if (Objects.equals(
                toIndexDescription().get("key"), asked.toIndexDescription().get("key"))) {
            throw new MongoServerError(
                    85, "IndexOptionsConflict", "Index already exists with a different name: " + getName());
        }
    }

    /** Takes in what the collection already holds. */
    void build(Stream<DocumentWithPosition<Long>> documents, StoreCollection collection) {
        try {
            documents.forEach(each -> add(each.getDocument(), each.getPosition(), collection));
        } catch (MongoServerError failed) {
            throw new IndexBuildFailedException(failed, collection);
        }
    }

    /** Positions of all documents whose key begins like this, at most {@code limit + 1} of them. */
    void find(byte[] prefix, Set<Long> into, int limit) {
        for (Entry entry : entries.tailSet(new Entry(prefix, Long.MIN_VALUE), true)) {
            if (!entry.startsWith(prefix) || into.size() > limit) {
                return;
            }
            into.add(entry.position);
        }
    }

    @Override
    public @Nullable Long getPosition(Document document) {
        if (!unique || fields().size() > 1) {
            return null;
        }
        for (byte[] key : keys.unique(document)) {
            var found = entries.ceiling(new Entry(key, Long.MIN_VALUE));
            if (found != null && Arrays.equals(found.key, key)) {
                return found.position;
            }
        }
        return null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Long> collection) {
        keys.lookup(document);
        refuseDuplicate(document, null, collection);
    }

    @Override
    public void add(Document document, Long position, MongoCollection<Long> collection) {
        checkAdd(document, collection);
        for (byte[] key : keys.lookup(document)) {
            entries.add(new Entry(key, position));
        }
    }

    void remove(Document document, long position) {
        for (byte[] key : keys.lookup(document)) {
            entries.remove(new Entry(key, position));
        }
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Long> collection) {
        if (newDocument.keySet().stream().anyMatch(field -> field.contains("."))) {
            throw new MongoServerError(57, "DottedFieldName", "a field name may not contain a dot");
        }
        keys.lookup(newDocument);
        refuseDuplicate(newDocument, ((StoreCollection) collection).position(oldDocument), collection);
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Long position, MongoCollection<Long> collection) {
        var before = keys.lookup(oldDocument);
        var after = keys.lookup(newDocument);
        before.stream().filter(key -> !after.contains(key)).forEach(key -> entries.remove(new Entry(key, position)));
        after.stream().filter(key -> !before.contains(key)).forEach(key -> entries.add(new Entry(key, position)));
    }

    private void refuseDuplicate(Document document, @Nullable Long itself, MongoCollection<Long> collection) {
        if (!unique) {
            return;
        }
        for (byte[] key : keys.unique(document)) {
            for (Entry entry : entries.tailSet(new Entry(key, Long.MIN_VALUE), true)) {
                if (!Arrays.equals(entry.key, key)) {
                    break;
                }
                if ((itself == null || entry.position != itself) && stands(key, entry.position, collection)) {
                    throw new DuplicateKeyError(this, collection, getKeys(), described(document));
                }
            }
        }
    }

    private boolean stands(byte[] key, long position, MongoCollection<Long> collection) {
        return keys.unique(((StoreCollection) collection).getDocument(position)).contains(key);
    }

    private KeyValue described(Document document) {
        var values = new ArrayList<@Nullable Object>();
        for (String field : fields()) {
            values.add(de.bwaldvogel.mongo.backend.Utils.getSubdocumentValueCollectionAware(document, field));
        }
        return new KeyValue(values).normalized();
    }

    @Override
    public Long remove(Document document) {
        throw new UnsupportedOperationException("the collection removes by position");
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Long> getPositions(Document query) {
        return Collections.emptyList();
    }

    @Override
    public long getCount() {
        return entries.size();
    }

    @Override
    public long getDataSize() {
        return entries.stream().collect(Collectors.summingLong(entry -> entry.key.length));
    }

    @Override
    public boolean isUnique() {
        return unique;
    }

    @Override
    public void drop() {
        entries.clear();
    }
}
