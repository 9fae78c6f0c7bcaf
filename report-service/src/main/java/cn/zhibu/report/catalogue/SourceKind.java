package cn.zhibu.report.catalogue;

import cn.zhibu.report.words.Words;
import java.util.List;
import java.util.Optional;

/** A kind of record or a built-in source; the dimensions of a built-in source are its fields. */
public record SourceKind(
        String id,
        int version,
        Words names,
        boolean builtIn,
        List<Field> fields,
        Words summary,
        List<Measure> measures,
        List<Claim> claims) {

    /** Whether a field names a person, of whom only a mark leaves the owning service. */
    boolean person(String id) {
        return field(id).filter(field -> field.type().equals("person")).isPresent();
    }

    public Optional<Field> field(String id) {
        return fields.stream().filter(field -> field.id().equals(id)).findFirst();
    }
}
