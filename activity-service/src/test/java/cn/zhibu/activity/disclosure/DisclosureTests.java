package cn.zhibu.activity.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.activity.disclosure.Disclosure.Act;
import cn.zhibu.activity.disclosure.Disclosure.Audience;
import cn.zhibu.activity.disclosure.Disclosure.Body;
import cn.zhibu.activity.disclosure.Disclosure.Category;
import cn.zhibu.activity.disclosure.Disclosure.Manner;
import cn.zhibu.activity.disclosure.Disclosure.Status;
import cn.zhibu.activity.entry.Entry;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.process.problem.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The four steps of OP-01, in their order and in no other. */
class DisclosureTests {

    private static final Entry BY = new Entry(Instant.parse("2025-03-10T02:00:00Z"), "sec");
    private static final LocalDate DAY = BY.day();

    private static Body body(String content, Audience audience, @Nullable LocalDate until) {
        return new Body(content, Category.SCHOOL, audience, Manner.BOARD, "正文", until);
    }

    private static Disclosure proposed(@Nullable LocalDate until) {
        var scope = new Scope("b", List.of("t", "b"));
        return Disclosure.propose("d", scope, body("收费项目", Audience.SOCIETY, until), BY)
                .state();
    }

    private static Disclosure published(@Nullable LocalDate until) {
        var approved = proposed(until)
                .examine(true, null, BY)
                .state()
                .approve(true, null, BY)
                .state();
        return approved.publish(DAY, BY).state();
    }

    @Test
    void eachStepHasItsTurnAndIsKept() {
        var done = published(null);
        assertThat(done.status()).isEqualTo(Status.PUBLISHED);
        assertThat(done.steps().stream().map(Disclosure.Step::act))
                .containsExactly(Act.PROPOSED, Act.EXAMINED, Act.APPROVED, Act.PUBLISHED);
        assertThat(done.shownOn(DAY)).isTrue();
        assertThat(done.shownOn(DAY.plusYears(50))).isTrue();
    }

    @Test
    void whateverIsTriedInWhateverOrderNothingIsPublishedThatWasNotExaminedAndApprovedAsItIs() {
        var random = new Random(86);
        for (int round = 0; round < 500; round++) {
            var now = proposed(null);
            var since = new ArrayList<>(List.of(Act.PROPOSED));
            for (int step = 0; step < 12; step++) {
                var before = now;
                boolean passed = random.nextInt(4) > 0;
                var reason = passed ? null : "不妥";
                int which = random.nextInt(5);
                now = tried(before, () -> switch (which) {
                    case 0 -> before.propose(body("改" + before.steps().size(), Audience.SOCIETY, null), BY);
                    case 1 -> before.examine(passed, reason, BY);
                    case 2 -> before.approve(passed, reason, BY);
                    case 3 -> before.publish(DAY, BY);
                    default -> before.follow("另外", Category.SCHOOL, Audience.SOCIETY, BY);
                });
                if (now != before) {
                    var act = now.steps().get(now.steps().size() - 1).act();
                    if (act == Act.PROPOSED) {
                        since.clear();
                    }
                    since.add(act);
                    if (act == Act.PUBLISHED) {
                        assertThat(since).containsExactly(Act.PROPOSED, Act.EXAMINED, Act.APPROVED, Act.PUBLISHED);
                    }
                }
                assertThat(now.shownOn(DAY)).isEqualTo(since.get(since.size() - 1) == Act.PUBLISHED);
            }
        }
    }

    private static Disclosure tried(Disclosure before, Supplier<Change<Disclosure>> decision) {
        try {
            return decision.get().state();
        } catch (Problem refused) {
            return before;
        }
    }

    @Test
    void whatIsNotLetThroughSaysWhyAndBeginsAnew() {
        assertThatThrownBy(() -> proposed(null).examine(false, " ", BY)).isInstanceOf(Problem.class);
        var returned = proposed(null).examine(false, "涉及学生信息", BY).state();
        assertThat(returned.status()).isEqualTo(Status.RETURNED);
        assertThatThrownBy(() -> returned.approve(true, null, BY)).isInstanceOf(Problem.class);
        var again = returned.propose(body("收费项目（修改）", Audience.UNIT, null), BY).state();
        assertThat(again.status()).isEqualTo(Status.PROPOSED);
        assertThat(again.steps()).hasSize(3);
    }

    @Test
    void itIsShownUntilItsDayAndOnlyToWhomItWasMeantFor() {
        var until = DAY.plusDays(7);
        assertThat(published(until).shownOn(until)).isTrue();
        assertThat(published(until).shownOn(until.plusDays(1))).isFalse();
        assertThatThrownBy(() -> proposed(DAY.minusDays(1))).isInstanceOf(Problem.class);
        var approved = proposed(until)
                .examine(true, null, BY)
                .state()
                .approve(true, null, BY)
                .state();
        assertThatThrownBy(() -> approved.publish(until.plusDays(1), BY)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> approved.publish(DAY.minusDays(1), BY)).isInstanceOf(Problem.class);
        var inside = published(null);
        assertThat(new Disclosure(
                                inside.id(),
                                inside.scope(),
                                body("收费项目", Audience.UNIT, null),
                                inside.status(),
                                inside.steps(),
                                inside.proposedOn(),
                                inside.publishedOn(),
                                inside.last(),
                                null)
                        .shownOn(DAY))
                .isFalse();
    }

    @Test
    void itFollowsItsRecordAndWhatWasNotApprovedSoIsNotShown() {
        var shown = published(null);
        assertThat(shown.follow("收费项目", Category.SCHOOL, Audience.SOCIETY, BY).state())
                .isSameAs(shown);
        var changed = shown.follow("收费项目", Category.SCHOOL, Audience.UNIT, BY).state();
        assertThat(changed.status()).isEqualTo(Status.CHANGED);
        assertThat(changed.body().audience()).isEqualTo(Audience.UNIT);
        assertThat(changed.shownOn(DAY)).isFalse();
        assertThatThrownBy(() -> changed.propose(body("收费项目", Audience.SOCIETY, null), BY))
                .isInstanceOf(Problem.class);
        var again = changed.propose(body("收费项目", Audience.UNIT, DAY), BY).state();
        assertThat(again.status()).isEqualTo(Status.PROPOSED);
        assertThat(again.follow(BY).state().status()).isEqualTo(Status.WITHDRAWN);
        assertThat(shown.follow(BY).state().status()).isEqualTo(Status.WITHDRAWN);
        assertThatThrownBy(() -> shown.withdraw("误", BY)).isInstanceOf(Problem.class);
    }
}
