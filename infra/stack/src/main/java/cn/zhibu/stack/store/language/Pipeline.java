package cn.zhibu.stack.store.language;

import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/** An aggregation: what leads it and may be served by an index, and the stages that remain. */
public final class Pipeline {

    private Pipeline() {}

    public static Pipeline parse(List<BsonDocument> stages) {
        throw new UnsupportedOperationException();
    }

    /** The leading $match; then {@link #sort()}, {@link #skip()}, {@link #limit()} hold in this order. */
    public @Nullable Filter filter() {
        throw new UnsupportedOperationException();
    }

    public @Nullable SortBy sort() {
        throw new UnsupportedOperationException();
    }

    /** 0 for none. */
    public long skip() {
        throw new UnsupportedOperationException();
    }

    /** 0 for none. */
    public long limit() {
        throw new UnsupportedOperationException();
    }

    /** Whether what remains only counts documents, so that their content does not matter. */
    public boolean counts() {
        throw new UnsupportedOperationException();
    }

    /** What remains, over what was found by filter, sort, skip and limit. Closing it closes the stream given. */
    public Stream<BsonDocument> run(Stream<BsonDocument> found) {
        throw new UnsupportedOperationException();
    }
}
