package cn.zhibu.report.catalogue;

import cn.zhibu.report.catalogue.CatalogueReader.Read;
import cn.zhibu.report.catalogue.Claim.Figure;
import cn.zhibu.report.catalogue.Claim.Query;
import cn.zhibu.report.catalogue.Measure.Aggregate;
import cn.zhibu.report.words.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds every broken reference in the catalogue at once and says where it stands. */
final class CatalogueCheck {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z.]+)(\\|[a-z]+)?}");
    private static final Set<String> OWN_NUMBERS = Set.of("present", "hours", "opinion", "unit", "years");

    private final Read read;
    private final Map<String, Measure> measures = new HashMap<>();
    private final Map<String, SourceKind> sourceOfMeasure = new HashMap<>();
    private final Map<String, Claim> claims = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private CatalogueCheck(Read read) {
        this.read = read;
    }

    static void check(Read read) {
        var check = new CatalogueCheck(read);
        read.sources().values().forEach(check::collect);
        read.sources().values().forEach(check::source);
        read.outlines().values().forEach(check::outline);
        read.own().forEach(check::own);
        if (!check.faults.isEmpty()) {
            throw new IllegalStateException("the catalogue is faulty: " + String.join("; ", check.faults));
        }
    }

    private void collect(SourceKind source) {
        for (var measure : source.measures()) {
            if (measures.put(measure.id(), measure) != null) {
                faults.add(source.id() + ": measure defined twice: " + measure.id());
            }
            sourceOfMeasure.put(measure.id(), source);
        }
        for (var claim : source.claims()) {
            if (claims.put(claim.id(), claim) != null) {
                faults.add(source.id() + ": claim defined twice: " + claim.id());
            }
        }
    }

    private void source(SourceKind source) {
        source.fields().forEach(field -> field(source, field));
        placeholders(source.summary()).forEach(name -> visible(source, "summary", name));
        source.measures().forEach(measure -> measure(source, measure));
        source.claims().forEach(claim -> claim(source, claim));
    }

    private void field(SourceKind source, Field field) {
        var where = source.id() + "." + field.id();
        if (!source.builtIn()
                && "choice".equals(field.type()) == field.options().isEmpty()) {
            faults.add(where + ": a choice needs options, and only a choice has them");
        }
        if ("person".equals(field.type()) && !field.privacy().equals("restricted")) {
            faults.add(where + ": the name of a person is restricted");
        }
        var when = field.when();
        if (when != null) {
            var other = source.field(when.field());
            if (other.isEmpty() || other.get().option(when.equals()).isEmpty()) {
                faults.add(where + ": asked when " + when.field() + " = " + when.equals() + ", which cannot be");
            }
        }
    }

    private void measure(SourceKind source, Measure measure) {
        var where = source.id() + "." + measure.id();
        if ((measure.aggregate() == Aggregate.COUNT) != (measure.from() == null)) {
            faults.add(where + ": a count has no field to add, everything else has one");
        }
        measure.by().forEach(name -> visible(source, where, name));
        for (var name : measure.named()) {
            var counted = measure.aggregate() == Aggregate.COUNT_DISTINCT && source.person(name);
            if (!counted && !(source.builtIn() && OWN_NUMBERS.contains(name))) {
                visible(source, where, name);
            }
        }
        var unit = measure.measureUnit();
        if ((unit == null) == (measure.measureUnitFrom() == null)
                || unit != null && !read.measureUnits().containsKey(unit)) {
            faults.add(where + ": needs exactly one known unit of measure");
        }
        options(source, where, measure.where());
    }

    private void claim(SourceKind source, Claim claim) {
        var where = source.id() + "." + claim.id();
        var known = new HashSet<>(Set.of("figure", "items", "date"));
        known.addAll(ownWords());
        query(where, claim.query().measure(), claim.query().where());
        claim.query().plus().forEach(addend -> addend(where, claim.query(), addend));
        if (!claim.query().plus().isEmpty() && !claim.query().groupBy().isEmpty()) {
            faults.add(where + ": a sum of measures is not grouped");
        }
        for (var figure : claim.figures()) {
            figure(where, figure);
            if (!known.add(figure.id())) {
                faults.add(where + ": a figure may not be called " + figure.id());
            }
        }
        known.addAll(reckoned(where, claim, known));
        var measure = measures.get(claim.query().measure());
        if (measure != null) {
            texts(where, claim, measure, known);
        }
    }

    /** What a claim says of its parts and of what is missing; each is of a figure that it has. */
    private Set<String> reckoned(String where, Claim claim, Set<String> figures) {
        var names = new HashSet<String>();
        var parts = claim.parts();
        if (parts != null) {
            names.addAll(parts.each().isEmpty() ? Set.of("what") : Set.of("what", "only", "parts"));
            parts.each().forEach(piece -> known(where, figures, piece.figure()));
        }
        if (!claim.dues().isEmpty()) {
            names.addAll(Set.of("short", "met", "unmet"));
        }
        var said = placeholders(claim.text());
        for (var due : claim.dues()) {
            known(where, figures, due.done());
            if (due.asked() != null) {
                known(where, figures, due.asked());
            } else if (due.rules().isEmpty()) {
                faults.add(where + ": a due asks neither a figure nor rules");
            }
            var ofPart = parts != null
                    && parts.each().stream().anyMatch(piece -> piece.figure().equals(due.done()));
            if (!said.contains(ofPart ? "parts" : "short")) {
                faults.add(where + ": does not say what is missing of " + due.done());
            }
        }
        return names;
    }

    private Set<String> ownWords() {
        return read.own().stream()
                .filter(own -> own.of().equals("ANY"))
                .flatMap(own -> own.words().keySet().stream())
                .map(name -> "own." + name)
                .collect(Collectors.toSet());
    }

    private void own(Own own) {
        own.words().keySet().forEach(name -> known("own words of " + own.of(), ownWords(), "own." + name));
        for (var key : own.options().keySet()) {
            int dot = key.indexOf('.');
            var there = read.sources().values().stream()
                    .flatMap(source -> source.field(key.substring(0, dot)).stream())
                    .anyMatch(field -> field.option(key.substring(dot + 1)).isPresent());
            if (!there) {
                faults.add("own words of " + own.of() + ": no choice " + key);
            }
        }
    }

    private void texts(String where, Claim claim, Measure measure, Set<String> known) {
        for (var name : claim.query().groupBy()) {
            if (!name.equals("record") && !measure.by().contains(name)) {
                faults.add(where + ": groups by " + name + ", which its measure does not keep");
            }
        }
        var grouped = claim.query().groupBy();
        var perRecord = grouped.contains("record");
        measure.by().stream().map(name -> "list." + name).forEach(known::add);
        known.addAll(perRecord ? measure.by() : grouped);
        placeholders(claim.text()).forEach(name -> known(where, known, name));
        var item = claim.item();
        var inItem = new HashSet<>(measure.by());
        inItem.add("date");
        if (item != null) {
            placeholders(item).forEach(name -> known(where, inItem, name));
        }
        if (placeholders(claim.text()).contains("items") != (item != null)) {
            faults.add(where + ": items and their pattern go together");
        }
    }

    private void addend(String where, Query query, Query addend) {
        query(where, addend.measure(), addend.where());
        var first = measures.get(query.measure());
        var other = measures.get(addend.measure());
        if (first != null && other != null && !addable(first, other)) {
            faults.add(where + ": " + addend.measure() + " cannot be added to " + query.measure());
        }
    }

    private static boolean addable(Measure first, Measure other) {
        return first.aggregate().additive()
                && other.aggregate().additive()
                && first.measureUnit() != null
                && first.measureUnit().equals(other.measureUnit());
    }

    private void figure(String where, Figure figure) {
        var measure = figure.measure();
        if (measure != null) {
            query(where, measure, figure.where());
        } else if (figure.rules().isEmpty()) {
            faults.add(where + ": figure " + figure.id() + " asks neither a measure nor rules");
        }
        var unit = figure.measureUnit();
        if (unit != null && !read.measureUnits().containsKey(unit)) {
            faults.add(where + ": unknown unit of measure " + unit);
        }
    }

    private void query(String where, String measureId, Map<String, List<String>> conditions) {
        var measure = measures.get(measureId);
        var source = sourceOfMeasure.get(measureId);
        if (measure == null || source == null) {
            faults.add(where + ": unknown measure " + measureId);
            return;
        }
        for (var name : conditions.keySet()) {
            if (!measure.by().contains(name)) {
                faults.add(where + ": filters by " + name + ", which " + measureId + " does not keep");
            }
        }
        options(source, where, conditions);
    }

    private void options(SourceKind source, String where, Map<String, List<String>> conditions) {
        conditions.forEach((name, values) -> {
            var field = source.field(name);
            if (field.isEmpty()) {
                faults.add(where + ": filters by unknown " + name);
            } else if (!field.get().options().isEmpty()) {
                values.stream()
                        .filter(value -> field.get().option(value).isEmpty())
                        .forEach(value -> faults.add(where + ": " + name + " is never " + value));
            }
        });
    }

    private void outline(Outline outline) {
        for (var section : outline.sections()) {
            for (var block : section.blocks()) {
                for (var id : block.claims()) {
                    var claim = claims.get(id);
                    if (claim == null || !claim.section().equals(section.id())) {
                        faults.add(outline.id() + ": section " + section.id() + " has no claim " + id);
                    }
                }
            }
        }
    }

    private void visible(SourceKind source, String where, String name) {
        var field = source.field(name);
        if (field.isEmpty()) {
            faults.add(where + ": unknown field " + name);
        } else if (field.get().privacy().equals("restricted")) {
            faults.add(where + ": shows the restricted field " + name);
        }
    }

    private void known(String where, Set<String> known, String name) {
        if (!known.contains(name)) {
            faults.add(where + ": unknown placeholder {" + name + "}");
        }
    }

    /** The placeholders of both languages. */
    private static Set<String> placeholders(Words words) {
        var names = new HashSet<String>();
        for (var text : List.of(words.zh(), words.en())) {
            PLACEHOLDER.matcher(text).results().forEach(match -> names.add(match.group(1)));
        }
        return names;
    }
}
