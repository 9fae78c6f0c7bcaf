package cn.zhibu.directory;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.directory.Committee.Seat;
import cn.zhibu.directory.Membership.Placement;
import cn.zhibu.platform.change.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShapeTests {

    private static final LocalDate BEGAN = LocalDate.of(2015, 1, 1);
    private static final LocalDate DAY = LocalDate.of(2025, 3, 12);
    private static final Unit BRANCH =
            new Unit("p", "b", "BRANCH", new Scope("p", List.of("b", "p")), null, null, BEGAN, null, null);

    private static Membership member(String id, LocalDate from, LocalDate until, LocalDate full) {
        return new Membership(id + from, id, "p", from, until, full, List.of());
    }

    private static Shape shape(List<Committee> committees, Membership... memberships) {
        return new Shape(BRANCH, committees, List.of(), List.of(memberships));
    }

    @Test
    void aDayBelongsToASpellFromItsFirstDayUpToButNotOnItsLast() {
        var shape = shape(List.of(), member("m", DAY, DAY.plusDays(2), DAY.plusDays(1)));
        assertThat(shape.membersOn(DAY.minusDays(1))).isEmpty();
        assertThat(shape.membersOn(DAY)).containsExactly("m");
        assertThat(shape.votersOn(DAY)).isEmpty();
        assertThat(shape.votersOn(DAY.plusDays(1))).containsExactly("m");
        assertThat(shape.membersOn(DAY.plusDays(2))).isEmpty();
    }

    @Test
    void whoLeftAndCameBackBelongsInBothSpellsAndNotBetween() {
        var shape = shape(List.of(), member("m", BEGAN, DAY, BEGAN), member("m", DAY.plusDays(10), null, BEGAN));
        assertThat(shape.membersOn(DAY.minusDays(1))).containsExactly("m");
        assertThat(shape.membersOn(DAY.plusDays(5))).isEmpty();
        assertThat(shape.votersOn(DAY.plusDays(10))).containsExactly("m");
    }

    /** BR-14. */
    @Test
    void aSecretaryAloneHasASeatAndIsNoCommittee() {
        var alone = new Committee("c", "p", BEGAN, 3, List.of(new Seat("one", "SECRETARY", BEGAN, null)));
        var shape = shape(List.of(alone), member("one", BEGAN, null, BEGAN));
        assertThat(shape.committeeOn(DAY)).isFalse();
        assertThat(shape.seatedOn(DAY)).containsExactly("one");
        var seats = List.of(new Seat("one", "SECRETARY", BEGAN, null), new Seat("one", "PUBLICITY", BEGAN, null));
        assertThat(shape(List.of(new Committee("c", "p", BEGAN, 3, seats))).committeeOn(DAY))
                .isTrue();
        assertThat(shape(List.of(new Committee("c", "p", BEGAN, 3, List.of()))).committeeOn(DAY))
                .isTrue();
    }

    @Test
    void aSeatIsHeldByAMemberUntilItChangesHands() {
        var committee = new Committee(
                "c",
                "p",
                BEGAN,
                3,
                List.of(new Seat("one", "SECRETARY", BEGAN, DAY), new Seat("two", "SECRETARY", DAY, null)));
        var next = new Committee("d", "p", DAY.plusYears(1), 3, List.of());
        var shape = shape(
                List.of(next, committee),
                member("one", BEGAN, null, BEGAN),
                member("two", BEGAN, DAY.plusDays(9), BEGAN));
        assertThat(shape.seatedOn(DAY.minusDays(1))).containsExactly("one");
        assertThat(shape.seatedOn(DAY)).containsExactly("two");
        assertThat(shape.seatedOn(DAY.plusDays(9))).as("left the branch").isEmpty();
        assertThat(shape.committeeIn(DAY.plusYears(2))).contains(next);
        assertThat(shape.committeeOn(BEGAN.minusDays(1))).isFalse();
    }

    @Test
    void aGroupHasWhoWasPlacedInItThatDay() {
        var placed = new Membership(
                "s",
                "m",
                "p",
                BEGAN,
                null,
                BEGAN,
                List.of(new Placement("g", DAY), new Placement(null, DAY.plusDays(5))));
        var shape = shape(List.of(), placed);
        assertThat(shape.membersOfGroups(Set.of("g"), DAY.minusDays(1))).isEmpty();
        assertThat(shape.membersOfGroups(Set.of("g"), DAY.plusDays(4))).containsExactly("m");
        assertThat(shape.membersOfGroups(Set.of("g"), DAY.plusDays(5))).isEmpty();
    }

    /** BR-14: the stretches are the days on which the number of full members is reached, whatever the histories. */
    @Test
    void stretchesAreJustTheDaysOnWhichEnoughFullMembersAreThere() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var memberships = new ArrayList<Membership>();
            for (int i = 0; i < 6; i++) {
                var from = BEGAN.plusDays(random.nextInt(40) - 10);
                var until = random.nextBoolean() ? null : from.plusDays(1 + random.nextInt(30));
                var full = random.nextInt(4) == 0 ? null : from.plusDays(random.nextInt(30) - 15);
                memberships.add(member("m" + i, from, until, full));
            }
            var shape = new Shape(BRANCH, List.of(), List.of(), memberships);
            var stretches = shape.stretchesWithFullMembers(3);
            for (int offset = 0; offset < 90; offset++) {
                var day = BEGAN.plusDays(offset);
                var within = stretches.stream()
                        .anyMatch(stretch -> !stretch.from().isAfter(day)
                                && (stretch.until() == null || stretch.until().isAfter(day)));
                assertThat(within).as(seed + " " + day).isEqualTo(shape.fullMembersOn(day) >= 3);
            }
        }
    }
}
