package cn.zhibu.activity.hours;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.activity.hours.StudyYear.Asked;
import cn.zhibu.activity.hours.StudyYear.Line;
import cn.zhibu.activity.hours.StudyYear.Stay;
import cn.zhibu.directory.Committee;
import cn.zhibu.directory.Membership;
import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.rules.RulePack;
import cn.zhibu.rules.RuleService;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StudyYearTests {

    private static final int YEAR = 2025;
    private static final LocalDate FIRST = LocalDate.of(YEAR, 1, 1);
    private static final LocalDate LONG_AGO = LocalDate.of(2015, 1, 1);
    private static final LocalDate LATER = LocalDate.of(2026, 6, 1);
    private static final Asked ASKED = new Asked(32, 56);

    private static Shape shape(List<Membership> spells, Committee.Seat... seats) {
        var unit = new Unit("p", "b", "BRANCH", new Scope("p", List.of("b", "p")), null, null, LONG_AGO, null, null);
        var committees = seats.length == 0
                ? List.<Committee>of()
                : List.of(new Committee("c", "p", LocalDate.of(2024, 1, 1), 3, List.of(seats)));
        return new Shape(unit, committees, List.of(), spells);
    }

    private static Membership spell(String person, LocalDate from, LocalDate until) {
        return new Membership(person + from, person, "p", from, until, from, List.of());
    }

    private static Occasion session(String id, LocalDate date, String hours, String... present) {
        return new Occasion(Occasion.Sort.SESSION, id, date, "学习", new BigDecimal(hours), Set.of(present));
    }

    private static Line line(List<Line> lines, String member) {
        return lines.stream()
                .filter(line -> line.member().equals(member))
                .findFirst()
                .orElseThrow();
    }

    /** ED-06, ED-07, ED-09, AF-05: numbers and marks are data, each of its own time. */
    @Test
    void theNumbersAreThoseOfTheRules() {
        var rules = RuleService.onClassPath();
        var day = LocalDate.of(YEAR, 12, 31);
        assertThat(rules.article("ED-06", day).orElseThrow().hours()).isEqualTo(32);
        assertThat(rules.article("ED-06", day).orElseThrow().mark()).isEqualTo(RulePack.Mark.C1);
        assertThat(rules.article("ED-07", day).orElseThrow().hours()).isEqualTo(56);
        assertThat(rules.article("ED-07", day).orElseThrow().mark())
                .as("that the plan 2024-2028 keeps it was not seen")
                .isEqualTo(RulePack.Mark.K);
        assertThat(rules.article("ED-07", LocalDate.of(2022, 12, 31))
                        .orElseThrow()
                        .mark())
                .isEqualTo(RulePack.Mark.C2);
        assertThat(rules.article("ED-06", LocalDate.of(2018, 12, 31))).isEmpty();
        assertThat(rules.article("ED-09", day).orElseThrow().hours()).isNull();
        assertThat(rules.bans()).anyMatch(ban -> ban.id().equals("AF-05"));
    }

    /** ED-07 of who holds a post on the day, ED-06 of everybody else, ED-09 of nobody who is exempt. */
    @Test
    void whatIsAskedFollowsThePostOfTheDayAndTheExemption() {
        var shape = shape(
                List.of(
                        spell("sec", LONG_AGO, null),
                        spell("was", LONG_AGO, null),
                        spell("left", LONG_AGO, FIRST.plusMonths(5))),
                new Committee.Seat("sec", "SECRETARY", LocalDate.of(2024, 1, 1), null),
                new Committee.Seat("was", "PUBLICITY", LocalDate.of(2024, 1, 1), FIRST.plusMonths(9)),
                new Committee.Seat("left", "ORGANISATION", LocalDate.of(2024, 1, 1), FIRST.plusMonths(5)));
        var lines = StudyYear.of(YEAR, LATER).lines(shape, List.of(), Set.of(), ASKED);
        assertThat(line(lines, "sec").asked()).isEqualTo(56);
        assertThat(line(lines, "was").asked())
                .as("no post on the last day of the year")
                .isEqualTo(32);
        assertThat(line(lines, "left").asked())
                .as("a post on the last day here")
                .isEqualTo(56);
        var midYear = StudyYear.of(YEAR, FIRST.plusMonths(8)).lines(shape, List.of(), Set.of("sec"), ASKED);
        assertThat(line(midYear, "was").asked()).isEqualTo(56);
        assertThat(line(midYear, "sec").asked()).isNull();
        assertThat(line(midYear, "sec").exempt()).isTrue();
        var unknown = StudyYear.of(YEAR, LATER).lines(shape, List.of(), Set.of(), new Asked(32, null));
        assertThat(line(unknown, "sec").asked()).as("a secretary is a member").isEqualTo(32);
    }

    @Test
    void whoWasHereForAPartOfTheYearIsThereWithThatPart() {
        var came = FIRST.plusMonths(3);
        var gone = FIRST.plusMonths(6);
        var shape = shape(List.of(
                spell("whole", FIRST, null),
                spell("came", came, null),
                spell("gone", LONG_AGO, gone),
                spell("back", LONG_AGO, came),
                spell("back", gone, null),
                spell("before", LONG_AGO, FIRST),
                spell("never", came, came),
                spell("after", LocalDate.of(2026, 1, 1), null)));
        var lines = StudyYear.of(YEAR, LATER).lines(shape, List.of(), Set.of(), ASKED);
        assertThat(lines).extracting(Line::member).containsExactly("back", "gone", "whole", "came");
        assertThat(line(lines, "whole").stays()).isEmpty();
        assertThat(line(lines, "came").stays()).containsExactly(new Stay(came, null));
        assertThat(line(lines, "gone").stays()).containsExactly(new Stay(LONG_AGO, gone));
        assertThat(line(lines, "back").stays()).containsExactly(new Stay(LONG_AGO, came), new Stay(gone, null));
        assertThat(StudyYear.of(2027, LATER).lines(shape, List.of(), Set.of(), ASKED))
                .as("a year that has not begun")
                .isEmpty();
    }

    @Test
    void anExemptionCountsFromItsFirstDayToItsLast() {
        var whole = new StudyExemption.Span(FIRST, LocalDate.of(YEAR, 12, 31));
        assertThat(whole.touches(LocalDate.of(YEAR, 12, 31), LATER)).isTrue();
        assertThat(whole.touches(LocalDate.of(2026, 1, 1), LATER)).isFalse();
        assertThat(whole.touches(LONG_AGO, FIRST)).isTrue();
        assertThat(whole.touches(LONG_AGO, FIRST.minusDays(1))).isFalse();
        assertThat(new StudyExemption.Span(FIRST, null).touches(LATER, LATER)).isTrue();
    }

    /** ED-06, AF-05: whatever was held, corrected and withdrawn, hours are those of what stands, and nothing else. */
    @Test
    void hoursAreTheSumOfWhatStandsWhateverWasCorrectedAndWithdrawn() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var people = List.of("a", "b", "c", "d", "e", "f");
            var standing = new LinkedHashMap<String, Occasion>();
            int acts = random.nextInt(40);
            for (int act = 0; act < acts; act++) {
                var id = "s" + random.nextInt(15);
                if (random.nextInt(4) == 0) {
                    standing.remove(id);
                } else {
                    standing.put(id, randomOccasion(id, people, random));
                }
            }
            var spells = new ArrayList<Membership>();
            people.forEach(person -> spells.addAll(randomSpells(person, random)));
            var days = StudyYear.of(YEAR, FIRST.plusDays(random.nextInt(500)));
            var lines = days.lines(
                    shape(spells),
                    standing.values().stream().sorted(Occasion.OLDEST).toList(),
                    Set.of(),
                    ASKED);
            assertThat(new TreeSet<>(lines.stream().map(Line::member).toList()))
                    .as("seed " + seed)
                    .isEqualTo(naiveMembers(spells, days));
            for (var line : lines) {
                assertThat(line.hours())
                        .as("seed " + seed)
                        .isEqualByComparingTo(naive(standing.values(), line.member()));
                assertThat(new HashSet<>(line.from())).as("each occasion once").hasSameSizeAs(line.from());
            }
        }
    }

    private static Occasion randomOccasion(String id, List<String> people, Random random) {
        var present = new HashSet<String>();
        people.stream().filter(person -> random.nextBoolean()).forEach(present::add);
        var hours = BigDecimal.valueOf(1 + random.nextInt(16)).divide(BigDecimal.valueOf(2));
        return session(id, FIRST.plusDays(random.nextInt(365)), hours.toPlainString(), present.toArray(String[]::new));
    }

    private static List<Membership> randomSpells(String person, Random random) {
        var spells = new ArrayList<Membership>();
        var at = FIRST.minusDays(random.nextInt(400));
        while (spells.size() < random.nextInt(3)) {
            var until = random.nextInt(3) == 0 ? null : at.plusDays(1 + random.nextInt(300));
            spells.add(spell(person, at, until));
            if (until == null) {
                break;
            }
            at = until.plusDays(random.nextInt(200));
        }
        return spells;
    }

    private static BigDecimal naive(Iterable<Occasion> standing, String member) {
        var sum = BigDecimal.ZERO;
        for (var occasion : standing) {
            if (occasion.members().contains(member)) {
                sum = sum.add(occasion.hours());
            }
        }
        return sum;
    }

    /** Day by day. */
    private static Set<String> naiveMembers(List<Membership> spells, StudyYear days) {
        var members = new TreeSet<String>();
        for (var day = FIRST; !day.isAfter(days.on()); day = day.plusDays(1)) {
            for (var spell : spells) {
                if (spell.coversOn(day)) {
                    members.add(spell.person());
                }
            }
        }
        return members;
    }
}
