package cn.zhibu.platform.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param total number of all, counted to 1,000 at most
 * @param more whether there are more than were counted
 * @param page from 1
 * @param next where the list goes on behind this page, to be asked for with {@code after}; absent on the last page
 */
public record Page<T>(
        List<T> items,
        int total,
        boolean more,
        int page,
        int size,
        @Nullable String next) {

    /** Where counting stops. */
    public static final int COUNTED = 1000;

    public static <T> Page<T> of(List<T> items, long counted, PageQuery query, @Nullable String next) {
        return new Page<>(items, (int) Math.min(counted, COUNTED), counted > COUNTED, query.page(), query.size(), next);
    }

    public <V> Page<V> map(Function<T, V> view) {
        return new Page<>(items.stream().map(view).toList(), total, more, page, size, next);
    }

    /** The same page of what these items are shown as. */
    public <V> Page<V> with(List<V> shown) {
        return new Page<>(shown, total, more, page, size, next);
    }
}
