package cn.zhibu.report.claim;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.Field.Option;
import cn.zhibu.words.Language;
import cn.zhibu.words.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the unit that reports calls things: a kindergarten has no sub-school, a district no county level. */
final class OwnWords {

    static final String PREFIX = "own.";

    private static final java.util.regex.Pattern KINDERGARTEN = java.util.regex.Pattern.compile("幼儿园|幼教");
    private static final java.util.regex.Pattern SCHOOL = java.util.regex.Pattern.compile("小学|中学|初中|高中|学校");
    private static final java.util.regex.Pattern TOWN = java.util.regex.Pattern.compile("镇(?=中心|第|实验|幼|小|初|高|中|党|九)");
    private static final java.util.regex.Pattern TOWNSHIP =
            java.util.regex.Pattern.compile("乡(?=中心|第|实验|幼|小|初|高|中|党|九)");
    private static final java.util.regex.Pattern PLACE =
            java.util.regex.Pattern.compile("^\\p{IsHan}+?(自治县|县|区|旗|市)(?=\\p{IsHan}*?(教|局|委))");

    private final Map<String, Words> words = new HashMap<>();
    private final Map<String, Words> options = new HashMap<>();

    private OwnWords(CatalogueService catalogue, List<String> sorts) {
        for (var own : catalogue.own()) {
            if (sorts.contains(own.of())) {
                own.words().forEach((name, word) -> words.put(PREFIX + name, word));
                options.putAll(own.options());
            }
        }
    }

    /** @param bureau name of the bureau, which says what its own level is called */
    static OwnWords of(
            CatalogueService catalogue, @Nullable String schoolType, @Nullable Words unit, @Nullable String bureau) {
        return new OwnWords(catalogue, sorts(schoolType, unit == null ? "" : unit.zh(), bureau == null ? "" : bureau));
    }

    static List<String> sorts(@Nullable String schoolType, String unit, String bureau) {
        var sorts = new ArrayList<>(List.of("ANY"));
        if (schoolType != null) {
            sorts.add(schoolType.equals("KINDERGARTEN") ? "KINDERGARTEN" : "SCHOOL");
        } else if (KINDERGARTEN.matcher(unit).find()) {
            sorts.add("KINDERGARTEN");
        } else if (SCHOOL.matcher(unit).find()) {
            sorts.add("SCHOOL");
        }
        var place = PLACE.matcher(bureau);
        if (place.find()) {
            sorts.add(
                    switch (place.group(1)) {
                        case "区" -> "DISTRICT";
                        case "旗" -> "BANNER";
                        default -> "COUNTY";
                    });
        }
        if (unit.contains("街道")) {
            sorts.add("SUBDISTRICT");
        } else if (TOWN.matcher(unit).find()) {
            sorts.add("TOWN");
        } else if (TOWNSHIP.matcher(unit).find()) {
            sorts.add("TOWNSHIP");
        }
        return sorts;
    }

    /** The words of texts, by the name a pattern gives them. */
    Map<String, Words> words() {
        return words;
    }

    Optional<Words> word(String name) {
        return Optional.ofNullable(words.get(name));
    }

    /** A text with the own words in their places. */
    String filled(String text, Language language) {
        return Pattern.text(Pattern.fill(
                text, Pattern.Lookup.ofTexts(name -> word(name).map(words -> words.in(language)))));
    }

    Words option(String field, Option option) {
        return options.getOrDefault(field + "." + option.id(), option.names());
    }
}
