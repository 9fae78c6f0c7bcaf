package cn.zhibu.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A branch committee from the day it was formed, or a secretary alone where there is none (BR-14); it stays until the next one,
 * its term may end before (BR-16).
 */
public record Committee(String id, String unit, LocalDate on, int termYears, List<Seat> seats) {

    private static final Set<String> ALONE = Set.of("SECRETARY", "DEPUTY_SECRETARY");

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

    /** Whether it is a committee, and not a secretary with or without a deputy. Old ones do not say who sits in them. */
    public boolean isCommittee() {
        return seats.isEmpty() || seats.stream().anyMatch(seat -> !ALONE.contains(seat.post()));
    }

    /** The last day of the term. */
    public LocalDate termEnd() {
        return termEnd(on, termYears);
    }

    static LocalDate termEnd(LocalDate on, int termYears) {
        return on.plusYears(termYears).minusDays(1);
    }
}
