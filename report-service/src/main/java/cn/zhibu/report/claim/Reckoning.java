package cn.zhibu.report.claim;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.Claim;
import cn.zhibu.catalogue.Claim.Rounding;
import cn.zhibu.catalogue.Due;
import cn.zhibu.catalogue.Measure.Aggregate;
import cn.zhibu.catalogue.Parts;
import cn.zhibu.catalogue.Parts.Piece;
import cn.zhibu.report.content.Figure;
import cn.zhibu.report.content.Sentence.Part;
import cn.zhibu.words.Language;
import cn.zhibu.words.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the figures of one sentence add up to: the parts of its whole, each named once, and what is missing of what was
 * asked.
 */
final class Reckoning {

    /** {@code met} and {@code unmet} show nothing: they say which stretch of a pattern stands. */
    static final Set<String> NAMES = Set.of("what", "only", "parts", "short", "met", "unmet");

    private final CatalogueService catalogue;
    private final Display display;
    private final Demands demands;
    private final Claim claim;
    private final Map<String, Figure> figures;
    private final Figure whole;

    Reckoning(CatalogueService catalogue, Display display, Demands demands, Claim claim, Map<String, Figure> figures) {
        this.catalogue = catalogue;
        this.display = display;
        this.demands = demands;
        this.claim = claim;
        this.figures = figures;
        this.whole = Objects.requireNonNull(figures.get(Evaluation.FIGURE));
    }

    Optional<List<Part>> find(String name, Language language) {
        return switch (name) {
            case "what" -> what(language);
            case "only" -> only().map(piece -> texts(noun(piece.names(), piece.plural(), whole.value(), language)));
            case "parts" -> parts(language);
            case "short" -> shortfall(language);
            case "met" -> missing().isEmpty() ? Optional.of(List.of()) : Optional.empty();
            default -> missing().isEmpty() ? Optional.empty() : Optional.of(List.of());
        };
    }

    private Optional<List<Part>> what(Language language) {
        var parts = claim.parts();
        if (parts == null) {
            return Optional.empty();
        }
        return Optional.of(texts(only().map(piece -> noun(piece.names(), piece.plural(), whole.value(), language))
                .orElseGet(() -> noun(parts.whole(), parts.plural(), whole.value(), language))));
    }

    /** The one part that is the whole, with nothing missing of the others. */
    private Optional<Piece> only() {
        var said = said();
        return said.size() == 1 && value(said.get(0).figure()).compareTo(whole.value()) == 0
                ? Optional.of(said.get(0))
                : Optional.empty();
    }

    /** The parts that are there, and those that should have been. */
    private List<Piece> said() {
        Parts parts = claim.parts();
        return parts == null
                ? List.of()
                : parts.each().stream()
                        .filter(piece -> figures.containsKey(piece.figure())
                                || missing(piece).signum() > 0)
                        .toList();
    }

    private Optional<List<Part>> parts(Language language) {
        var said = said();
        if (said.isEmpty() || only().isPresent()) {
            return Optional.empty();
        }
        var all = new ArrayList<Part>();
        for (var piece : said) {
            if (!all.isEmpty()) {
                all.add(Part.text(language == Language.ZH ? "，" : ", "));
            }
            all.addAll(part(piece, language));
            if (missing(piece).signum() > 0) {
                all.add(Part.text(shortOf(missing(piece), language)));
            }
        }
        return Optional.of(all);
    }

    private List<Part> part(Piece piece, Language language) {
        var figure = figures.get(piece.figure());
        var noun = noun(piece.names(), piece.plural(), value(piece.figure()), language);
        if (figure == null) {
            var none = display.figure(BigDecimal.ZERO, whole.measureUnit(), Rounding.EXACT, language);
            return texts(language == Language.ZH ? noun + none : "no " + noun);
        }
        if (language == Language.ZH) {
            return List.of(Part.text(noun), new Part(figure.shown().zh(), figure.id()));
        }
        return summed()
                ? List.of(new Part(figure.shown().en(), figure.id()), Part.text(" of " + noun))
                : List.of(
                        new Part(display.number(figure.value(), figure.rounding(), language), figure.id()),
                        Part.text(" " + noun));
    }

    private String shortOf(BigDecimal number, Language language) {
        return language == Language.ZH
                ? "（少" + display.figure(number, whole.measureUnit(), Rounding.EXACT, language) + "）"
                : " (" + display.number(number, Rounding.EXACT, language) + " short)";
    }

    /** Amounts are counted in a unit of their own, everything else in what it is. */
    private boolean summed() {
        return catalogue
                .measure(claim.query().measure())
                .filter(measure -> measure.aggregate() == Aggregate.SUM)
                .isPresent();
    }

    private List<BigDecimal> missing() {
        return claim.dues().stream()
                .map(this::number)
                .filter(number -> number.signum() > 0)
                .toList();
    }

    private BigDecimal missing(Piece piece) {
        return claim.dues().stream()
                .filter(due -> due.done().equals(piece.figure()))
                .map(this::number)
                .reduce(BigDecimal.ZERO, BigDecimal::max);
    }

    private BigDecimal number(Due due) {
        var done = value(due.done());
        var asked = due.asked() == null ? BigDecimal.valueOf(demands.occasions(due.rules())) : value(due.asked());
        var rules = due.asked() == null ? due.rules() : rules(due.asked());
        return asked.subtract(done)
                .max(BigDecimal.valueOf(demands.missed(rules)))
                .max(BigDecimal.ZERO);
    }

    private BigDecimal value(String figure) {
        var found = figures.get(figure);
        return found == null ? BigDecimal.ZERO : found.value();
    }

    private List<String> rules(String figure) {
        var found = figures.get(figure);
        return found == null ? List.of() : found.rules();
    }

    private Optional<List<Part>> shortfall(Language language) {
        return missing().stream()
                .reduce(BigDecimal::add)
                .map(number -> texts(display.figure(number, whole.measureUnit(), Rounding.EXACT, language)));
    }

    private String noun(Words names, @Nullable String plural, BigDecimal value, Language language) {
        var several = language == Language.EN && plural != null && value.compareTo(BigDecimal.ONE) != 0;
        return display.own().filled(several ? Objects.requireNonNull(plural) : names.in(language), language);
    }

    private static List<Part> texts(String text) {
        return List.of(Part.text(text));
    }
}
