package cn.zhibu.member.term;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to committees; each but the withdrawal carries the committee as it is after it, members by ids. */
sealed interface CommitteeEvent extends DomainEvent {

    /** A seat: {@code until} is the first day on which it is no longer this member's. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Holder(
            String member,
            String post,
            LocalDate from,
            @Nullable LocalDate until) {

        static List<Holder> of(Committee committee) {
            return committee.seats().stream()
                    .map(seat -> new Holder(seat.member(), seat.post().name(), seat.from(), seat.until()))
                    .toList();
        }
    }

    @EventName("committee.formed.v1")
    record Formed(
            String committee,
            String unit,
            List<String> ancestors,
            LocalDate on,
            int termYears,
            int seats,
            List<Holder> holders)
            implements CommitteeEvent {

        static Formed of(Committee committee) {
            return new Formed(
                    committee.id(),
                    committee.scope().unit(),
                    committee.scope().ancestors(),
                    committee.term().on(),
                    committee.term().years(),
                    committee.seats().size(),
                    Holder.of(committee));
        }
    }

    @EventName("committee.corrected.v1")
    record Corrected(
            String committee,
            String unit,
            List<String> ancestors,
            LocalDate on,
            int termYears,
            int seats,
            List<Holder> holders)
            implements CommitteeEvent {

        static Corrected of(Committee committee) {
            return new Corrected(
                    committee.id(),
                    committee.scope().unit(),
                    committee.scope().ancestors(),
                    committee.term().on(),
                    committee.term().years(),
                    committee.seats().size(),
                    Holder.of(committee));
        }
    }

    /** A seat changed hands in mid-term. */
    @EventName("committee.reseated.v1")
    record Reseated(
            String committee,
            String unit,
            List<String> ancestors,
            LocalDate on,
            int termYears,
            int seats,
            List<Holder> holders)
            implements CommitteeEvent {

        static Reseated of(Committee committee) {
            return new Reseated(
                    committee.id(),
                    committee.scope().unit(),
                    committee.scope().ancestors(),
                    committee.term().on(),
                    committee.term().years(),
                    committee.seats().size(),
                    Holder.of(committee));
        }
    }

    /** What the superior did with the result of a day, or that this was taken back. */
    @EventName("committee.answered.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answered(
            String committee,
            String unit,
            List<String> ancestors,
            LocalDate on,
            @Nullable LocalDate filedOn,
            @Nullable LocalDate approvedOn)
            implements CommitteeEvent {

        static Answered of(Committee committee, Answer answer) {
            return new Answered(
                    committee.id(),
                    committee.scope().unit(),
                    committee.scope().ancestors(),
                    answer.on(),
                    answer.filedOn(),
                    answer.approvedOn());
        }
    }

    /** It was entered by mistake. */
    @EventName("committee.withdrawn.v1")
    record Withdrawn(String committee, String unit, List<String> ancestors) implements CommitteeEvent {}
}
