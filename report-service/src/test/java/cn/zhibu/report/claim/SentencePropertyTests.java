package cn.zhibu.report.claim;

import static cn.zhibu.report.fact.FactFixtures.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.catalogue.Claim;
import cn.zhibu.report.content.Figure;
import cn.zhibu.report.content.Period;
import cn.zhibu.report.content.Sentence;
import cn.zhibu.words.Language;
import cn.zhibu.words.Words;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever was written down: a sentence names each thing once, in the unit's own words, and says plainly what is missing. */
class SentencePropertyTests {

    private static final Words NURSERY = new Words("清河区实验幼儿园党支部", "Branch of the Kindergarten");
    private static final Words SCHOOL = new Words("长河县中心小学党支部", "Branch of the School");
    private static final List<String> RULES = List.of("BR-06", "BR-09", "BR-12", "BR-24", "BR-22");
    private static final Pattern TWICE = Pattern.compile("(\\p{IsHan}{4,}).*\\1");
    private static final Pattern TWICE_EN =
            Pattern.compile("(?<![A-Za-z-])([A-Za-z-]{4,} [A-Za-z-]{4,})\\b.*(?<![A-Za-z-])\\1\\b");

    static LongStream seeds() {
        return LongStream.range(0, 80);
    }

    private record Told(Claim claim, Sentence sentence, Map<String, Integer> asked) {

        String zh() {
            return sentence.reads(Language.ZH);
        }

        String en() {
            return sentence.reads(Language.EN);
        }

        @Override
        public String toString() {
            return claim.id() + ": " + zh() + " / " + en();
        }
    }

    private static Stream<Told> told(long seed, Words unit, String bureau) {
        var random = new Random(seed * 31);
        var asked = new HashMap<String, Integer>();
        RULES.forEach(rule -> asked.put(rule, random.nextInt(5)));
        var own = OwnWords.of(CATALOGUE, null, unit, bureau);
        var sentences = new Sentences(
                CATALOGUE,
                new Display(CATALOGUE, id -> Optional.empty(), own),
                rules -> rules.stream().mapToInt(asked::get).sum());
        var facts = GeneratedFacts.of(seed);
        return CATALOGUE.claims().stream()
                .flatMap(claim -> sentences.of(claim, facts, Period.year(GeneratedFacts.YEAR)).stream()
                        .map(sentence -> new Told(claim, sentence, asked)));
    }

    @Test
    void everyClaimOfTheCatalogueIsToldByThem() {
        assertThat(seeds().boxed()
                        .flatMap(seed -> told(seed, NURSERY, "清河区教育局"))
                        .map(told -> told.claim().id())
                        .distinct())
                .containsAll(CATALOGUE.claims().stream()
                        .map(Claim::id)
                        .filter(id -> !LATER.contains(id))
                        .toList());
    }

