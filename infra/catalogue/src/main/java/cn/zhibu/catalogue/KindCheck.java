package cn.zhibu.catalogue;

import cn.zhibu.catalogue.Field.Type;
import cn.zhibu.catalogue.Measure.Aggregate;
import cn.zhibu.words.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what is wrong within one version of a kind: its fields, its line, its measures. */
final class KindCheck {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z.]+)(\\|[a-z]+)?}");
    private static final Set<String> CONFIRMATIONS = Set.of("confirmed", "waiting");
    private static final Set<String> OWN_NUMBERS = Set.of(
            "answered",
            "invited",
            "present",
            "hours",
            "decided",
            "opinion",
            "unit",
            "years",
            "problems",
            "measures",
            "done",
            "persons");

    private final Kind kind;
    private final Set<String> measureUnits;
    private final List<String> faults = new ArrayList<>();

    private KindCheck(Kind kind, Set<String> measureUnits) {
        this.kind = kind;
        this.measureUnits = measureUnits;
    }

    static List<String> faults(Kind kind, Set<String> measureUnits) {
        var check = new KindCheck(kind, measureUnits);
        var seen = new HashSet<String>();
        kind.fields().forEach(field -> check.field(field, seen.add(field.id())));
        placeholders(kind.summary()).forEach(name -> check.visible("summary", name));
        kind.measures().forEach(check::measure);
        check.otherSide();
        return check.faults;
    }

    private void field(Field field, boolean first) {
        var where = kind.id() + "." + field.id();
        if (!first) {
            faults.add(where + ": field defined twice");
        }
        if (!kind.builtIn() && (field.type() == Type.CHOICE) == field.options().isEmpty()) {
            faults.add(where + ": a choice needs options, and only a choice has them");
        }
        if (field.type() == Type.PERSON && !field.restricted()) {
            faults.add(where + ": the name of a person is restricted");
        }
        var unit = field.measureUnit();
        if (unit != null && !measureUnits.contains(unit)) {
            faults.add(where + ": unknown unit of measure " + unit);
        }
        var when = field.when();
        if (when != null) {
            var other = kind.field(when.field());
            if (other.isEmpty() || other.get().option(when.equals()).isEmpty()) {
                faults.add(where + ": asked when " + when.field() + " = " + when.equals() + ", which cannot be");
            }
        }
    }

    private void otherSide() {
        var other = kind.otherSide();
        if (other == null) {
            return;
        }
        if (kind.field(other.field())
                .filter(field -> field.type() == Type.PARTY)
                .isEmpty()) {
            faults.add(kind.id() + ": the other side is no party");
        }
        placeholders(other.summary()).forEach(name -> visible("summary of the other side", name));
    }

    private void measure(Measure measure) {
        var where = kind.id() + "." + measure.id();
        if ((measure.aggregate() == Aggregate.COUNT) != (measure.from() == null)) {
            faults.add(where + ": a count has no field to add, everything else has one");
        }
        measure.by().stream()
                .filter(name -> !(name.equals(OtherSide.CONFIRMATION) && kind.otherSide() != null))
                .forEach(name -> visible(where, name));
        var received = OtherSide.RECEIVED.equals(measure.when()) && kind.otherSide() != null;
        if (!kind.builtIn() && measure.when() != null && !received) {
            faults.add(where + ": is measured when " + measure.when() + ", which cannot be");
        }
        boolean counted = measure.aggregate() == Aggregate.COUNT_DISTINCT;
        measure.named().stream()
                .filter(name -> !(counted && kind.person(name)))
                .filter(name -> !(kind.builtIn() && OWN_NUMBERS.contains(name)))
                .forEach(name -> visible(where, name));
        var unit = measure.measureUnit();
        if ((unit == null) == (measure.measureUnitFrom() == null) || unit != null && !measureUnits.contains(unit)) {
            faults.add(where + ": needs exactly one known unit of measure");
        }
        faults.addAll(options(kind, where, measure.where()));
    }

    private void visible(String where, String name) {
        var field = kind.field(name);
        if (field.isEmpty()) {
            faults.add(where + ": unknown field " + name);
        } else if (field.get().restricted()) {
            faults.add(where + ": shows the restricted field " + name);
        }
    }

    /** Conditions on fields or choices that are not there. */
    static List<String> options(Kind kind, String where, Map<String, List<String>> conditions) {
        var faults = new ArrayList<String>();
        conditions.forEach((name, values) -> {
            var field = kind.field(name);
            if (name.equals(OtherSide.CONFIRMATION) && kind.otherSide() != null) {
                values.stream()
                        .filter(value -> !CONFIRMATIONS.contains(value))
                        .forEach(value -> faults.add(where + ": " + name + " is never " + value));
            } else if (field.isEmpty()) {
                faults.add(where + ": filters by unknown " + name);
            } else if (!field.get().options().isEmpty()) {
                values.stream()
                        .filter(value -> field.get().option(value).isEmpty())
                        .forEach(value -> faults.add(where + ": " + name + " is never " + value));
            }
        });
        return faults;
    }

    /** The placeholders of both languages. */
    static Set<String> placeholders(Words words) {
        var names = new HashSet<String>();
        for (var text : List.of(words.zh(), words.en())) {
            PLACEHOLDER.matcher(text).results().forEach(match -> names.add(match.group(1)));
        }
        return names;
    }
}
