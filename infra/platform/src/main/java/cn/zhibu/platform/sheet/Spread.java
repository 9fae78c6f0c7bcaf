package cn.zhibu.platform.sheet;

import static cn.zhibu.platform.sheet.ImportProblem.SHEET_TOO_LARGE;
import static cn.zhibu.platform.sheet.ImportProblem.TOO_MANY_ROWS;

import cn.zhibu.platform.sheet.Columns.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the rows of a sheet as they are read: finds its headings, types what stands below them, and keeps within limits. */
final class Spread {

    static final int MOST_ROWS = 5000;
    static final int HEADINGS_WITHIN = 20; // rows

    private static final long MOST_CHARACTERS = 6_000_000;
    private static final int LISTED = 20;

    private final Typing typing;
    private final Map<Integer, Column> headings = new HashMap<>();
    private final List<String> ignored = new ArrayList<>();
    private final List<ImportLine> lines = new ArrayList<>();
    private int seen;
    private long characters;
    private boolean headed;

    Spread(Typing typing) {
        this.typing = typing;
    }

    /** How many columns of the kind a row of cells names. */
    static int named(Columns columns, Map<Integer, Raw> cells) {
        return (int) cells.values().stream()
                .map(cell -> columns.headed(cell.text()))
                .filter(java.util.Objects::nonNull)
                .distinct()
                .count();
    }

    /** Whether this row is the one of the headings: it names two columns, or all that there are. */
    static boolean heads(Columns columns, Map<Integer, Raw> cells) {
        return named(columns, cells) >= Math.min(2, columns.all().size());
    }

    /** The next row; false when none is wanted any more. */
    boolean take(int row, Map<Integer, Raw> cells, boolean hidden) {
        if (!headed) {
            seen++;
            if (heads(typing.columns(), cells)) {
                head(cells);
            }
            return headed || seen < HEADINGS_WITHIN;
        }
        var named = new HashMap<Column, Raw>();
        headings.forEach((at, column) -> {
            var cell = cells.getOrDefault(at, Raw.EMPTY);
            characters += cell.text().length();
            named.put(column, cell);
        });
        if (characters > MOST_CHARACTERS) {
            throw SHEET_TOO_LARGE.at("/file");
        }
        var line = typing.line(row, named, hidden);
        if (line != null) {
            if (lines.size() == MOST_ROWS) {
                throw TOO_MANY_ROWS.at("/file", MOST_ROWS);
            }
            lines.add(line);
        }
        return true;
    }

    private void head(Map<Integer, Raw> cells) {
        headed = true;
        cells.forEach((at, cell) -> {
            var column = column(cell);
            if (column != null && !headings.containsValue(column)) {
                headings.put(at, column);
            } else if (!cell.empty() && ignored.size() < LISTED && !Workbooks.ours(cell.text())) {
                ignored.add(cn.zhibu.platform.input.Texts.cut(cell.text(), 40));
            }
        });
    }

    private @Nullable Column column(Raw cell) {
        return cell.empty() ? null : typing.columns().headed(cell.text());
    }

    boolean headed() {
        return headed;
    }

    List<ImportLine> lines() {
        return lines;
    }

    /** What stood above columns that are none of the kind's, the first of them. */
    List<String> ignored() {
        return ignored;
    }
}
