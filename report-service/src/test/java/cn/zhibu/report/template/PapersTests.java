package cn.zhibu.report.template;

import static cn.zhibu.report.fact.FactFixtures.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.catalogue.Claim;
import cn.zhibu.report.claim.KindergartenFixtures;
import cn.zhibu.report.content.Content;
import cn.zhibu.report.content.Figure;
import cn.zhibu.report.content.Period;
import cn.zhibu.report.content.Proof;
import cn.zhibu.report.content.SectionContent;
import cn.zhibu.report.content.Sentence;
import cn.zhibu.report.template.Paper.Exhibit;
import cn.zhibu.report.template.Paper.Line;
import cn.zhibu.report.template.Paper.Run;
import cn.zhibu.report.template.Paper.Style;
import cn.zhibu.words.Language;
import cn.zhibu.words.Words;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands on the two papers of a report. */
class PapersTests {

    private static final Signature SIGNED =
            new Signature(new Words("实验幼儿园党支部", "Branch of the Kindergarten"), "王芳", LocalDate.of(2026, 1, 15));
    private static final Content REPORT = withText(KindergartenFixtures.report(), "growth", "家长满意度达98%。");

    private static Content withText(Content content, String section, String text) {
        var sections = content.sections().stream()
                .map(each -> each.id().equals(section) ? with(each, text) : each)
                .toList();
        return new Content(content.title(), sections);
    }

    private static SectionContent with(SectionContent section, String text) {
        var sentences = new ArrayList<Sentence>(section.sentences());
        sentences.add(Sentence.written("free", text, 99));
        return new SectionContent(section.id(), section.level(), section.title(), sentences);
    }

    private static Content without(String... sections) {
        return new Content(
                REPORT.title(),
                REPORT.sections().stream()
                        .map(each -> List.of(sections).contains(each.id())
                                ? new SectionContent(each.id(), each.level(), each.title(), List.of())
                                : each)
                        .toList());
    }

    private static Paper paper(Content content, Signature signature, Copy copy, Language language) {
        return paper(content, signature, copy, language, Map.of());
    }

    private static Paper paper(
            Content content, Signature signature, Copy copy, Language language, Map<String, String> topics) {
        var outline = CATALOGUE.outline("debriefing").orElseThrow();
        return new Papers(CATALOGUE, language, copy, Map.of())
                .paper(new Manuscript(outline, content, signature, LocalDate.parse("2025-12-31"), topics));
    }

    private static List<String> texts(Paper paper, Style style) {
        return paper.lines().stream()
                .filter(line -> line.style() == style)
                .map(PapersTests::text)
                .toList();
    }

    private static String text(Line line) {
        return String.join("", line.runs().stream().map(Run::text).toList());
    }

