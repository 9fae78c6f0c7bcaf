package cn.zhibu.report.duty;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A year of which every branch has a sheet. It is written before the branches are gone through, so that a branch that is
 * founded meanwhile gets its own from whoever hears of it.
 *
 * @param id the year
 * @param complete whether all have been gone through
 */
@Document("duty_years")
record DutyYear(
        @Id String id, boolean complete, @Version @Nullable Long version) {

    static DutyYear begun(int year) {
        return new DutyYear(Integer.toString(year), false, null);
    }

    DutyYear completed() {
        return new DutyYear(id, true, version);
    }

    int year() {
        return Integer.parseInt(id);
    }
}
