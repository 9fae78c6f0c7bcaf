package cn.zhibu.report.template;

import cn.zhibu.words.Words;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who signs a paper.
 *
 * @param unit the branch
 * @param name of its secretary; where it cannot be had, a line is left to sign by hand
 * @param on the day the report was submitted; before, the date is left open
 */
public record Signature(
        Words unit, @Nullable String name, @Nullable LocalDate on) {}
