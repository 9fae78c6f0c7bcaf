package cn.zhibu.platform.sheet;

import static cn.zhibu.platform.sheet.ImportProblem.SHEET_UNREADABLE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** Reads rows from a text: what a spreadsheet saves as CSV, in whatever encoding, and what is pasted from one. */
final class TextReading {

    private static final Charset CHINESE = Charset.forName("GB18030");
    private static final int LOOKED_AT = 4000; // characters
    private static final int MOST_COLUMNS = 500;
    private static final char BOM = '\uFEFF';

    private TextReading() {}

    static void read(Path path, Spread spread) throws IOException {
        var text = text(Files.readAllBytes(path));
        var format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator(text))
                .setIgnoreEmptyLines(false)
                .setTrailingData(true)
                .setLenientEof(true)
                .get();
        try (var rows = CSVParser.parse(text, format)) {
            for (var row : rows) {
                var cells = new HashMap<Integer, Raw>();
                for (int at = 0; at < Math.min(MOST_COLUMNS, row.size()); at++) {
                    var cell = Raw.text(row.get(at));
                    if (!cell.empty()) {
                        cells.put(at, cell);
                    }
                }
                if (!spread.take((int) row.getRecordNumber(), Map.copyOf(cells), false)) {
                    return;
                }
            }
        }
    }

    /** By its mark; without one UTF-8 where it is that, else what Chinese spreadsheets save. */
    private static String text(byte[] bytes) {
        for (var marked : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            var mark = String.valueOf(BOM).getBytes(marked);
            if (bytes.length >= mark.length && java.util.Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length)) {
                return new String(bytes, mark.length, bytes.length - mark.length, marked);
            }
        }
        for (var charset : List.of(StandardCharsets.UTF_8, CHINESE)) {
            try {
                var text = charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                if (text.indexOf('\0') < 0) {
                    return text;
                }
            } catch (CharacterCodingException another) {
                // the next one
            }
        }
        throw SHEET_UNREADABLE.at("/file");
    }

    /** What stands most often in the first line that has any of them. */
    private static char separator(String text) {
        var lines = text.substring(0, Math.min(LOOKED_AT, text.length())).split("\\R");
        for (var line : lines) {
            char best = ',';
            long most = 0;
            for (char one : new char[] {'\t', ',', ';'}) {
                long count = line.chars().filter(each -> each == one).count();
                if (count > most) {
                    best = one;
                    most = count;
                }
            }
            if (most > 0) {
                return best;
            }
        }
        return ',';
    }
}
