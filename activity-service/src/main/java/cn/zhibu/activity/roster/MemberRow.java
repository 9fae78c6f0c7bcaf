package cn.zhibu.activity.roster;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** A member of a branch, without a name: an id and a standing. */
@Document("roster")
@CompoundIndex(name = "unit", def = "{'unit': 1}")
record MemberRow(
        @Id String id,
        String unit,
        String status,
        LocalDate on,
        @Nullable LocalDate fullOn) {}
