package cn.zhibu.member.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.member.post.BranchPosts.Beside;
import cn.zhibu.member.post.Posts.Lack;
import cn.zhibu.member.roster.Spell;
import cn.zhibu.member.term.Sitting;
import cn.zhibu.member.term.Sitting.Seat;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.rules.PostRules;
import cn.zhibu.rules.RuleService;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What posts a branch has, what is vacant since when, which thresholds it crossed and whom the superior may remind: without a store. */
class PostsTests {

    private static final PostRules RULES = RuleService.onClassPath().posts();
    private static final LocalDate BEGIN = LocalDate.of(2020, 1, 1);
    private static final LocalDate OPEN = LocalDate.of(9999, 12, 31);
    private static final Scope BRANCH = new Scope("p", List.of("b", "p"));
    private static final List<String> POSTS =
            List.of("SECRETARY", "DEPUTY_SECRETARY", "ORGANISATION", "PUBLICITY", "DISCIPLINE", "OTHER");

    private static Spell full(int member, LocalDate from, LocalDate until) {
        return new Spell("m" + member, from, until, from);
    }

    private static List<Spell> members(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(n -> full(n, BEGIN, OPEN))
                .toList();
    }

    private static Posts posts(List<Sitting> sittings, List<Spell> spells) {
        return new Posts(BEGIN, null, sittings, spells, RULES);
    }

    private static Sitting sitting(String day, Seat... seats) {
        return new Sitting("c" + day, LocalDate.parse(day), 3, List.of(seats));
    }

