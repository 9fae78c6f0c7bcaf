package cn.zhibu.activity.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.talk.Talk.Body;
import cn.zhibu.activity.talk.Talk.Pair;
import cn.zhibu.directory.Committee;
import cn.zhibu.directory.Membership;
import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TalkTests {

    private static final LocalDate DAY = LocalDate.of(2025, 11, 20);
    private static final LocalDate BEGAN = LocalDate.of(2019, 1, 1);
    private static final Scope BRANCH = new Scope("p", List.of("b", "p"));
    private static final Entry ENTRY = new Entry(Instant.parse("2025-11-21T00:00:00Z"), "me");

    private static Body talk(String one, String other) {
        return Body.of(one, other, DAY, "换届前");
    }

    /** So many members, of whom the first sit in the committee. */
    private static Shape shape(int members, int seats) {
        var unit = new Unit("p", "b", "BRANCH", BRANCH, null, null, BEGAN, null, null);
        var all = IntStream.range(0, members)
                .mapToObj(i -> new Membership("m" + i, "m" + i, "p", BEGAN, null, BEGAN, List.of()))
                .toList();
        var seated = IntStream.range(0, seats)
                .mapToObj(i -> new Committee.Seat("m" + i, "OTHER", BEGAN, null))
                .toList();
        return new Shape(unit, List.of(new Committee("c", "p", BEGAN, 9, seated)), List.of(), all);
    }

    @Test
    void theEventSaysWhoseTalkItWasButNotWhoTalkedAndOfWhat() {
        var held = Talk.hold("t", BRANCH, talk("n2", "n1"), Pair.of(true, false), ENTRY);
        assertThat(held.state().body().one()).isEqualTo("n1");
        assertThat(held.events())
                .containsExactly(new TalkEvent.Held(
                        "t", "p", List.of("b", "p"), DAY, "committee-member", LocalDate.of(2025, 11, 21)));
        assertThat(held.events().toString()).doesNotContain("n1", "n2", "换届前");
        assertThatThrownBy(() -> Talk.hold("t", BRANCH, talk("n1", "n1"), Pair.MEMBERS, ENTRY))
                .hasMessage("TALK_WITH_ONESELF");
        var corrected = held.state().correct(talk("n1", "n3"), Pair.MEMBERS, "记错", ENTRY);
        assertThat(corrected.keeps()).isTrue();
        assertThat(corrected.events().toString()).contains("members").doesNotContain("n1", "n3", "记错");
        assertThatThrownBy(() -> held.state().correct(talk("n1", "n1"), Pair.MEMBERS, "记错", ENTRY))
                .hasMessage("TALK_WITH_ONESELF");
        var withdrawn = held.state().withdraw("误录", ENTRY).state();
        assertThatThrownBy(() -> withdrawn.correct(talk("n1", "n2"), Pair.MEMBERS, "晚", ENTRY))
                .hasMessage("TALK_WITHDRAWN");
        assertThatThrownBy(() -> withdrawn.withdraw("再次", ENTRY)).hasMessage("TALK_WITHDRAWN");
    }

    /** BR-28, by looking at everybody one after another. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whoIsLeftIsReckonedByPairsOfTheCommitteeAndByMembers(long seed) {
        var random = new Random(seed);
        int members = random.nextInt(61);
        int seats = Math.min(members, random.nextInt(8));
        var talks = new ArrayList<Body>();
        var with = new boolean[members][members];
        for (int i = members == 0 ? 0 : random.nextInt(members * 3); i > 0; i--) {
            int one = random.nextInt(members);
            int other = random.nextInt(members);
            if (one != other) {
                talks.add(talk("m" + one, "m" + other));
                with[one][other] = true;
                with[other][one] = true;
            }
        }
        talks.add(talk("gone", "m0"));
        var shares = Coverage.of(shape(members, seats), DAY, talks);
        int pairs = 0;
        for (int one = 0; one < seats; one++) {
            for (int other = one + 1; other < seats; other++) {
                pairs += with[one][other] ? 1 : 0;
            }
        }
        int rest = members - seats;
        assertThat(shares)
                .containsExactly(
                        new Coverage.Share(Pair.COMMITTEE, pairs, seats * (seats - 1) / 2),
                        new Coverage.Share(
                                Pair.COMMITTEE_MEMBER, reached(with, seats, 0, seats), seats == 0 ? 0 : rest),
                        new Coverage.Share(Pair.MEMBERS, reached(with, seats, seats, members), rest < 2 ? 0 : rest));
    }

    private static int reached(boolean[][] with, int first, int from, int to) {
        return (int) IntStream.range(first, with.length)
                .filter(member -> IntStream.range(from, to).anyMatch(other -> with[member][other]))
                .count();
    }
}
