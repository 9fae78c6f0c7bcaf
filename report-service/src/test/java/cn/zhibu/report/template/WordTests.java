package cn.zhibu.report.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.report.template.Paper.Annex;
import cn.zhibu.report.template.Paper.Exhibit;
import cn.zhibu.report.template.Paper.Line;
import cn.zhibu.report.template.Paper.Properties;
import cn.zhibu.report.template.Paper.Row;
import cn.zhibu.report.template.Paper.Run;
import cn.zhibu.report.template.Paper.Style;
import cn.zhibu.words.Language;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STJc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STLineSpacingRule;

/** The Word file reads as the paper says and looks as GB/T 9704-2012 asks. */
class WordTests {

    @BeforeAll
    static void drawTheTemplateWhenAsked() throws IOException {
        if (Boolean.getBoolean("template.write")) {
            for (var report : List.of("debriefing.docx", "election.docx")) {
                OfficialTemplate.writeTo(OfficialTemplate.HOME.resolve(report));
                OfficialTemplate.writeTo(
                        Path.of("../infra/catalogue/target/classes/zhibu/catalogue/templates", report));
            }
        }
    }

    private static final Properties PROPERTIES = new Properties("清河区实验幼儿园党支部书记2025年度述职报告", "清河区实验幼儿园党支部");

