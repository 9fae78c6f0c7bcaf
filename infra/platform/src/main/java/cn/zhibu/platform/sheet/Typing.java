package cn.zhibu.platform.sheet;

import cn.zhibu.platform.input.InputFault;
import cn.zhibu.platform.input.Numbers;
import cn.zhibu.platform.input.SearchText;
import cn.zhibu.platform.input.Texts;
import cn.zhibu.platform.sheet.Columns.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a cell what a form would have sent. What it cannot read it leaves as it was typed, for the form to refuse; what
 * a spreadsheet has spoiled it marks.
 */
record Typing(Columns columns, Known known) {

    static final String LOST_DIGITS = "LOST_DIGITS";

    private static final int DIGITS_KEPT = 15;
    private static final Pattern SCIENTIFIC = Pattern.compile("[0-9](\\.[0-9]+)?[eE]\\+?[0-9]{1,3}");
    private static final Pattern MONEY_MARKS = Pattern.compile("^(rmb|cny|人民币|[¥￥])|(元整?|圆整?)$");
    private static final Set<String> YES = Set.of("是", "有", "对", "√", "yes", "y", "true", "1");
    private static final Set<String> NO = Set.of("否", "无", "不", "×", "no", "n", "false", "0");

    /** A row of cells; null where all of them are empty. */
    @Nullable
    ImportLine line(int row, Map<Column, Raw> cells, boolean hidden) {
        if (cells.values().stream().allMatch(Raw::empty)) {
            return null;
        }
        var values = new HashMap<String, Object>();
        var marks = new TreeMap<String, String>();
        cells.forEach((column, cell) -> {
            var value = value(column, cell, marks);
            if (value != null) {
                values.put(column.id(), value);
            }
        });
        var date = values.remove(Columns.DATE);
        return new ImportLine(
                row,
                date == null ? null : date.toString(),
                Map.copyOf(values),
                Map.copyOf(marks),
                hidden,
                false,
                false);
    }

    private @Nullable Object value(Column column, Raw cell, Map<String, String> marks) {
        return switch (cell.sort()) {
            case EMPTY -> null;
            case FORMULA_UNREAD, CELL_ERROR, MERGED_CELL -> {
                marks.put(column.pointer(), cell.sort().name());
                yield null;
            }
            default -> typed(column, cell, marks);
        };
    }

    private @Nullable Object typed(Column column, Raw cell, Map<String, String> marks) {
        return switch (column.type()) {
            case "date" -> Days.read(cell);
            case "integer", "number", "money" -> number(cell);
            case "choice" -> choice(column.field(), cell.text());
            case "boolean" -> yesOrNo(cell);
            case "member" -> one(known.people(), cell, column, marks);
            case "party" -> party(cell, column, marks);
            default -> text(cell, column, marks);
        };
    }

    private static Object number(Raw cell) {
        var number = cell.number();
        if (cell.sort() == Raw.Sort.NUMBER && number != null) {
            return number;
        }
        var plain = MONEY_MARKS.matcher(SearchText.of(cell.text())).replaceAll("");
        try {
            return cell.sort() == Raw.Sort.TEXT ? Numbers.read(plain) : cell.text();
        } catch (InputFault unread) {
            return cell.text();
        }
    }

    /** A number in a column of texts: of one with more digits than a spreadsheet keeps, the last are lost. */
    private static @Nullable Object text(Raw cell, Column column, Map<String, String> marks) {
        var number = cell.number();
        boolean lost = cell.sort() == Raw.Sort.NUMBER
                        && number != null
                        && number.precision() - number.scale() > DIGITS_KEPT
                || cell.sort() == Raw.Sort.TEXT
                        && SCIENTIFIC.matcher(Texts.stripped(cell.text())).matches();
        if (lost) {
            marks.put(column.pointer(), LOST_DIGITS);
        }
        return cell.text();
    }

    static @Nullable Object choice(Form.@Nullable Field field, String text) {
        var options = field == null || field.options() == null ? List.<Form.Option>of() : field.options();
        var folded = SearchText.of(text);
        return options.stream()
                .filter(option -> SearchText.of(option.id()).equals(folded)
                        || option.names().values().stream()
                                .anyMatch(name -> SearchText.of(name).equals(folded))
                        || option.words() != null
                                && option.words().stream()
                                        .anyMatch(word -> SearchText.of(word).equals(folded)))
                .map(option -> (Object) option.id())
                .findFirst()
                .orElse(text);
    }

    private static Object yesOrNo(Raw cell) {
        var folded = SearchText.of(cell.text());
        if (cell.sort() == Raw.Sort.YES || YES.contains(folded)) {
            return true;
        }
        return cell.sort() == Raw.Sort.NO || NO.contains(folded) ? (Object) false : cell.text();
    }

    private static Object one(Map<String, List<String>> ids, Raw cell, Column column, Map<String, String> marks) {
        var found = ids.getOrDefault(SearchText.of(cell.text()), List.of());
        if (found.size() > 1) {
            marks.put(column.pointer(), "NAME_NOT_CLEAR");
        }
        return found.size() == 1 ? found.get(0) : cell.text();
    }

    /** A unit of the bureau where its name is one's, somebody outside it otherwise. */
    private Object party(Raw cell, Column column, Map<String, String> marks) {
        var found = one(known.units(), cell, column, marks);
        return Objects.equals(found, cell.text()) ? Map.of("name", cell.text()) : Map.of("unit", found);
    }
}
