package cn.zhibu.activity.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.Field;
import cn.zhibu.catalogue.Field.Option;
import cn.zhibu.catalogue.Field.Privacy;
import cn.zhibu.catalogue.Field.Type;
import cn.zhibu.catalogue.Field.When;
import cn.zhibu.process.problem.Problem;
import cn.zhibu.rules.Ban;
import cn.zhibu.rules.RuleService;
import cn.zhibu.words.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionCheckTests {

    private static final CatalogueService CATALOGUE = CatalogueService.onClassPath();
    private static final RuleService RULES = RuleService.onClassPath();

    private static Field field(String id, Type type, String name, boolean required) {
        var options = type == Type.CHOICE ? List.of(new Option("a", new Words("甲", "a"))) : List.<Option>of();
        return new Field(
                id, type, required, Privacy.INTERNAL, new Words(name, name), null, options, null, null, null, null);
    }

    private static void check(
            Definition definition, cn.zhibu.catalogue.@Nullable Kind base, Map<String, Field> before) {
        DefinitionCheck.check(CATALOGUE, RULES.bans(), definition, base, before);
    }

    private static void check(Set<String> sums, Field... fields) {
        var about = new Definition.About(new Words("走访", "Visits"), "service", "zf");
        check(new Definition(about, List.of(fields), sums, true), null, Map.of());
    }

    private static List<String> faults(Set<String> sums, Field... fields) {
        try {
            check(sums, fields);
            return List.of();
        } catch (Problem refusal) {
            return refusal.faults().stream()
                    .map(fault -> fault.pointer() + " " + fault.code())
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "签到情况,false,AF-03",
        "本月积 分,false,AF-03",
        "支部排名,false,AF-03",
        "党员评分,false,AF-03",
        "Check in,false,AF-03",
        "Score of the school,false,AF-03",
        "学习时长,false,AF-05",
        "现场定位,false,AF-06",
        "GPS,false,AF-06",
        "活动照片,true,AF-06",
        "Photos,true,AF-06"
    })
    void whatWouldRankOrForceIsRefusedWithItsArticle(String name, boolean required, String article) {
        assertThatThrownBy(() -> check(Set.of(), field("ownA", Type.TEXT, name, required)))
                .isInstanceOfSatisfying(Problem.class, refusal -> {
                    assertThat(refusal.type()).isEqualTo(KindProblem.KIND_FORBIDDEN);
                    assertThat(refusal.args().get(1)).isEqualTo(article);
                    assertThat(refusal.faults().get(0).pointer()).isEqualTo("/fields/0/name");
                });
    }

    @ParameterizedTest
    @CsvSource({"活动照片说明,false", "地点,true", "Underscored,true", "联系点,true", "Contact points,false"})
    void whatIsMerelySaidIsNotRefused(String name, boolean required) {
        assertThatCode(() -> check(Set.of(), field("ownA", Type.TEXT, name, required)))
                .doesNotThrowAnyException();
    }

    @Test
    void nothingOfTheCatalogueWouldBeRefused() {
        for (var versions : CATALOGUE.kinds()) {
            for (var field : versions.newest().fields()) {
                var texts = new ArrayList<>(List.of(versions.newest().names()));
                field.options().forEach(option -> texts.add(option.names()));
                for (var ban : RULES.bans()) {
                    var where = versions.newest().id() + "." + field.id();
                    if (ban.when() == Ban.When.ALWAYS) {
                        assertThat(texts).as(where).noneMatch(words -> holds(ban, words));
                    }
                    if (ban.when() == Ban.When.ALWAYS || field.required()) {
                        assertThat(holds(ban, field.names())).as(where).isFalse();
                    }
                }
            }
        }
    }

    private static boolean holds(Ban ban, Words words) {
        return ban.in(words.zh()).isPresent() || ban.in(words.en()).isPresent();
    }

    @Test
    void everyFaultIsNamedAtItsField() {
        var number = field("ownA", Type.INTEGER, "人数", true);
        var text = field("ownB", Type.TEXT, "对象", true);
        assertThat(faults(Set.of("ownA"), number, text)).isEmpty();
        assertThat(faults(Set.of("ownB"), number, text)).containsExactly("/fields/1/sum NOT_ADDED_UP");
        assertThat(faults(Set.of(), number, number)).containsExactly("/fields/1/id TWICE");
        assertThat(faults(Set.of(), field("amount", Type.TEXT, "对象", true))).containsExactly("/fields/0/id NOT_AN_ID");
        assertThat(faults(Set.of(), field("ownA", Type.CHOICE, "形式", true).with(List.of())))
                .containsExactly("/fields/0/options OPTIONS_OF_A_CHOICE");
        var never = new When("ownB", "x");
        var asked = new Field(
                "ownA", Type.TEXT, false, Privacy.INTERNAL, text.names(), null, List.of(), null, null, null, never);
        assertThat(faults(Set.of(), asked, text)).containsExactly("/fields/0/when NOT_AN_OPTION");
        var limits = new Field(
                "ownA",
                Type.INTEGER,
                false,
                Privacy.INTERNAL,
                text.names(),
                null,
                List.of(),
                BigDecimal.TEN,
                BigDecimal.ONE,
                "ells",
                null);
        assertThat(faults(Set.of(), limits))
                .containsExactly("/fields/0/max TOO_SMALL", "/fields/0/measureUnit NOT_AN_OPTION");
    }

    @Test
    void anAddedFieldIsNeverRequiredAndWhatWasTextStaysText() {
        var base = CATALOGUE.kind("donation").orElseThrow();
        var required = new Definition(null, List.of(field("ownA", Type.TEXT, "对象", true)), Set.of(), true);
        assertThatThrownBy(() -> check(required, base, Map.of()))
                .isInstanceOfSatisfying(
                        Problem.class,
                        refusal -> assertThat(refusal.faults().get(0).code()).isEqualTo("ADDED_NEVER_REQUIRED"));
        var changed = new Definition(null, List.of(field("ownA", Type.DATE, "对象", false)), Set.of(), true);
        var before = Map.of("ownA", field("ownA", Type.TEXT, "对象", false));
        assertThatThrownBy(() -> check(changed, base, before))
                .isInstanceOfSatisfying(
                        Problem.class,
                        refusal -> assertThat(refusal.faults().get(0).code()).isEqualTo("TYPE_STAYS"));
    }
}
