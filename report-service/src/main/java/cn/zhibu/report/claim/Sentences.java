package cn.zhibu.report.claim;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.Claim;
import cn.zhibu.catalogue.Claim.Rounding;
import cn.zhibu.catalogue.Field;
import cn.zhibu.catalogue.Kind;
import cn.zhibu.report.claim.Evaluation.Group;
import cn.zhibu.report.content.Figure;
import cn.zhibu.report.content.Period;
import cn.zhibu.report.content.Proof;
import cn.zhibu.report.content.Sentence;
import cn.zhibu.report.content.Sentence.Part;
import cn.zhibu.report.fact.Found;
import cn.zhibu.report.fact.Source;
import cn.zhibu.words.Language;
import cn.zhibu.words.Words;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the sentences of one claim, in both languages, without their last punctuation. */
final class Sentences {

    private static final int NAMED = 12;

    private final CatalogueService catalogue;
    private final Display display;
    private final Demands demands;

    Sentences(CatalogueService catalogue, Display display, Demands demands) {
        this.catalogue = catalogue;
        this.display = display;
        this.demands = demands;
    }

    List<Sentence> of(Claim claim, List<Found> facts, Period period) {
        var evaluation = new Evaluation(catalogue, claim, facts, period);
        return evaluation.groups().stream()
                .map(group -> sentence(claim, evaluation, group))
                .toList();
    }

    private Sentence sentence(Claim claim, Evaluation evaluation, Group group) {
        var figures = figures(claim, evaluation, group);
        return new Sentence(
                id(claim, group),
                Sentence.Kind.CLAIM,
                claim.id(),
                new Sentence.Text(
                        fill(claim, evaluation, group, figures, Language.ZH),
                        fill(claim, evaluation, group, figures, Language.EN)),
                List.copyOf(figures.values()),
                0,
                claim.list());
    }

    /** Always the same for the same claim and group, so that a comment stays with its sentence. */
    private static String id(Claim claim, Group group) {
        var by = group.by();
        if (claim.query().groupBy().isEmpty()) {
            return claim.id();
        }
        if (by.containsKey(Evaluation.RECORD)) {
            return claim.id() + "." + by.get(Evaluation.RECORD);
        }
        var name = UUID.nameUUIDFromBytes((by + "|" + group.measureUnit()).getBytes(StandardCharsets.UTF_8));
        return claim.id() + "." + name.toString().substring(0, 8);
    }

    private Map<String, Figure> figures(Claim claim, Evaluation evaluation, Group group) {
        var figures = new LinkedHashMap<String, Figure>();
        var value = group.value(evaluation.measure());
        var first = new Evaluation.Further(value, group.measureUnit(), group.found());
        figures.put(Evaluation.FIGURE, figure(claim, Evaluation.FIGURE, claim.rounding(), first));
        for (var each : claim.figures()) {
            if (each.measure() == null) {
                var number = BigDecimal.valueOf(demands.occasions(each.rules()));
                if (number.signum() > 0) {
                    figures.put(each.id(), byRules(each, number));
                }
                continue;
            }
            var further = evaluation.further(each, group);
            if (further != null && further.value().signum() != 0) {
                figures.put(each.id(), figure(claim, each.id(), Rounding.EXACT, further));
            }
        }
        return figures;
    }

    private Figure figure(Claim claim, String id, Rounding rounding, Evaluation.Further number) {
        var shown = shown(number.value(), number.measureUnit(), rounding);
        var proofs = proofs(number.found());
        return new Figure(id, number.value(), number.measureUnit(), shown, rounding, claim.window(), List.of(), proofs);
    }

    private Figure byRules(Claim.Figure figure, BigDecimal number) {
        var unit = figure.measureUnit() == null ? "times" : figure.measureUnit();
        return new Figure(
                figure.id(),
                number,
                unit,
                shown(number, unit, Rounding.EXACT),
                Rounding.EXACT,
                Claim.Window.PERIOD,
                figure.rules(),
                List.of());
    }