    private static List<String> marks(Paper paper) {
        return paper.lines().stream()
                .flatMap(line -> line.runs().stream())
                .map(Run::mark)
                .filter(Objects::nonNull)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void theCleanCopyIsTheTextAlone(Language language) {
        var clean = paper(REPORT, SIGNED, Copy.CLEAN, language);
        assertThat(clean.annex()).isNull();
        assertThat(marks(clean)).isEmpty();
        var evidenced = paper(REPORT, SIGNED, Copy.EVIDENCE, language);
        assertThat(clean.lines().stream().map(PapersTests::text))
                .containsExactlyElementsOf(
                        evidenced.lines().stream().map(PapersTests::text).toList());
    }

    @Test
    void theCopyWithEvidenceMarksWhatRestsOnNothing() {
        var evidenced = paper(REPORT, SIGNED, Copy.EVIDENCE, Language.ZH);
        assertThat(marks(evidenced))
                .contains("1", "无凭证")
                .filteredOn("无凭证"::equals)
                .hasSize(1);
        assertThat(marks(paper(REPORT, SIGNED, Copy.EVIDENCE, Language.EN))).contains("no evidence");
    }

    @Test
    void theIndexNamesWhatAFigureIsOfAndNoRuleById() {
        var annex = Objects.requireNonNull(
                paper(REPORT, SIGNED, Copy.EVIDENCE, Language.ZH).annex());
        assertThat(annex.exhibits())
                .extracting(Exhibit::figure)
                .contains("按规定应开展：32次", "办学点：3所", "分园：2所", "党课：4次")
                .anyMatch(caption -> caption.endsWith("：80余次（实际85次）"));
        assertThat(annex.toString()).doesNotContain("BR-", "（校）");
    }

    @Test
    void itIsSignedByTheSecretaryAndDated() {
        var paper = paper(REPORT, SIGNED, Copy.CLEAN, Language.ZH);
        assertThat(paper.byline()).isEqualTo("实验幼儿园党支部书记　王芳");
        assertThat(texts(paper, Style.SIGNATURE)).containsExactly("述职人：王芳");
        assertThat(texts(paper, Style.DATE)).containsExactly("2026年1月15日");
        assertThat(paper.lines().get(paper.lines().size() - 1).style()).isEqualTo(Style.DATE);
        assertThat(texts(paper, Style.SALUTATION)).containsExactly("各位领导、同志们：");
    }

    @Test
    void withoutANameOrADayThereIsALineToWriteOn() {
        var unsigned = new Signature(SIGNED.unit(), null, null);
        var paper = paper(REPORT, unsigned, Copy.CLEAN, Language.ZH);
        assertThat(texts(paper, Style.SIGNATURE).get(0)).matches("述职人：＿{4,}");
        assertThat(texts(paper, Style.DATE).get(0)).matches("　+年　+月　+日");
    }

    @Test
    void thereIsNoHeadingWithoutTextAndNoNumberIsLeftOut() {
        var headings = texts(paper(REPORT, SIGNED, Copy.CLEAN, Language.ZH), Style.HEADING_2);
        assertThat(headings.subList(0, 3)).containsExactly("（一）履行领导责任", "（二）携手服务共建", "（三）促进专业提升");
        var bare = paper(without("joining-hands", "problems", "causes"), SIGNED, Copy.CLEAN, Language.ZH);
        assertThat(texts(bare, Style.HEADING_2)).containsExactly("（一）履行领导责任", "（二）促进专业提升");
        assertThat(texts(bare, Style.HEADING_1)).containsExactly("一、工作特色和亮点", "二、下一步工作思路和主要措施");
        assertThat(texts(paper(without("problems", "causes"), SIGNED, Copy.CLEAN, Language.EN), Style.HEADING_1))
                .containsExactly("I. What marked the year", "II. Next steps");
    }

    @Test
    void theSignatureAndWhatLeadsOnNeverStandAlone() {
        var lines = paper(REPORT, SIGNED, Copy.CLEAN, Language.ZH).lines();
        for (int i = 0; i < lines.size(); i++) {
            var leadsOn = text(lines.get(i)).endsWith("：") && lines.get(i).style() != Style.SALUTATION;
            var last = i >= lines.size() - 5 && i < lines.size() - 2;
            if (leadsOn || last) {
                assertThat(lines.get(i).style()).as(text(lines.get(i))).isEqualTo(Style.KEPT);
            }
        }
    }

    @Test
    void theNameOfTheFileSaysWhatItIs() {
        var kind = CATALOGUE.outline("debriefing").orElseThrow().names();
        assertThat(FileName.ofYear(SIGNED.unit(), kind, 2025, Copy.CLEAN, Language.ZH))
                .isEqualTo("实验幼儿园党支部2025年度述职报告（正式稿）.docx");
        assertThat(FileName.ofYear(SIGNED.unit(), kind, 2025, Copy.EVIDENCE, Language.EN))
                .isEqualTo("Branch of the Kindergarten, Annual debriefing report 2025 (copy with evidence).docx");
        var term = new Period(LocalDate.of(2022, 9, 1), LocalDate.of(2025, 8, 31), 3);
        var election = CATALOGUE.outline("election").orElseThrow().names();
        assertThat(FileName.ofTerm(new Words("甲/乙:党支部", "A/B"), election, term, Copy.CLEAN, Language.ZH))
                .isEqualTo("甲_乙_党支部换届工作报告2022-2025（正式稿）.docx");
    }

    @Test
    void theIndexNamesTheDayAndTheTopicOfEachMeeting() {
        var content = KindergartenFixtures.report();
        var topics = content.sentences().stream()
                .flatMap(sentence -> sentence.figures().stream())
                .flatMap(figure -> figure.records().stream())
                .filter(proof -> proof.type().equals("session"))
                .map(Proof::id)
                .distinct()
                .collect(Collectors.toMap(id -> id, id -> "议题" + id));
        assertThat(topics).hasSizeGreaterThan(10);
        for (var language : Language.values()) {
            var annex = Objects.requireNonNull(
                    paper(content, SIGNED, Copy.EVIDENCE, language, topics).annex());
            var rows = annex.exhibits().stream()
                    .flatMap(exhibit -> exhibit.rows().stream())
                    .toList();
            topics.values()
                    .forEach(topic -> assertThat(rows).anySatisfy(row -> {
                        assertThat(row.summary()).endsWith(topic);
                        assertThat(row.date())
                                .matches(language == Language.ZH ? "\\d{4}年\\d+月\\d+日" : "\\d+ \\w+ \\d{4}");
                    }));
            assertThat(rows).noneMatch(row -> row.summary().matches(".*\\bBR-\\d.*"));
        }
    }

    @Test
    void anIndexThatNobodyCouldReadToItsEndIsCutAndSaysSo() {
        var day = LocalDate.parse("2025-01-01");
        var proofs = IntStream.range(0, 5_000)
                .mapToObj(i -> new Proof(
                        "r" + i,
                        "record",
                        "training",
                        day,
                        1,
                        BigDecimal.ONE,
                        "trainings",
                        new Words("第" + i, "no. " + i)))
                .toList();
        var figure = new Figure(
                "figure",
                BigDecimal.valueOf(5_000),
                "trainings",
                new Words("5,000次", "5,000 trainings"),
                Claim.Rounding.EXACT,
                Claim.Window.PERIOD,
                List.of(),
                proofs);
        var text = new Sentence.Text(
                List.of(new Sentence.Part("5,000次", "figure")),
                List.of(new Sentence.Part("5,000 trainings", "figure")));
        var sentence = new Sentence("s", Sentence.Kind.CLAIM, "x", text, List.of(figure), 1, false);
        var content = new Content(
                new Words("报告", "Report"),
                List.of(
                        new SectionContent("a", 1, null, List.of(sentence)),
                        new SectionContent("b", 1, null, List.of(sentence))));
        var annex = Objects.requireNonNull(
                paper(content, SIGNED, Copy.EVIDENCE, Language.ZH).annex());
        var rows = annex.exhibits().stream()
                .flatMap(exhibit -> exhibit.rows().stream())
                .toList();
        assertThat(rows).hasSize(Papers.MOST_ROWS + 2);
        assertThat(rows.get(Papers.MOST_ROWS).summary()).isEqualTo("另有3000行，请在系统中查看");
        assertThat(rows.get(Papers.MOST_ROWS + 1).summary()).isEqualTo("另有5000行，请在系统中查看");
    }
}
