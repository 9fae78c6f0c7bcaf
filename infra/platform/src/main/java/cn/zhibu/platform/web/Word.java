package cn.zhibu.platform.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes a Word document of a title and tables (ECMA-376, WordprocessingML), front to back and with nothing held of it. There is
 * no template, and no mark in a text means anything: what was typed is written as text.
 */
public final class Word {

    private static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();

    /** In twentieths of a point: between the margins of an A4 page. */
    private static final int WIDTH = 9070;

    private static final String TYPES = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" \
            ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" \
            ContentType="application/xml"/><Override PartName="/word/document.xml" \
            ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override \
            PartName="/word/styles.xml" \
            ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>""";
    private static final String RELATIONS = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" \
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
            Target="word/document.xml"/></Relationships>""";
    private static final String PARTS = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" \
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" \
            Target="styles.xml"/></Relationships>""";
    private static final String STYLES = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault>\
            <w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="宋体"/>\
            <w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>\
            <w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="360" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>\
            <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>\
            <w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr>\
            <w:keepNext/><w:spacing w:after="240"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/>\
            <w:szCs w:val="36"/></w:rPr></w:style></w:styles>""";

    /**
     * A table.
     *
     * @param columns parts of the width
     * @param heads number of rows at the top that stand on every page again
     */
    public record Table(List<Integer> columns, List<Row> rows, int heads) {}

    /** A row, at least so high (twentieths of a point); {@code whole} where no page may end within it. */
    public record Row(List<Cell> cells, int height, boolean whole) {}

    /** A cell over so many columns; each text is a paragraph, in which a line may end. */
    public record Cell(List<String> texts, int span, boolean centred) {

        public static Cell of(String text) {
            return new Cell(List.of(text), 1, false);
        }
    }

    private final XMLStreamWriter xml;

    private Word(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** The document as it is saved. */
    public static byte[] written(String title, List<Table> tables) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            part(zip, "[Content_Types].xml", TYPES);
            part(zip, "_rels/.rels", RELATIONS);
            part(zip, "word/_rels/document.xml.rels", PARTS);
            part(zip, "word/styles.xml", STYLES);
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            document(zip, title, tables);
            zip.closeEntry();
        } catch (IOException | XMLStreamException e) {
            throw new IllegalStateException("a paper could not be written", e);
        }
        return bytes.toByteArray();
    }

    private static void part(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static void document(OutputStream out, String title, List<Table> tables) throws XMLStreamException {
        var word = new Word(XML.createXMLStreamWriter(out, "UTF-8"));
        word.xml.writeStartDocument("UTF-8", "1.0");
        word.xml.writeStartElement("w", "document", W);
        word.xml.writeNamespace("w", W);
        word.begin("body");
        word.paragraph(List.of(title), "Title", false);
        for (var table : tables) {
            word.table(table);
            word.paragraph(List.of(""), null, false);
        }
        word.page();
        word.end();
        word.end();
        word.xml.writeEndDocument();
        word.xml.flush();
    }

    private void page() throws XMLStreamException {
        begin("sectPr");
        empty("pgSz", "w", "11906", "h", "16838");
        empty(
                "pgMar", "top", "1418", "right", "1418", "bottom", "1418", "left", "1418", "header", "851", "footer",
                "851", "gutter", "0");
        end();
    }

    private void table(Table table) throws XMLStreamException {
        int parts = table.columns().stream().mapToInt(Integer::intValue).sum();
        var widths = table.columns().stream().map(part -> WIDTH * part / parts).toList();
        begin("tbl");
        begin("tblPr");
        empty("tblW", "w", Integer.toString(WIDTH), "type", "dxa");
        begin("tblBorders");
        for (var side : List.of("top", "left", "bottom", "right", "insideH", "insideV")) {
            empty(side, "val", "single", "sz", "6", "space", "0", "color", "000000");
        }
        end();
        empty("tblLayout", "type", "fixed");
        begin("tblCellMar");
        empty("top", "w", "40", "type", "dxa");
        empty("left", "w", "108", "type", "dxa");
        empty("bottom", "w", "40", "type", "dxa");
        empty("right", "w", "108", "type", "dxa");
        end();
        end();
        begin("tblGrid");
        for (int width : widths) {
            empty("gridCol", "w", Integer.toString(width));
        }
        end();
        for (int at = 0; at < table.rows().size(); at++) {
            row(table.rows().get(at), widths, at < table.heads());
        }
        end();
    }

    private void row(Row row, List<Integer> widths, boolean head) throws XMLStreamException {
        begin("tr");
        begin("trPr");
        if (row.whole()) {
            empty("cantSplit");
        }
        empty("trHeight", "val", Integer.toString(row.height()), "hRule", "atLeast");
        if (head) {
            empty("tblHeader");
        }
        end();
        int at = 0;
        for (var cell : row.cells()) {
            int width = widths.subList(at, at + cell.span()).stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            cell(cell, width);
            at += cell.span();
        }
        end();
    }

    private void cell(Cell cell, int width) throws XMLStreamException {
        begin("tc");
        begin("tcPr");
        empty("tcW", "w", Integer.toString(width), "type", "dxa");
        if (cell.span() > 1) {
            empty("gridSpan", "val", Integer.toString(cell.span()));
        }
        end();
        for (var text : cell.texts().isEmpty() ? List.of("") : cell.texts()) {
            paragraph(text.lines().toList(), null, cell.centred());
        }
        end();
    }

    private void paragraph(List<String> lines, @Nullable String style, boolean centred) throws XMLStreamException {
        begin("p");
        if (style != null || centred) {
            begin("pPr");
            if (style != null) {
                empty("pStyle", "val", style);
            }
            if (centred) {
                empty("jc", "val", "center");
            }
            end();
        }
        begin("r");
        for (int at = 0; at < lines.size(); at++) {
            if (at > 0) {
                empty("br");
            }
            text(lines.get(at));
        }
        end();
        end();
    }

    private void text(String text) throws XMLStreamException {
        begin("t");
        xml.writeAttribute("http://www.w3.org/XML/1998/namespace", "space", "preserve");
        xml.writeCharacters(printable(text));
        end();
    }

    /** What XML has no place for is left out: controls, and halves of characters. */
    static String printable(String text) {
        var kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(sign -> sign == '\t'
                        || sign >= 0x20 && sign <= 0xD7FF
                        || sign >= 0xE000 && sign <= 0xFFFD
                        || sign >= 0x10000)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private void begin(String name) throws XMLStreamException {
        xml.writeStartElement("w", name, W);
    }

    private void end() throws XMLStreamException {
        xml.writeEndElement();
    }

    private void empty(String name, String... attributes) throws XMLStreamException {
        xml.writeEmptyElement("w", name, W);
        for (int at = 0; at < attributes.length; at += 2) {
            xml.writeAttribute("w", W, attributes[at], attributes[at + 1]);
        }
    }
}