    private Words shown(BigDecimal value, String unit, Rounding rounding) {
        return new Words(
                display.figure(value, unit, rounding, Language.ZH), display.figure(value, unit, rounding, Language.EN));
    }

    private List<Proof> proofs(List<Found> found) {
        return found.stream()
                .map(each -> new Proof(
                        each.source().id(),
                        each.source().type(),
                        each.source().kind(),
                        each.source().date(),
                        each.source().sequence(),
                        each.fact().quantity(),
                        each.fact().measureUnit(),
                        display.summary(each.source())))
                .toList();
    }

    private List<Part> fill(
            Claim claim, Evaluation evaluation, Group group, Map<String, Figure> figures, Language language) {
        var kind = catalogue.kindOf(evaluation.measure());
        var own = group.own(evaluation.measure());
        var reckoning = new Reckoning(catalogue, display, demands, claim, figures);
        var parts = Pattern.fill(claim.text().in(language), (name, format) -> {
            var figure = figures.get(name);
            if (figure != null) {
                return Optional.of(List.of(new Part(shown(figure, format, language), name)));
            }
            if (Reckoning.NAMES.contains(name)) {
                return reckoning.find(name, language);
            }
            return text(claim, kind, own, name, language).map(text -> List.of(Part.text(text)));
        });
        return Repetition.removed(parts);
    }

    private Optional<String> text(Claim claim, Kind kind, List<Found> own, String name, Language language) {
        if (name.equals("items")) {
            return items(claim, own, language);
        }
        if (name.startsWith(OwnWords.PREFIX)) {
            return display.own().word(name).map(words -> words.in(language));
        }
        return name.startsWith("list.")
                ? list(kind, own, name.substring("list.".length()), language)
                : own.stream().findFirst().flatMap(found -> value(found, name, language));
    }

    private String shown(Figure figure, @Nullable String format, Language language) {
        return "number".equals(format)
                ? display.number(figure.value(), figure.rounding(), language)
                : figure.shown().in(language);
    }

    private Optional<String> value(Found found, String name, Language language) {
        if (name.equals("date")) {
            return Optional.of(Display.day(found.fact().date(), language));
        }
        var value = found.fact().by().get(name);
        return value == null ? Optional.empty() : display.value(found.source(), name, value, language);
    }

    private Optional<String> list(Kind kind, List<Found> own, String name, Language language) {
        var options = kind.field(name).map(Field::options).orElse(List.of());
        var values = new LinkedHashSet<String>();
        var present = new LinkedHashMap<String, Source>();
        own.forEach(found -> Optional.ofNullable(found.fact().by().get(name))
                .ifPresent(value -> present.putIfAbsent(value, found.source())));
        options.stream().map(Field.Option::id).filter(present::containsKey).forEach(values::add);
        values.addAll(present.keySet());
        return joined(
                values.stream()
                        .flatMap(value -> Stream.ofNullable(present.get(value))
                                .flatMap(source -> display.value(source, name, value, language).stream()))
                        .toList(),
                language);
    }

    private Optional<String> items(Claim claim, List<Found> own, Language language) {
        var item = claim.item();
        if (item == null) {
            return Optional.empty();
        }
        var texts = new LinkedHashSet<String>();
        for (var found : own) {
            texts.add(Repetition.removed(Pattern.text(
                    Pattern.fill(item.in(language), Pattern.Lookup.ofTexts(name -> value(found, name, language))))));
        }
        return joined(new ArrayList<>(texts), language);
    }

    private static Optional<String> joined(List<String> texts, Language language) {
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        var named = String.join(Display.separator(language), texts.subList(0, Math.min(NAMED, texts.size())));
        var more = texts.size() > NAMED ? (language == Language.ZH ? "等" : " and others") : "";
        return Optional.of(named + more);
    }
}
