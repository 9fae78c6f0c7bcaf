package cn.zhibu.activity.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One version of a kind of record as forms and lists need it.
 *
 * @param words what people call it besides its name, for the chooser
 * @param otherSide the party of the bureau that is asked to confirm; null where nobody is
 */
public record Kind(
        String id,
        int version,
        Map<String, String> names,
        String group,
        String initials,
        @Nullable List<String> words,
        @Nullable Map<String, String> dateNames,
        @Nullable String otherSide,
        List<Field> fields,
        Map<String, String> summary) {

    static Kind of(cn.zhibu.catalogue.Kind kind) {
        var dateNames = kind.dateNames();
        var other = kind.otherSide();
        return new Kind(
                kind.id(),
                kind.version(),
                kind.names().texts(),
                Objects.requireNonNull(kind.group()),
                Objects.requireNonNull(kind.initials()),
                kind.words(),
                dateNames == null ? null : dateNames.texts(),
                other == null ? null : other.field(),
                kind.fields().stream().map(Field::of).toList(),
                kind.summary().texts());
    }
}
