package cn.zhibu.activity.catalogue;

import cn.zhibu.catalogue.Field;
import cn.zhibu.words.Words;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a bureau says of a kind of its own, or of the fields that it adds to a built-in one.
 *
 * @param about what only a kind of its own has; null where fields are added
 * @param sums fields whose numbers are added up
 * @param offered whether new records ask for it; what is there stays readable
 */
record Definition(@Nullable About about, List<Field> fields, Set<String> sums, boolean offered) {

    /** What a kind is called, and where and how it is found in the chooser. */
    record About(Words names, String group, String initials) {}

    private static final int SHOWN = 3;

    /** The first fields that may be seen, one after the other; the name where there is none. */
    Words summary(Words names) {
        var seen = fields.stream()
                .filter(field ->
                        !field.restricted() && field.type() != Field.Type.MEMBER && field.type() != Field.Type.CAMPAIGN)
                .map(Field::id)
                .limit(SHOWN)
                .toList();
        return seen.isEmpty() ? names : new Words(pattern(seen, "，"), pattern(seen, ", "));
    }

    private static String pattern(List<String> fields, String between) {
        var text = new StringBuilder("[{" + fields.get(0) + "}]");
        fields.stream()
                .skip(1)
                .forEach(field -> text.append('[')
                        .append(between)
                        .append('{')
                        .append(field)
                        .append("}]"));
        return text.toString();
    }
}
