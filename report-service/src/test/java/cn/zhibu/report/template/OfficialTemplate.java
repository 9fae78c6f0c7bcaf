package cn.zhibu.report.template;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.VerticalAlign;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFooter;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.openxmlformats.schemas.officeDocument.x2006.sharedTypes.STOnOff1;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPrGeneral;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STDocGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STFldCharType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STJc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STLineSpacingRule;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;

/**
 * Draws the Word template of a report after GB/T 9704-2012. The drawn files are kept with the catalogue, where a bureau
 * edits them in Word; this program made their first version: {@code -Dtemplate.write=true}.
 */
final class OfficialTemplate {

    static final Path HOME = Path.of("../infra/catalogue/data/templates");

    private static final double TWIPS_PER_MM = 1440 / 25.4;
    private static final String FANG_SONG = "仿宋_GB2312";

    private static final Map<String, String> FALLBACKS = new TreeMap<>(Map.of(
            FANG_SONG,
            "仿宋,FangSong,STFangsong,Noto Serif CJK SC",
            "楷体_GB2312",
            "楷体,KaiTi,STKaiti,Noto Serif CJK SC",
            "方正小标宋简体",
            "小标宋,FZXiaoBiaoSong-B05S,华文中宋,宋体,SimSun,Noto Serif CJK SC",
            "黑体",
            "SimHei,Heiti SC,Noto Sans CJK SC",
            "宋体",
            "SimSun,Songti SC,Noto Serif CJK SC"));

    private final XWPFDocument document = new XWPFDocument();

    private OfficialTemplate() {}

    static void writeTo(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (var out = Files.newOutputStream(file)) {
            new OfficialTemplate().write(out);
        }
    }

    private void write(OutputStream out) throws IOException {
        page();
        styles();
        fonts();
        footers();
        body();
        annex();
        document.write(out);
        document.close();
    }

    private static BigInteger mm(double millimetres) {
        return BigInteger.valueOf(Math.round(millimetres * TWIPS_PER_MM));
    }

    private void page() {
        var section = document.getDocument().getBody().addNewSectPr();
        var size = section.addNewPgSz();
        size.setW(mm(210));
        size.setH(mm(297));
        var margins = section.addNewPgMar();
        margins.setTop(mm(37));
        margins.setLeft(mm(28));
        margins.setRight(mm(26));
        margins.setBottom(mm(35));
        margins.setHeader(mm(15));
        margins.setFooter(mm(25));
        margins.setGutter(BigInteger.ZERO);
        var grid = section.addNewDocGrid();
        grid.setType(STDocGrid.LINES_AND_CHARS); // 22 lines of 28 characters
        grid.setLinePitch(BigInteger.valueOf(579));
        grid.setCharSpace(BigInteger.valueOf(-849));
    }

    private void styles() {
        style("Normal", FANG_SONG, 32, 0, nothing -> {});
        style("Body", FANG_SONG, 32, 580, OfficialTemplate::indent);
        style("Salutation", FANG_SONG, 32, 580, flushLeft -> {});
        style("ReportTitle", "方正小标宋简体", 44, 700, OfficialTemplate::centre);
        style("Byline", "楷体_GB2312", 32, 580, OfficialTemplate::centre);
        style("Kept", FANG_SONG, 32, 580, OfficialTemplate::kept);
        style("SignedBy", FANG_SONG, 32, 580, signed -> {
            signed.addNewKeepNext();
            signed.getSpacing().setBefore(BigInteger.valueOf(1160));
            right(signed);
        });
        style("SignedOn", FANG_SONG, 32, 580, OfficialTemplate::right);
        style("LevelOne", "黑体", 32, 580, heading -> heading(heading, 0));
        style("LevelTwo", "楷体_GB2312", 32, 580, heading -> heading(heading, 1));
        style("AnnexLabel", "黑体", 32, 580, CTPPrGeneral::addNewPageBreakBefore);
        style("Caption", FANG_SONG, 24, 0, caption -> {
            caption.addNewKeepNext();
            caption.getSpacing().setBefore(BigInteger.valueOf(160));
        });
        style("Cell", FANG_SONG, 21, 0, nothing -> {});
        style("CellHead", "黑体", 21, 0, OfficialTemplate::centre);
        style("PageNumber", "宋体", 28, 0, nothing -> {});
    }

