package cn.zhibu.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.catalogue.CatalogueReader.Read;
import cn.zhibu.rules.RuleService;
import cn.zhibu.words.Words;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The shipped catalogue is complete and sound, and a faulty one is refused with the place of the fault. */
class CatalogueTests {

    private static final String SOUND = """
            id: walk
            version: 1
            names: {zh-CN: 走访, en: Walk}
            group: service
            initials: zf
            fields:
              - {id: place, type: text, required: true, privacy: internal, names: {zh-CN: 地点, en: Place}}
              - {id: note, type: text, required: false, privacy: restricted, names: {zh-CN: 备注, en: Note}}
              - id: form
                type: choice
                required: true
                privacy: internal
                names: {zh-CN: 形式, en: Form}
                options: [{id: short, names: {zh-CN: 短, en: short}}]
              - {id: hours, type: number, required: false, when: {field: form, equals: short}, privacy: internal, names: {zh-CN: 时长, en: Hours}}
            summary: {zh-CN: '{place}', en: '{place}'}
            measures:
              - {id: walks, names: {zh-CN: 次数, en: Walks}, aggregate: count, measureUnit: visits, by: [place]}
            claims:
              - id: walks-made
                section: joining-hands
                window: period
                query: {measure: walks}
                rounding: exact
                text: {zh-CN: '走访{figure}', en: '{figure}'}
            """;

    private static final RuleService RULES = RuleService.onClassPath();

    private final Read shipped = CatalogueReader.read();

