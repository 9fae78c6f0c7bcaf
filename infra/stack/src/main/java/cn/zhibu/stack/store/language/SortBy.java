package cn.zhibu.stack.store.language;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;

/** The order of what is found. */
public final class SortBy {

    /** A path and its direction. */
    public record Field(String path, boolean descending) {}

    private final List<Field> fields;

    private SortBy(List<Field> fields) {
        this.fields = fields;
    }

    public static SortBy parse(BsonDocument sort) {
        throw new UnsupportedOperationException();
    }

    /** Empty where no order is asked for. */
    public List<Field> fields() {
        return fields;
    }

    /** Orders, compared without sign, as the documents do: of an array its least (descending: greatest) element. */
    public byte[] key(BsonDocument document) {
        throw new UnsupportedOperationException();
    }

    public Comparator<BsonDocument> comparator() {
        throw new UnsupportedOperationException();
    }

    /** Sorts in memory, keeping the first {@code most} only (0: all); refuses to hold more than 64 MB. */
    public Stream<BsonDocument> sorted(Stream<BsonDocument> documents, long most) {
        throw new UnsupportedOperationException();
    }
}
