package cn.zhibu.activity.evidence;

import static cn.zhibu.activity.evidence.EvidenceProblem.FILE_EMPTY;
import static cn.zhibu.activity.evidence.EvidenceProblem.FILE_HAS_MACROS;
import static cn.zhibu.activity.evidence.EvidenceProblem.FILE_TOO_LARGE;
import static cn.zhibu.activity.evidence.EvidenceProblem.FILE_TYPE_NOT_TAKEN;
import static cn.zhibu.activity.evidence.EvidenceProblem.FILE_UNREADABLE;
import static cn.zhibu.activity.evidence.EvidenceProblem.UNPACKS_TOO_LARGE;

import cn.zhibu.platform.file.Arrival;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.tika.Tika;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Says what a file is by looking at its content, and refuses what is too large, packed too tightly or carries macros. */
@Component
class Inspection {

    private static final int AT_ONCE = 64 * 1024;
    private static final long SMALL = 1 << 20;

    private final EvidenceSettings settings;
    private final Tika tika = new Tika();

    Inspection(EvidenceSettings settings) {
        this.settings = settings;
    }

    FileType type(Arrival arrival, String name) {
        if (arrival.size() == 0 && arrival.whole()) {
            throw FILE_EMPTY.at("/file", name);
        }
        var type = of(arrival.path(), name);
        var largest = type == null ? null : settings.largest().get(type);
        if (type == null || largest == null) {
            throw arrival.whole() ? FILE_TYPE_NOT_TAKEN.at("/file", name) : tooLarge(name, settings.most());
        }
        if (!arrival.whole() || arrival.size() > largest.toBytes()) {
            throw tooLarge(name, largest.toBytes());
        }
        if (type == FileType.DOCX || type == FileType.XLSX) {
            unpack(arrival.path(), name);
        }
        return type;
    }

    private static RuntimeException tooLarge(String name, long bytes) {
        return FILE_TOO_LARGE.at("/file", name, DataSize.ofBytes(bytes).toMegabytes());
    }

    private @Nullable FileType of(Path path, String name) {
        try (var in = java.nio.file.Files.newInputStream(path)) {
            return switch (tika.detect(in)) {
                case "image/jpeg" -> FileType.JPEG;
                case "image/png" -> FileType.PNG;
                case "application/pdf" -> FileType.PDF;
                case "application/zip", "application/x-tika-ooxml" -> packed(path);
                case "application/x-tika-msoffice", "application/msword", "application/vnd.ms-excel" ->
                    compound(path, name);
                default -> null;
            };
        } catch (IOException failure) {
            throw FILE_UNREADABLE.at("/file", name);
        }
    }

    private static @Nullable FileType packed(Path path) {
        try (var zip = new ZipFile(path.toFile())) {
            if (zip.getEntry("[Content_Types].xml") == null) {
                return null;
            }
            return zip.getEntry("word/document.xml") != null
                    ? FileType.DOCX
                    : zip.getEntry("xl/workbook.xml") != null ? FileType.XLSX : null;
        } catch (IOException | IllegalArgumentException notOne) {
            return null;
        }
    }

    private static @Nullable FileType compound(Path path, String name) {
        Set<String> parts;
        try (var file = new POIFSFileSystem(path.toFile(), true)) {
            parts = new TreeSet<>(file.getRoot().getEntryNames());
        } catch (IOException | RuntimeException broken) {
            return null;
        }
        if (parts.contains("Macros") || parts.contains("_VBA_PROJECT_CUR")) {
            throw FILE_HAS_MACROS.at("/file", name);
        }
        return parts.contains("WordDocument")
                ? FileType.DOC
                : parts.contains("Workbook") || parts.contains("Book") ? FileType.XLS : null;
    }

    /** Unpacks everything once, counting: sizes written in the file are not believed. */
    private void unpack(Path path, String name) {
        try (var zip = new ZipFile(path.toFile())) {
            if (zip.size() > settings.entries()) {
                throw UNPACKS_TOO_LARGE.at("/file", name);
            }
            long left = settings.unpacked().toBytes();
            for (var entries = zip.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                if (entry.getName().endsWith("vbaProject.bin")) {
                    throw FILE_HAS_MACROS.at("/file", name);
                }
                try (var in = zip.getInputStream(entry)) {
                    left -= count(in, entry, left, name);
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw FILE_UNREADABLE.at("/file", name);
        }
    }

    private long count(InputStream in, ZipEntry entry, long left, String name) throws IOException {
        var buffer = new byte[AT_ONCE];
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
