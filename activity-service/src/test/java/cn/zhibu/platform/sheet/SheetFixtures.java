package cn.zhibu.platform.sheet;

import cn.zhibu.platform.input.SearchText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Workbooks made by hand, part by part, as no spreadsheet would write them and some do. */
public final class SheetFixtures {

    public static final String HEAD =
            row(1, text("A1", "日期*"), text("B1", "竞赛名称*"), text("C1", "级别*"), text("D1", "参赛人数"));

    private SheetFixtures() {}

    static Form kind(String id) {
        try {
            var file = new ClassPathResource("zhibu/catalogue/kinds/" + id + ".yaml");
            var yaml = YAMLMapper.builder().build();
            var kind = (ObjectNode) yaml.readTree(file.getContentAsByteArray());
            if (kind.has("otherSide")) {
                kind.set("otherSide", kind.get("otherSide").get("field"));
            }
            return yaml.treeToValue(kind, Form.class);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Typing typing(String kind) {
        return new Typing(Columns.of(kind(kind)), Known.NOTHING);
    }

    static Known people(Map<String, String> idsByName) {
        var ids = new LinkedHashMap<String, List<String>>();
        idsByName.forEach((name, id) -> ids.put(SearchText.of(name), List.of(id)));
        return new Known(ids, ids, Map.of(), List.copyOf(idsByName.keySet()));
    }

    public static String text(String at, String text) {
        return "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    public static String number(String at, String number) {
        return "<c r=\"" + at + "\"><v>" + number + "</v></c>";
    }

    /** Shown as a day. */
    public static String day(String at, String count) {
        return "<c r=\"" + at + "\" s=\"1\"><v>" + count + "</v></c>";
    }

    public static String row(int number, String... cells) {
        return "<row r=\"" + number + "\">" + String.join("", cells) + "</row>";
    }

    /** A row of a competition that is right. */
    public static String right(int number) {
        return row(number, day("A" + number, "45770"), text("B" + number, "朗诵" + number), text("C" + number, "本单位"));
    }

    public static Map<String, String> parts(String rows) {
        return parts(rows, "", "");
    }

    public static Map<String, String> parts(String rows, String afterRows, String properties) {
        var parts = new LinkedHashMap<String, String>();
        parts.put(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                        + "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
                        + "</Types>");
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
                        + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                        + properties
                        + "<sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + "<Relationship Id=\"r1\" Type=\"t\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        parts.put(
                "xl/styles.xml",
                "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs count=\"2\">"
                        + "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
        parts.put(
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + rows
                        + "</sheetData>" + afterRows + "</worksheet>");
        return parts;
    }

    public static byte[] packed(Map<String, String> parts) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    static SheetFile.Read read(Path folder, byte[] file, Typing typing) {
        try {
            return SheetFile.read(Files.write(folder.resolve("file-" + System.nanoTime()), file), typing);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What the rows of a workbook of that kind say; the day under {@code date}. */
    public static List<Map<String, Object>> rows(Path folder, byte[] file, String kind) {
        return read(folder, file, typing(kind)).lines().stream()
                .map(line -> {
                    var all = new LinkedHashMap<>(line.values());
                    all.put("date", line.date());
                    return (Map<String, Object>) all;
                })
                .toList();
    }
}
