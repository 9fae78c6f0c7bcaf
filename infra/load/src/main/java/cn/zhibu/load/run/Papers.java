package cn.zhibu.load.run;

import com.deepoove.poi.XWPFTemplate;
import com.deepoove.poi.config.Configure;
import com.deepoove.poi.plugin.table.LoopRowTableRenderPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Word files made with as little as possible: the floor of any document, and the bare template library. */
final class Papers {

    private static final String TYPES = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
            + "wordprocessingml.document.main+xml\"/></Types>";
    private static final String RELATIONS = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
            + "officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document "
            + "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:tbl>";
    private static final String TAIL = "</w:tbl></w:body></w:document>";

    private static final List<String> COLUMNS = List.of("number", "date", "kind", "summary");

    private final byte[] template;
    private final Configure configure =
            Configure.builder().bind("rows", new LoopRowTableRenderPolicy()).build();

    Papers() {
        try (var document = new XWPFDocument();
                var bytes = new ByteArrayOutputStream()) {
            var table = document.createTable(2, COLUMNS.size());
            for (int at = 0; at < COLUMNS.size(); at++) {
                table.getRow(0).getCell(at).setText(at == 0 ? "{{rows}}" : COLUMNS.get(at));
                table.getRow(1).getCell(at).setText("[" + COLUMNS.get(at) + "]");
            }
            document.write(bytes);
            template = bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Rows of four cells, written as text and packed. */
    static byte[] floor(List<Map<String, String>> rows) {
        var text = new StringBuilder(HEAD);
        for (var row : rows) {
            text.append("<w:tr>");
            for (String name : COLUMNS) {
                text.append("<w:tc><w:p><w:r><w:t>").append(row.get(name)).append("</w:t></w:r></w:p></w:tc>");
            }
            text.append("</w:tr>");
        }
        text.append(TAIL);
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "[Content_Types].xml", TYPES);
            put(zip, "_rels/.rels", RELATIONS);
            put(zip, "word/document.xml", text.toString());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** One row of a table for each, through poi-tl. */
    byte[] bare(List<Map<String, String>> rows) {
        var bytes = new ByteArrayOutputStream();
        try (var filled = XWPFTemplate.compile(new ByteArrayInputStream(template), configure)
                .render(Map.of("rows", rows))) {
            filled.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
