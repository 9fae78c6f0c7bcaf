package cn.zhibu.report.fact;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is read of what happens to units and committees. */
final class UnitEvents {

    private UnitEvents() {}

    record UnitCreated(
            String unit,
            @Nullable String parent,
            String kind,
            List<String> ancestors,
            @Nullable String schoolType,
            @Nullable String campus,
            LocalDate from) {}

    record UnitClosed(String unit, LocalDate on) {}

    record UnitReopened(String unit) {}

    record CommitteeWithdrawn(String committee, String unit, List<String> ancestors) {}

    record CommitteeFormed(String committee, String unit, List<String> ancestors, LocalDate on, int termYears) {}
}
