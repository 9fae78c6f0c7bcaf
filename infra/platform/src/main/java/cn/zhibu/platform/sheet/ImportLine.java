package cn.zhibu.platform.sheet;

import cn.zhibu.platform.input.Dates;
import cn.zhibu.platform.input.InputFault;
import cn.zhibu.process.problem.FieldFault;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that may become a record.
 *
 * @param row its number in the sheet
 * @param date as read, or as typed where no day could be read from it; null where nothing stood
 * @param values by field id, typed as far as they could be read
 * @param marks by pointer, what kept a cell from being read
 * @param hidden whether it was hidden in the sheet
 * @param out whether it is left out
 * @param again whether a second one of the same is meant
 */
record ImportLine(
        int row,
        @Nullable String date,
        Map<String, Object> values,
        Map<String, String> marks,
        boolean hidden,
        boolean out,
        boolean again) {

    @Nullable
    LocalDate day() {
        try {
            return date == null ? null : Dates.read(date);
        } catch (InputFault none) {
            return null;
        }
    }

    Candidate candidate() {
        return new Candidate(row, day(), values, again);
    }

    ImportLine corrected(@Nullable String newDate, Map<String, Object> newValues, boolean nowOut, boolean nowAgain) {
        return new ImportLine(row, newDate, newValues, Map.of(), hidden, nowOut, nowAgain);
    }

    /** All that is wrong with it: of a cell that could not be read only that. */
    List<FieldFault> faults(List<FieldFault> asEntered) {
        var all = new ArrayList<FieldFault>();
        marks.forEach((pointer, code) -> all.add(FieldFault.of(pointer, code)));
        if (day() == null && !marks.containsKey("/date")) {
            all.add(dateFault());
        }
        asEntered.stream()
                .filter(fault -> !marks.containsKey(fault.pointer()))
                .filter(fault -> day() != null || !"/date".equals(fault.pointer()))
                .forEach(all::add);
        return all;
    }

    private FieldFault dateFault() {
        if (date == null) {
            return FieldFault.of("/date", "REQUIRED");
        }
        try {
            Dates.read(date);
            return FieldFault.of("/date", "NOT_A_DATE");
        } catch (InputFault fault) {
            return new FieldFault("/date", fault.code(), fault.args());
        }
    }
}
