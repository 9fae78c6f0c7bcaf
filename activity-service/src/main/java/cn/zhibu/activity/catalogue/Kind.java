package cn.zhibu.activity.catalogue;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of record as forms and lists need it.
 *
 * @param words what people call it besides its name, for the chooser
 */
public record Kind(
        String id,
        int version,
        Map<String, String> names,
        String group,
        String initials,
        @Nullable List<String> words,
        @Nullable Map<String, String> dateNames,
        List<Field> fields,
        Map<String, String> summary) {}
