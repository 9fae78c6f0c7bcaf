package cn.zhibu.report.writing;

import org.jspecify.annotations.Nullable;

/** The editions before and after a change; neither where there was or is no text. */
public record EditionPair(
        @Nullable Edition before, @Nullable Edition after) {}
