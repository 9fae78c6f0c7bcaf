package cn.zhibu.platform.sheet;

import cn.zhibu.platform.input.SearchText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a sheet: the day, then the fields in the order of the form, but for those that nobody could type.
 *
 * @param headings which column a heading names, however it was typed, in any language
 */
record Columns(Form form, List<Column> all, Map<String, Column> headings) {

    static final String DATE = "date";
    private static final String CAMPAIGN = "campaign";
    private static final Map<String, String> DAY = Map.of("zh-CN", "日期", "en", "Date");

    /** One of them; without a field it is the day. */
    record Column(String id, Map<String, String> names, Form.@Nullable Field field) {

        String name(String language) {
            return names.getOrDefault(language, id);
        }

        String type() {
            return field == null ? DATE : field.type();
        }

        /** What other sheets call it. */
        List<String> words() {
            return field == null || field.words() == null ? List.of() : field.words();
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

    static Columns of(Form form) {
        var all = new ArrayList<Column>();
        all.add(new Column(DATE, form.dateNames() == null ? DAY : form.dateNames(), null));
        form.fields().stream()
                .filter(field -> !CAMPAIGN.equals(field.type()))
                .forEach(field -> all.add(new Column(field.id(), field.names(), field)));
        var headings = new HashMap<String, Column>();
        all.forEach(column -> {
            headings.putIfAbsent(folded(column.id()), column);
            column.names().values().forEach(name -> headings.putIfAbsent(folded(name), column));
        });
        all.forEach(column -> column.words().forEach(word -> headings.putIfAbsent(folded(word), column)));
        DAY.values().forEach(name -> headings.putIfAbsent(folded(name), all.get(0)));
        var words = form.dateWords();
        if (words != null) {
            words.forEach(word -> headings.putIfAbsent(folded(word), all.get(0)));
        }
        return new Columns(form, List.copyOf(all), Map.copyOf(headings));
    }

    /** Of a list that is only read: the fields of the form as they stand, without a day before them. */
    static Columns listed(Form form) {
        var all = form.fields().stream()
                .map(field -> new Column(field.id(), field.names(), field))
                .toList();
        return new Columns(form, all, Map.of());
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
