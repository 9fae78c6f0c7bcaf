package cn.zhibu.report.fact;

import cn.zhibu.catalogue.BureauMeasures;
import cn.zhibu.catalogue.Kind;
import cn.zhibu.catalogue.Measure;
import cn.zhibu.catalogue.Measure.Aggregate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the values of one record version into facts, by the measures of its kind. */
final class Measuring {

    private Measuring() {}

    /**
     * The facts of one subject.
     *
     * @param moment which moment of a subject with a history is measured (raised, rectified ...), or null
     */
    static List<Fact> facts(Kind kind, @Nullable String moment, Subject subject) {
        var facts = new ArrayList<Fact>();
        for (var measure : kind.measures()) {
            if (Objects.equals(measure.when(), moment)) {
                measure(measure, subject, facts);
            }
        }
        return List.copyOf(facts);
    }

    /**
     * The facts that the catalogue does not know of: a record of a kind that the bureau defined, and every number in a field
     * that it defined. Which of them anybody asks for, the definition says.
     */
    static List<Fact> bureauFacts(String kind, Optional<Kind> known, Subject subject, Map<String, Object> values) {
        var facts = new ArrayList<Fact>();
        var count = BureauMeasures.count(kind);
        if (known.isEmpty()) {
            facts.add(bureauFact(count, BigDecimal.ONE, BureauMeasures.RECORDS, subject));
        }
        values.forEach((field, value) -> {
            if (value instanceof Number number
                    && known.flatMap(there -> there.field(field)).isEmpty()) {
                var sum = BureauMeasures.sum(kind, field);
                facts.add(bureauFact(sum, new BigDecimal(number.toString()), BureauMeasures.NUMBER, subject));
            }
        });
        return facts;
    }

    private static Fact bureauFact(String measure, BigDecimal quantity, String measureUnit, Subject subject) {
        return new Fact(measure, subject.date(), quantity, measureUnit, subject.id(), Map.of());
    }

    /** What is measured: an id, its day, its values as they are compared and shown. */
    record Subject(String id, LocalDate date, Map<String, List<String>> values) {

        @Nullable
        String first(@Nullable String field) {
            var list = field == null ? null : values.get(field);
            return list == null || list.isEmpty() ? null : list.get(0);
        }

        Subject with(String field, String value) {
            var copy = new HashMap<>(values);
            copy.put(field, List.of(value));
            return new Subject(id, date, copy);
        }
    }

    private static void measure(Measure measure, Subject subject, List<Fact> facts) {
        var each = measure.each();
        if (each == null) {
            one(measure, subject, facts);
            return;
        }
        for (var value : subject.values().getOrDefault(each, List.of())) {
            one(measure, subject.with(each, value), facts);
        }
    }

    private static void one(Measure measure, Subject subject, List<Fact> facts) {
        var quantity = quantity(measure, subject);
        var key = measure.aggregate() == Aggregate.COUNT_DISTINCT ? key(measure, subject) : subject.id();
        var measureUnit =
                measure.measureUnitFrom() == null ? measure.measureUnit() : subject.first(measure.measureUnitFrom());
        if (quantity == null || key == null || measureUnit == null || !holds(measure, subject)) {
            return;
        }
        var by = new LinkedHashMap<String, String>();
        for (var name : measure.by()) {
            var value = subject.first(name);
            if (value != null) {
                by.put(name, value);
            }
        }
        facts.add(new Fact(measure.id(), day(measure, subject), quantity, measureUnit, key, by));
    }

    /** What is counted once. */
    private static @Nullable String key(Measure measure, Subject subject) {
        var key = subject.first(measure.from());
        if (key != null || measure.orFrom().isEmpty()) {
            return key;
        }
        return measure.orFrom().stream()
                .map(subject::first)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(subject.id());
    }

    private static boolean holds(Measure measure, Subject subject) {
        return measure.where().entrySet().stream()
                .allMatch(condition -> subject.values().getOrDefault(condition.getKey(), List.of()).stream()
                        .anyMatch(condition.getValue()::contains));
    }

    private static @Nullable BigDecimal quantity(Measure measure, Subject subject) {
        if (measure.aggregate() != Aggregate.SUM) {
            return BigDecimal.ONE;
        }
        var value = subject.first(measure.from());
        try {
            return value == null ? null : new BigDecimal(value);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The day a fact counts for: a date or a year written in the record, otherwise the day of the record. */
    private static LocalDate day(Measure measure, Subject subject) {
        var value = subject.first(measure.dateFrom());
        if (value == null) {
            return subject.date();
        }
        try {
            return value.length() == 4 ? LocalDate.of(Integer.parseInt(value), 1, 1) : LocalDate.parse(value);
        } catch (NumberFormatException | DateTimeParseException e) {
            return subject.date();
        }
    }
}
