package cn.zhibu.platform.web;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param total number of all, counted to 1,000 at most
 * @param more whether there are more than were counted
 * @param page from 1
 */
public record Page<T>(List<T> items, int total, boolean more, int page, int size) {

    /** Where counting stops. */
    public static final int COUNTED = 1000;

    public static <T> Page<T> of(List<T> items, long counted, PageQuery query) {
        return new Page<>(items, (int) Math.min(counted, COUNTED), counted > COUNTED, query.page(), query.size());
    }

    public <V> Page<V> map(Function<T, V> view) {
        return new Page<>(items.stream().map(view).toList(), total, more, page, size);
    }
}
