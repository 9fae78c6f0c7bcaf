package cn.zhibu.activity.catalogue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field of a form as clients read it; {@link cn.zhibu.catalogue.Field} says what its parts mean. */
public record Field(
        String id,
        String type,
        boolean required,
        String privacy,
        Map<String, String> names,
        @Nullable Map<String, String> help,
        @Nullable List<Option> options,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable String measureUnit,
        @Nullable When when) {

    static Field of(cn.zhibu.catalogue.Field field) {
        var help = field.help();
        var when = field.when();
        return new Field(
                field.id(),
                field.type().word(),
                field.required(),
                field.privacy().word(),
                field.names().texts(),
                help == null ? null : help.texts(),
                field.options().isEmpty()
                        ? null
                        : field.options().stream().map(Option::of).toList(),
                field.min(),
                field.max(),
                field.measureUnit(),
                when == null ? null : new When(when.field(), when.equals()));
    }
}
