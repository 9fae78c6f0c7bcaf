package cn.zhibu.report.fact;

import static cn.zhibu.report.fact.FactFixtures.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.catalogue.Field;
import cn.zhibu.catalogue.Kind;
import cn.zhibu.catalogue.Measure;
import cn.zhibu.catalogue.OtherSide;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.report.Dispatcher;
import cn.zhibu.report.Dispatcher.Event;
import cn.zhibu.report.fact.Measuring.Subject;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** However a form of the catalogue is filled, what was written becomes facts, follows a correction and goes with a withdrawal. */
@ServiceTest
@Timeout(120)
class EveryKindTests {

    private static final LocalDate DAY = LocalDate.of(2025, 6, 1);
    private static final int FILLINGS = 60;

    @Autowired
    private FactProjection projection;

    @Autowired
    private FactSets sets;

    static Stream<String> ids() throws IOException {
        return Arrays.stream(new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:zhibu/catalogue/kinds/*.yaml"))
                .map(file -> Objects.requireNonNull(file.getFilename()).replace(".yaml", ""));
    }

    private static List<Kind> kinds() throws IOException {
        return ids().map(id -> CATALOGUE.kind(id).orElseThrow()).toList();
    }

    /** Values as an event tells them: valid by the form, persons by their marks, nothing restricted. */
    private static Map<String, Object> filled(Kind kind, Random random, boolean whole) {
        var values = new HashMap<String, Object>();
        for (var field : kind.fields()) {
            var when = field.when();
            var asked = when == null || when.equals().equals(String.valueOf(values.get(when.field())));
            var told = !field.restricted() || field.type() == Field.Type.PERSON;
            if (asked && told && (whole || field.required() || random.nextBoolean())) {
                values.put(field.id(), value(field, random));
            }
        }
        return values;
    }

    private static Object value(Field field, Random random) {
        return switch (field.type()) {
            case CHOICE ->
                field.options().get(random.nextInt(field.options().size())).id();
            case BOOLEAN -> random.nextBoolean();
            case DATE -> DAY.plusDays(random.nextInt(300)).toString();
            case PARTY ->
                random.nextBoolean()
                        ? Map.of("unit", "u" + random.nextInt(5))
                        : Map.of("name", "某园" + random.nextInt(5));
            case INTEGER, NUMBER, MONEY -> number(field, random);
            default -> "文字" + random.nextInt(1000);
        };
    }

    private static Object number(Field field, Random random) {
        var least = Objects.requireNonNullElse(field.min(), BigDecimal.ONE);
        var most = Objects.requireNonNullElse(field.max(), BigDecimal.valueOf(9999));
        var reach = most.subtract(least).min(BigDecimal.valueOf(500)).intValue();
        return least.add(BigDecimal.valueOf(1 + random.nextInt(Math.max(1, reach))))
                .min(most);
    }

    private static List<Fact> facts(Kind kind, Map<String, Object> values) {
        var subject = new Subject("r", DAY, Values.flatten(values));
        var facts = new ArrayList<>(Measuring.facts(kind, null, subject));
        if (kind.otherSide() != null) {
            facts.addAll(Measuring.facts(kind, OtherSide.RECEIVED, subject));
        }
        return facts;
    }

    @ParameterizedTest
    @MethodSource("ids")
    void everyMeasureOfAKindIsTakenFromItsForm(String id) {
        var kind = CATALOGUE.kind(id).orElseThrow();
        var random = new Random(id.hashCode());
        var taken = new HashSet<String>();
        for (int i = 0; i < FILLINGS; i++) {
            var whole = facts(kind, filled(kind, random, true));
            assertThat(whole)
                    .as("a form that is filled in whole says something")
                    .isNotEmpty();
            whole.forEach(fact -> taken.add(fact.measure()));
            facts(kind, filled(kind, random, false)).forEach(fact -> taken.add(fact.measure()));
        }
        assertThat(taken)
                .containsExactlyInAnyOrderElementsOf(
                        kind.measures().stream().map(Measure::id).toList());
    }

    private static Event told(String name, Kind kind, long sequence, Map<String, Object> values) {
        return Event.sample(
                "activity.events",
                name,
                "r-" + kind.id(),
                sequence,
                "record",
                "r-" + kind.id(),
                "kind",
                kind.id(),
                "unit",
                "b",
                "ancestors",
                List.of("bureau", "b"),
                "date",
                DAY.toString(),
                "values",
                values);
    }

    private Map<String, List<Fact>> found(Dispatcher dispatcher) {
        var found = new HashMap<String, List<Fact>>();
        dispatcher
                .read(sets.ofOwners(List.of("b")).collectList())
                .forEach(set -> found.put(set.origin().source(), set.facts()));
        return found;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsEnteredIsFoundCorrectedAndWithdrawn(long seed) throws IOException {
        var random = new Random(seed);
        var dispatcher = new Dispatcher(projection);
        var kinds = kinds();
        var first = new HashMap<String, Map<String, Object>>();
        var second = new HashMap<String, Map<String, Object>>();
        for (var kind : kinds) {
            first.put(kind.id(), filled(kind, random, true));
            second.put(kind.id(), filled(kind, random, true));
        }
        dispatcher.hear(kinds.stream()
                .map(kind -> told("record.entered.v1", kind, 0, first.get(kind.id())))
                .toList());
        holds(found(dispatcher), kinds, first);
        dispatcher.hear(kinds.stream()
                .map(kind -> told("record.corrected.v1", kind, 1000, second.get(kind.id())))
                .toList());
        holds(found(dispatcher), kinds, second);
        dispatcher.hear(kinds.stream()
                .map(kind -> told("record.withdrawn.v1", kind, 2000, Map.of()))
                .toList());
        assertThat(found(dispatcher)).isEmpty();
    }

    private static void holds(
            Map<String, List<Fact>> found, List<Kind> kinds, Map<String, Map<String, Object>> values) {
        assertThat(found).hasSize(kinds.size());
        for (var kind : kinds) {
            var expected = Measuring.facts(
                    kind, null, new Subject("r-" + kind.id(), DAY, Values.flatten(values.get(kind.id()))));
            assertThat(found.get(kind.id()))
                    .as(kind.id())
                    .extracting(
                            Fact::measure, Fact::date, fact -> fact.quantity().stripTrailingZeros(), Fact::key)
                    .containsExactlyElementsOf(expected.stream()
                            .map(fact -> org.assertj.core.groups.Tuple.tuple(
                                    fact.measure(), fact.date(), fact.quantity().stripTrailingZeros(), fact.key()))
                            .toList());
        }
    }

    @Test
    void aPersonIsToldApartByNumberByNameByMembershipOrByTheRecord() {
        var honour = CATALOGUE.kind("honour").orElseThrow();
        Map<String, Object> base = Map.of("holder", "person", "category", "teacher", "title", "优秀教师", "level", "CITY");
        assertThat(key(honour, base)).isEqualTo("r");
        assertThat(key(honour, with(base, "member", "m1"))).isEqualTo("m1");
        assertThat(key(honour, with(with(base, "member", "m1"), "recipient", "mark")))
                .isEqualTo("mark");
        assertThat(key(honour, with(with(base, "recipient", "mark"), "staffNumber", "7")))
                .isEqualTo("7");
    }

    private static String key(Kind kind, Map<String, Object> values) {
        return facts(kind, values).get(0).key();
    }

    private static Map<String, Object> with(Map<String, Object> values, String field, Object value) {
        var more = new HashMap<>(values);
        more.put(field, value);
        return more;
    }
}
