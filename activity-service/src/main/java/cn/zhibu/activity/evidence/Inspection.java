package cn.zhibu.activity.evidence;

import static cn.zhibu.activity.evidence.EvidenceProblem.FILE_EMPTY;
import static cn.zhibu.activity.evidence.EvidenceProblem.FILE_HAS_MACROS;
import static cn.zhibu.activity.evidence.EvidenceProblem.FILE_IS_HEIC;
import static cn.zhibu.activity.evidence.EvidenceProblem.FILE_LOCKED;
import static cn.zhibu.activity.evidence.EvidenceProblem.FILE_TOO_LARGE;
import static cn.zhibu.activity.evidence.EvidenceProblem.FILE_TYPE_NOT_TAKEN;
import static cn.zhibu.activity.evidence.EvidenceProblem.FILE_UNREADABLE;
import static cn.zhibu.activity.evidence.EvidenceProblem.PAPER_FORMAT_NOT_TAKEN;
import static cn.zhibu.activity.evidence.EvidenceProblem.PICTURE_FORMAT_NOT_TAKEN;

import cn.zhibu.platform.file.Allowance;
import cn.zhibu.platform.file.Arrival;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.tika.Tika;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/**
 * Says what a file is by looking at its content, and refuses, each for its own reason, what is too large, packed too
 * tightly, locked, carries macros or is of a kind that not everybody can open.
 */
@Component
class Inspection {

    private static final long MEMORY = 48L << 20; // bytes, for all files that are being looked at
    private static final long LITTLE = 1L << 20; // bytes
    private static final int AT_ONCE = 4;
    private static final int WAITING = 200;
    private static final int BEGINNING = 256 * 1024; // bytes of a part of an old paper
    private static final int WORD = 0xA5EC;
    private static final int WORD_LOCKED = 0x0100;
    private static final int EXCEL_LOCKED = 0x2F;
    private static final int EXCEL_SHEET = 0x85;
    private static final int EXCEL_END = 0x0A;
    private static final int EXCEL_MACROS = 1;

    private static final Map<String, String> PICTURES = Map.of(
            "image/webp", "WebP",
            "image/gif", "GIF",
            "image/bmp", "BMP",
            "image/tiff", "TIFF",
            "image/avif", "AVIF",
            "image/jp2", "JPEG 2000",
            "image/vnd.adobe.photoshop", "PSD");

    private final EvidenceSettings settings;
    private final Allowance allowance = new Allowance("papers", MEMORY, AT_ONCE, WAITING);
    private final Tika tika = new Tika();

    Inspection(EvidenceSettings settings) {
        this.settings = settings;
    }

    /** What it is; the list of a packed paper's parts can be as long as the paper, and is read as a whole. */
    Mono<FileType> look(Arrival arrival, String name) {
        return allowance.during(Math.min(MEMORY, LITTLE + 2 * arrival.size()), () -> type(arrival, name));
    }

    private FileType type(Arrival arrival, String name) {
        if (arrival.size() == 0 && arrival.whole()) {
            throw FILE_EMPTY.at("/file", name);
        }
        if (!arrival.whole()) {
            throw tooLarge(name, settings.most());
        }
        var type = of(arrival.path(), name);
        var largest = settings.largest().get(type);
        if (largest == null) {
            throw FILE_TYPE_NOT_TAKEN.at("/file", name);
        }
        if (arrival.size() > largest.toBytes()) {
            throw tooLarge(name, largest.toBytes());
        }
        return type;
    }

    private static RuntimeException tooLarge(String name, long bytes) {
        return FILE_TOO_LARGE.at("/file", name, DataSize.ofBytes(bytes).toMegabytes());
    }

    private FileType of(Path path, String name) {
        try {
            var found = found(path);
            return switch (found) {
                case "image/jpeg" -> FileType.JPEG;
                case "image/png" -> FileType.PNG;
                case "application/pdf" -> FileType.PDF;
                case "application/zip", "application/x-tika-ooxml" -> new Packed(settings, name).type(path);
                case "application/x-tika-msoffice", "application/msword", "application/vnd.ms-excel" ->
                    compound(path, name);
                case "image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence" ->
                    throw FILE_IS_HEIC.at("/file", name);
                case "application/rtf", "text/rtf" -> throw PAPER_FORMAT_NOT_TAKEN.at("/file", name, "RTF");
                default ->
                    throw PICTURES.containsKey(found)
                            ? PICTURE_FORMAT_NOT_TAKEN.at("/file", name, PICTURES.get(found))
                            : found.startsWith("application/vnd.oasis.opendocument")
                                    ? PAPER_FORMAT_NOT_TAKEN.at("/file", name, "ODF")
                                    : FILE_TYPE_NOT_TAKEN.at("/file", name);
            };
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException failure) {
            throw FILE_UNREADABLE.at("/file", name);
        }
    }

    private String found(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            return tika.detect(in);
        }
    }

    private static FileType compound(Path path, String name) throws IOException {
        try (var file = new Compound(path)) {
            if (file.has("EncryptedPackage") || file.has("\u0006DataSpaces") || file.has("\tDRMContent")) {
                throw FILE_LOCKED.at("/file", name);
            }
            if (List.of("Macros", "_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA").stream()
                    .anyMatch(file::anywhere)) {
                throw FILE_HAS_MACROS.at("/file", name);
            }
            if (file.has("WordDocument")) {
                return word(file, name);
            }
            if (file.has("Workbook") || file.has("Book")) {
                return sheets(file, name);
            }
            throw file.has("PowerPoint Document")
                    ? PAPER_FORMAT_NOT_TAKEN.at("/file", name, "PPT")
                    : FILE_TYPE_NOT_TAKEN.at("/file", name);
        }
    }

    private static FileType word(Compound file, String name) throws IOException {
        var start = file.beginning("WordDocument", 32);
        boolean read = start.limit() >= 12 && (start.getShort(0) & 0xFFFF) == WORD;
        if (read && (start.getShort(10) & WORD_LOCKED) != 0) {
            throw FILE_LOCKED.at("/file", name);
        }
        return FileType.DOC;
    }

    /** Goes through the records before the first sheet: one says that what follows is locked, one names each sheet. */
    private static FileType sheets(Compound file, String name) throws IOException {
        var start = file.beginning(file.has("Workbook") ? "Workbook" : "Book", BEGINNING);
        for (int at = 0; at + 4 <= start.limit(); ) {
            int record = start.getShort(at) & 0xFFFF;
            int length = start.getShort(at + 2) & 0xFFFF;
            if (record == EXCEL_LOCKED) {
                throw FILE_LOCKED.at("/file", name);
            }
            if (record == EXCEL_SHEET && at + 10 <= start.limit() && start.get(at + 9) == EXCEL_MACROS) {
                throw FILE_HAS_MACROS.at("/file", name);
            }
            if (record == EXCEL_END) {
                break;
            }
            at += 4 + length;
        }
        return FileType.XLS;
    }
}
