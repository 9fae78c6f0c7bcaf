package cn.zhibu.catalogue;

import cn.zhibu.catalogue.CatalogueReader.Read;
import cn.zhibu.catalogue.Claim.Figure;
import cn.zhibu.catalogue.Claim.Query;
import cn.zhibu.rules.RulePack.Rule;
import cn.zhibu.rules.RuleService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds every broken reference in the catalogue at once and says where it stands. */
final class CatalogueCheck {

    private final Read read;
    private final Set<String> rules;
    private final Map<String, Measure> measures = new HashMap<>();
    private final Map<String, Kind> sourceOfMeasure = new HashMap<>();
    private final Map<String, Claim> claims = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private CatalogueCheck(Read read, RuleService rules) {
        this.read = read;
        this.rules = rules.rules().stream().map(Rule::id).collect(Collectors.toSet());
    }

    static void check(Read read, RuleService rules) {
        var check = new CatalogueCheck(read, rules);
        read.kinds().values().forEach(check::collect);
        read.kinds().values().forEach(check::versions);
        read.outlines().values().forEach(check::outline);
        read.own().forEach(check::own);
        rules.rules().forEach(check::rule);
        if (!check.faults.isEmpty()) {
            throw new IllegalStateException("the catalogue is faulty: " + String.join("; ", check.faults));
        }
    }

    private void collect(Versions versions) {
        var own = new HashMap<String, Measure>();
        for (var kind : versions.all()) {
            var seen = new HashSet<String>();
            for (var measure : kind.measures()) {
                if (!seen.add(measure.id()) || measures.containsKey(measure.id())) {
                    faults.add(kind.id() + ": measure defined twice: " + measure.id());
                }
                own.put(measure.id(), measure);
                sourceOfMeasure.put(measure.id(), kind);
            }
        }
        measures.putAll(own);
        for (var claim : versions.newest().claims()) {
            if (claims.put(claim.id(), claim) != null) {
                faults.add(versions.newest().id() + ": claim defined twice: " + claim.id());
            }
        }
    }

    private void versions(Versions versions) {
        faults.addAll(versions.faults());
        for (var kind : versions.all()) {
            faults.addAll(KindCheck.faults(kind, read.measureUnits().keySet()));
            if (!kind.builtIn()
                    && read.groups().stream().noneMatch(group -> group.id().equals(kind.group()))) {
                faults.add(kind.id() + ": no group " + kind.group());
            }
        }
        versions.newest().claims().forEach(claim -> claim(versions.newest(), claim));
    }

    /** What a rule is met by, or what notes its exemption, is a kind. */
    private void rule(Rule rule) {
        var exemption = rule.exemption();
        Stream.of(rule.metBy().kind(), exemption == null ? null : exemption.kind())
                .filter(kind -> kind != null && !read.kinds().containsKey(kind))
                .forEach(kind -> faults.add(rule.id() + ": no kind of record " + kind));
    }

    private void claim(Kind source, Claim claim) {
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
        var said = KindCheck.placeholders(claim.text());
        for (var due : claim.dues()) {
            known(where, figures, due.done());
            rules(where, due.rules());
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
            var there = read.kinds().values().stream()
                    .flatMap(versions -> versions.all().stream())
                    .flatMap(kind -> kind.field(key.substring(0, dot)).stream())
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
        KindCheck.placeholders(claim.text()).forEach(name -> known(where, known, name));
        var item = claim.item();
        var inItem = new HashSet<>(measure.by());
        inItem.add("date");
        if (item != null) {
            KindCheck.placeholders(item).forEach(name -> known(where, inItem, name));
        }
        if (KindCheck.placeholders(claim.text()).contains("items") != (item != null)) {
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
        rules(where, figure.rules());
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

    private void rules(String where, List<String> asked) {
        asked.stream().filter(rule -> !rules.contains(rule)).forEach(rule -> faults.add(where + ": no rule " + rule));
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
        faults.addAll(KindCheck.options(source, where, conditions));
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

    private void known(String where, Set<String> known, String name) {
        if (!known.contains(name)) {
            faults.add(where + ": unknown placeholder {" + name + "}");
        }
    }
}
