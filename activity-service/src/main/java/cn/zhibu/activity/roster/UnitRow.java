package cn.zhibu.activity.roster;

import cn.zhibu.platform.change.Scope;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** A unit as it was created. */
@Document("units")
record UnitRow(
        @Id String id, String kind, Scope scope, @Nullable String parent, LocalDate from) {}
