package cn.zhibu.member.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.member.roster.Membership.Dates;
import cn.zhibu.member.roster.Person.Identity;
import cn.zhibu.member.roster.Person.Stamp;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.process.problem.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What transfers make of the spells of a person (ED-14): on no day in two branches, and on none in none. */
class SpellsTests {

    private static final LocalDate FIRST = LocalDate.of(2020, 9, 1);
    private static final Stamp NOW = new Stamp("a", Instant.EPOCH, "误登记");
    private static final Identity ZHANG = new Identity("张华", null, null, null, null, null);

    private static Scope branch(int number) {
        return new Scope("b" + number, List.of("r", "b" + number));
    }

    private static Person entered() {
        var dates = new Dates(FIRST, LocalDate.of(2020, 1, 1), null, false);
        return Person.enter("m", ZHANG, "k", Membership.begin("s", branch(0), dates, null), NOW)
                .state();
    }

    private static Person moved(Person person, String next, int to, LocalDate on) {
        return person.move(person.last().id(), next, branch(to), on, NOW).state();
    }

    @Test
    void theOldSpellEndsAndTheNextBeginsOnOneDayWithTheStandingThatWasReached() {
        var change =
                entered().convert(FIRST.plusYears(1), NOW).state().move("s", "t", branch(1), FIRST.plusYears(2), NOW);
        var person = change.state();
        assertThat(person.memberships().get(0).until()).isEqualTo(FIRST.plusYears(2));
        assertThat(person.last().from()).isEqualTo(FIRST.plusYears(2));
        assertThat(person.last().fullOn()).isEqualTo(FIRST.plusYears(1));
        assertThat(person.last().joinedParty()).isEqualTo(LocalDate.of(2020, 1, 1));
        assertThat(person.scope()).isEqualTo(branch(1));
        assertThat(change.events()).hasSize(2);
        assertThat(change.events())
                .allSatisfy(event -> assertThat(event.toString()).contains("unit=b0", "unit=b1"));
    }

    @Test
    void saidAgainNothingChangesAndWhoMovedOnIsRefusedWithTheDay() {
        var person = moved(entered(), "t", 1, FIRST.plusDays(9));
        assertThat(person.move("s", "t", branch(1), FIRST.plusDays(30), NOW).state())
                .isSameAs(person);
        assertThat(person.leave("s", FIRST.plusDays(30), NOW).state()).isSameAs(person);
        assertThatThrownBy(() -> person.move("s", "u", branch(2), FIRST.plusDays(30), NOW))
                .hasMessage("MEMBER_MOVED_ON");
        assertThatThrownBy(() -> moved(person, "u", 2, FIRST.plusDays(9))).hasMessage("BEFORE_JOINING");
        var left = person.depart(FIRST.plusDays(40), NOW).state();
        assertThatThrownBy(() -> moved(left, "u", 2, FIRST.plusDays(50))).hasMessage("MEMBER_MOVED_ON");
    }

    /** The day of a transfer is one day: whichever spell it is corrected in, it moves for both. */
    @Test
    void theDayOfATransferIsCorrectedForBothSpells() {
        var person = moved(entered(), "t", 1, FIRST.plusDays(90));
        var later = person.correct(
                        ZHANG, "k", "t", spell -> spell.dated(new Dates(FIRST.plusDays(99), null, null, false)), NOW)
                .state();
        assertThat(later.memberships().get(0).until()).isEqualTo(FIRST.plusDays(99));
        var earlier = person.correct(ZHANG, "k", "s", spell -> spell.ending(FIRST.plusDays(50), null), NOW)
                .state();
        assertThat(earlier.last().from()).isEqualTo(FIRST.plusDays(50));
        assertThatThrownBy(() ->
                        person.correct(ZHANG, "k", "t", spell -> spell.dated(new Dates(FIRST, null, null, false)), NOW))
                .hasMessage("BEFORE_JOINING");
    }

    @RepeatedTest(300)
    void onNoDayInTwoBranchesAndOnNoneBetweenInNone(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var person = entered();
        for (int act = 0; act < 25; act++) {
            person = tried(person, random, act);
            var spells = person.memberships();
            for (int i = 1; i < spells.size(); i++) {
                assertThat(spells.get(i).from())
                        .as(
                                "seed %d, act %d: the next begins on the day on which the one before ends",
                                run.getCurrentRepetition(), act)
                        .isEqualTo(spells.get(i - 1).until());
            }
            assertThat(spells).allSatisfy(spell -> assertThat(spell.until()).isAfter(spell.from()));
            for (int day = 0; day < 900; day += 7) {
                var on = spells.get(0).from().plusDays(day);
                var covering =
                        spells.stream().filter(spell -> spell.coversOn(on)).count();
                assertThat(covering).isEqualTo(on.isBefore(person.last().until()) ? 1 : 0);
            }
        }
    }

    private static Person tried(Person person, Random random, int act) {
        try {
            return some(person, random, act).state();
        } catch (Problem refused) {
            return person;
        }
    }

    private static Dates dates(Membership spell, LocalDate from) {
        return new Dates(from, spell.joinedParty(), spell.fullOn(), spell.fullOn() != null);
    }

    private static Change<Person> some(Person person, Random random, int act) {
        var on = FIRST.plusDays(random.nextInt(800));
        var spells = person.memberships();
        var any = spells.get(random.nextInt(spells.size()));
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> person.move(any.id(), "t" + act, branch(random.nextInt(4)), on, NOW);
            case 3 -> person.leave(any.id(), on, NOW);
            case 4 -> person.withdrawDeparture(NOW);
            case 5 -> person.correct(ZHANG, "k", any.id(), spell -> spell.dated(dates(spell, on)), NOW);
            case 6 ->
                person.correct(
                        ZHANG,
                        "k",
                        any.id(),
                        spell -> (spell.ended() ? spell.ending(on, null) : spell).dated(dates(spell, spell.from())),
                        NOW);
            default -> person.convert(on, NOW);
        };
    }
}
