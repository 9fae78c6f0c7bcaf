package cn.zhibu.member.roster;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to members. No names: a member is an id outside this service. */
sealed interface MemberEvent extends DomainEvent {

    @EventName("member.joined.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Joined(
            String member,
            String unit,
            List<String> ancestors,
            String status,
            LocalDate on,
            @Nullable LocalDate fullOn) implements MemberEvent {}

    @EventName("member.corrected.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Corrected(
            String member,
            String unit,
            List<String> ancestors,
            String status,
            LocalDate on,
            @Nullable LocalDate fullOn) implements MemberEvent {}

    @EventName("member.converted.v1")
    record Converted(String member, String unit, List<String> ancestors, LocalDate on) implements MemberEvent {}

    @EventName("member.departed.v1")
    record Departed(String member, String unit, List<String> ancestors, LocalDate on) implements MemberEvent {}
}
