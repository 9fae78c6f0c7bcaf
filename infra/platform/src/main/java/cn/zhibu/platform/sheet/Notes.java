package cn.zhibu.platform.sheet;

import cn.zhibu.platform.sheet.Columns.Column;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says of a column whether it has to be filled in, and how. */
record Notes(SheetWords words, Columns columns, Locale locale) {

    private static final String TEXT = "200";
    private static final String LONG_TEXT = "5000";

    String needed(Column column) {
        var field = column.field();
        var when = field == null ? null : field.when();
        if (field == null || when == null) {
            return words.of(locale, column.always() ? "needed.always" : "needed.no");
        }
        var other = columns.all().stream()
                .filter(each -> each.id().equals(when.field()))
                .findFirst()
                .orElse(column);
        return words.of(
                locale,
                field.required() ? "needed.when" : "needed.only",
                other.name(language()),
                option(other.field(), when.equals()));
    }

    String how(Column column) {
        var field = column.field();
        return switch (column.type()) {
            case "text", "person" -> words.of(locale, "how.text", most(field, TEXT));
            case "longText" -> words.of(locale, "how.text", most(field, LONG_TEXT));
            case "choice" -> words.of(locale, "how.choice", options(field));
            case "integer", "number", "money" -> words.of(locale, "how." + column.type()) + limits(field);
            default -> words.of(locale, "how." + column.type());
        };
    }

    private String limits(Form.@Nullable Field field) {
        if (field == null || field.min() == null && field.max() == null) {
            return "";
        }
        if (field.min() == null) {
            return words.of(locale, "how.most", plain(field.max()));
        }
        return field.max() == null
                ? words.of(locale, "how.least", plain(field.min()))
                : words.of(locale, "how.between", plain(field.min()), plain(field.max()));
    }

    private String options(Form.@Nullable Field field) {
        return field == null || field.options() == null
                ? ""
                : field.options().stream()
                        .map(option -> option.names().getOrDefault(language(), option.id()))
                        .collect(Collectors.joining(" / "));
    }

    private String option(Form.@Nullable Field field, String id) {
        var options = field == null || field.options() == null ? List.<Form.Option>of() : field.options();
        return options.stream()
                .filter(option -> option.id().equals(id))
                .map(option -> option.names().getOrDefault(language(), id))
                .findFirst()
                .orElseGet(() ->
                        "true".equals(id) ? words.of(locale, "yes") : "false".equals(id) ? words.of(locale, "no") : id);
    }

    private static String most(Form.@Nullable Field field, String usual) {
        return field == null || field.max() == null ? usual : plain(field.max());
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "" : number.stripTrailingZeros().toPlainString();
    }

    private String language() {
        return SheetWords.language(locale);
    }
}