    static Stream<Resource> kinds() throws IOException {
        return Arrays.stream(
                new PathMatchingResourcePatternResolver().getResources("classpath*:zhibu/catalogue/kinds/*.yaml"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindHasTheFormOfTheSchema(Resource kind) throws IOException {
        assertThat(faults("zhibu/catalogue/schema/kind.schema.json", kind.getContentAsString(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "en: Walk|de: Gang",
                "type: number|type: numbr",
                "privacy: restricted|privacy: secret",
                "required: true, privacy|privacy",
                "id: walk|id: Walk Round",
                "aggregate: count|aggregate: mean",
                "rounding: exact|rounding: about",
                "window: period|window: soon",
                "{measure: walks}|{measure: walks, plus: [walks]}",
                "version: 1|version: 0",
                "initials: zf|initials: zf\nwords: []",
                "initials: zf|initials: zf\nwords: [走, 走]",
                "measureUnit: visits, by|by"
            })
    void theSchemaRefusesAFaultyKind(String fault) {
        assertThat(faults("zhibu/catalogue/schema/kind.schema.json", SOUND)).isEmpty();
        assertThat(faults("zhibu/catalogue/schema/kind.schema.json", broken(fault)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "en: Walk}|en: ''}~a text is missing",
                "names: {zh-CN: 走访, en: Walk}|seedRows: [1]~missing: /names",
                "'{place}'}|'{place}'}\nsummary: {zh-CN: 走, en: go}~Duplicate",
                "type: number|type: numbr~numbr",
                "privacy: restricted|privacy: secret~secret",
                "group: service|group: holidays~no group holidays",
                "group: service|version: 1~Duplicate",
                "initials: zf|seedRows: [1]~group or initials",
                "privacy: internal, names: {zh-CN: 时长|measureUnit: ells, privacy: internal, names: {zh-CN: 时长~unit of measure ells",
                "id: note|id: place~field defined twice",
                "{measure: walks}|{measure: walks}\n    figures: [{id: asked, rules: [BR-99], measureUnit: visits}]~no rule BR-99",
                "id: walks,|id: class-visits,~measure defined twice",
                "id: walks-made|id: class-visits-made~claim defined twice",
                "measureUnit: visits|measureUnit: miles~needs exactly one known unit",
                "by: [place]|by: [note]~shows the restricted field note",
                "by: [place]|by: [street]~unknown field street",
                "'{place}', en|'{note}', en~shows the restricted field note",
                "{measure: walks}|{measure: runs}~unknown measure runs",
                "{measure: walks}|{measure: walks, where: {form: short}}~filters by form",
                "{measure: walks}|{measure: walks, groupBy: [form]}~groups by form",
                "{measure: walks}|{measure: walks, plus: [{measure: runs}]}~unknown measure runs",
                "{measure: walks}|{measure: walks, plus: [{measure: trainings}]}~trainings cannot be added to walks",
                "{measure: walks}|{measure: walks, groupBy: [place], plus: [{measure: class-visits}]}~a sum of measures",
                "走访{figure}|走访{number}~unknown placeholder {number}",
                "走访{figure}|走访{items}~items and their pattern",
                "equals: short|equals: long~which cannot be",
                "type: text, required: true|type: person, required: true~the name of a person is restricted",
                "aggregate: count|aggregate: sum~a count has no field"
            })
    void brokenReferencesAreNamed(String fault) {
        var parts = fault.split("~", -1);
        assertThat(check(SOUND).kinds()).containsKey("walk");
        assertThatThrownBy(() -> check(broken(parts[0]))).hasStackTraceContaining(parts[1]);
    }

    private static final String SECOND = SOUND.replace("version: 1", "version: 2\nfrom: '2026-03-01'")
            .replace("{id: short, names: {zh-CN: 短, en: short}}", "{id: long, names: {zh-CN: 长, en: long}}")
            .replace("equals: short", "equals: long")
            .replace("summary: {zh-CN: '{place}', en: '{place}'}", "summary: {zh-CN: '到{place}', en: 'to {place}'}");

    @Test
    void aRecordIsReadByTheVersionItWasWrittenUnder() {
        var catalogue = new CatalogueService(check(SECOND, SOUND), RULES);
        assertThat(catalogue.kind("walk", 1).orElseThrow().summary().en()).isEqualTo("{place}");
        assertThat(catalogue.kind("walk", 2).orElseThrow().summary().en()).isEqualTo("to {place}");
        assertThat(catalogue.kind("walk").orElseThrow().version()).isEqualTo(2);
        assertThat(catalogue
                        .kind("walk", 1)
                        .orElseThrow()
                        .field("form")
                        .orElseThrow()
                        .option("short"))
                .isPresent();
    }

    @Test
    void aVersionIsOfferedFromItsDay() {
        var catalogue = new CatalogueService(check(SOUND, SECOND), RULES);
        var day = LocalDate.of(2026, 3, 1);
        assertThat(catalogue.offered("walk", day.minusDays(1)).orElseThrow().version())
                .isEqualTo(1);
        assertThat(catalogue.offered("walk", day).orElseThrow().version()).isEqualTo(2);
        assertThat(catalogue.offered("session", day)).isEmpty();
    }

    @Test
    void aVersionWithoutAFileIsReadByTheNextThatHasOne() {
        var catalogue = new CatalogueService(check(SECOND), RULES);
        assertThat(catalogue.kind("walk", 1).orElseThrow().version()).isEqualTo(2);
        assertThat(catalogue.kind("walk", 7).orElseThrow().version()).isEqualTo(2);
        assertThat(catalogue.offered("walk", LocalDate.of(2026, 2, 28))).isEmpty();
    }

    @Test
    void versionsThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> check(SOUND, SOUND)).hasMessageContaining("version 1 is there twice");
        assertThatThrownBy(() -> check(SOUND, SOUND.replace("version: 1", "version: 2")))
                .hasMessageContaining("offered from a day after");
        assertThatThrownBy(() -> check(SOUND, SECOND, SECOND.replace("version: 2", "version: 3")))
                .hasMessageContaining("offered from a day after");
        assertThatThrownBy(() -> check(SOUND, SECOND.replace("measureUnit: visits", "measureUnit: times")))
                .hasMessageContaining("counts something else");
    }

    @Test
    void unknownWordsAreRefused() {
        assertThatThrownBy(() -> check(SOUND.replace("window: period", "window: period\n    colour: red")))
                .hasMessageContaining("colour");
    }

    @Test
    void whatIsAskedMustBeSaidWhenItIsMissing() {
        var silent = SOUND.replace("rounding: exact", "rounding: exact\n    dues: [{rules: [BR-22], done: figure}]");
        assertThatThrownBy(() -> check(silent)).hasMessageContaining("does not say what is missing of figure");
    }

    @Test
    void aPartIsOfAFigureThatTheClaimHas() {
        var odd = SOUND.replace(
                "rounding: exact",
                "rounding: exact\n    parts: {whole: {zh-CN: 总数, en: whole}, plural: wholes, each: "
                        + "[{figure: steps, names: {zh-CN: 步, en: step}, plural: steps}]}");
        assertThatThrownBy(() -> check(odd)).hasMessageContaining("steps");
    }

    @Test
    void aPersonIsCountedOnceAndShownNowhere() {
        var named = SOUND.replace("id: note, type: text", "id: note, type: person");
        var counted = named.replace("aggregate: count", "aggregate: countDistinct, from: place, orFrom: note");
        assertThat(check(counted).kinds().get("walk").newest().measures())
                .singleElement()
                .satisfies(measure -> assertThat(measure.orFrom()).containsExactly("note"));
        assertThatThrownBy(() -> check(named.replace("aggregate: count", "aggregate: sum, from: note")))
                .hasMessageContaining("shows the restricted field note");
        assertThatThrownBy(() -> check(named.replace("by: [place]", "by: [note]")))
                .hasMessageContaining("shows the restricted field note");
        assertThatThrownBy(() -> check(counted.replace("orFrom: note", "orFrom: nobody")))
                .hasMessageContaining("unknown field nobody");
    }

    @Test
    void ownWordsAreOfChoicesThatExist() {
        var own = List.of(new Own("ANY", Map.of(), Map.of("level.MOON", new Words("月", "moon"))));
        var odd = new Read(shipped.kinds(), shipped.groups(), shipped.measureUnits(), Map.of(), own);
        assertThatThrownBy(() -> CatalogueCheck.check(odd, RULES)).hasMessageContaining("no choice level.MOON");
    }

    @Test
    void aMeasureOnAnImpossibleOptionIsRefused() {
        var odd = SOUND.replace("by: [place]}", "by: [place], where: {form: long}}");
        assertThatThrownBy(() -> check(odd)).hasMessageContaining("form is never long");
    }

    @Test
    void theShippedCatalogueHoldsWhatTheReportsNeed() {
        var catalogue = CatalogueService.onClassPath();
        assertThat(shipped.kinds()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(catalogue.outlines()).extracting(Outline::id).containsExactly("debriefing", "election");
        assertThat(catalogue.claims()).hasSizeGreaterThan(40);
    }

    @Test
    void everyClaimOfAnOutlineBelongsToThatSection() {
        var outline = shipped.outlines().get("debriefing");
        var wrong = outline.sections().stream()
                .map(section -> new Section(
                        section.id() + "-x",
                        section.level(),
                        section.optional(),
                        section.expected(),
                        section.title(),
                        section.blocks()))
                .toList();
        var moved = new Outline(
                outline.id(),
                outline.version(),
                outline.names(),
                outline.period(),
                outline.title(),
                outline.byline(),
                outline.signature(),
                wrong);
        var broken = new Read(
                shipped.kinds(), shipped.groups(), shipped.measureUnits(), Map.of("debriefing", moved), shipped.own());
        assertThatThrownBy(() -> CatalogueCheck.check(broken, RULES)).hasMessageContaining("has no claim org-life");
    }

    /** The shipped catalogue with these versions of one more kind. */
    private Read check(String... versions) {
        var kinds = new ArrayList<Kind>();
        shipped.kinds().values().forEach(each -> kinds.addAll(each.all()));
        for (var yaml : versions) {
            kinds.add(CatalogueReader.kind(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))));
        }
        var more = new Read(
                Versions.of(kinds), shipped.groups(), shipped.measureUnits(), shipped.outlines(), shipped.own());
        CatalogueCheck.check(more, RULES);
        return more;
    }

    private static String broken(String fault) {
        var parts = fault.split("\\|", 2);
        assertThat(SOUND).contains(parts[0]);
        return SOUND.replace(parts[0], parts[1]);
    }

    private static List<String> faults(String schema, String yaml) {
        var stream = CatalogueTests.class.getClassLoader().getResourceAsStream(schema);
        Schema form = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(stream);
        return form.validate(yaml, InputFormat.YAML).stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void whatAMeetingDecidesIsCalledTheSameInTheRulesAndInAReport() {
        var options = shipped.kinds()
                .get("session")
                .newest()
                .field("decision")
                .orElseThrow()
                .options();
        assertThat(options)
                .extracting(option -> option.id() + " " + option.names().zh())
                .containsExactlyElementsOf(RULES.decisions().stream()
                        .map(decision -> decision.id() + " " + decision.names().zh())
                        .toList());
    }
}
