package cn.zhibu.report.name;

import cn.zhibu.words.Words;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that a caller may see.
 *
 * @param units by id
 * @param bureau empty while it is not known
 */
public record Known(Map<String, Words> units, String bureau) {

    public static Known nothing() {
        return new Known(Map.of(), "");
    }

    public @Nullable Words name(String unit) {
        return units.get(unit);
    }
}
