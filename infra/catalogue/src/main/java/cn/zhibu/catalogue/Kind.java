package cn.zhibu.catalogue;

import cn.zhibu.words.Words;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of a kind of record, or a source with behaviour of its own (session, survey, opinion, unit, committee),
 * whose dimensions are its fields.
 *
 * @param from first day on which the version is offered for new records; null for one that always was
 * @param group heading of the chooser; null for a source, which stands in none
 * @param initials what finds it in the chooser, in pinyin
 * @param words what people call it besides its name
 * @param seedRows rows of the reports that it was made for
 * @param dateNames what the day of a record is called; null where it is simply the date
 * @param otherSide who confirms it; null where nobody is asked
 * @param summary how a record reads in a line
 */
public record Kind(
        String id,
        int version,
        @Nullable LocalDate from,
        Words names,
        @Nullable String group,
        @Nullable String initials,
        @Nullable List<String> words,
        @Nullable List<Integer> seedRows,
        @Nullable Words dateNames,
        @Nullable OtherSide otherSide,
        List<Field> fields,
        Words summary,
        List<Measure> measures,
        List<Claim> claims) {

    public boolean builtIn() {
        return group == null;
    }

    public Optional<Field> field(String id) {
        return fields.stream().filter(field -> field.id().equals(id)).findFirst();
    }

    /** Whether a field names a person, of whom only a mark leaves the owning service. */
    boolean person(String id) {
        return field(id).filter(field -> field.type() == Field.Type.PERSON).isPresent();
    }

    boolean offeredOn(LocalDate day) {
        return from == null || !from.isAfter(day);
    }
}
