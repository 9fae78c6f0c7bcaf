package cn.zhibu.platform.sheet;

import cn.zhibu.platform.sheet.Columns.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Writes workbooks of a kind: notes, the sheet with its columns, and what there is to choose from in a hidden one. */
final class Workbooks {

    /** The hidden sheet, which says of which kind and version a workbook was made. */
    static final String MARK = "_zhibu";

    private static final int FORMATTED = 500; // rows that are made ready to be typed in
    private static final int VALIDATED = Spread.MOST_ROWS;
    private static final int FLUSHED = 200; // rows
    private static final int SHEET_NAME = 31; // characters a spreadsheet allows
    private static final int HEADING = 1;
    private static final String HEADED = "DCE6F1";
    private static final String WRONG = "F8CBAD";
    private static final Set<String> OURS = Set.of("错误（上传时忽略此列）", "Faults (ignored when uploaded)", "原行号", "Row");

    /**
     * A row to be written.
     *
     * @param faults by column, and in words under the empty one
     */
    record Line(@Nullable String date, Map<String, Object> values, Map<String, String> faults, int row) {}

    private final SheetWords words;
    private final Columns columns;
    private final Known known;
    private final Locale locale;
    private final String language;

    Workbooks(SheetWords words, Columns columns, Known known, Locale locale) {
        this.words = words;
        this.columns = columns;
        this.known = known;
        this.locale = locale;
        this.language = SheetWords.language(locale);
    }

    /** Whether a heading is one that was added for people and not for what comes back. */
    static boolean ours(String heading) {
        return OURS.contains(heading);
    }

    void template(OutputStream out) throws IOException {
        try (var book = begun(out)) {
            notes(book);
            var sheet = sheet(book, false);
            ready(sheet);
            choices(book, sheet);
            sheet.finish();
        }
    }

    /** A sheet with lines in it; with faults there are two columns more. */
    void filled(OutputStream out, Iterable<Line> lines, boolean faults) throws IOException {
        try (var book = begun(out)) {
            notes(book);
            var sheet = sheet(book, faults);
            choices(book, sheet);
            int row = HEADING;
            for (var line : lines) {
                line(sheet, row++, line, faults);
                if (row % FLUSHED == 0) {
                    sheet.flush();
                }
            }
            sheet.finish();
        }
    }

    /** Columns and lines alone, as they come: to be read, and not to be typed in. */
    void listed(OutputStream out, Iterator<Map<String, Object>> lines) throws IOException {
        try (var book = begun(out)) {
            var sheet = sheet(book, false);
            for (int row = HEADING; lines.hasNext(); row++) {
                line(sheet, row, new Line(null, lines.next(), Map.of(), 0), false);
                if (row % FLUSHED == 0) {
                    sheet.flush();
                }
            }
            sheet.finish();
        }
    }

    private static Workbook begun(OutputStream out) {
        return new Workbook(out, "Zhibu", "1.0");
    }

    private String title() {
        var name = columns.form().names().getOrDefault(language, columns.form().id());
        return name.replaceAll("[\\\\/?*:\\[\\]]", " ").substring(0, Math.min(SHEET_NAME, name.length()));
    }

    private Worksheet sheet(Workbook book, boolean faults) {
        var sheet = book.newWorksheet(title());
        int at = 0;
        for (var column : columns.all()) {
            sheet.value(0, at, column.name(language) + (column.always() ? "*" : ""));
            sheet.width(at, "longText".equals(column.type()) ? 40 : 18);
            at++;
        }
        if (faults) {
            sheet.value(0, at, words.of(locale, "faults"));
            sheet.width(at++, 60);
            sheet.value(0, at, words.of(locale, "row"));
        }
        sheet.range(0, 0, 0, faults ? at : at - 1)
                .style()
                .bold()
                .fillColor(HEADED)
                .wrapText(true)
                .set();
        sheet.freezePane(0, HEADING);
        sheet.keepInActiveTab();
        return sheet;
    }

    private void ready(Worksheet sheet) {
        for (int at = 0; at < columns.all().size(); at++) {
            sheet.range(HEADING, at, FORMATTED, at)
                    .style()
                    .format(format(columns.all().get(at)))
                    .set();
        }
    }

    private static String format(Column column) {
        return switch (column.type()) {
            case "date" -> "yyyy-mm-dd";
            case "money" -> "#,##0.00";
            case "integer" -> "0";
            case "number" -> "General";
            default -> "@";
        };
    }

