package cn.zhibu.report.template;

import cn.zhibu.words.Language;
import java.util.List;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STDocGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STJc;

/** What a template cannot say: the properties of the file, and Latin letters and a plain grid where the text is English. */
final class Finish {

    private static final List<String> STYLES = List.of(
            "Normal",
            "Body",
            "Kept",
            "Salutation",
            "ReportTitle",
            "Byline",
            "LevelOne",
            "LevelTwo",
            "SignedBy",
            "SignedOn",
            "AnnexLabel",
            "Caption",
            "Cell",
            "CellHead",
            "PageNumber");
    private static final String LATIN = "Times New Roman";

    private Finish() {}

    static void on(XWPFDocument document, Paper paper) {
        var properties = document.getProperties();
        var core = properties.getCoreProperties();
        core.setTitle(paper.properties().title());
        core.setCreator(paper.properties().unit());
        core.setLastModifiedByUser(paper.properties().unit());
        core.setDescription("");
        var extended = properties.getExtendedProperties().getUnderlyingProperties();
        extended.setCompany(paper.properties().unit());
        extended.setApplication("Zhibu");
        if (paper.language() == Language.EN) {
            english(document);
        }
    }

    private static void english(XWPFDocument document) {
        for (var id : STYLES) {
            var style = document.getStyles().getStyle(id);
            if (style != null && style.getCTStyle().isSetRPr()) {
                style.getCTStyle().getRPr().getRFontsList().forEach(Finish::latin);
                ragged(style.getCTStyle());
            }
        }
        var section = document.getDocument().getBody().getSectPr();
        section.getDocGrid().setType(STDocGrid.LINES);
        section.getDocGrid().unsetCharSpace();
    }

    /** Latin words that are stretched to the margin leave holes. */
    private static void ragged(CTStyle style) {
        if (style.isSetPPr()
                && style.getPPr().isSetJc()
                && style.getPPr().getJc().getVal() == STJc.BOTH) {
            style.getPPr().getJc().setVal(STJc.LEFT);
        }
    }

    private static void latin(CTFonts fonts) {
        fonts.setAscii(LATIN);
        fonts.setHAnsi(LATIN);
        fonts.setCs(LATIN);
    }
}