    private static void indent(CTPPrGeneral paragraph) {
        var indent = paragraph.addNewInd();
        indent.setFirstLineChars(BigInteger.valueOf(200));
        indent.setFirstLine(BigInteger.valueOf(640));
        paragraph.addNewJc().setVal(STJc.BOTH);
    }

    private static void kept(CTPPrGeneral paragraph) {
        paragraph.addNewKeepNext();
        paragraph.addNewKeepLines();
        indent(paragraph);
    }

    /** Right, with four characters free. */
    private static void right(CTPPrGeneral paragraph) {
        var indent = paragraph.addNewInd();
        indent.setRightChars(BigInteger.valueOf(400));
        indent.setRight(BigInteger.valueOf(1280));
        paragraph.addNewJc().setVal(STJc.RIGHT);
    }

    private static void heading(CTPPrGeneral paragraph, int level) {
        paragraph.addNewKeepNext();
        paragraph.addNewKeepLines();
        indent(paragraph);
        paragraph.addNewOutlineLvl().setVal(BigInteger.valueOf(level));
    }

    private static void centre(CTPPrGeneral paragraph) {
        paragraph.addNewJc().setVal(STJc.CENTER);
    }

    /** Fonts stand in the style, in all four ranges, so that filling a tag cannot lose the Chinese one. */
    private void style(String id, String font, int halfPoints, int exactTwips, Consumer<CTPPrGeneral> more) {
        var style = CTStyle.Factory.newInstance();
        style.setStyleId(id);
        style.setType(STStyleType.PARAGRAPH);
        style.addNewName().setVal(id);
        if (id.equals("Normal")) {
            style.setDefault(STOnOff1.ON); // the grid of characters is measured by it
        } else {
            style.addNewBasedOn().setVal("Normal");
        }
        var paragraph = style.addNewPPr();
        var spacing = paragraph.addNewSpacing();
        spacing.setBefore(BigInteger.ZERO);
        spacing.setAfter(BigInteger.ZERO);
        if (exactTwips > 0) {
            spacing.setLine(BigInteger.valueOf(exactTwips));
            spacing.setLineRule(STLineSpacingRule.EXACT);
        } else {
            paragraph.addNewSnapToGrid().setVal(STOnOff1.OFF);
        }
        more.accept(paragraph);
        CTRPr run = style.addNewRPr();
        var fonts = run.addNewRFonts();
        fonts.setAscii(font);
        fonts.setHAnsi(font);
        fonts.setEastAsia(font);
        fonts.setCs(font);
        var language = run.addNewLang();
        language.setVal("en-GB");
        language.setEastAsia("zh-CN");
        run.addNewSz().setVal(BigInteger.valueOf(halfPoints));
        run.addNewSzCs().setVal(BigInteger.valueOf(halfPoints));
        document.createStyles().addStyle(new XWPFStyle(style));
    }

