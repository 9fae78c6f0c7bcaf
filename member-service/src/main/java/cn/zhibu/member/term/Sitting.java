package cn.zhibu.member.term;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A committee, or a secretary where there is none, as other features need it: its term and every seat it has had. */
public record Sitting(String id, LocalDate on, int years, List<Seat> seats) {

    /** {@code post} by its name; {@code until} is the first day on which the seat is no longer theirs. */
    public record Seat(
            String member,
            String post,
            LocalDate from,
            @Nullable LocalDate until) {

        public boolean heldOn(LocalDate day) {
            return !from.isAfter(day) && (until == null || until.isAfter(day));
        }
    }

    /** The last day of the term. */
    public LocalDate ends() {
        return on.plusYears(years).minusDays(1);
    }

    static Sitting of(Committee committee) {
        return new Sitting(
                committee.id(),
                committee.term().on(),
                committee.term().years(),
                committee.seats().stream()
                        .map(seat -> new Seat(seat.member(), seat.post().name(), seat.from(), seat.until()))
                        .toList());
    }
}
