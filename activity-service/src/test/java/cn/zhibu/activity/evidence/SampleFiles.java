package cn.zhibu.activity.evidence;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Files as people send them, and as somebody sends them who means harm. */
final class SampleFiles {

    static final byte[] PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
            .getBytes(StandardCharsets.US_ASCII);

    private SampleFiles() {}

    /** A photo of a field, red on the left and blue on the right. */
    static byte[] picture(String format, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, width / 2, height);
        pen.setColor(Color.BLUE);
        pen.fillRect(width / 2, 0, width - width / 2, height);
        pen.dispose();
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The same as a camera writes it: turned, with place, maker, XMP, IPTC and a comment. */
    static byte[] photo(int width, int height, int orientation) {
        var bare = picture("jpg", width, height);
        var out = new ByteArrayOutputStream();
        out.write(bare, 0, 2);
        segment(out, 0xE1, concat("Exif\0\0".getBytes(StandardCharsets.US_ASCII), exif(orientation)));
        segment(
                out,
                0xE1,
                ("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRET-XMP</x:xmpmeta>")
                        .getBytes(StandardCharsets.US_ASCII));
        segment(out, 0xED, "Photoshop 3.0\0SECRET-IPTC".getBytes(StandardCharsets.US_ASCII));
        segment(out, 0xFE, "SECRET-COMMENT".getBytes(StandardCharsets.US_ASCII));
        out.write(bare, 2, bare.length - 2);
        out.writeBytes("SECRET-TAIL".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static void segment(ByteArrayOutputStream out, int marker, byte[] content) {
        out.write(0xFF);
        out.write(marker);
        out.write((content.length + 2) >> 8);
        out.write((content.length + 2) & 0xFF);
        out.writeBytes(content);
    }

    /** Orientation, maker, and a GPS directory with a latitude. */
    private static byte[] exif(int orientation) {
        var maker = "SECRET-CAMERA\0".getBytes(StandardCharsets.US_ASCII);
        var tiff = ByteBuffer.allocate(200);
        tiff.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
        tiff.putShort((short) 3);
        entry(tiff, 0x010F, 2, maker.length, 100);
        entry(tiff, 0x0112, 3, 1, orientation << 16);
        entry(tiff, 0x8825, 4, 1, 60);
        tiff.putInt(0);
        tiff.position(60);
        tiff.putShort((short) 2);
        entry(tiff, 0x0001, 2, 2, 'N' << 24);
        entry(tiff, 0x0002, 5, 3, 120);
        tiff.putInt(0);
        tiff.position(100);
        tiff.put(maker);
        tiff.position(120);
        tiff.putInt(31).putInt(1).putInt(14).putInt(1).putInt(15).putInt(1);
        return tiff.array();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    static byte[] docx() {
        return zip(
                Map.of("[Content_Types].xml", "<Types/>".getBytes(), "word/document.xml", "<w:document/>".getBytes()));
    }

    static byte[] xlsx() {
        return zip(Map.of("[Content_Types].xml", "<Types/>".getBytes(), "xl/workbook.xml", "<workbook/>".getBytes()));
    }

    static byte[] docm() {
        return zip(Map.of(
                "[Content_Types].xml",
                "<Types/>".getBytes(),
                "word/document.xml",
                "<w:document/>".getBytes(),
                "word/vbaProject.bin",
                new byte[] {1}));
    }

    private static byte[] typesOf(String type, String part) {
        return ("<?xml version='1.0'?><Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                        + "<Override PartName='/" + part + "' ContentType='" + type + "'/></Types>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A packed paper of that type, with that one part. */
    static byte[] typed(String type, String part) {
        return zip(Map.of("[Content_Types].xml", typesOf(type, part), part, "<x/>".getBytes()));
    }

    /** A Word document with one more part. */
    static byte[] docx(String more) {
        return zip(Map.of(
                "[Content_Types].xml",
                "<Types/>".getBytes(),
                "word/document.xml",
                "<w:document/>".getBytes(),
                more,
                new byte[] {1}));
    }

    /** As Word saves it in the strict form, by a hand that writes capitals. */
    static byte[] strictDocx() {
        return zip(Map.of(
                "[Content_Types].xml",
                typesOf(
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                        "Word/Document.XML"),
                "_rels/.rels",
                "<r Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument'/>".getBytes(),
                "Word/Document.XML",
                "<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'/>".getBytes()));
    }

    static byte[] xlsxWithOtherNames() {
        return typed("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "et/book2.xml");
    }

    static byte[] declaredMacros() {
        return typed("application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml");
    }

    /** As WPS leaves it: the last sector is not filled up. */
    static byte[] brokenOff(byte[] compound) {
        return java.util.Arrays.copyOf(compound, compound.length - 100);
    }

    static byte[] lockedWord() {
        var start = ByteBuffer.allocate(5000).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        return compound(
                "WordDocument",
                start.putShort((short) 0xA5EC).putShort(10, (short) 0x0100).array());
    }

    static byte[] lockedWorkbook() {
        return compound("Workbook", workbook(5000, 0x2F));
    }

    /** One so small that it lies among the small parts. */
    static byte[] smallWorkbook() {
        return compound("Workbook", workbook(200, 0x42));
    }

    private static byte[] workbook(int size, int second) {
        var records = ByteBuffer.allocate(size).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        records.putShort((short) 0x0809).putShort((short) 16).put(new byte[16]);
        records.putShort((short) second).putShort((short) 2).putShort((short) 1);
        return records.putShort((short) 0x0A).putShort((short) 0).array();
    }

    private static byte[] compound(String part, byte[] content) {
        try (var file = new POIFSFileSystem();
                var out = new ByteArrayOutputStream()) {
            file.createDocument(new java.io.ByteArrayInputStream(content), part);
            file.writeFilesystem(out);
            return out.toByteArray();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static byte[] heic() {
        return ByteBuffer.allocate(64)
                .putInt(24)
                .put("ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** A document whose one part is a hundred thousand times as large as it looks. */
    static byte[] bomb() {
        return zip(Map.of(
                "[Content_Types].xml",
                "<Types/>".getBytes(),
                "word/document.xml",
                "<w:document/>".getBytes(),
                "word/media/image1.bin",
                new byte[64 << 20]));
    }

    static byte[] zip(Map<String, byte[]> parts) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    /** A file of the old Office: "WordDocument", "Workbook", "Macros". */
    static byte[] compound(String... parts) {
        try (var file = new POIFSFileSystem();
                var out = new ByteArrayOutputStream()) {
            for (var part : parts) {
                file.createDocument(new java.io.ByteArrayInputStream(new byte[5000]), part);
            }
            file.writeFilesystem(out);
            return out.toByteArray();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A tiny PNG that says that it has that many pixels. */
    static byte[] boastfulPng(int width, int height) {
        var png = ByteBuffer.wrap(picture("png", 10, 10));
        png.putInt(16, width).putInt(20, height);
        var crc = new CRC32();
        crc.update(png.array(), 12, 17);
        png.putInt(29, (int) crc.getValue());
        return png.array();
    }
}
