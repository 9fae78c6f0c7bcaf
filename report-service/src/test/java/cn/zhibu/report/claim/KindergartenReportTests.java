package cn.zhibu.report.claim;

import static cn.zhibu.report.fact.FactFixtures.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.report.content.Content;
import cn.zhibu.report.content.Period;
import cn.zhibu.report.content.Sentence;
import cn.zhibu.words.Language;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fact of the kindergarten's year comes out of its records, at its place, with its figure. */
class KindergartenReportTests {

    /** Row of kindergarten.tsv, section of the outline, claim, figure of the sentence, as printed in zh and en. */
    private static final String PLACES = """
            K01 leadership org-life asked 32次 32 sessions
            K02 leadership key-tasks-completed figure 1项 1 task
            K03 leadership contact-points-kept figure 4个 4 contact points
            K04 joining-hands dual-entries-held figure 1次 1 campaign
            K05 joining-hands volunteering figure 1次 1 activity
            K06 joining-hands class-visits-made figure 3次 3 visits
            K07 joining-hands opinions-heard figure 151条 151 opinions
            K08 joining-hands opinions-heard rectified 151条 151 opinions
            K09 joining-hands aid-money-given figure 20,000元 20,000 yuan
            K10 joining-hands aid-goods-given figure 250册 250 volumes
            K11 joining-hands interns-received figure 94名 94 students
            K12 joining-hands demonstrations-given figure 2场次 2 demonstrations
            K13 joining-hands twinning-kept figure 7所 7 institutions
            K14 growth competitions-held figure 1场 1 event
            K15 growth trainings-attended figure 80余次 more than 80 trainings
            K16 growth excellent-teachers figure 1人 1 person
            K17 growth excellent-members figure 2人 2 persons
            K18 growth excellent-teachers figure 3人 3 persons
            K19 growth pioneer-posts figure 5人 5 persons
            K20 growth contest-winners figure 40余人 more than 40 persons
            K21 growth works-awarded figure 1项 1 award
            K22 growth unit-honoured figure 1项 1 title
            K23 problems problems-found figure 6个 6 problems
            K24 causes causes-found figure 4条 4 causes
            K25 next-steps measures-set figure 6项 6 measures
            K26 next-steps study-visits-planned figure 1次 1 visit
            K27 next-steps institutions-planned figure 1部 1 handbook
            K28 leadership structure figure 3所 3 institutions
            """;

    private static final Content REPORT = KindergartenFixtures.report();

    static Stream<FixtureRow> rows() throws IOException {
        return FixtureRow.read("/kindergarten.tsv", PLACES);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowStandsAtItsPlaceWithItsFigure(FixtureRow row) {
        row.standsIn(REPORT);
    }

    @Test
    void whatTheRulesAskAndWhatWasHeldStandInOneSentence() {
        var sentence = REPORT.sentence("org-life").orElseThrow();
        assertThat(sentence.reads(Language.ZH))
                .isEqualTo("落实“三会一课”制度，全年按规定应开展32次，实际开展33次，其中支部党员大会4次，支部委员会会议13次，党小组会12次，党课4次。");
        assertThat(sentence.reads(Language.EN))
                .contains(
                        "the rules ask for 32 sessions and the branch held 33 sessions, of which 4 branch assemblies");
    }

    @Test
    void opinionsRectifiedAfterTheYearStillCountAndThoseOfOthersDoNot() {
        var sentence = REPORT.sentence("opinions-heard").orElseThrow();
        assertThat(sentence.reads(Language.ZH)).contains("征集并分类梳理意见151条，已整改151条");
    }

    @Test
    void closedAndLaterCampusesAreNotCounted() {
        assertThat(REPORT.sentence("structure").orElseThrow().reads(Language.ZH))
                .isEqualTo("除本部外，目前设有办学点3所，其中分园2所，托管园1所。");
    }

    @Test
    void aYearWithoutRecordsMakesNoSentence() {
        var display = new Display(CATALOGUE, id -> Optional.empty(), OwnWords.of(CATALOGUE, null, null, null));
        var sentences = new Sentences(CATALOGUE, display, rules -> 32);
        assertThat(CATALOGUE.claims())
                .allSatisfy(claim -> assertThat(sentences.of(claim, List.of(), Period.year(2025)))
                        .isEmpty());
    }

    @Test
    void sentenceIdsAreUniqueAndLasting() {
        var again = KindergartenFixtures.report();
        var ids = REPORT.sentences().stream().map(Sentence::id).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(again.sentences().stream().map(Sentence::id)).containsExactlyElementsOf(ids);
    }

    @Test
    void nothingIsLeftUnfilledInEitherLanguage() {
        for (var language : Language.values()) {
            for (var sentence : REPORT.sentences()) {
                assertThat(sentence.reads(language)).as(sentence.id()).doesNotContain("—", "{", "}", "[", "]", "null");
            }
        }
        if (Boolean.getBoolean("show")) {
            Arrays.stream(Language.values()).forEach(KindergartenReportTests::show);
        }
    }

    private static void show(Language language) {
        for (var section : REPORT.sections()) {
            System.out.println(
                    "\n## " + (section.title() == null ? "" : section.title().in(language)));
            int paragraph = 0;
            for (var sentence : section.sentences()) {
                if (sentence.paragraph() != paragraph) {
                    System.out.println();
                    paragraph = sentence.paragraph();
                }
                System.out.print(sentence.reads(language));
            }
        }
        System.out.println();
    }
}