    /** These look at what is planned for the time after the period. */
    private static final List<String> LATER = List.of(
            "term-election",
            "goals-set",
            "term-goals-set",
            "term-goal-items",
            "measures-set",
            "measure-items",
            "study-visits-planned",
            "guidance-planned");

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsLeftOpen(long seed) {
        assertThat(told(seed, NURSERY, "清河区教育局")).allSatisfy(told -> {
            assertThat(told.zh())
                    .as(told.claim().id())
                    .doesNotContain("—", "{", "}", "[", "]", "null", "等等", "，，", "、、");
            assertThat(told.en()).as(told.claim().id()).doesNotContain("—", "{", "}", "[", "]", "null", "  ", " ,");
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsNamedTwice(long seed) {
        assertThat(told(seed, NURSERY, "清河区教育局")).allSatisfy(told -> {
            assertThat(TWICE.matcher(withoutItems(told, told.zh())).find())
                    .as(told.zh())
                    .isFalse();
            assertThat(TWICE_EN.matcher(withoutItems(told, told.en())).find())
                    .as(told.en())
                    .isFalse();
        });
    }

    /** What each record is listed with may well be of the same level or kind; choices are listed as they are called. */
    private static String withoutItems(Told told, String text) {
        for (var name : listed(told.claim())) {
            text = text.replace(name, "");
        }
        int colon = Math.max(text.indexOf('：'), text.indexOf(": "));
        return told.claim().item() != null && colon > 0 ? text.substring(0, colon) : text;
    }

    private static List<String> listed(Claim claim) {
        var source = CATALOGUE.kindOf(CATALOGUE.measure(claim.query().measure()).orElseThrow());
        return source.fields().stream()
                .filter(field -> claim.text().zh().contains("{list." + field.id() + "}")
                        || claim.item() != null && claim.item().zh().contains("{" + field.id() + "}"))
                .flatMap(field -> field.options().stream())
                .flatMap(option -> Stream.of(option.names().zh(), option.names().en()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theWordsAreTheUnitsOwn(long seed) {
        assertThat(told(seed, NURSERY, "清河区教育局"))
                .allSatisfy(told ->
                        assertThat(told.zh()).doesNotContain("（校）", "（园）", "（市、区）", "县级", "校务", "学校，", "学校获", "学校先后"));
        assertThat(told(seed, SCHOOL, "长河县教育局"))
                .allSatisfy(told -> assertThat(told.zh()).doesNotContain("（校）", "（园）", "（市、区）", "区级", "园务"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsMissingIsSaidAndNotPraised(long seed) {
        assertThat(told(seed, NURSERY, "清河区教育局")
                        .filter(told -> !told.claim().dues().isEmpty()))
                .allSatisfy(told -> {
                    int missing = missing(told);
                    var plain = told.zh().matches("(?s).*(少\\d|尚未整改|尚未落实|尚未答复).*");
                    assertThat(plain).as(missing + ": " + told.zh()).isEqualTo(missing > 0);
                    assertThat(
                                    told.en()
                                            .matches(
                                                    ".*(\\d short|missing:|not yet rectified:|not yet carried out:|not yet answered:).*"))
                            .as(told.en())
                            .isEqualTo(missing > 0);
                    if (missing > 0) {
                        assertThat(told.zh()).doesNotContain("落实“三会一课”", "均为");
                        assertThat(numbers(told.zh()))
                                .as(missing + ": " + told.zh())
                                .isEqualTo(missing);
                    }
                });
    }

    private static int missing(Told told) {
        return told.claim().dues().stream()
                .mapToInt(due -> {
                    int asked = due.asked() == null
                            ? due.rules().stream().mapToInt(told.asked()::get).sum()
                            : value(told, due.asked());
                    return Math.max(0, asked - value(told, due.done()));
                })
                .sum();
    }

    private static int value(Told told, String figure) {
        return told.sentence().figures().stream()
                .filter(each -> each.id().equals(figure))
                .map(Figure::value)
                .findFirst()
                .orElse(BigDecimal.ZERO)
                .intValue();
    }

    /** The numbers that are said to be missing, added. */
    private static int numbers(String text) {
        return Pattern.compile("(?:少|尚未整改|尚未落实|尚未答复)(\\d+)")
                .matcher(text)
                .results()
                .mapToInt(match -> Integer.parseInt(match.group(1)))
                .sum();
    }

    /** A figure that rules ask for, or that is a part of another one by what became of it, is set against what was done. */
    @Test
    void whateverIsAskedHasItsDue() {
        assertThat(CATALOGUE.claims().stream()
                        .filter(claim -> claim.figures().stream()
                                .anyMatch(figure -> !figure.rules().isEmpty() || figure.within() != null))
                        .filter(claim -> claim.dues().isEmpty())
                        .map(Claim::id))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "清河区实验幼儿园党支部,清河区教育局,KINDERGARTEN DISTRICT",
        "清河镇中心小学党支部,长河县教育体育局,SCHOOL COUNTY TOWN",
        "湖滨街道第一小学党支部,江城市教育局,SCHOOL COUNTY SUBDISTRICT",
        "机关党支部,巴林右旗教育局党委,BANNER",
        "机关党支部,教育局,''"
    })
    void whoAUnitIsCanBeReadFromItsName(String unit, String bureau, String sorts) {
        assertThat(String.join(" ", OwnWords.sorts(null, unit, bureau)).replaceFirst("ANY ?", ""))
                .isEqualTo(sorts);
        assertThat(OwnWords.sorts("KINDERGARTEN", unit, bureau))
                .contains("KINDERGARTEN")
                .doesNotContain("SCHOOL");
    }

    @ParameterizedTest
    @CsvSource({"区级“区级文明校园”,“区级文明校园”", "学习党史等等形式,学习党史等形式", "省级先进,省级先进"})
    void whatFollowsUponItselfIsSaidOnce(String text, String once) {
        assertThat(Repetition.removed(text)).isEqualTo(once);
    }
}
