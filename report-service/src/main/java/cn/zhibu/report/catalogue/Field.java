package cn.zhibu.report.catalogue;

import cn.zhibu.report.words.Words;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One thing that is written down; restricted fields never leave the owning service. */
public record Field(
        String id,
        String type,
        boolean required,
        String privacy,
        Words names,
        @Nullable Words help,
        List<Option> options,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable String measureUnit,
        @Nullable When when) {

    public Field {
        options = options == null ? List.of() : List.copyOf(options);
    }

    public Optional<Option> option(String id) {
        return options.stream().filter(option -> option.id().equals(id)).findFirst();
    }

    /** One choice of a field. */
    public record Option(String id, Words names) {}

    /** A field that is asked only when another has this value. */
    public record When(String field, String equals) {}
}
