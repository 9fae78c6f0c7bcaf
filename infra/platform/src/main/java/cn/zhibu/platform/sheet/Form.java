package cn.zhibu.platform.sheet;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sheet asks for: a day, and fields.
 *
 * @param names by language, as all names here
 * @param dateWords what other sheets call the day
 * @param dateNames of the day's column, where it is not simply the day
 */
public record Form(
        String id,
        int version,
        Map<String, String> names,
        @Nullable Map<String, String> dateNames,
        @Nullable List<String> dateWords,
        List<Field> fields) {

    /**
     * A column.
     *
     * @param type text, longText, person, integer, number, money, date, choice, boolean, member, party
     * @param words what other sheets call it
     * @param min smallest number
     * @param max largest number, or most characters
     */
    public record Field(
            String id,
            String type,
            boolean required,
            Map<String, String> names,
            @Nullable List<String> words,
            @Nullable List<Option> options,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable When when) {}

    /** One that can be chosen. */
    public record Option(
            String id, Map<String, String> names, @Nullable List<String> words) {}

    /** Asked for only where another field has this value. */
    public record When(String field, String equals) {}
}
