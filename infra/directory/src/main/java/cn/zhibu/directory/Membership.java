package cn.zhibu.directory;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dated spell of a person in a branch, with dated standing.
 *
 * @param from day of joining this branch
 * @param until first day on which the person no longer belongs to it
 * @param fullFrom day of becoming a full member of the Party, which may lie before {@code from}; null on probation
 * @param placements the groups the person was placed in, oldest first
 */
public record Membership(
        String id,
        String person,
        String unit,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable LocalDate fullFrom,
        List<Placement> placements) {

    /** From a day on in a group, or in none. */
    public record Placement(@Nullable String group, LocalDate from) {}

    public Membership {
        placements = placements == null ? List.of() : List.copyOf(placements);
    }

    public boolean coversOn(LocalDate day) {
        return !from.isAfter(day) && (until == null || until.isAfter(day));
    }

    public boolean fullOn(LocalDate day) {
        return coversOn(day) && fullFrom != null && !fullFrom.isAfter(day);
    }

    /** First day on which the person counts here as a full member; null if that day never came. */
    @Nullable
    LocalDate countsFrom() {
        if (fullFrom == null) {
            return null;
        }
        var counts = fullFrom.isBefore(from) ? from : fullFrom;
        return until != null && !counts.isBefore(until) ? null : counts;
    }

    public @Nullable String groupOn(LocalDate day) {
        @Nullable String group = null;
        for (var placement : placements) {
            if (!placement.from().isAfter(day)) {
                group = placement.group();
            }
        }
        return coversOn(day) ? group : null;
    }
}
