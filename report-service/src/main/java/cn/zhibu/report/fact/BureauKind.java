package cn.zhibu.report.fact;

import cn.zhibu.catalogue.BureauMeasures;
import cn.zhibu.catalogue.Measure;
import cn.zhibu.words.Words;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A kind of record that the bureau defined itself, or the fields that it added to a built-in one, as far as it is counted.
 *
 * @param names null where fields were added: such records are counted by the catalogue
 */
@Document("bureau_kinds_v1")
record BureauKind(@Id String id, @Nullable Words names, List<Sum> sums) {

    /** A field whose numbers are added up. */
    record Sum(String field, Words names, @Nullable String measureUnit) {}

    /** A measure of this kind, with the unit in which people read it. */
    record Known(Measure measure, String measureUnit) {}

    Optional<Known> measure(String measure) {
        if (names != null && BureauMeasures.count(id).equals(measure)) {
            return Optional.of(new Known(BureauMeasures.counting(id, names), BureauMeasures.RECORDS));
        }
        return sums.stream()
                .filter(sum -> BureauMeasures.sum(id, sum.field()).equals(measure))
                .findFirst()
                .map(sum -> new Known(
                        BureauMeasures.adding(id, sum.field(), sum.names()),
                        sum.measureUnit() == null ? BureauMeasures.NUMBER : sum.measureUnit()));
    }
}
