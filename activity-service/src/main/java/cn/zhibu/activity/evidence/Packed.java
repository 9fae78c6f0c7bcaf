package cn.zhibu.activity.evidence;

import static cn.zhibu.activity.evidence.EvidenceProblem.FILE_HAS_MACROS;
import static cn.zhibu.activity.evidence.EvidenceProblem.FILE_TYPE_NOT_TAKEN;
import static cn.zhibu.activity.evidence.EvidenceProblem.PAPER_FORMAT_NOT_TAKEN;
import static cn.zhibu.activity.evidence.EvidenceProblem.UNPACKS_TOO_LARGE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A packed paper: what it is say its own list of types, however its parts are called (WPS and the Strict form have other
 * names for them), and only where that list is silent the names of its parts.
 */
final class Packed {

    private static final int AT_ONCE = 64 * 1024;
    private static final int LIST = 1 << 20; // bytes
    private static final long SMALL = 1 << 20;

    private static final Map<String, String> OTHERS = Map.of(
            "presentationml.", "PPTX",
            "opendocument", "ODF",
            "wordprocessingml.template", "DOTX",
            "spreadsheetml.template", "XLTX");

    private final EvidenceSettings settings;
    private final String name;

    Packed(EvidenceSettings settings, String name) {
        this.settings = settings;
        this.name = name;
    }

    FileType type(Path path) throws IOException {
        try (var zip = new ZipFile(path.toFile())) {
            if (zip.size() > settings.entries()) {
                throw UNPACKS_TOO_LARGE.at("/file", name);
            }
            var parts = new HashMap<String, ZipEntry>();
            zip.stream().forEach(entry -> parts.put(entry.getName().toLowerCase(Locale.ROOT), entry));
            var types = types(zip, parts);
            refuseMacros(parts, types);
            var type = type(parts, types);
            unpack(zip);
            return type;
        } catch (IllegalArgumentException broken) {
            throw new IOException(broken);
        }
    }

    private static String types(ZipFile zip, Map<String, ZipEntry> parts) throws IOException {
        var list = parts.get("[content_types].xml");
        if (list == null) {
            list = parts.get("mimetype"); // the open formats have one line
        }
        if (list == null) {
            return "";
        }
        try (var in = zip.getInputStream(list)) {
            var bytes = in.readNBytes(LIST);
            boolean wide = bytes.length > 1 && (bytes[0] & 0xFF) >= 0xFE && (bytes[1] & 0xFF) >= 0xFE;
            return new String(bytes, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        }
    }

    private void refuseMacros(Map<String, ZipEntry> parts, String types) {
        boolean named = parts.keySet().stream()
                .anyMatch(part -> part.endsWith("vbaproject.bin") || part.contains("/macrosheets/"));
        if (named || types.contains("macroenabled") || types.contains("vbaproject") || types.contains("macrosheet")) {
            throw FILE_HAS_MACROS.at("/file", name);
        }
    }

    private FileType type(Map<String, ZipEntry> parts, String types) {
        if (types.contains("wordprocessingml.document.main+xml")) {
            return FileType.DOCX;
        }
        if (types.contains("spreadsheetml.sheet.main+xml")) {
            return FileType.XLSX;
        }
        if (!types.isEmpty() && parts.containsKey("word/document.xml")) {
            return FileType.DOCX;
        }
        if (!types.isEmpty() && parts.containsKey("xl/workbook.xml")) {
            return FileType.XLSX;
        }
        if (parts.containsKey("ofd.xml")) {
            throw PAPER_FORMAT_NOT_TAKEN.at("/file", name, "OFD");
        }
        for (var other : OTHERS.entrySet()) {
            if (types.contains(other.getKey())) {
                throw PAPER_FORMAT_NOT_TAKEN.at("/file", name, other.getValue());
            }
        }
        throw FILE_TYPE_NOT_TAKEN.at("/file", name);
    }

    /** Unpacks everything once, counting: sizes written in the file are not believed. */
    private void unpack(ZipFile zip) throws IOException {
        long left = settings.unpacked().toBytes();
        var buffer = new byte[AT_ONCE];
        for (var entries = zip.entries(); entries.hasMoreElements(); ) {
            var entry = entries.nextElement();
            try (var in = zip.getInputStream(entry)) {
                left -= count(in, entry, left, buffer);
            }
        }
    }

    private long count(InputStream in, ZipEntry entry, long left, byte[] buffer) throws IOException {
        long size = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            size += read;
            boolean tight = size > SMALL && size / Math.max(1, entry.getCompressedSize()) > settings.ratio();
            if (size > left || tight) {
                throw UNPACKS_TOO_LARGE.at("/file", name);
            }
        }
        return size;
    }
}
