package cn.zhibu.stack.store.plan;

import cn.zhibu.stack.store.language.Filter;
import cn.zhibu.stack.store.language.SortBy;
import java.util.List;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for.
 *
 * @param limit 0 for all
 */
public record Query(Filter filter, SortBy sort, long skip, long limit) {

    public static Query of(@Nullable BsonDocument filter, @Nullable BsonDocument sort, long skip, long limit) {
        return new Query(
                Filter.parse(filter == null ? new BsonDocument() : filter),
                SortBy.parse(sort == null ? new BsonDocument() : sort),
                skip,
                limit);
    }

    /** The first that matches. */
    public static Query first(@Nullable BsonDocument filter, @Nullable BsonDocument sort) {
        return of(filter, sort, 0, 1);
    }

    boolean ordered() {
        return !sort.fields().isEmpty();
    }

    /** How many documents in order are enough; {@link Long#MAX_VALUE} for all. */
    long most() {
        return limit == 0 || limit > Long.MAX_VALUE - skip ? Long.MAX_VALUE : skip + limit;
    }

    List<SortBy.Field> order() {
        return sort.fields();
    }
}
