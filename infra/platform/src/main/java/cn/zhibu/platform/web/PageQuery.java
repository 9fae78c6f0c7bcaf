package cn.zhibu.platform.web;

/**
 * Which page of a list is wanted: {@code ?page=1&size=20}.
 *
 * @param page from 1 to 10,000
 * @param size 1 to 100
 */
public record PageQuery(int page, int size) {

    public static final int MOST = 100;

    /** The last page that can be asked for; whoever needs more narrows the list. */
    public static final int LAST = 10_000;

    public PageQuery {
        page = Math.min(LAST, Math.max(1, page));
        size = Math.min(MOST, Math.max(1, size));
    }

    public long skip() {
        return (long) (page - 1) * size;
    }
}
