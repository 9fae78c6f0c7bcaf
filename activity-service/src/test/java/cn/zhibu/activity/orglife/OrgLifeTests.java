package cn.zhibu.activity.orglife;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.activity.orglife.OrgLife.Course;
import cn.zhibu.activity.orglife.OrgLife.Measure;
import cn.zhibu.activity.orglife.OrgLife.Source;
import cn.zhibu.activity.orglife.OrgLife.Study;
import cn.zhibu.activity.orglife.Phases.Check;
import cn.zhibu.activity.orglife.Phases.Point;
import cn.zhibu.platform.change.Scope;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrgLifeTests {

    private static final LocalDate HELD = LocalDate.of(2025, 12, 18);
    private static final Scope BRANCH = new Scope("p", List.of("b", "p"));

    private static Course course(Measure... measures) {
        return new Course(
                List.of(new Study(Source.SESSION, "s1")),
                List.of("v1"),
                "s2",
                HELD,
                List.of("学习不够深入"),
                List.of(measures));
    }

    private static Measure measure(LocalDate due, LocalDate done) {
        return new Measure("每月学习一次", "m1", due, done);
    }

    @Test
    void theEventTellsNumbersAndNobodysWords() {
        var begun = OrgLife.open("o", BRANCH, 2025);
        assertThat(((OrgLifeEvent.Kept) begun.events().get(0)).date()).isNull();
        var kept = begun.state().keep(course(measure(HELD, HELD), measure(HELD, null)));
        var event = (OrgLifeEvent.Kept) kept.events().get(0);
        assertThat(event).isEqualTo(new OrgLifeEvent.Kept("o", "p", List.of("b", "p"), 2025, HELD, 1, 1, 1, 0, 2, 1));
        assertThat(event.toString()).doesNotContain("学习", "m1");
    }

    /** BR-26. */
    @Test
    void whatIsMissingOfTheThreePhasesIsSaid() {
        assertThat(Phases.of(null, 0, HELD)).hasSize(8).noneMatch(Check::met);
        var life = OrgLife.open("o", BRANCH, 2025)
                .state()
                .keep(course(measure(HELD, HELD), measure(HELD, null), measure(null, null)))
                .state();
        var checks = Phases.of(life, 3, HELD.plusDays(1));
        assertThat(checks)
                .filteredOn(check -> !check.met())
                .extracting(Check::point)
                .containsExactly(Point.CRITICISM, Point.CARRIED_OUT);
        assertThat(checks).contains(new Check(Point.CARRIED_OUT, false, 1, 1), new Check(Point.TALKS, true, 3, 0));
        var done = life.keep(course(measure(HELD, HELD))).state();
        assertThat(Phases.of(done, 3, HELD)).contains(new Check(Point.CARRIED_OUT, true, 1, 0));
    }

    @Test
    void criticismIsOneOfAPersonAndCanBeTakenAway() {
        var life = OrgLife.open("o", BRANCH, 2025).state();
        assertThat(life.criticise("m1", null).state().criticisms()).isEmpty();
    }
}
