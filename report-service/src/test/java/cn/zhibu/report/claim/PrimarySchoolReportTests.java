package cn.zhibu.report.claim;

import static cn.zhibu.report.fact.FactFixtures.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.report.content.Content;
import cn.zhibu.report.content.Sentence;
import cn.zhibu.words.Language;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fact of the primary school's term comes out of its records, at its place, with its figure. */
class PrimarySchoolReportTests {

    /** Row of primary-school.tsv, section of the outline, claim, figure of the sentence, as printed in zh and en. */
    private static final String PLACES = """
            S01 review term-served figure 3年 3 years
            S02 review term-school-honours figure 10余项 more than 10 titles
            S03 review term-branch-honours figure 2个级别 2 levels
            S04 learning term-study-held figure 38次 38 sessions
            S05 learning term-campaigns figure 4次 4 campaigns
            S06 team term-joint-decisions figure 3次 3 meetings
            S07 team term-inner-party-life figure 6次 6 sessions
            S08 team term-members-developed figure 1人 1 person
            S09 team term-staff-appraised figure 3年 3 years
            S10 institutions term-giving figure 3,000余元 more than 3,000 yuan
            S11 institutions term-celebrations figure 3场 3 events
            S12 style term-pledges figure 2份 2 documents
            S13 style term-reviews figure 3次 3 times
            S14 style term-disclosures figure 13次 13 times
            S15 quality term-teaching-awards figure 30余项 more than 30 awards
            S16 conditions-of-term term-invested figure 200余万元 more than 2,000,000 yuan
            S17 conditions-of-term term-invested facilities 13项 13 items
            S18 staff-of-term term-talents figure 2人 2 persons
            S19 staff-of-term term-talents figure 13人 13 persons
            S20 quality term-moral-education figure 3次 3 activities
            S21 term-problems term-problems-found figure 2个 2 problems
            S22 term-goals term-goals-set figure 3项 3 goals
            S23 assembly term-election figure 1次 1 time
            """;

    private static final Content REPORT = PrimarySchoolFixtures.report();

    static Stream<FixtureRow> rows() throws IOException {
        return FixtureRow.read("/primary-school.tsv", PLACES);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowStandsAtItsPlaceWithItsFigure(FixtureRow row) {
        row.standsIn(REPORT);
    }

    private static String zh(String sentence) {
        return REPORT.sentence(sentence).orElseThrow().reads(Language.ZH);
    }

    @Test
    void theReportOpensAndClosesAsAReportToAnAssemblyDoes() {
        assertThat(zh("salutation.fixed-0")).isEqualTo("同志们：");
        assertThat(zh("salutation.fixed-1")).contains("受上届支部委员会委托，我代表中心小学党支部", "2022年9月至2025年8月", "请予审议");
        assertThat(REPORT.title().zh()).isEqualTo("中心小学党支部换届选举工作报告");
        assertThat(REPORT.sentence("assembly.fixed-1").orElseThrow().reads(Language.EN))
                .startsWith("Comrades, ");
    }

    @Test
    void studyIsToldByFormAndByAudience() {
        assertThat(zh("term-study-held")).contains("学习资料、听先进事迹报告、观看录像、上党课、讨论交流", "累计76学时");
        var byAudience = REPORT.sentences().stream()
                .filter(sentence -> "term-study-by-audience".equals(sentence.claim()))
                .map(sentence -> sentence.reads(Language.ZH))
                .toList();
        assertThat(byAudience).hasSize(3);
        assertThat(byAudience.get(0)).startsWith("1. 抓好领导班子的学习，组织13次").doesNotContain("笔记");
        assertThat(byAudience.get(1)).startsWith("2. 抓好党员队伍的学习，组织13次").contains("其中记入专用学习笔记13次");
        assertThat(byAudience.get(2)).startsWith("3. 抓好教职工的学习，组织12次");
    }

    @Test
    void measuresOfOneUnitAreAddedAndTheirPartsStandBeside() {
        assertThat(zh("term-giving")).isEqualTo("为地震灾区组织党员、教职工捐助3,000余元，其中捐款2,180元，交纳特殊党费1,000元。");
        var figures = REPORT.sentence("term-giving").orElseThrow().figures();
        assertThat(figures.get(0).value()).isEqualByComparingTo("3180");
        assertThat(figures.get(0).records()).hasSize(2);
        assertThat(zh("term-inner-party-life")).endsWith("6次，其中民主生活会3次，组织生活会3次。");
    }

    @Test
    void levelsPersonsYearsAndFacilitiesAreCountedOnce() {
        var levels =
                REPORT.sentence("term-branch-honours").orElseThrow().figures().get(0);
        assertThat(levels.records()).hasSize(3);
        var persons = REPORT.sentence("term-members-developed").orElseThrow();
        assertThat(persons.figures().get(0).records()).hasSize(2);
        assertThat(zh("term-staff-appraised")).contains("有3年完成年度考核", "累计122人次");
        assertThat(zh("term-invested")).contains("设施13项");
    }

    @Test
    void moneyInvestedIsSummedByCategory() {
        var table = REPORT.sentences().stream()
                .filter(sentence -> "term-investment-items".equals(sentence.claim()))
                .map(sentence -> sentence.reads(Language.ZH))
                .toList();
        assertThat(table)
                .containsExactly(
                        "1. 校舍建设投入650,000元：设施0、设施4、设施8、设施12。",
                        "2. 设施设备投入480,000元：设施1、设施5、设施9。",
                        "3. 图书资料投入480,000元：设施2、设施6、设施10。",
                        "4. 校园环境投入480,000元：设施3、设施7、设施11。");
    }

    @Test
    void theElectionThatEndsTheTermCountsAndNotTheOneThatBeganIt() {
        var sentence = REPORT.sentences().stream()
                .filter(each -> "term-election".equals(each.claim()))
                .findFirst()
                .orElseThrow();
        assertThat(sentence.reads(Language.ZH)).contains("以无记名投票方式进行支部委员会换届选举1次，应选委员5人");
    }

    @Test
    void aTermWithoutRecordsMakesNoSentence() {
        var display =
                new Display(CATALOGUE, id -> java.util.Optional.empty(), OwnWords.of(CATALOGUE, null, null, null));
        var sentences = new Sentences(CATALOGUE, display, rules -> 3);
        assertThat(CATALOGUE.claims())
                .allSatisfy(claim -> assertThat(sentences.of(claim, java.util.List.of(), PrimarySchoolFixtures.TERM))
                        .isEmpty());
    }

    @Test
    void sentenceIdsAreUniqueAndNothingIsLeftUnfilled() {
        assertThat(REPORT.sentences().stream().map(Sentence::id)).doesNotHaveDuplicates();
        for (var language : Language.values()) {
            for (var sentence : REPORT.sentences()) {
                assertThat(sentence.reads(language)).as(sentence.id()).doesNotContain("—", "{", "}", "[", "]", "null");
            }
        }
        if (Boolean.getBoolean("show")) {
            Arrays.stream(Language.values()).forEach(PrimarySchoolReportTests::show);
        }
    }

    private static void show(Language language) {
        for (var section : REPORT.sections()) {
            System.out.println(
                    "\n## " + (section.title() == null ? "" : section.title().in(language)));
            section.sentences().forEach(sentence -> System.out.println(sentence.reads(language)));
        }
    }
}
