package cn.zhibu.report.fact;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Flattens the values of a record to texts that can be compared, grouped and looked up for names later. */
final class Values {

    private Values() {}

    static Map<String, List<String>> flatten(Map<String, ?> values) {
        var flat = new LinkedHashMap<String, List<String>>();
        values.forEach((field, value) -> {
            var texts = texts(value);
            if (!texts.isEmpty()) {
                flat.put(field, texts);
            }
        });
        return flat;
    }

    private static List<String> texts(@Nullable Object value) {
        if (value instanceof Collection<?> many) {
            return many.stream().flatMap(each -> texts(each).stream()).toList();
        }
        var text = text(value);
        return text == null || text.isBlank() ? List.of() : List.of(text);
    }

    /** A party becomes {@code unit:<id>} or {@code name:<text>}, so that one of each is never mistaken for the other. */
    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof Map<?, ?> party) {
            var unit = party.get("unit");
            var name = party.get("name");
            return unit != null ? "unit:" + unit : name == null ? null : "name:" + name;
        }
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        }
        return value == null ? null : value.toString();
    }
}
