package cn.zhibu.activity.task;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to key tasks: days alone, nobody's name and nobody's words. */
sealed interface TaskEvent extends DomainEvent {

    @EventName("task.kept.v1")
    record Kept(String task, String unit, List<String> ancestors, LocalDate date, String status, List<Step> milestones)
            implements TaskEvent {

        static Kept of(Task task) {
            return new Kept(
                    task.id(),
                    task.scope().unit(),
                    task.scope().ancestors(),
                    task.date(),
                    task.course().status().name(),
                    task.course().milestones().stream().map(Step::of).toList());
        }
    }

    /** @param on the day on which it was reached */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(
            String milestone,
            LocalDate due,
            String state,
            @Nullable LocalDate on) {

        static Step of(Milestone one) {
            var done = one.done();
            return new Step(one.id(), one.due(), one.state().name(), done == null ? null : done.on());
        }
    }

    @EventName("task.due-soon.v1")
    record DueSoon(String task, String unit, List<String> ancestors, LocalDate due, List<String> milestones)
            implements TaskEvent {}

    @EventName("task.overdue.v1")
    record Overdue(String task, String unit, List<String> ancestors, LocalDate due, List<String> milestones)
            implements TaskEvent {}
}
