package cn.zhibu.activity.appraisal;

import static cn.zhibu.activity.appraisal.AppraisalProblem.*;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.change.Unique;
import cn.zhibu.platform.security.Sealed;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The democratic appraisal of a branch and year. Whose grade is which lies sealed and stays with the branch; above it there
 * are counts.
 *
 * @param on the day by whose roster it was held
 * @param counts members by grade
 */
@Document("appraisals")
@CompoundIndex(name = "once", def = "{'scope.unit': 1, 'year': 1}", unique = true)
@Unique(index = "once", field = "/year", refusal = AppraisalProblem.class, as = "APPRAISAL_THERE", value = "year")
record Appraisal(
        @Id String id,
        Scope scope,
        int year,
        LocalDate on,
        List<Graded> grades,
        Map<Grade, Integer> counts,
        @Version @Nullable Long version)
        implements Scoped {

    /** AP-01. */
    enum Grade {
        EXCELLENT,
        QUALIFIED,
        BASICALLY_QUALIFIED,
        UNQUALIFIED
    }

    /** A member's grade as it is typed, and the day on which the member was told (AP-04). */
    record Typed(String member, Grade grade, @Nullable LocalDate toldOn) {}

    /** The same as it is kept. */
    record Graded(String member, Sealed grade, @Nullable LocalDate toldOn) {}

    static Change<Appraisal> hold(
            String id, Scope branch, int year, LocalDate on, List<Typed> typed, List<Graded> sealed) {
        return kept(new Appraisal(id, branch, year, on, sealed, counted(typed), null));
    }

    Change<Appraisal> keep(LocalDate day, List<Typed> typed, List<Graded> sealed) {
        return kept(new Appraisal(id, scope, year, day, sealed, counted(typed), version));
    }

    private static Map<Grade, Integer> counted(List<Typed> typed) {
        var seen = new HashSet<String>();
        var counts = new EnumMap<Grade, Integer>(Grade.class);
        for (int i = 0; i < typed.size(); i++) {
            if (!seen.add(typed.get(i).member())) {
                throw GRADED_TWICE.at("/grades/" + i + "/member");
            }
            counts.merge(typed.get(i).grade(), 1, Integer::sum);
        }
        return counts;
    }

    private static Change<Appraisal> kept(Appraisal appraisal) {
        return Change.of(appraisal, AppraisalEvent.Kept.of(appraisal));
    }

    int count(Grade grade) {
        return counts.getOrDefault(grade, 0);
    }

    /** How many have been told. */
    int told() {
        return (int) grades.stream().filter(one -> one.toldOn() != null).count();
    }
}
