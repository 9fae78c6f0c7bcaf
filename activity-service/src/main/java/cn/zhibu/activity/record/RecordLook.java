package cn.zhibu.activity.record;

import static cn.zhibu.activity.record.RecordProblem.RECORD_BRANCH_CLOSED;
import static cn.zhibu.activity.record.RecordProblem.SAME_RECORD_THAT_DAY;

import cn.zhibu.activity.roster.Place;
import cn.zhibu.catalogue.Field.Type;
import cn.zhibu.directory.Shape;
import cn.zhibu.platform.sheet.Candidate;
import cn.zhibu.process.problem.FieldFault;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at many that may be entered, one after the other, and remembers what those before have said. */
final class RecordLook {

    private final Place place;
    private final Shape shape;
    private final Set<String> units;
    private final Set<String> onRecord;
    private final Map<LocalDate, Set<String>> members = new HashMap<>();
    private final Map<String, Integer> before = new HashMap<>();

    RecordLook(Place place, Shape shape, Set<String> units, Set<String> onRecord) {
        this.place = place;
        this.shape = shape;
        this.units = units;
        this.onRecord = onRecord;
    }

    List<FieldFault> faults(Candidate one, RecordForm form) {
        var faults = new ArrayList<>(form.faults());
        form.parties().forEach((unit, pointer) -> {
            if (!units.contains(unit)) {
                faults.add(FieldFault.of(pointer, "NOT_AN_OPTION"));
            }
        });
        var date = one.date();
        if (date == null) {
            return faults;
        }
        form.named(Type.MEMBER).forEach((person, pointer) -> {
            if (!members.computeIfAbsent(date, shape::membersOn).contains(person)) {
                faults.add(FieldFault.of(pointer, "NOT_OF_THIS_BRANCH_THEN"));
            }
        });
        if (!place.openOn(date)) {
            faults.add(FieldFault.of("/date", RECORD_BRANCH_CLOSED.name()));
        }
        if (faults.isEmpty()) {
            twice(one, date, form, faults);
        }
        return faults;
    }

    private void twice(Candidate one, LocalDate date, RecordForm form, List<FieldFault> faults) {
        var said = new WorkRecord.Body(date, form.values(), Map.of(), List.of(), List.of(), form.persons()).said();
        var earlier = before.putIfAbsent(said, one.row());
        if (one.again()) {
            return;
        }
        if (earlier != null) {
            faults.add(FieldFault.of("/date", "TWICE_IN_SHEET", earlier));
        } else if (onRecord.contains(said)) {
            faults.add(FieldFault.of("/date", SAME_RECORD_THAT_DAY.name(), date));
        }
    }
}
