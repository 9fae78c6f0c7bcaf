package cn.zhibu.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list that can be searched is wanted, and of which order: {@code ?words=...&order=oldest} beside what
 * {@link PageQuery} reads.
 *
 * @param words what is looked for, at most 50 characters; null for everything
 */
public record Sought(PageQuery page, @Nullable String words, boolean oldestFirst) {

    /** Most characters that are looked for. */
    public static final int LONGEST = 50;
}
