package cn.zhibu.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted: {@code ?page=1&size=20}, or {@code ?after=...&size=20} for the one behind another.
 *
 * @param page from 1 to 10,000
 * @param size 1 to 100
 * @param after the {@code next} of the page before; then no page counts
 */
public record PageQuery(int page, int size, @Nullable String after) {

    public static final int MOST = 100;

    /** The last page that can be asked for by its number; behind it a list goes on by {@code after}. */
    public static final int LAST = 10_000;

    public PageQuery {
        page = Math.min(LAST, Math.max(1, page));
        size = Math.min(MOST, Math.max(1, size));
    }

    public PageQuery(int page, int size) {
        this(page, size, null);
    }

    public long skip() {
        return (long) (page - 1) * size;
    }
}
