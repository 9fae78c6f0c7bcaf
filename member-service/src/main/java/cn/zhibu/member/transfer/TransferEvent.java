package cn.zhibu.member.transfer;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import cn.zhibu.platform.change.Scope;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to transfers: ids, days and sides; nobody's name, nobody's words, and not who is outside. */
sealed interface TransferEvent extends DomainEvent {

    /** A branch with what it belongs to. */
    record Branch(String unit, List<String> ancestors) {

        static @Nullable Branch of(@Nullable Scope scope) {
            return scope == null ? null : new Branch(scope.unit(), scope.ancestors());
        }
    }

    /** {@code acts}: the branch that has to do something, by {@code due}. */
    @EventName("transfer.asked.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Asked(
            String transfer,
            String unit,
            List<String> ancestors,
            String kind,
            @Nullable String member,
            Branch acts,
            LocalDate due)
            implements TransferEvent {}

    /** {@code asked}: the branch that had asked. The membership changes on {@code on}. */
    @EventName("transfer.accepted.v1")
    record Accepted(
            String transfer,
            String unit,
            List<String> ancestors,
            String kind,
            String member,
            Branch asked,
            LocalDate on)
            implements TransferEvent {}

    @EventName("transfer.refused.v1")
    record Refused(String transfer, String unit, List<String> ancestors, String kind, Branch asked)
            implements TransferEvent {}

    @EventName("transfer.withdrawn.v1")
    record Withdrawn(String transfer, String unit, List<String> ancestors, String kind) implements TransferEvent {}

    /** The member left, or was moved otherwise, before it was decided. */
    @EventName("transfer.ended.v1")
    record Ended(String transfer, String unit, List<String> ancestors, String kind, Branch asked)
            implements TransferEvent {}

    /** A letter that holds until {@code until}, in the place of the one before. */
    @EventName("transfer.letter-issued.v1")
    record LetterIssued(
            String transfer, String unit, List<String> ancestors, LocalDate on, LocalDate until, Branch acts)
            implements TransferEvent {}
}