    private static Seat seat(int member, String post, String from, String until) {
        return new Seat("m" + member, post, LocalDate.parse(from), until == null ? null : LocalDate.parse(until));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    /** BR-14, BR-15: seed row 41, nobody for publicity. */
    @Test
    void aPostThatNobodyTookOverIsVacantSinceTheDayItWasLeft() {
        var committee = sitting(
                "2024-03-01",
                seat(1, "SECRETARY", "2024-03-01", null),
                seat(2, "ORGANISATION", "2024-03-01", null),
                seat(3, "PUBLICITY", "2024-03-01", "2025-09-01"),
                seat(4, "DISCIPLINE", "2024-03-01", null));
        var posts = posts(List.of(committee), members(7));
        assertThat(posts.lacks(day("2025-08-31"))).isEmpty();
        assertThat(posts.lacks(day("2026-01-01"))).containsExactly(new Lack("PUBLICITY", day("2025-09-01")));
        assertThat(posts.lacks(day("2023-12-31")))
                .as("before anything was entered nobody knows since when")
                .extracting(Lack::since)
                .containsOnlyNulls();
    }

    /** BR-14: below seven full members one secretary is all that is asked for. */
    @Test
    void aBranchWithoutACommitteeHasASecretaryAloneUntilTheSeventhFullMember() {
        var alone = sitting("2024-03-01", seat(1, "SECRETARY", "2024-03-01", null));
        var spells = new ArrayList<>(members(6));
        spells.add(new Spell("m7", day("2025-01-01"), OPEN, day("2026-01-01")));
        var posts = posts(List.of(alone), spells);
        assertThat(posts.setup(day("2025-12-31")).committee()).isFalse();
        assertThat(posts.lacks(day("2025-12-31"))).isEmpty();
        assertThat(posts.setup(day("2026-01-01")).committee()).isTrue();
        assertThat(posts.lacks(day("2026-02-01")))
                .containsExactly(
                        new Lack("ORGANISATION", day("2026-01-01")),
                        new Lack("PUBLICITY", day("2026-01-01")),
                        new Lack("DISCIPLINE", day("2026-01-01")));
    }

    /** BR-18. */
    @Test
    void whoLeftTheBranchHoldsNoPostThereAnyMore() {
        var alone = sitting("2024-03-01", seat(1, "SECRETARY", "2024-03-01", null));
        var spells = List.of(full(1, BEGIN, day("2025-06-01")), full(2, BEGIN, OPEN), full(3, BEGIN, OPEN));
        var posts = posts(List.of(alone), spells);
        assertThat(posts.secretaries(day("2025-05-31"))).containsExactly("m1");
        assertThat(posts.secretaries(day("2025-06-01"))).isEmpty();
        assertThat(posts.lacks(day("2025-07-01"))).containsExactly(new Lack("SECRETARY", day("2025-06-01")));
        assertThat(posts.next(day("2025-01-01"))).contains(day("2025-06-01"));
        var closed = new Posts(BEGIN, day("2025-06-15"), List.of(alone), spells, RULES);
        assertThat(closed.lacks(day("2025-07-01"))).isEmpty();
    }

    private static Posts random(Random random) {
        var spells = new ArrayList<Spell>();
        for (int n = 0; n < 3 + random.nextInt(10); n++) {
            var from = BEGIN.plusDays(random.nextInt(200));
            var until = random.nextInt(3) == 0 ? from.plusDays(1 + random.nextInt(150)) : OPEN;
            var fullOn = random.nextInt(4) == 0 ? null : from.plusDays(random.nextInt(2) * random.nextInt(60));
            spells.add(new Spell("m" + random.nextInt(10), from, until, fullOn));
        }
        var sittings = new ArrayList<Sitting>();
        var days = new HashSet<LocalDate>();
        for (int c = 0; c < random.nextInt(4); c++) {
            var on = BEGIN.plusDays(random.nextInt(250));
            if (!days.add(on)) {
                continue;
            }
            var seats = new ArrayList<Seat>();
            for (int s = 0; s < 1 + random.nextInt(6); s++) {
                var from = random.nextInt(3) == 0 ? on.plusDays(random.nextInt(40)) : on;
                var until = random.nextInt(3) == 0 ? from.plusDays(1 + random.nextInt(90)) : null;
                seats.add(new Seat("m" + random.nextInt(10), POSTS.get(random.nextInt(6)), from, until));
            }
            sittings.add(new Sitting("c" + c, on, 3, seats));
        }
        var until = random.nextInt(6) == 0 ? BEGIN.plusDays(200 + random.nextInt(150)) : null;
        return new Posts(BEGIN, until, sittings, spells, RULES);
    }

    /** The same question answered by looking at one day by itself. */
    private static Set<String> missing(Posts posts, LocalDate day) {
        var full = new HashSet<String>();
        var here = new HashSet<String>();
        for (var spell : posts.spells()) {
            if (!day.isBefore(spell.from()) && day.isBefore(spell.until())) {
                here.add(spell.member());
                if (spell.fullOn() != null && !day.isBefore(spell.fullOn())) {
                    full.add(spell.member());
                }
            }
        }
        Sitting last = null;
        for (var each : posts.sittings()) {
            if (!day.isBefore(each.on()) && (last == null || each.on().isAfter(last.on()))) {
                last = each;
            }
        }
        var wanted = new HashSet<>(
                full.size() >= 7
                        ? Set.of("SECRETARY", "ORGANISATION", "PUBLICITY", "DISCIPLINE")
                        : Set.of("SECRETARY"));
        for (var seat : last == null ? List.<Seat>of() : last.seats()) {
            var until = seat.until();
            if (!day.isBefore(seat.from()) && (until == null || day.isBefore(until)) && here.contains(seat.member())) {
                wanted.remove(seat.post());
            }
        }
        return wanted;
    }

    /** BR-14, BR-15, BR-18: over random histories of members, committees and seats. */
    @Test
    void whatIsVacantAndSinceWhenIsWhatEachDayByItselfSays() {
        var random = new Random(47);
        int vacant = 0;
        for (int run = 0; run < 400; run++) {
            var posts = random(random);
            var today = BEGIN.plusDays(random.nextInt(400));
            var lacks = posts.lacks(today);
            var wanted = posts.openOn(today) ? missing(posts, today) : Set.<String>of();
            assertThat(lacks).extracting(Lack::post).containsExactlyInAnyOrderElementsOf(wanted);
            for (var lack : lacks) {
                vacant++;
                var first = today;
                while (!first.isBefore(BEGIN) && missing(posts, first).contains(lack.post())) {
                    first = first.minusDays(1);
                }
                assertThat(lack.since()).isEqualTo(first.isBefore(BEGIN) ? null : first.plusDays(1));
            }
            var next = posts.next(today);
            var quiet = next.orElse(today.plusDays(60));
            for (var day = today.plusDays(1); day.isBefore(quiet); day = day.plusDays(1)) {
                assertThat(missing(posts, day)).isEqualTo(missing(posts, today));
            }
        }
        assertThat(vacant).as("the histories have something to find").isGreaterThan(300);
    }

    /** BR-01, BR-02, BR-03, BR-14: over random histories, looked at on rising days. */
    @Test
    void aCrossingIsToldOnceAndOnlyWhileItIsNews() {
        var random = new Random(4711);
        int told = 0;
        for (int run = 0; run < 300; run++) {
            var posts = random(random);
            var branch = BranchPosts.of(BRANCH);
            var today = BEGIN.plusDays(random.nextInt(30));
            for (int look = 0; look < 20; look++) {
                var before = Set.copyOf(branch.sides());
                var change = branch.judge(posts, today);
                var day = today;
                for (var event : change.events()) {
                    var crossed = (PostEvent.Crossed) event;
                    told++;
                    assertThat(before).doesNotContain(new Beside(crossed.threshold(), crossed.reached()));
                    assertThat(crossed.on())
                            .isAfter(day.minusMonths(RULES.newsMonths()))
                            .isBeforeOrEqualTo(day);
                    assertThat(crossed.members()
                                    >= RULES.thresholds().stream()
                                            .filter(each -> each.id().equals(crossed.threshold()))
                                            .findFirst()
                                            .orElseThrow()
                                            .reached())
                            .isEqualTo(crossed.reached());
                }
                branch = saved(change.state());
                assertThat(branch.judge(posts, today).events()).isEmpty();
                assertThat(branch.judge(posts, today).state()).isSameAs(branch);
                today = today.plusDays(1 + random.nextInt(30));
            }
        }
        assertThat(told).isGreaterThan(200);
    }

    private static BranchPosts saved(BranchPosts state) {
        return new BranchPosts(
                state.id(),
                state.scope(),
                state.fullMembers(),
                state.members(),
                state.lacks(),
                state.lacking(),
                state.term(),
                state.ends(),
                state.sides(),
                state.reminders(),
                state.next(),
                state.version() == null ? 0 : state.version() + 1);
    }

    /** BR-14: the seventh full member is told with the article, and a roster that is typed in later is not. */
    @Test
    void theSeventhFullMemberIsToldWithItsRule() {
        var spells = new ArrayList<>(members(6));
        var before = saved(BranchPosts.of(BRANCH)
                .judge(posts(List.of(), spells), day("2026-01-01"))
                .state());
        spells.add(full(7, day("2026-01-15"), OPEN));
        assertThat(before.judge(posts(List.of(), spells), day("2026-01-20")).events())
                .containsExactly(new PostEvent.Crossed(
                        "p", List.of("b", "p"), "COMMITTEE", "BR-14", true, 7, day("2026-01-15")));
        assertThat(before.judge(posts(List.of(), spells), day("2026-06-20")).events())
                .isEmpty();
        assertThat(BranchPosts.of(BRANCH)
                        .judge(posts(List.of(), members(9)), day("2026-01-20"))
                        .events())
                .isEmpty();
        var fell = List.of(full(1, BEGIN, OPEN), full(2, BEGIN, OPEN), full(3, BEGIN, day("2026-01-10")));
        var three = saved(BranchPosts.of(BRANCH)
                .judge(posts(List.of(), fell), day("2026-01-09"))
                .state());
        assertThat(three.judge(posts(List.of(), fell), day("2026-01-10")).events())
                .containsExactly(
                        new PostEvent.Crossed("p", List.of("b", "p"), "TOO_FEW", "BR-03", false, 2, day("2026-01-10")));
    }

    /** BR-19. */
    @Test
    void theSuperiorRemindsFromSixMonthsAheadOnAndOncePerPersonAndDay() {
        var alone = sitting("2024-03-01", seat(1, "SECRETARY", "2024-03-01", null));
        var branch = saved(BranchPosts.of(BRANCH)
                .judge(posts(List.of(alone), members(3)), day("2026-01-01"))
                .state());
        assertThat(branch.ends()).isEqualTo(day("2027-02-28"));
        assertThat(branch.remindFrom(6)).isEqualTo(day("2026-09-01"));
        assertThatThrownBy(() -> branch.remind("r", Instant.EPOCH, day("2026-08-31"), 6))
                .hasMessage("TERM_ENDS_LATER");
        var reminded = branch.remind("r", Instant.EPOCH, day("2026-09-01"), 6);
        assertThat(reminded.events())
                .containsExactly(new PostEvent.Reminded("p", List.of("b", "p"), "c2024-03-01", day("2027-02-28")));
        var after = saved(reminded.state());
        assertThat(after.remindedOfThis()).hasSize(1);
        assertThat(after.remind("r", Instant.EPOCH, day("2026-09-01"), 6).events())
                .isEmpty();
        assertThat(after.remind("s", Instant.EPOCH, day("2026-09-01"), 6).events())
                .hasSize(1);
        var renewed = sitting("2027-02-01", seat(1, "SECRETARY", "2027-02-01", null));
        var next = saved(after.judge(posts(List.of(alone, renewed), members(3)), day("2027-02-01"))
                .state());
        assertThat(next.remindedOfThis()).as("of the new term nobody has").isEmpty();
        assertThatThrownBy(() -> BranchPosts.of(BRANCH).remind("r", Instant.EPOCH, BEGIN, 6))
                .hasMessage("NO_TERM_TO_REMIND_OF");
    }
}
