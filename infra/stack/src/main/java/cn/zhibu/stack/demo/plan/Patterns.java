package cn.zhibu.stack.demo.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values of records out of their patterns, for a report on a year (or on a term that ends in it). */
record Patterns(int year) {

    Map<String, Object> values(Map<String, Object> pattern, int n, Random random) {
        var values = new LinkedHashMap<String, Object>();
        pattern.forEach((field, value) -> values.put(field, value(value, n, random)));
        return values;
    }

    private Object value(Object pattern, int n, Random random) {
        if (pattern instanceof List<?> list) {
            return value(Dates.cycled(list, n), n, random);
        }
        if (pattern instanceof Map<?, ?> map) {
            if (map.get("between") instanceof List<?> ends) {
                int least = ((Number) ends.get(0)).intValue();
                return least + random.nextInt(((Number) ends.get(1)).intValue() - least + 1);
            }
            var values = new LinkedHashMap<String, Object>();
            map.forEach((key, each) -> values.put(String.valueOf(key), value(each, n, random)));
            return values;
        }
        return pattern instanceof String text ? filled(text, n) : pattern;
    }

    private Object filled(String text, int n) {
        return switch (text) {
            case "{year}" -> year;
            case "{next}" -> year + 1;
            case "{before}" -> year - 1;
            case "{beforeThat}" -> year - 2;
            default ->
                text.replace("{year}", Integer.toString(year))
                        .replace("{next}", Integer.toString(year + 1))
                        .replace("{n}", String.format("%02d", n + 1));
        };
    }
}