    /** What there is to choose from stands in the hidden sheet, a column for each, below the mark. */
    private void choices(Workbook book, Worksheet sheet) throws IOException {
        var mark = book.newWorksheet(MARK);
        mark.value(0, 0, columns.form().id());
        mark.value(0, 1, columns.form().version());
        for (int at = 0; at < columns.all().size(); at++) {
            var column = columns.all().get(at);
            mark.value(1, at, column.id());
            var options = options(column);
            for (int row = 0; row < options.size(); row++) {
                mark.value(row + 2, at, options.get(row));
            }
            if (!options.isEmpty()) {
                var name = "list_" + at;
                mark.range(2, at, options.size() + 1, at).setName(name);
                var list = sheet.range(HEADING, at, VALIDATED, at).validateWithListByFormula(name);
                if (!"member".equals(column.type())) {
                    list.showErrorMessage(true)
                            .errorTitle(column.name(language))
                            .error(words.of(locale, "wrong"));
                }
            }
        }
        mark.setVisibilityState(VisibilityState.VERY_HIDDEN);
        mark.finish();
    }

    private List<String> options(Column column) {
        var field = column.field();
        return switch (column.type()) {
            case "choice" -> optionNames(field);
            case "boolean" -> List.of(words.of(locale, "yes"), words.of(locale, "no"));
            case "member" -> known.listed();
            default -> List.of();
        };
    }

    private List<String> optionNames(Form.@Nullable Field field) {
        return field == null || field.options() == null
                ? List.of()
                : field.options().stream()
                        .map(option -> option.names().getOrDefault(language, option.id()))
                        .toList();
    }

    private void line(Worksheet sheet, int row, Line line, boolean faults) {
        int at = 0;
        for (var column : columns.all()) {
            var value = column.field() == null ? line.date() : line.values().get(column.id());
            if (value != null) {
                cell(sheet, row, at, column, value);
            }
            if (line.faults().containsKey(column.pointer())) {
                sheet.style(row, at).fillColor(WRONG).set();
            }
            at++;
        }
        if (faults) {
            sheet.value(row, at++, line.faults().getOrDefault("", ""));
            sheet.value(row, at, line.row());
        }
    }

    private void cell(Worksheet sheet, int row, int at, Column column, Object value) {
        switch (column.type()) {
            case "date" -> day(sheet, row, at, value.toString());
            case "integer", "number", "money" -> number(sheet, row, at, column, value);
            default -> sheet.value(row, at, shown(column, value));
        }
    }

    private static void day(Worksheet sheet, int row, int at, String text) {
        try {
            sheet.value(row, at, LocalDate.parse(text));
            sheet.style(row, at).format("yyyy-mm-dd").set();
        } catch (DateTimeParseException asTyped) {
            sheet.value(row, at, text);
        }
    }

    private static void number(Worksheet sheet, int row, int at, Column column, Object value) {
        if (value instanceof Number) {
            sheet.value(row, at, new BigDecimal(value.toString()));
            sheet.style(row, at).format(format(column)).set();
        } else {
            sheet.value(row, at, value.toString());
        }
    }

    private String shown(Column column, Object value) {
        if (value instanceof Boolean yes) {
            return words.of(locale, yes ? "yes" : "no");
        }
        if (value instanceof Map<?, ?> party) {
            var unit = party.get("unit");
            return unit == null
                    ? Objects.toString(party.get("name"), "")
                    : known.named().getOrDefault(unit.toString(), unit.toString());
        }
        var text = value.toString();
        return switch (column.type()) {
            case "choice" -> option(column.field(), text);
            case "member" -> known.named().getOrDefault(text, text);
            default -> text;
        };
    }

    private String option(Form.@Nullable Field field, String id) {
        return field == null || field.options() == null
                ? id
                : field.options().stream()
                        .filter(option -> option.id().equals(id))
                        .map(option -> option.names().getOrDefault(language, id))
                        .findFirst()
                        .orElse(id);
    }

    private void notes(Workbook book) throws IOException {
        var sheet = book.newWorksheet(words.of(locale, "notes"));
        sheet.value(0, 0, words.of(locale, "notes.title", columns.form().names().getOrDefault(language, "")));
        sheet.style(0, 0).bold().fontSize(14).set();
        sheet.value(1, 0, words.of(locale, "notes.where", title(), Integer.toString(Spread.MOST_ROWS)));
        sheet.value(2, 0, words.of(locale, "notes.next"));
        sheet.value(3, 0, words.of(locale, "notes.formulas"));
        sheet.value(5, 0, words.of(locale, "notes.column"));
        sheet.value(5, 1, words.of(locale, "notes.needed"));
        sheet.value(5, 2, words.of(locale, "notes.how"));
        sheet.range(5, 0, 5, 2).style().bold().fillColor(HEADED).set();
        sheet.width(0, 30);
        sheet.width(1, 30);
        sheet.width(2, 90);
        var notes = new Notes(words, columns, locale);
        int row = 6;
        for (var column : columns.all()) {
            sheet.value(row, 0, column.name(language));
            sheet.value(row, 1, notes.needed(column));
            sheet.value(row, 2, notes.how(column));
            row++;
        }
        sheet.finish();
    }
}
