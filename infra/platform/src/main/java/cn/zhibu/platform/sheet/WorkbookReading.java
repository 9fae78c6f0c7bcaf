package cn.zhibu.platform.sheet;

import static cn.zhibu.platform.sheet.ImportProblem.SHEET_OF_ANOTHER_KIND;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a workbook, one at a time. Of a formula the value is taken that the spreadsheet has kept; none is ever
 * computed here, and what a formula would fetch from elsewhere is not fetched.
 */
final class WorkbookReading {

    static final int COLUMNS = 500; // those behind are not looked at

    private static final int SHEETS = 20;
    private static final int LONGEST_NUMBER = 30; // characters
    private static final int LARGEST = 20; // digits before the point
    private static final MathContext AS_SHOWN = new MathContext(15); // what a spreadsheet shows of a number

    private final Columns columns;

    WorkbookReading(Columns columns) {
        this.columns = columns;
    }

    void read(Path path, Spread spread) throws IOException {
        var outline = Outline.of(path);
        try (var workbook = new ReadableWorkbook(path.toFile(), new ReadingOptions(true, true))) {
            refuseOthers(workbook);
            var sheet = best(workbook);
            if (sheet == null) {
                return;
            }
            var shape = outline.shape(sheet.getName());
            try (var rows = sheet.openStream()) {
                for (var each = rows.iterator(); each.hasNext(); ) {
                    var row = each.next();
                    if (!spread.take(row.getRowNum(), cells(row, outline.from1904(), shape), row.isHidden())) {
                        return;
                    }
                }
            }
        }
    }

    /** A template says of which kind it was made. */
    private void refuseOthers(ReadableWorkbook workbook) throws IOException {
        var mark = workbook.findSheet(Workbooks.MARK).orElse(null);
        if (mark == null) {
            return;
        }
        try (var rows = mark.openStream()) {
            var kind = rows.findFirst().map(row -> row.getCellText(0)).orElse("");
            if (!kind.isEmpty() && !kind.equals(columns.form().id())) {
                throw SHEET_OF_ANOTHER_KIND.at("/file");
            }
        }
    }

    /** The visible sheet whose headings name most of the kind's columns. */
    private @Nullable Sheet best(ReadableWorkbook workbook) throws IOException {
        Sheet best = null;
        int most = 0;
        for (var sheet : workbook.getSheets().limit(SHEETS).toList()) {
            if (sheet.getVisibility() != SheetVisibility.VISIBLE) {
                continue;
            }
            try (var rows = sheet.openStream()) {
                int named = rows.limit(Spread.HEADINGS_WITHIN)
                        .map(row -> cells(row, false, new Outline.Shape()))
                        .filter(cells -> Spread.heads(columns, cells))
                        .mapToInt(cells -> Spread.named(columns, cells))
                        .max()
                        .orElse(0);
                if (named > most) {
                    most = named;
                    best = sheet;
                }
            }
        }
        return best;
    }

    private static Map<Integer, Raw> cells(Row row, boolean from1904, Outline.Shape shape) {
        var cells = new HashMap<Integer, Raw>();
        for (var cell : row) {
            if (cell == null) {
                continue;
            }
            var raw = cell.getColumnIndex() < COLUMNS ? raw(cell, from1904) : Raw.EMPTY;
            if (raw.sort() != Raw.Sort.EMPTY) {
                cells.put(cell.getColumnIndex(), raw);
            }
        }
        if (!cells.isEmpty()) {
            shape.cover(row.getRowNum(), cells);
        }
        return cells;
    }

    private static Raw raw(Cell cell, boolean from1904) {
        var value = cell.getValue();
        return switch (cell.getType()) {
            case EMPTY -> Raw.EMPTY;
            case ERROR -> Raw.of(Raw.Sort.CELL_ERROR);
            case FORMULA ->
                value == null || "".equals(value) && cell.getFormula() != null
                        ? Raw.of(Raw.Sort.FORMULA_UNREAD)
                        : value instanceof String text && text.startsWith("#")
                                ? Raw.of(Raw.Sort.CELL_ERROR)
                                : taken(cell, value, from1904);
            default -> value == null ? Raw.EMPTY : taken(cell, value, from1904);
        };
    }

    private static Raw taken(Cell cell, Object value, boolean from1904) {
        if (value instanceof Boolean yes) {
            return yes ? new Raw(Raw.Sort.YES, "TRUE", null) : new Raw(Raw.Sort.NO, "FALSE", null);
        }
        if (!(value instanceof BigDecimal typed)) {
            return Raw.text(value.toString());
        }
        if (typed.precision() > LONGEST_NUMBER || Math.abs((long) typed.precision() - typed.scale()) > LARGEST) {
            return Raw.text(Objects.requireNonNullElse(cell.getRawValue(), ""));
        }
        var number = typed.round(AS_SHOWN);
        if (Days.shown(
                String.valueOf(cell.getDataFormatId()), Objects.requireNonNullElse(cell.getDataFormatString(), ""))) {
            return new Raw(Raw.Sort.DAY, Days.of(typed, from1904), number);
        }
        var plain = number.stripTrailingZeros();
        return new Raw(Raw.Sort.NUMBER, plain.toPlainString(), plain);
    }
}
