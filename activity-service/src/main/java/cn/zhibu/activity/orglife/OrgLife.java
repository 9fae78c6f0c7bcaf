package cn.zhibu.activity.orglife;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.change.Unique;
import cn.zhibu.platform.security.Sealed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The organisational-life meeting of a branch and year: what prepared it, what was found, what is done about it. What is
 * written down elsewhere is linked and not asked again; what was said of each person is sealed and stays with the branch.
 *
 * @param criticisms in the order in which they were written down, one of a person
 */
@Document("org_lives")
@CompoundIndex(name = "once", def = "{'scope.unit': 1, 'year': 1}", unique = true)
@Unique(index = "once", field = "/year", refusal = OrgLifeProblem.class, as = "ORG_LIFE_THERE", value = "year")
record OrgLife(
        @Id String id,
        Scope scope,
        int year,
        Course course,
        List<Criticism> criticisms,
        @Version @Nullable Long version)
        implements Scoped {

    /** Criticism and self-criticism of a person. */
    record Criticism(String member, Sealed note) {}

    /** Where the study before the meeting is written down. */
    enum Source {
        SESSION,
        RECORD
    }

    record Study(Source source, String id) {}

    /**
     * What is done about a problem.
     *
     * @param owner a member of the branch
     */
    record Measure(
            String text,
            @Nullable String owner,
            @Nullable LocalDate due,
            @Nullable LocalDate doneOn) {}

    /**
     * All of it but what was said of persons.
     *
     * @param surveys in which opinions were asked
     * @param meeting the session of that form, held on {@code heldOn}
     */
    record Course(
            List<Study> studies,
            List<String> surveys,
            @Nullable String meeting,
            @Nullable LocalDate heldOn,
            List<String> problems,
            List<Measure> measures) {

        static final Course EMPTY = new Course(List.of(), List.of(), null, null, List.of(), List.of());

        long done() {
            return measures.stream().filter(measure -> measure.doneOn() != null).count();
        }

        Course on(@Nullable LocalDate day) {
            return new Course(studies, surveys, meeting, day, problems, measures);
        }
    }

    static Change<OrgLife> open(String id, Scope branch, int year) {
        return kept(new OrgLife(id, branch, year, Course.EMPTY, List.of(), null));
    }

    Change<OrgLife> keep(Course next) {
        return kept(new OrgLife(id, scope, year, next, criticisms, version));
    }

    /** @param note none takes what was said of the person away */
    Change<OrgLife> criticise(String member, @Nullable Sealed note) {
        var all = new ArrayList<>(
                criticisms.stream().filter(one -> !one.member().equals(member)).toList());
        if (note != null) {
            all.add(new Criticism(member, note));
        }
        return kept(new OrgLife(id, scope, year, course, List.copyOf(all), version));
    }

    private static Change<OrgLife> kept(OrgLife life) {
        return Change.of(life, OrgLifeEvent.Kept.of(life));
    }
}
