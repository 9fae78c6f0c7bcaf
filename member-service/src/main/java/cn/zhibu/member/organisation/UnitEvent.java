package cn.zhibu.member.organisation;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to units. Names are not in here: they are fetched by those who may see them. */
sealed interface UnitEvent extends DomainEvent {

    @EventName("unit.created.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Created(
            String unit,
            @Nullable String parent,
            String kind,
            List<String> ancestors,
            @Nullable String schoolType,
            @Nullable String campus,
            LocalDate from,
            @Nullable LocalDate keptSince)
            implements UnitEvent {}

    /** What kind of school it is was said anew; all of what its beginning said. */
    @EventName("unit.described.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Described(
            String unit,
            @Nullable String parent,
            String kind,
            List<String> ancestors,
            @Nullable String schoolType,
            @Nullable String campus,
            LocalDate from,
            @Nullable LocalDate keptSince)
            implements UnitEvent {

        static Described of(Created now) {
            return new Described(
                    now.unit(),
                    now.parent(),
                    now.kind(),
                    now.ancestors(),
                    now.schoolType(),
                    now.campus(),
                    now.from(),
                    now.keptSince());
        }
    }

    @EventName("unit.renamed.v1")
    record Renamed(String unit, LocalDate from) implements UnitEvent {}

    @EventName("unit.closed.v1")
    record Closed(String unit, LocalDate on) implements UnitEvent {}

    /** A closing was taken back. */
    @EventName("unit.reopened.v1")
    record Reopened(String unit) implements UnitEvent {}

    /** From this day on the work of the unit is kept here. */
    @EventName("unit.kept.v1")
    record Kept(String unit, LocalDate on) implements UnitEvent {}
}
