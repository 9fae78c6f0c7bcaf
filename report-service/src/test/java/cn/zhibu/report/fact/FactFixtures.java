package cn.zhibu.report.fact;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.OtherSide;
import cn.zhibu.report.fact.Measuring.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a branch wrote down, as facts, made by the same measuring as in the service. */
public final class FactFixtures {

    public static final CatalogueService CATALOGUE = CatalogueService.onClassPath();

    private final List<Found> found = new ArrayList<>();
    private int number;

    public List<Found> found() {
        return List.copyOf(found);
    }

    public FactFixtures record(String kind, String date, Map<String, ?> values) {
        return add(kind, null, "r" + (++number), "record", date, values);
    }

    /** What another unit gave and this one confirmed. */
    public FactFixtures received(String kind, String date, Map<String, ?> values) {
        var all = new java.util.HashMap<String, Object>(values);
        all.put(OtherSide.SIDE, OtherSide.RECEIVED);
        return add(kind, OtherSide.RECEIVED, "r" + (++number), "record", date, all);
    }

    public FactFixtures session(String date, List<String> forms, Map<String, ?> more) {
        var values = new java.util.HashMap<String, Object>(more);
        values.put("form", forms);
        return add("session", null, "s" + (++number), "session", date, values);
    }

    public FactFixtures decided(String date, String form, String decision, String outcome, int count) {
        var values = Map.of("form", form, "decision", decision, "outcome", outcome, "decided", count);
        return add("session", "decided", "s" + (++number), "session", date, values);
    }

    public FactFixtures aboutTask(String date) {
        return add("session", "about-task", "s" + (++number), "session", date, Map.of("form", "COMMITTEE_MEETING"));
    }

    public FactFixtures milestone(String date) {
        return add("task", null, "k" + (++number), "task", date, Map.of("milestone", "m" + number));
    }

    public FactFixtures met(String date) {
        return add("campaign", null, "c" + (++number), "unit", date, Map.of("point", "p" + number));
    }

    public FactFixtures advanced(String date, String step) {
        var values = Map.of("step", step, "development", "d" + (++number));
        return add("development", null, "d" + number, "development", date, values);
    }

    public FactFixtures talk(String date, String pair) {
        return add("talk", null, "t" + (++number), "talk", date, Map.of("pair", pair));
    }

    public FactFixtures orgLife(String date, int problems, int measures, int done) {
        var values = Map.of("problems", problems, "measures", measures, "done", done);
        return add("org-life", null, "o" + (++number), "unit", date, values);
    }

    public FactFixtures appraised(String date, String grade, int persons) {
        return add("appraisal", null, "a" + (++number), "unit", date, Map.of("grade", grade, "persons", persons));
    }

    public FactFixtures opinion(String id, String raised, String category) {
        return add("opinion", "raised", id, "opinion", raised, Map.of("opinion", id, "category", category));
    }

    public FactFixtures rectified(String id, String on) {
        return add("opinion", "rectified", id, "opinion", on, Map.of("opinion", id));
    }

    /** What became of a measure, by the id of its record. */
    public FactFixtures outcome(String id, String on, Map<String, ?> said) {
        return add("outcome", null, id, "record", on, said);
    }

    public FactFixtures survey(String id, String opened) {
        return add("survey", null, id, "survey", opened, Map.of());
    }

    /** How many answered of how many who were asked. */
    public FactFixtures answered(String survey, String on, int answered, int invited) {
        return add("survey", "answered", survey, "survey", on, Map.of("answered", answered, "invited", invited));
    }

    public FactFixtures campus(String id, String from, String campus) {
        return campus(id, from, campus, "KINDERGARTEN");
    }

    public FactFixtures campus(String id, String from, String campus, String schoolType) {
        return add("unit", null, id, "unit", from, Map.of("unit", id, "campus", campus, "schoolType", schoolType));
    }

    public FactFixtures committee(String id, String on, int years) {
        return add("committee", null, id, "committee", on, Map.of("years", years));
    }

    public FactFixtures campusClosed(String id, String on) {
        return add("unit", "closed", id, "unit", on, Map.of("unit", id));
    }

    private FactFixtures add(String source, String moment, String id, String type, String date, Map<String, ?> values) {
        var day = LocalDate.parse(date);
        var flat = Values.flatten(values);
        var evidence = new Source(id, type, source, "branch", day, 1, null, flat);
        var known = CATALOGUE.kind(source).orElseThrow();
        for (var field : values.keySet()) {
            if (!known.builtIn() && known.field(field).isEmpty() && !field.equals(OtherSide.SIDE)) {
                throw new IllegalArgumentException(source + " has no field " + field);
            }
        }
        Measuring.facts(known, moment, new Subject(id, day, flat))
                .forEach(fact -> found.add(new Found(evidence, fact)));
        return this;
    }
}
