package cn.zhibu.stack.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** The documents of one collection in the file, as bytes by running number. */
final class DocumentFile {

    private static final int LARGEST_DOCUMENT_BYTES = 16 * 1024 * 1024;

    private final MVMap<Long, byte[]> documents;
    private final LongAdder examined = new LongAdder();
    private final AtomicLong bytes = new AtomicLong();
    private long lastPosition;

    DocumentFile(MVMap<Long, byte[]> documents) {
        this.documents = documents;
        var last = documents.lastKey();
        this.lastPosition = last == null ? 0 : last;
        documents.values().forEach(document -> bytes.addAndGet(document.length));
    }

    long add(Document document) {
        var encoded = encode(document);
        documents.put(++lastPosition, encoded);
        bytes.addAndGet(encoded.length);
        return lastPosition;
    }

    void replace(long position, Document document) {
        var encoded = encode(document);
        var before = Objects.requireNonNull(documents.put(position, encoded));
        bytes.addAndGet(encoded.length - before.length);
    }

    void remove(long position) {
        bytes.addAndGet(-Objects.requireNonNull(documents.remove(position)).length);
    }

    Document get(long position) {
        return Bson.decode(Objects.requireNonNull(documents.get(position)));
    }

    Stream<Found.Place> examine(Collection<Long> positions) {
        return positions.stream().map(position -> examined(position, get(position)));
    }

    Stream<Found.Place> examineAll() {
        return documents.entrySet().stream().map(entry -> examined(entry.getKey(), Bson.decode(entry.getValue())));
    }

    private Found.Place examined(long position, Document document) {
        examined.increment();
        return new Found.Place(position, document);
    }

    /** Null when it was removed meanwhile. */
    @Nullable
    Document find(long position) {
        var found = documents.get(position);
        return found == null ? null : Bson.decode(found);
    }

    List<Long> positions() {
        return new ArrayList<>(documents.keySet());
    }

    int size() {
        return documents.size();
    }

    long bytes() {
        return bytes.get();
    }

    long examined() {
        return examined.sum();
    }

    private static byte[] encode(Document document) {
        var encoded = Bson.encode(document);
        if (encoded.length > LARGEST_DOCUMENT_BYTES) {
            throw new MongoServerError(10334, "BSONObjectTooLarge", "a document of " + encoded.length + " bytes");
        }
        return encoded;
    }
}
