package cn.zhibu.directory;

import cn.zhibu.platform.change.Marked;
import cn.zhibu.platform.change.Scope;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/** What was heard: one row per subject, or per subject and act, each under its own sequence; any order of arrival will do. */
final class Rows {

    private Rows() {}

    /** A unit as it was created. */
    @Document("directory_units_v1")
    @CompoundIndex(name = "tree", def = "{'scope.ancestors': 1}")
    @CompoundIndex(name = "kinds", def = "{'kind': 1, '_id': 1}")
    record Node(
            @Id String id,
            @Nullable @Indexed String parent,
            String kind,
            Scope scope,
            @Nullable String schoolType,
            @Nullable String campus,
            LocalDate from,
            @Nullable LocalDate keptSince) {}

    /** The last act of its kind upon a unit: closed (or open again, without a day), kept here since. */
    @Document("directory_turns_v1")
    record Turn(@Id String id, String unit, @Nullable LocalDate on) {

        static String closed(String unit) {
            return unit + ":closed";
        }

        static String kept(String unit) {
            return unit + ":kept";
        }
    }

    /**
     * A committee with its seats; one that was withdrawn has no day.
     *
     * @param ends the last day of its term
     */
    @Document("directory_committees_v1")
    record Formed(
            @Id String id,
            @Indexed String unit,
            @Nullable LocalDate on,
            int termYears,
            @Nullable @Indexed LocalDate ends,
            List<Committee.Seat> seats) {}

    /** A person with all memberships. {@code units} are the branches they speak of, or ever spoke of. */
    @Document("directory_people_v1")
    record Enrolled(@Id String id, @Indexed List<String> units, List<Membership> memberships) {}

    /** Another one whenever anything of the unit's shape was written. */
    @Document("directory_marks_v1")
    record Mark(@Id String id, String mark) implements Marked.Mark {}
}
