package cn.zhibu.directory;

import cn.zhibu.platform.change.Scope;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A unit of the bureau, by ids only.
 *
 * @param until the day it was closed: the first on which it is no longer there
 * @param keptSince the day from which its work is kept here; null where it always was
 */
public record Unit(
        String id,
        @Nullable String parent,
        String kind,
        Scope scope,
        @Nullable String schoolType,
        @Nullable String campus,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable LocalDate keptSince) {

    public static final String BRANCH = "BRANCH";
    public static final String GROUP = "GROUP";

    public boolean isBranch() {
        return BRANCH.equals(kind);
    }

    /** Whether it has not been closed by the day; what happened before it began is not refused for that. */
    public boolean openOn(LocalDate day) {
        return until == null || until.isAfter(day);
    }

    public boolean thereOn(LocalDate day) {
        return !from.isAfter(day) && openOn(day);
    }

    /** Whether the day lies before its work was kept here. */
    public boolean unkeptOn(LocalDate day) {
        return keptSince != null && day.isBefore(keptSince);
    }
}
