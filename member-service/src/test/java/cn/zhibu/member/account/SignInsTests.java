package cn.zhibu.member.account;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.member.account.AccountEvent.SignInRefused;
import cn.zhibu.member.account.AccountEvent.SignedIn;
import cn.zhibu.member.account.SignIns.Noted;
import cn.zhibu.member.account.SignIns.Refusal;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignInsTests {

    private static final Instant NINE = Instant.parse("2026-03-02T01:00:00Z");
    private static final Scope BUREAU = new Scope("b", List.of("b"));

    private final SignIns fresh =
            SignIns.of(Account.open("a", "qinghe.liming", "李明", BUREAU, null, LocalDate.of(2026, 1, 1))
                    .state());

    @Test
    void wrongTriesThatFollowEachOtherAreOneEntry() {
        var told = told(
                fresh,
                List.of(
                        tried(6, Refusal.WRONG_PASSWORD),
                        tried(1, Refusal.WRONG_PASSWORD),
                        tried(2, Refusal.WRONG_PASSWORD),
                        tried(3, Refusal.LOCKED),
                        tried(4, null),
                        tried(5, null),
                        new Noted("other", at(9), null)));
        assertThat(told.events())
                .containsExactly(
                        new SignInRefused("a", Refusal.WRONG_PASSWORD, 2, at(1), at(2)),
                        new SignInRefused("a", Refusal.LOCKED, 1, at(3), at(3)),
                        new SignedIn("a", at(4)),
                        new SignedIn("a", at(5)),
                        new SignInRefused("a", Refusal.WRONG_PASSWORD, 1, at(6), at(6)));
        assertThat(told.state().told()).isEqualTo(at(6));
        assertThat(told.state().lastIn()).as("who was refused did not come in").isEqualTo(at(5));
    }

    /** Who acted is told with each step: a sign-in is its account's, a refusal is nobody's. */
    @Test
    void aStepHoldsSignInsOrRefusalsAlone() {
        var noted = IntStream.range(0, 450)
                .mapToObj(i -> tried(i, i < 5 || i > 440 ? null : Refusal.OTHER))
                .toList();
        var steps = SignIns.steps("a", noted);
        assertThat(steps).extracting(List::size).containsExactly(5, 200, 200, 36, 9);
        assertThat(steps.stream().flatMap(List::stream)).containsExactlyElementsOf(noted);
        assertThat(SignIns.steps("b", noted)).isEmpty();
    }

    /** However it is cut into rounds, and in whatever order it comes, every try is told exactly once. */
    @Test
    void everyTryIsToldOnceHoweverOftenItIsRead() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var noted = IntStream.range(0, random.nextInt(700))
                    .mapToObj(i -> tried(i, random.nextInt(3) == 0 ? null : Refusal.values()[random.nextInt(4)]))
                    .toList();
            var state = fresh;
            int tries = 0;
            for (int to = 0; to < noted.size(); ) {
                to = Math.min(noted.size(), to + 1 + random.nextInt(90));
                var seen = new ArrayList<>(noted.subList(Math.max(0, to - 400), to));
                Collections.shuffle(seen, random);
                var told = told(state, seen);
                state = told.state();
                tries += told.events().stream()
                        .mapToInt(event -> event instanceof SignInRefused refused ? refused.times() : 1)
                        .sum();
            }
            assertThat(tries).as("seed %d", seed).isEqualTo(noted.size());
        }
    }

    private static Change<SignIns> told(SignIns before, List<Noted> noted) {
        var state = before;
        var events = new ArrayList<DomainEvent>();
        for (var step : SignIns.steps("a", noted)) {
            var change = state.tell(step);
            state = change.state();
            events.addAll(change.events());
        }
        return new Change<>(state, events);
    }

    private static Noted tried(int second, @Nullable Refusal refusal) {
        return new Noted("a", at(second), refusal);
    }

    private static Instant at(int second) {
        return NINE.plusSeconds(second);
    }
}
