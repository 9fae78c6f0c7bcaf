package cn.zhibu.activity.sheet;

import cn.zhibu.activity.catalogue.Field;
import cn.zhibu.activity.catalogue.Kind;
import cn.zhibu.platform.input.SearchText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a kind's sheet: the day, then the fields in the order of the form.
 *
 * @param headings which column a heading names, however it was typed, in any language
 */
record Columns(Kind kind, List<Column> all, Map<String, Column> headings) {

    static final String DATE = "date";
    private static final Map<String, String> DAY = Map.of("zh-CN", "日期", "en", "Date");

    /** One of them; without a field it is the day. */
    record Column(
            String id, Map<String, String> names, @Nullable Field field) {

        String name(String language) {
            return names.getOrDefault(language, id);
        }

        String type() {
            return field == null ? DATE : field.type();
        }

        /** Whether it is asked for whatever the others say. */
        boolean always() {
            return field == null || field.required() && field.when() == null;
        }

        /** Where its faults are pinned, as in a form. */
        String pointer() {
            return field == null ? "/date" : "/values/" + id;
        }
    }

    static Columns of(Kind kind) {
        var all = new ArrayList<Column>();
        all.add(new Column(DATE, kind.dateNames() == null ? DAY : kind.dateNames(), null));
        kind.fields().forEach(field -> all.add(new Column(field.id(), field.names(), field)));
        var headings = new HashMap<String, Column>();
        all.forEach(column -> {
            headings.putIfAbsent(folded(column.id()), column);
            column.names().values().forEach(name -> headings.putIfAbsent(folded(name), column));
        });
        DAY.values().forEach(name -> headings.putIfAbsent(folded(name), all.get(0)));
        return new Columns(kind, List.copyOf(all), Map.copyOf(headings));
    }

    /** The column that a heading names; a mark for what is required belongs to no name. */
    @Nullable
    Column headed(String text) {
        return headings.get(folded(text));
    }

    private static String folded(String text) {
        var folded = SearchText.of(text);
        return folded.endsWith("*") ? folded.substring(0, folded.length() - 1) : folded;
    }
}
