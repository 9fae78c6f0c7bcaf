package cn.zhibu.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.notification.delivery.Delivery.Course;
import cn.zhibu.notification.delivery.Delivery.Fault;
import cn.zhibu.notification.delivery.Delivery.Setback;
import cn.zhibu.notification.delivery.Delivery.State;
import cn.zhibu.process.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far a message gets, and what no second one may do to it. */
class DeliveryTests {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:07Z");
    private static final Duration TERM = Duration.ofMinutes(2);
    private static final List<Duration> PAUSES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5));
    private static final Setback LATER = new Setback(Fault.TRY_LATER, 451, false);

    private static Delivery waiting() {
        return new Delivery("d", "p", List.of("n1"), List.of("bureau", "b1"), null, NOW, Course.waiting(NOW), 0L);
    }

    @Test
    void whoClaimsItHoldsItUntilTheClaimEnds() {
        var mine = waiting().claim("me", NOW, TERM).state();
        assertThat(mine.held("me")).isTrue();
        assertThat(mine.claim("you", NOW.plusSeconds(119), TERM).state()).isSameAs(mine);
        var yours = mine.claim("you", NOW.plusSeconds(120), TERM).state();
        assertThat(yours.held("you")).isTrue();
        assertThat(yours.sent("me", NOW).state()).as("too late").isSameAs(yours);
        assertThat(yours.sent("you", NOW).state().course().state()).isEqualTo(State.SENT);
    }

    @Test
    void itIsTriedAgainAfterEachPauseAndThenGivenUp() {
        var first = waiting()
                .claim("a", NOW, TERM)
                .state()
                .failed("a", LATER, PAUSES, NOW)
                .state();
        assertThat(first.course().nextAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(first.claim("b", NOW.plusSeconds(59), TERM).state()).isSameAs(first);
        var then = NOW.plusSeconds(60);
        var second = first.claim("b", then, TERM)
                .state()
                .failed("b", LATER, PAUSES, then)
                .state();
        assertThat(second.course().nextAt()).isEqualTo(then.plusSeconds(300));
        var last = then.plusSeconds(300);
        var third = second.claim("c", last, TERM)
                .state()
                .failed("c", LATER, PAUSES, last)
                .state();
        assertThat(third.course().state()).isEqualTo(State.FAILED);
        assertThat(third.course().fault()).isEqualTo(Fault.GIVEN_UP);
        var again = third.retry(last).state();
        assertThat(again.course()).isEqualTo(Course.waiting(last));
        assertThatThrownBy(() -> again.retry(last)).isInstanceOf(Problem.class).hasMessage("NOT_FAILED");
    }

    @Test
    void whatIsOnItsWayTakesNothingMore() {
        var two = waiting().with("n2", List.of("bureau", "b2")).state();
        assertThat(two.notices()).containsExactly("n1", "n2");
        assertThat(two.ancestors()).containsExactly("bureau", "b1", "b2");
        assertThat(two.with("n2", List.of()).state()).isSameAs(two);
        var gone = two.claim("me", NOW, TERM).state();
        assertThat(gone.with("n3", List.of()).state()).isSameAs(gone);
    }

    @Test
    void whatIsToldWithinMomentsLeavesTogether() {
        var pace = new Pace(Duration.ofSeconds(3), TERM, Duration.ofSeconds(20), PAUSES);
        assertThat(pace.gathered(NOW)).isEqualTo("2026-11-21T08:00:20Z").isEqualTo(pace.gathered(NOW.plusSeconds(12)));
        assertThat(pace.gathered(NOW.plusSeconds(13))).isEqualTo("2026-11-21T08:00:40Z");
    }
}
