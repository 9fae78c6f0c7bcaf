package cn.zhibu.report.claim;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.Claim.Rounding;
import cn.zhibu.catalogue.Field;
import cn.zhibu.catalogue.Kind;
import cn.zhibu.report.fact.Source;
import cn.zhibu.words.Language;
import cn.zhibu.words.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** How numbers, days, choices and names look in both languages. */
final class Display {

    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);
    private static final DateTimeFormatter ZH = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.CHINA);
    private static final DateTimeFormatter EN = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    private final CatalogueService catalogue;
    private final Function<String, Optional<Words>> names;
    private final OwnWords own;

    /**
     * @param names the names of units that the caller may see, by id
     * @param own what the branch that reports calls things
     */
    Display(CatalogueService catalogue, Function<String, Optional<Words>> names, OwnWords own) {
        this.catalogue = catalogue;
        this.names = names;
        this.own = own;
    }

    OwnWords own() {
        return own;
    }

    /** The figure with its unit: 20,000元, 80余次; 20,000 yuan, more than 80 trainings. */
    String figure(BigDecimal value, String unit, Rounding rounding, Language language) {
        var words = catalogue.measureUnit(unit);
        if (language == Language.ZH) {
            return number(value, rounding, language) + words.names().zh();
        }
        var one = value.compareTo(BigDecimal.ONE) == 0;
        return number(value, rounding, language) + " " + (one ? words.names().en() : words.plural());
    }

    /** The figure alone. Rounded down only from ten on, and "more than" is said only when it is more. */
    String number(BigDecimal value, Rounding rounding, Language language) {
        var floor = floor(value, rounding);
        if (floor.compareTo(value) == 0) {
            return plain(value);
        }
        if (language == Language.EN) {
            return "more than " + plain(floor);
        }
        return floor.remainder(TEN_THOUSAND).signum() == 0 && floor.compareTo(TEN_THOUSAND) >= 0
                ? plain(floor.divide(TEN_THOUSAND)) + "余万"
                : plain(floor) + "余";
    }

    private static BigDecimal floor(BigDecimal value, Rounding rounding) {
        if (rounding == Rounding.EXACT || value.compareTo(BigDecimal.TEN) < 0) {
            return value;
        }
        var digits = value.precision() - value.scale();
        var scale = rounding == Rounding.TENS ? -1 : -(digits - 1);
        return value.setScale(scale, RoundingMode.DOWN);
    }

    private static String plain(BigDecimal value) {
        return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    static String day(LocalDate day, Language language) {
        return day.format(language == Language.ZH ? ZH : EN);
    }

    /** A value of a record, as the version of its kind reads it; empty where it may not or cannot be shown. */
    Optional<String> value(Source source, String field, String value, Language language) {
        return kind(source).flatMap(kind -> kind.field(field)).flatMap(known -> value(known, value, language));
    }

    private Optional<Kind> kind(Source source) {
        return catalogue.kind(source.kind(), source.kindVersion());
    }

    private Optional<String> value(Field field, String value, Language language) {
        return switch (field.type()) {
            case MEMBER, PERSON, CAMPAIGN -> Optional.empty();
            case PARTY -> party(value, language);
            case CHOICE ->
                field.option(value).map(option -> own.option(field.id(), option).in(language));
            case DATE -> Optional.of(day(LocalDate.parse(value), language));
            case BOOLEAN ->
                Optional.of(
                        language == Language.ZH
                                ? (value.equals("true") ? "是" : "否")
                                : value.equals("true") ? "yes" : "no");
            case INTEGER, NUMBER, MONEY -> Optional.of(quantity(field, value, language));
            case TEXT, LONG_TEXT -> Optional.of(value);
        };
    }

    private String quantity(Field field, String value, Language language) {
        var unit = field.measureUnit();
        var number = new BigDecimal(value);
        return unit == null ? plain(number) : figure(number, unit, Rounding.EXACT, language);
    }

    private Optional<String> party(String value, Language language) {
        return Partners.isUnit(value)
                ? names.apply(Partners.unit(value)).map(name -> name.in(language))
                : Optional.of(Partners.unit(value));
    }

    /** How one record reads in a list of source. */
    Words summary(Source source) {
        return kind(source)
                .map(kind -> new Words(summary(kind, source, Language.ZH), summary(kind, source, Language.EN)))
                .orElse(new Words(source.kind(), source.kind()));
    }

    private String summary(Kind kind, Source source, Language language) {
        var other = source.type().equals("giving") ? kind.otherSide() : null;
        var summary = other == null ? kind.summary() : other.summary();
        var parts = Pattern.fill(summary.in(language), Pattern.Lookup.ofTexts(name -> values(source, name, language)));
        return Pattern.text(parts);
    }

    private Optional<String> values(Source source, String name, Language language) {
        var shown = source.values().getOrDefault(name, java.util.List.of()).stream()
                .flatMap(value -> value(source, name, value, language).stream())
                .toList();
        return shown.isEmpty() ? Optional.empty() : Optional.of(String.join(separator(language), shown));
    }

    static String separator(Language language) {
        return language == Language.ZH ? "、" : ", ";
    }
}
