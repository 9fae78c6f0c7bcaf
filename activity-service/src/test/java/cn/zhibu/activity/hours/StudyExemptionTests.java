package cn.zhibu.activity.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.hours.StudyExemption.Span;
import cn.zhibu.activity.hours.StudyExemption.Why;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Sealed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudyExemptionTests {

    private static final Scope BRANCH = new Scope("p", List.of("b", "p"));
    private static final Entry NOW = new Entry(Instant.parse("2026-03-02T00:00:00Z"), "sec");

    /** ED-09; health is nobody's but the branch's. */
    @Test
    void eventsNameNobodyAndNoGround() {
        var span = new Span(LocalDate.of(2026, 1, 1), null);
        var why = new Why(new Sealed("k.ILLNESS", "study-exemption.ground/x"), null);
        var entered = StudyExemption.enter("x", BRANCH, "m1", span, why, NOW);
        assertThat(entered.events())
                .containsExactly(new StudyExemptionEvent.Entered("x", "p", List.of("b", "p"), span.from(), null));
        var withdrawn = entered.state().withdraw("误登", NOW);
        assertThat(withdrawn.events()).containsExactly(new StudyExemptionEvent.Withdrawn("x", "p", List.of("b", "p")));
        assertThat(entered.events().toString() + withdrawn.events()).doesNotContain("m1", "ILLNESS", "误登");
        assertThatThrownBy(() -> withdrawn.state().withdraw("再撤", NOW)).hasMessage("EXEMPTION_WITHDRAWN");
    }
}
