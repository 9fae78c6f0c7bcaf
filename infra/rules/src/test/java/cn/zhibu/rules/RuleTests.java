package cn.zhibu.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.words.Language;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The shipped rules are complete and sound, and a faulty pack is refused with the place of the fault. */
class RuleTests {

    private static final String SOUND = """
            id: walks
            version: 1
            names: {zh-CN: 走访, en: Walks}
            from: '2020-01-01'
            rules:
              - id: BR-06
                names: {zh-CN: 大会, en: Assembly}
                text: {zh-CN: 每季度1次, en: once a quarter}
                regulation: {zh-CN: 条例, en: Regulation}
                article: {zh-CN: 第十一条, en: Article 11}
                mark: C1
                verified: false
                from: '2020-01-01'
                appliesTo: [BRANCH]
                appliesWhen: always
                period: QUARTER
                times: 1
                metBy: {sessions: [BRANCH_ASSEMBLY]}
            """;

    static Stream<Resource> packs() throws IOException {
        return Arrays.stream(
                new PathMatchingResourcePatternResolver().getResources("classpath*:zhibu/rules/packs/*.yaml"));
    }

    @ParameterizedTest
    @MethodSource("packs")
    void everyRulePackHasTheFormOfTheSchema(Resource pack) throws IOException {
        var form = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(RuleTests.class
                        .getClassLoader()
                        .getResourceAsStream("zhibu/rules/schema/rule-pack.schema.json"));
        assertThat(form.validate(pack.getContentAsString(StandardCharsets.UTF_8), InputFormat.YAML))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mark: C1|mark: C9~C9",
                "times: 1|times: 0~asks for nothing",
                "en: Assembly}|en: ''}~a text is missing",
                "    article: {zh-CN: 第十一条, en: Article 11}\n|~missing: /rules/article",
                "times: 1|times: 1\n    often: true~often",
                "times: 1|times: 1\n    times: 2~Duplicate",
                "appliesWhen: always|appliesWhen: sometimes~cannot apply when",
                "{sessions: [BRANCH_ASSEMBLY]}|{}~met in exactly one way",
                "period: QUARTER|period: ONCE~a committee meets what is done once"
            })
    void aFaultyPackIsRefused(String fault) {
        var parts = fault.split("[|~]", -1);
        assertThat(pack(SOUND).rules()).hasSize(1);
        assertThat(SOUND).contains(parts[0]);
        assertThatThrownBy(() -> pack(SOUND.replace(parts[0], parts[1]))).hasStackTraceContaining(parts[2]);
    }

    @Test
    void theShippedRulesHoldWhatTheServicesAskFor() {
        var rules = RuleService.onClassPath();
        assertThat(rules.rules()).extracting(RulePack.Rule::id).contains("BR-06", "BR-16");
        assertThat(rules.reminder(Reminder.About.TERM).monthsBefore()).isEqualTo(6);
        assertThat(rules.name("BR-06", Language.EN)).isEqualTo("Branch assembly");
        assertThat(rules.name("BR-19", Language.ZH)).isEqualTo("提醒按期换届");
        assertThat(rules.name("BR-98", Language.ZH)).isEqualTo("BR-98");
        for (var reason : Reason.values()) {
            assertThat(rules.reason(reason).zh()).isNotBlank();
        }
    }

    private static RulePack pack(String yaml) {
        return RuleService.pack(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
