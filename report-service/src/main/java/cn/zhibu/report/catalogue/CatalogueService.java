package cn.zhibu.report.catalogue;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The catalogue as the other features read it; read once at the start and never changed while running. */
@Service
public final class CatalogueService {

    private final CatalogueReader.Read read;
    private final Map<String, Measure> measures = new LinkedHashMap<>();
    private final Map<String, Claim> claims = new LinkedHashMap<>();
    private final Map<String, Source> sourceOfMeasure = new LinkedHashMap<>();

    CatalogueService(CatalogueReader reader) {
        this.read = reader.read();
        for (var source : read.sources().values()) {
            for (var measure : source.measures()) {
                measures.put(measure.id(), measure);
                sourceOfMeasure.put(measure.id(), source);
            }
            source.claims().forEach(claim -> claims.put(claim.id(), claim));
        }
    }

    /** The catalogue on the class path. */
    public static CatalogueService onClassPath() {
        return new CatalogueService(new CatalogueReader());
    }

    /** A kind of record, or one of the built-in sources: session, survey, opinion, unit. */
    public Optional<Source> source(String id) {
        return Optional.ofNullable(read.sources().get(id));
    }

    public Optional<Measure> measure(String id) {
        return Optional.ofNullable(measures.get(id));
    }

    public Source sourceOf(Measure measure) {
        return of(sourceOfMeasure, measure.id());
    }

    public Claim claim(String id) {
        return of(claims, id);
    }

    public Collection<Claim> claims() {
        return claims.values();
    }

    public Unit unit(String id) {
        return of(read.units(), id);
    }

    public Optional<Outline> outline(String id) {
        return Optional.ofNullable(read.outlines().get(id));
    }

    /** What sorts of units call things; what is of ANY are the general words. */
    public List<Own> own() {
        return read.own();
    }

    public Collection<Outline> outlines() {
        return read.outlines().values();
    }

    private static <T> T of(Map<String, T> map, String id) {
        var found = map.get(id);
        if (found == null) {
            throw new IllegalArgumentException("not in the catalogue: " + id);
        }
        return found;
    }

    /** The two languages of the product. */
    public enum Language {
        ZH,
        EN;

        /** English for whoever asks for it; Chinese for everybody else, and where nothing is said. */
        public static Language of(@Nullable Locale locale) {
            return locale != null && locale.getLanguage().equals("en") ? EN : ZH;
        }
    }

    /** One text in both languages; neither may be empty. */
    public record Words(
            @JsonProperty("zh-CN") String zh,
            @JsonProperty("en") String en) {

        public Words {
            if (zh == null || zh.isBlank() || en == null || en.isBlank()) {
                throw new IllegalArgumentException("a text is missing in one language: " + zh + " / " + en);
            }
        }

        public String in(Language language) {
            return language == Language.ZH ? zh : en;
        }
    }

    /** A unit of measure; quantities of different units are never added. */
    public record Unit(String id, Words names, String plural) {}

    /** One choice of a field. */
    public record Option(String id, Words names) {}

    /** A field that is asked only when another has this value. */
    public record When(String field, String equals) {}

    /** One thing that is written down; restricted fields never leave the owning service. */
    public record Field(
            String id,
            String type,
            boolean required,
            String privacy,
            Words names,
            @Nullable Words help,
            List<Option> options,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable String unit,
            @Nullable When when) {

        public Field {
            options = options == null ? List.of() : List.copyOf(options);
        }

        public Optional<Option> option(String id) {
            return options.stream().filter(option -> option.id().equals(id)).findFirst();
        }
    }

    /** How facts are counted. {@code from} a field, {@code by} the fields a claim may filter, group or list. */
    public record Measure(
            String id,
            Words names,
            Aggregate aggregate,
            @Nullable String from,
            @Nullable String unit,
            @Nullable String unitFrom,
            @Nullable String dateFrom,
            @Nullable String each,
            @Nullable String when,
            @Nullable String endedBy,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            Map<String, List<String>> where,

            List<String> by) {

        public Measure {
            where = where == null ? Map.of() : where;
            by = by == null ? List.of() : by;
        }
    }

    /** Sums and counts may be added over months; distinct counts may not. */
    public enum Aggregate {
        @JsonProperty("sum")
        SUM,
        @JsonProperty("count")
        COUNT,
        @JsonProperty("countDistinct")
        COUNT_DISTINCT;

        public boolean additive() {
            return this != COUNT_DISTINCT;
        }
    }

    /** What a claim asks: one measure, filtered and grouped; {@code plus} further ones of the same unit, added to it. */
    public record Query(String measure, Map<String, List<String>> where, List<String> groupBy, List<Query> plus) {

        public Query {
            where = where == null ? Map.of() : where;
            groupBy = groupBy == null ? List.of() : groupBy;
            plus = plus == null ? List.of() : plus;
        }
    }

    /** A further number in the same sentence: of a measure, or what rules ask for. */
    public record Figure(
            String id,
            @Nullable String measure,
            Map<String, List<String>> where,
            @Nullable String within,
            List<String> rules,
            @Nullable String unit) {

        public Figure {
            where = where == null ? Map.of() : where;
            rules = rules == null ? List.of() : rules;
        }
    }

    /** A sentence of a report as data. */
    public record Claim(
            String id,
            String section,
            Window window,
            @Nullable String of,
            Query query,
            List<Figure> figures,
            Rounding rounding,
            @Nullable String layout,
            @Nullable Parts parts,
            List<Due> dues,
            @Nullable Words item,
            Words text) {

        public Claim {
            figures = figures == null ? List.of() : figures;
            dues = dues == null ? List.of() : dues;
        }

        public boolean list() {
            return "list".equals(layout);
        }
    }

    /** The stretch of time a claim looks at; {@code turn} is what ends the period, not what began it. */
    public enum Window {
        @JsonProperty("period")
        PERIOD,
        @JsonProperty("plan")
        PLAN,
        @JsonProperty("period-and-plan")
        PERIOD_AND_PLAN,
        @JsonProperty("asOf")
        AS_OF,
        @JsonProperty("turn")
        TURN
    }

    /** How a figure is printed; the true number always stands behind it. */
    public enum Rounding {
        @JsonProperty("exact")
        EXACT,
        @JsonProperty("tens")
        TENS,
        @JsonProperty("leading")
        LEADING
    }

    /** A kind of record or a built-in source; the dimensions of a built-in source are its fields. */
    public record Source(
            String id,
            int version,
            Words names,
            boolean builtIn,
            List<Field> fields,
            Words summary,
            List<Measure> measures,
            List<Claim> claims) {

        public Optional<Field> field(String id) {
            return fields.stream().filter(field -> field.id().equals(id)).findFirst();
        }
    }

    /**
     * A report: what it covers, its sections in order. A bar in the title is where it may be broken; by-line and signature
     * name the secretary.
     */
    public record Outline(
            String id,
            int version,
            Words names,
            Span period,
            Words title,
            Words byline,
            Words signature,
            List<Section> sections) {

        public Words plainTitle() {
            return new Words(title.zh().replace("|", ""), title.en());
        }
    }

    /** What a report covers: a calendar year, or the term of a committee. */
    public enum Span {
        YEAR,
        TERM
    }
}
