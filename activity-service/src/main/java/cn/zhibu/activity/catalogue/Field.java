package cn.zhibu.activity.catalogue;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of a form.
 *
 * @param privacy public, internal or restricted; the last never leaves this service in an event
 * @param min least value, or least length of a text
 * @param max greatest value, or greatest length of a text
 */
public record Field(
        String id,
        String type,
        boolean required,
        String privacy,
        Map<String, String> names,
        @Nullable Map<String, String> help,
        @Nullable List<Option> options,
        java.math.@Nullable BigDecimal min,
        java.math.@Nullable BigDecimal max,
        @Nullable String measureUnit,
        @Nullable When when) {

    public boolean restricted() {
        return "restricted".equals(privacy);
    }
}
