package cn.zhibu.report.unit;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What was heard of units and members: one row per subject and act, each under its own sequence, so that acts may arrive
 * in any order.
 */
final class Rows {

    private Rows() {}

    /** A unit as it was created. */
    @Document("units_v1")
    @CompoundIndex(name = "tree", def = "{'scope.ancestors': 1}")
    record Node(
            @Id String id,
            @Nullable @Indexed String parent,
            @Indexed String kind,
            Scope scope,
            @Nullable String schoolType,
            @Nullable String campus,
            LocalDate from)
            implements Scoped {}

    /** A unit that was closed. */
    @Document("unit_closures_v1")
    record Closure(@Id String id, LocalDate on) {}

    /** A committee that was formed. */
    @Document("committees_v1")
    record Formed(@Id String id, @Indexed String unit, LocalDate on, int termYears) {}

    /** A member as last entered or corrected; {@code status} FULL or PROBATIONARY. */
    @Document("roster_v1")
    record Enrolled(
            @Id String id,
            @Indexed String unit,
            String status,
            LocalDate on,
            @Nullable LocalDate fullOn) {}

    /** A member who became a full member. */
    @Document("roster_conversions_v1")
    record Converted(@Id String id, LocalDate on) {}

    /** A member who left. */
    @Document("roster_departures_v1")
    record Departed(@Id String id, LocalDate on) {}
}