    /** What stands in for a font that is not there; the fonts of the standard are not free. */
    private void fonts() {
        try {
            var name = PackagingURIHelper.createPartName("/word/fontTable.xml");
            var part = document.getPackage()
                    .createPart(name, "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml");
            document.getPackagePart()
                    .addRelationship(
                            name,
                            TargetMode.INTERNAL,
                            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable");
            var fonts = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
                    + "<w:fonts xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">");
            FALLBACKS.forEach(
                    (font, others) -> fonts.append(
                            "<w:font w:name=\"%s\"><w:altName w:val=\"%s\"/>".formatted(font, others)
                                    + "<w:charset w:val=\"86\"/><w:family w:val=\"auto\"/><w:pitch w:val=\"variable\"/></w:font>"));
            try (var out = part.getOutputStream()) {
                out.write(fonts.append("</w:fonts>").toString().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | InvalidFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private void footers() {
        document.setEvenAndOddHeadings(true);
        footer(document.createFooter(HeaderFooterType.DEFAULT), ParagraphAlignment.RIGHT);
        footer(document.createFooter(HeaderFooterType.EVEN), ParagraphAlignment.LEFT);
    }

    private static void footer(XWPFFooter footer, ParagraphAlignment side) {
        var paragraph = footer.getParagraphs().isEmpty() ? footer.createParagraph() : footer.getParagraphArray(0);
        paragraph.setStyle("PageNumber");
        paragraph.setAlignment(side);
        if (side == ParagraphAlignment.RIGHT) {
            paragraph.setIndentationRight(280);
        } else {
            paragraph.setIndentationLeft(280);
        }
        paragraph.createRun().setText("— ");
        for (var step : new STFldCharType.Enum[] {STFldCharType.BEGIN, STFldCharType.END}) {
            if (step == STFldCharType.END) {
                paragraph.createRun().getCTR().addNewInstrText().setStringValue(" PAGE ");
            }
            paragraph.createRun().getCTR().addNewFldChar().setFldCharType(step);
        }
        paragraph.createRun().setText(" —");
    }

    private void body() {
        line("ReportTitle", "{{title}}");
        line("Byline", "{{byline}}");
        line("Body", "");
        line("Body", "{{?lines}}");
        for (var level : new String[][] {
            {"first", "LevelOne"},
            {"second", "LevelTwo"},
            {"salute", "Salutation"},
            {"body", "Body"},
            {"kept", "Kept"},
            {"signature", "SignedBy"},
            {"date", "SignedOn"}
        }) {
            line("Body", "{{?" + level[0] + "}}");
            var paragraph = line(level[1], "{{?runs}}");
            paragraph.createRun().setText("{{text}}");
            var mark = paragraph.createRun();
            mark.setText("{{mark}}");
            mark.setSubscript(VerticalAlign.SUPERSCRIPT);
            paragraph.createRun().setText("{{/runs}}");
            line("Body", "{{/" + level[0] + "}}");
        }
        line("Body", "{{/lines}}");
    }

    private void annex() {
        line("Body", "{{?annex}}");
        line("AnnexLabel", "{{label}}");
        line("ReportTitle", "{{heading}}");
        line("Body", "{{?exhibits}}");
        line("Caption", "{{caption}}");
        table();
        line("Body", "{{/exhibits}}");
        line("Body", "{{/annex}}");
    }

    private void table() {
        var table = document.createTable(2, 4);
        var widths = new double[] {37, 30, 68, 21};
        var properties = table.getCTTbl().getTblPr();
        properties.addNewTblLayout().setType(STTblLayoutType.FIXED);
        table.setWidth(mm(156).toString());
        var grid = table.getCTTbl().addNewTblGrid();
        for (var width : widths) {
            grid.addNewGridCol().setW(mm(width));
        }
        var heads = new String[] {"{{dateHead}}{{rows}}", "{{kindHead}}", "{{summaryHead}}", "{{quantityHead}}"};
        var cells = new String[] {"[date]", "[kind]", "[summary]", "[quantity]"};
        for (int column = 0; column < 4; column++) {
            cell(table, 0, column, "CellHead", heads[column], widths[column]);
            cell(table, 1, column, "Cell", cells[column], widths[column]);
        }
        var row = table.getRow(0);
        row.setRepeatHeader(true);
        row.setCantSplitRow(true);
        table.getRow(1).setCantSplitRow(true);
    }

    private static void cell(XWPFTable table, int row, int column, String style, String text, double width) {
        var cell = table.getRow(row).getCell(column);
        cell.setWidth(mm(width).toString());
        var paragraph = cell.getParagraphArray(0);
        paragraph.setStyle(style);
        for (var piece : text.split("(?<=}})(?=\\{\\{)")) {
            paragraph.createRun().setText(piece);
        }
    }

    private XWPFParagraph line(String style, String text) {
        var paragraph = document.createParagraph();
        paragraph.setStyle(style);
        if (!text.isEmpty()) {
            paragraph.createRun().setText(text);
        }
        return paragraph;
    }
}
