package cn.zhibu.activity.orglife;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to organisational-life meetings: numbers alone, of nobody and in nobody's words. */
sealed interface OrgLifeEvent extends DomainEvent {

    @EventName("org-life.kept.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Kept(
            String orgLife,
            String unit,
            List<String> ancestors,
            int year,
            @Nullable LocalDate date,
            int studies,
            int surveys,
            int problems,
            int criticisms,
            int measures,
            int done)
            implements OrgLifeEvent {

        static Kept of(OrgLife life) {
            var course = life.course();
            return new Kept(
                    life.id(),
                    life.scope().unit(),
                    life.scope().ancestors(),
                    life.year(),
                    course.heldOn(),
                    course.studies().size(),
                    course.surveys().size(),
                    course.problems().size(),
                    life.criticisms().size(),
                    course.measures().size(),
                    (int) course.done());
        }
    }
}