    private static Paper paper() {
        var rows = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> new Row("2025年" + i + "月10日", "会议", "支部委员会会议", "1次"))
                .toList();
        return new Paper(
                "debriefing",
                Language.ZH,
                "清河区实验幼儿园\n党支部书记2025年度述职报告",
                "清河区实验幼儿园党支部书记　王芳",
                List.of(
                        Line.of(Style.HEADING_1, "一、工作特色和亮点"),
                        Line.of(Style.HEADING_2, "（一）履行领导责任"),
                        new Line(Style.BODY, List.of(new Run("实际开展", null), new Run("33次", "1"), new Run("。", null)))),
                new Annex("附件", "凭证索引", List.of("日期", "类型", "内容", "数量"), List.of(new Exhibit(1, "33次", rows))),
                PROPERTIES);
    }

    private static XWPFDocument rendered() {
        try {
            return new XWPFDocument(new ByteArrayInputStream(new PoiTlRenderer().render(paper())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static XWPFParagraph paragraph(XWPFDocument document, String text) {
        return document.getParagraphs().stream()
                .filter(paragraph -> paragraph.getText().contains(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyTagIsFilledAndNothingElseIsLeft() {
        var text = new XWPFWordExtractor(rendered()).getText();
        assertThat(text)
                .contains("清河区实验幼儿园\n党支部书记2025年度述职报告", "一、工作特色和亮点", "实际开展33次[1]。", "凭证索引", "2025年3月10日")
                .doesNotContain("{{", "}}", "[date]", "[kind]");
    }

    @Test
    void thePageHasTheMarginsOfTheStandard() {
        var section = rendered().getDocument().getBody().getSectPr();
        assertThat(section.getPgSz().getW()).isEqualTo(BigInteger.valueOf(11906));
        assertThat(section.getPgMar().getTop()).isEqualTo(BigInteger.valueOf(2098));
        assertThat(section.getPgMar().getLeft()).isEqualTo(BigInteger.valueOf(1587));
        assertThat(section.getPgMar().getRight()).isEqualTo(BigInteger.valueOf(1474));
        assertThat(section.getPgMar().getBottom()).isEqualTo(BigInteger.valueOf(1984));
    }

    @Test
    void chineseFontsComeFromTheStylesAndNoRunOverridesThem() {
        var document = rendered();
        assertThat(paragraph(document, "实际开展").getStyle()).isEqualTo("Body");
        assertThat(paragraph(document, "一、工作").getStyle()).isEqualTo("LevelOne");
        assertThat(paragraph(document, "（一）").getStyle()).isEqualTo("LevelTwo");
        for (var font : List.of("Body:仿宋_GB2312", "LevelOne:黑体", "LevelTwo:楷体_GB2312", "ReportTitle:方正小标宋简体")) {
            var parts = font.split(":");
            var fonts = document.getStyles()
                    .getStyle(parts[0])
                    .getCTStyle()
                    .getRPr()
                    .getRFontsArray(0);
            assertThat(fonts.getEastAsia()).isEqualTo(parts[1]);
            assertThat(fonts.getAscii()).isEqualTo(parts[1]);
        }
        assertThat(document.getParagraphs().stream()
                        .flatMap(paragraph -> paragraph.getRuns().stream())
                        .filter(run -> run.getCTR().getRPr() != null)
                        .filter(run -> run.getCTR().getRPr().sizeOfRFontsArray() > 0))
                .isEmpty();
    }

    @Test
    void bodyLinesAreExactAndIndentedByTwoCharacters() {
        var style = rendered().getStyles().getStyle("Body").getCTStyle().getPPr();
        assertThat(style.getSpacing().getLine()).isEqualTo(BigInteger.valueOf(580));
        assertThat(style.getSpacing().getLineRule()).isEqualTo(STLineSpacingRule.EXACT);
        assertThat(style.getInd().getFirstLineChars()).isEqualTo(BigInteger.valueOf(200));
    }

    @Test
    void aSalutationStandsFlushLeft() throws IOException {
        var line = new Line(Style.SALUTATION, List.of(new Run("同志们：", null)));
        var paper = new Paper("election", Language.ZH, "题", "党支部", List.of(line), null, PROPERTIES);
        try (var document = new XWPFDocument(new ByteArrayInputStream(new PoiTlRenderer().render(paper)))) {
            assertThat(paragraph(document, "同志们：").getStyle()).isEqualTo("Salutation");
            assertThat(document.getStyles()
                            .getStyle("Salutation")
                            .getCTStyle()
                            .getPPr()
                            .isSetInd())
                    .isFalse();
        }
    }

    @Test
    void theAnnexListsEveryRecordOfAFigure() {
        var table = rendered().getTables().get(0);
        assertThat(table.getNumberOfRows()).isEqualTo(4);
        assertThat(table.getRow(0).getCell(0).getText()).isEqualTo("日期");
        assertThat(table.getRow(2).getCell(0).getText()).isEqualTo("2025年2月10日");
        assertThat(table.getRow(2).getCell(3).getText()).isEqualTo("1次");
    }

    @Test
    void aPaperWithoutAnnexHasNone() {
        var bare = new Paper("debriefing", Language.ZH, "题", "党支部", paper().lines(), null, PROPERTIES);
        try (var document = new XWPFDocument(new ByteArrayInputStream(new PoiTlRenderer().render(bare)))) {
            assertThat(document.getTables()).isEmpty();
            assertThat(new XWPFWordExtractor(document).getText()).doesNotContain("凭证索引", "附件");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void headingsHaveTheirLevelInTheOutlineAndStayWithWhatFollows() {
        var styles = rendered().getStyles();
        for (var level : List.of("LevelOne:0", "LevelTwo:1")) {
            var parts = level.split(":");
            var paragraph = styles.getStyle(parts[0]).getCTStyle().getPPr();
            assertThat(paragraph.getOutlineLvl().getVal()).isEqualTo(new BigInteger(parts[1]));
            assertThat(paragraph.isSetKeepNext()).isTrue();
        }
    }

    @Test
    void theFileSaysWhoseItIsAndNotWhatMadeIt() {
        var properties = rendered().getProperties();
        assertThat(properties.getCoreProperties().getTitle()).isEqualTo("清河区实验幼儿园党支部书记2025年度述职报告");
        assertThat(properties.getCoreProperties().getCreator()).isEqualTo("清河区实验幼儿园党支部");
        assertThat(properties.getExtendedProperties().getUnderlyingProperties().getCompany())
                .isEqualTo("清河区实验幼儿园党支部");
        assertThat(properties.getExtendedProperties().getUnderlyingProperties().getApplication())
                .doesNotContain("POI");
    }

    @Test
    void whatStandsInForAFontThatIsNotThereIsNamed() throws Exception {
        var parts = rendered()
                .getPackage()
                .getPartsByContentType("application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml");
        assertThat(parts).hasSize(1);
        var table = new String(parts.get(0).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(table).contains("仿宋_GB2312", "仿宋,FangSong", "方正小标宋简体", "华文中宋");
    }

    @Test
    void englishIsSetInLatinLettersAndNotStretched() throws IOException {
        var paper = new Paper("debriefing", Language.EN, "Report", "Wang Fang", paper().lines(), null, PROPERTIES);
        try (var document = new XWPFDocument(new ByteArrayInputStream(new PoiTlRenderer().render(paper)))) {
            var body = document.getStyles().getStyle("Body").getCTStyle();
            assertThat(body.getRPr().getRFontsArray(0).getAscii()).isEqualTo("Times New Roman");
            assertThat(body.getRPr().getRFontsArray(0).getEastAsia()).isEqualTo("仿宋_GB2312");
            assertThat(body.getPPr().getJc().getVal()).isEqualTo(STJc.LEFT);
        }
    }

    @Test
    void aTemplateIsNamedAndNotAPath() {
        var sly = new Paper("../rules/x", Language.ZH, "题", "党支部", List.of(), null, PROPERTIES);
        assertThatThrownBy(() -> new PoiTlRenderer().render(sly)).isInstanceOf(IllegalArgumentException.class);
    }
}
