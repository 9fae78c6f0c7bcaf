package cn.zhibu.member.post;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import java.time.LocalDate;
import java.util.List;

/** What happens to the posts of a branch. */
sealed interface PostEvent extends DomainEvent {

    /**
     * The number of members went over a threshold, up or down, so that another rule holds.
     *
     * @param rule that holds from now on
     * @param reached whether it is reached now, or no longer
     * @param members how many there are, of those that it counts
     * @param on the day since which it is so
     */
    @EventName("branch.threshold-crossed.v1")
    record Crossed(
            String unit,
            List<String> ancestors,
            String threshold,
            String rule,
            boolean reached,
            int members,
            LocalDate on)
            implements PostEvent {}

    /** The superior reminded a branch of the election at the end of its term (BR-19). */
    @EventName("branch.term-reminded.v1")
    record Reminded(String unit, List<String> ancestors, String committee, LocalDate ends) implements PostEvent {}
}
