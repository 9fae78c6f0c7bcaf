package cn.zhibu.activity.orglife;

import cn.zhibu.activity.orglife.OrgLife.Course;
import cn.zhibu.activity.orglife.OrgLife.Measure;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the article asks for before, at and after the meeting (BR-26), and what of it is there. */
final class Phases {

    enum Phase {
        BEFORE,
        AT,
        AFTER
    }

    enum Point {
        STUDY(Phase.BEFORE),
        TALKS(Phase.BEFORE),
        OPINIONS(Phase.BEFORE),
        MEETING(Phase.AT),
        PROBLEMS(Phase.AT),
        CRITICISM(Phase.AT),
        MEASURES(Phase.AFTER),
        CARRIED_OUT(Phase.AFTER);

        private final Phase phase;

        Point(Phase phase) {
            this.phase = phase;
        }

        Phase phase() {
            return phase;
        }
    }

    /**
     * One point.
     *
     * @param count how many there are
     * @param overdue measures whose day has passed
     */
    record Check(Point point, boolean met, int count, int overdue) {}

    private Phases() {}

    /** @param talks held in the branch before the meeting */
    static List<Check> of(@Nullable OrgLife life, int talks, LocalDate today) {
        var course = life == null ? Course.EMPTY : life.course();
        var criticisms = life == null ? 0 : life.criticisms().size();
        var measures = course.measures();
        int done = (int) course.done();
        int overdue = (int) measures.stream().filter(one -> overdue(one, today)).count();
        return List.of(
                some(Point.STUDY, course.studies().size()),
                some(Point.TALKS, talks),
                some(Point.OPINIONS, course.surveys().size()),
                some(Point.MEETING, course.meeting() == null ? 0 : 1),
                some(Point.PROBLEMS, course.problems().size()),
                some(Point.CRITICISM, criticisms),
                some(Point.MEASURES, measures.size()),
                new Check(Point.CARRIED_OUT, !measures.isEmpty() && done == measures.size(), done, overdue));
    }

    private static Check some(Point point, int count) {
        return new Check(point, count > 0, count, 0);
    }

    private static boolean overdue(Measure measure, LocalDate today) {
        var due = measure.due();
        return measure.doneOn() == null && due != null && due.isBefore(today);
    }
}
