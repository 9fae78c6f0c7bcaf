package cn.zhibu.member.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.member.roster.Membership.Dates;
import cn.zhibu.member.roster.Person.Identity;
import cn.zhibu.member.roster.Person.Stamp;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.process.problem.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PersonTests {

    private static final LocalDate JOINED = LocalDate.of(2020, 9, 1);
    private static final Scope BRANCH = new Scope("p", List.of("b", "p"));
    private static final Scope OTHER = new Scope("q", List.of("b", "q"));
    private static final Identity ZHANG = new Identity("张 华", null, null, null, null, null);
    private static final Stamp NOW = new Stamp("a", Instant.EPOCH, "误登记");

    private static Dates dates(LocalDate from, LocalDate fullOn, boolean full) {
        return new Dates(from, null, fullOn, full);
    }

    private static Membership spell(String id, Scope branch, LocalDate from) {
        return Membership.begin(id, branch, dates(from, null, true), null);
    }

    private static Person person(Dates dates) {
        return person(ZHANG, dates);
    }

    private static Person person(Identity who, Dates dates) {
        return Person.enter("m", who, "member:m", Membership.begin("s", BRANCH, dates, null), NOW)
                .state();
    }

    @Test
    void aJoiningThatIsTakenBackHoldsOnNoDayAndTheFileIsKeptWhereItWas() {
        var alone = person(dates(JOINED, null, true)).takeBack("s", NOW).state();
        assertThat(alone.last().coversOn(JOINED)).isFalse();
        assertThat(alone.scope()).isEqualTo(BRANCH);
        assertThat(alone.takeBack("s", NOW).state()).as("once").isSameAs(alone);

        var left = person(dates(JOINED, null, true))
                .depart(JOINED.plusYears(1), NOW)
                .state();
        var again = spell("t", OTHER, JOINED.plusYears(2));
        var mistaken = left.rejoin(ZHANG, "member:m", again, NOW).state();
        var back = mistaken.takeBack("t", NOW).state();
        assertThat(back.last().id()).as("the spell of the branch before").isEqualTo("s");
        assertThat(back.scope()).isEqualTo(BRANCH);
        assertThat(back.rejoin(ZHANG, "member:m", spell("u", OTHER, JOINED.plusYears(2)), NOW)
                        .state()
                        .last()
                        .id())
                .isEqualTo("u");
        assertThat(back.withdrawDeparture(NOW).state().last().ended())
                .as("its own branch may take the departure back")
                .isFalse();

        var touched = mistaken.place("g", JOINED.plusYears(3), NOW).state();
        assertThat(touched.takeBack("t", NOW).state()).as("done to since").isSameAs(touched);
    }

    @Test
    void aFullMemberWithoutADayIsOneSinceJoiningTheBranch() {
        assertThat(person(dates(JOINED, null, true)).last().fullOn()).isEqualTo(JOINED);
        var earlier = LocalDate.of(2016, 6, 1);
        assertThat(person(dates(JOINED, earlier, true)).last().fullOn()).isEqualTo(earlier);
        assertThatThrownBy(() -> person(dates(JOINED, JOINED, false))).hasMessage("FULL_DATE_OF_PROBATIONARY");
    }

    @Test
    void joiningThePartyAndJoiningTheBranchAreTwoDaysInOrder() {
        var party = LocalDate.of(2010, 6, 30);
        var came = person(new Dates(JOINED, party, LocalDate.of(2011, 6, 30), true));
        assertThat(came.last().coversOn(JOINED.minusDays(1))).isFalse();
        assertThat(came.last().coversOn(JOINED)).isTrue();
        assertThatThrownBy(() -> person(new Dates(party.minusDays(1), party, null, false)))
                .hasMessage("BRANCH_BEFORE_PARTY");
        assertThatThrownBy(() -> person(new Dates(JOINED, party, party.minusDays(1), true)))
                .hasMessage("FULL_BEFORE_JOINING");
        var child = new Identity("张", null, party, null, null, null);
        assertThatThrownBy(() -> person(child, new Dates(JOINED, party, null, true)))
                .hasMessage("BORN_AFTER_JOINING");
    }

    @Test
    void onlyAProbationaryMemberIsConvertedAndAMistakenConversionIsTakenBack() {
        var probationary = person(dates(JOINED, null, false));
        var day = LocalDate.of(2021, 9, 1);
        var full = probationary.convert(day, NOW).state();
        assertThat(full.last().fullOnDay(day)).isTrue();
        assertThat(full.last().fullOnDay(day.minusDays(1))).isFalse();
        assertThatThrownBy(() -> full.convert(day, NOW)).hasMessage("NOT_PROBATIONARY");
        assertThatThrownBy(() -> probationary.convert(JOINED.minusDays(1), NOW)).hasMessage("BEFORE_JOINING");
        var back = full.withdrawConversion(NOW);
        assertThat(back.state().last().fullOn()).isNull();
        assertThat(back.events().get(0)).isInstanceOf(MemberEvent.ConversionWithdrawn.class);
        assertThatThrownBy(() -> back.state().withdrawConversion(NOW)).hasMessage("NOT_CONVERTED");
    }

    @Test
    void aDayOfConversionCorrectedLaterIsTheDayThatCounts() {
        var full = person(dates(JOINED, null, false))
                .convert(LocalDate.of(2021, 9, 1), NOW)
                .state();
        var later = LocalDate.of(2022, 3, 1);
        var corrected = full.correct(ZHANG, "k", "s", spell -> spell.dated(dates(JOINED, later, true)), NOW);
        assertThat(corrected.state().last().fullOnDay(later.minusDays(1))).isFalse();
        var told = (MemberEvent.Corrected) corrected.events().get(0);
        assertThat(told.memberships().get(0).fullOn()).isEqualTo(later);
    }

    @Test
    void aDepartureAheadIsAFactOfThatDayAndCanBeTakenBack() {
        var day = LocalDate.of(2027, 7, 31);
        var gone = person(dates(JOINED, null, true)).depart(day, NOW).state();
        assertThat(gone.last().coversOn(day.minusDays(1))).isTrue();
        assertThat(gone.last().coversOn(day)).isFalse();
        assertThatThrownBy(() -> gone.depart(day, NOW)).hasMessage("MEMBER_DEPARTED");
        var back = gone.withdrawDeparture(NOW).state();
        assertThat(back.last().coversOn(day.plusYears(9))).isTrue();
        assertThatThrownBy(() -> back.withdrawDeparture(NOW)).hasMessage("NOT_DEPARTED");
        assertThatThrownBy(() -> back.depart(JOINED, NOW)).hasMessage("BEFORE_JOINING");
        assertThat(back.acts())
                .extracting(Person.Act::what)
                .containsExactly(Person.What.JOINED, Person.What.DEPARTED, Person.What.DEPARTURE_WITHDRAWN);
    }

    @Test
    void whoLeftComesBackToThisBranchOrAnotherButNeverToTwoAtOnce() {
        var left = LocalDate.of(2025, 7, 31);
        var gone = person(dates(JOINED, null, true)).depart(left, NOW).state();
        var back = gone.rejoin(ZHANG, "k", spell("t", OTHER, left), NOW).state();
        assertThat(back.memberships()).hasSize(2);
        assertThat(back.reach()).containsExactlyInAnyOrder("b", "p", "q");
        assertThat(back.scope()).isEqualTo(OTHER);
        assertThatThrownBy(() -> back.withdrawDeparture(NOW)).hasMessage("NOT_DEPARTED");
        var early = spell("t", OTHER, left.minusDays(1));
        assertThatThrownBy(() -> gone.rejoin(ZHANG, "k", early, NOW)).hasMessage("ACTIVE_ELSEWHERE");
        var again = spell("u", BRANCH, left.plusYears(1));
        assertThatThrownBy(() -> back.rejoin(ZHANG, "k", again, NOW)).hasMessage("ACTIVE_ELSEWHERE");
        assertThatThrownBy(() -> back.correct(ZHANG, "k", "t", spell -> spell.dated(dates(JOINED, null, true)), NOW))
                .hasMessage("ACTIVE_ELSEWHERE");
    }

    @Test
    void aGroupHoldsFromItsDayOn() {
        var day = LocalDate.of(2024, 3, 1);
        var placed =
                person(dates(JOINED, null, true)).place("g", day, NOW).state().last();
        assertThat(placed.groupOn(day.minusDays(1))).isNull();
        assertThat(placed.groupOn(day)).isEqualTo("g");
        assertThat(placed.placed(null, day).groupOn(day)).isNull();
    }

    /** Whatever is done, in whatever order: on no day two branches, and every event tells of all spells. */
    @Test
    void spellsNeverOverlapWhateverIsDone() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var person = person(dates(JOINED, null, random.nextBoolean()));
            for (int step = 0; step < 25; step++) {
                person = tried(person, random);
                for (int day = -2; day < 40; day++) {
                    var on = JOINED.plusDays(day);
                    assertThat(person.memberships().stream().filter(spell -> spell.coversOn(on)))
                            .as("seed " + seed)
                            .hasSizeLessThanOrEqualTo(1);
                }
            }
        }
    }

    private static Person tried(Person person, Random random) {
        var day = JOINED.plusDays(random.nextInt(30));
        var any = person.memberships()
                .get(random.nextInt(person.memberships().size()))
                .id();
        var next = spell("s" + random.nextInt(), random.nextBoolean() ? BRANCH : OTHER, day);
        try {
            var change =
                    switch (random.nextInt(7)) {
                        case 0 -> person.depart(day, NOW);
                        case 1 -> person.withdrawDeparture(NOW);
                        case 2 -> person.convert(day, NOW);
                        case 3 -> person.withdrawConversion(NOW);
                        case 4 -> person.place(random.nextBoolean() ? "g" : null, day, NOW);
                        case 5 -> person.rejoin(ZHANG, "k", next, NOW);
                        default -> person.correct(ZHANG, "k", any, spell -> spell.dated(dates(day, null, true)), NOW);
                    };
            var told = change.events().get(0).toString();
            change.state().memberships().forEach(spell -> assertThat(told).contains(spell.id()));
            return change.state();
        } catch (Problem refused) {
            return person;
        }
    }

    @Test
    void aNameIsFoundByItsPieces() {
        assertThat(person(dates(JOINED, null, true)).bigrams()).contains("张", "华", "张华");
        assertThat(Bigrams.first("张 华明")).isEqualTo("张华");
        assertThat(Bigrams.first("华")).isEqualTo("华");
        assertThat(Bigrams.found("张 华明", "华 明")).isTrue();
        assertThat(Bigrams.found("阿卜杜拉·买买提", "拉・买")).isTrue();
    }

    @Test
    void eventsCarryNoName() {
        var event = Person.enter("m", ZHANG, "k", spell("s", BRANCH, JOINED), NOW)
                .events()
                .get(0);
        assertThat(event.toString()).doesNotContain("张");
    }

    @Test
    void namesakesAreToldApartByTheFirstThingInWhichAllDiffer() {
        var one = named("1", LocalDate.of(1985, 3, 7), JOINED);
        var two = named("2", LocalDate.of(1990, 3, 7), JOINED);
        var three = named("3", null, JOINED.plusDays(1));
        assertThat(Namesakes.marks(List.of(one, two)))
                .containsEntry("1", new Namesakes.Mark(Namesakes.Kind.BORN, "1985-03"));
        assertThat(Namesakes.marks(List.of(one, three)).get("3").kind()).isEqualTo(Namesakes.Kind.JOINED_BRANCH);
        assertThat(Namesakes.marks(List.of(one, two, three)).get("3"))
                .isEqualTo(new Namesakes.Mark(Namesakes.Kind.NUMBER, "3"));
        assertThat(Namesakes.marks(List.of(one))).isEmpty();
    }

    private static Person named(String id, LocalDate born, LocalDate from) {
        var who = new Identity("王芳", null, born, null, null, null);
        return Person.enter(id, who, "k" + id, spell("s", BRANCH, from), NOW).state();
    }
}
