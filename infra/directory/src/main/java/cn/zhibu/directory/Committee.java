package cn.zhibu.directory;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A branch committee from the day it was formed; it stays until the next one, its term may end before (BR-16). */
public record Committee(String id, String unit, LocalDate on, int termYears, List<Seat> seats) {

    /**
     * A post and who holds it.
     *
     * @param until first day on which it is no longer this person's
     */
    public record Seat(
            String person,
            String post,
            LocalDate from,
            @Nullable LocalDate until) {

        public boolean heldOn(LocalDate day) {
            return !from.isAfter(day) && (until == null || until.isAfter(day));
        }
    }

    public Committee {
        seats = seats == null ? List.of() : List.copyOf(seats);
    }

    /** The last day of the term. */
    public LocalDate termEnd() {
        return termEnd(on, termYears);
    }

    static LocalDate termEnd(LocalDate on, int termYears) {
        return on.plusYears(termYears).minusDays(1);
    }
}
