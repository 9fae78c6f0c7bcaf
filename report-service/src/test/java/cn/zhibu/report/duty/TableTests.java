package cn.zhibu.report.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.zhibu.kit.Asked;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.report.Dispatcher;
import cn.zhibu.report.Dispatcher.Event;
import cn.zhibu.report.duty.Counts.Count;
import cn.zhibu.report.duty.Duty.State;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** What the store finds and adds up is what all lines of the table say on the day, whatever happened and however old they are. */
@ServiceTest
@Timeout(180)
class TableTests {

    private static final int BRANCHES = 17;
    private static final List<String> FORMS =
            List.of("BRANCH_ASSEMBLY", "COMMITTEE_MEETING", "PARTY_LECTURE", "THEME_PARTY_DAY");
    private static final int YEAR = LocalDate.now(ZoneId.of("Asia/Shanghai")).getYear();

    @Autowired
    @Qualifier("directoryProjection")
    private EventConsumer directory;

    @Autowired
    @Qualifier("factProjection")
    private EventConsumer facts;

    @Autowired
    private DutyService duties;

    @Autowired
    private Judge judge;

    @Autowired
    private SheetTable table;

    @Autowired
    private DutySheets sheets;

    @Autowired
    private SheetKeeper keeper;

    @Autowired
    private SheetText text;

    @Autowired
    private ReactiveMongoTemplate mongo;

    private Dispatcher people;
    private Dispatcher work;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 2);
    }

    @BeforeEach
    void bureau() {
        people = new Dispatcher(directory);
        work = people.beside(facts);
        people.hear(unit("bureau", List.of("bureau"), "BUREAU", "2010-01-01"));
        List.of("s0", "s1")
                .forEach(school -> people.hear(unit(school, List.of("bureau", school), "SCHOOL", "2010-01-01")));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theStoreSaysWhatAllLinesSay(long seed) {
        var random = new Random(seed);
        history(random);
        for (var tops : List.of(Set.of("bureau"), Set.of("s0"), Set.of("s0", "s1"), Set.of("elsewhere"))) {
            agrees(tops, List.of(State.OVERDUE));
        }
        grownOld(random);
        agrees(Set.of("bureau"), List.of(State.values()));
        history(random);
        agrees(Set.of("bureau"), List.of(State.MET));
        assertThat(lines(table(Set.of("bureau"), null, null, null)))
                .extracting(line -> line.row().unit())
                .hasSize(BRANCHES);
    }

    /** Marks are kept with the lines: the same for the same cells, however often they are kept. */
    @Test
    void aLineHasAnotherMarkWhereItShowsSomethingElse() {
        var random = new Random(9);
        history(random);
        var known = new LinkedHashMap<String, String>();
        for (int i = 0; i < 4; i++) {
            for (var line : lines(table(Set.of("bureau"), null, null, null))) {
                var shown = line.row().cells().toString();
                assertThat(known.putIfAbsent(line.row().mark(), shown)).isIn(null, shown);
            }
            assertThat(known.values()).doesNotHaveDuplicates();
            if (i % 2 == 0) {
                grownOld(random);
            } else {
                history(random);
            }
        }
    }

    /** Their marks name the cells: what was read once is not read again, and what has changed shows at once. */
    @Test
    void aLineThatIsKnownIsNotReadAgain() {
        var random = new Random(5);
        for (int i = 0; i < 3; i++) {
            history(random);
            var wanted = table(Set.of("bureau"), null, null, null);
            people.read(table.page(wanted, new PageQuery(1, 100)));
            var page = people.read(table.page(wanted, new PageQuery(1, 100))).items();
            var fresh = new SheetLines(sheets, keeper, text);
            long unknown = Asked.fewest(people.tenant(), () -> show(new SheetLines(sheets, keeper, text), page));
            var first = show(fresh, page);
            long known = Asked.fewest(people.tenant(), () -> show(fresh, page));

            assertThat(unknown).isEqualTo(1);
            assertThat(known).isZero();
            assertThat(show(fresh, page)).isEqualTo(first);
            assertThat(people.read(duties.rows(wanted, new PageQuery(1, 100))).items())
                    .as("by lines that know those of before")
                    .extracting(SheetRow::mark, row -> List.copyOf(row.cells()))
                    .isEqualTo(first.stream()
                            .map(row -> tuple(row.mark(), List.copyOf(row.cells())))
                            .toList());
        }
    }

    private List<SheetRow> show(SheetLines lines, List<DutySheet> page) {
        return people.read(lines.of(page, LocalDate.now(ZoneId.of("Asia/Shanghai"))));
    }

    @Test
    void yearsToComeAreShownAndNotCounted() {
        history(new Random(4));
        var later = new TableQuery(Set.of("bureau"), YEAR + 3, null, null, null);
        assertThat(people.read(duties.rows(later, new PageQuery(1, 100))).items())
                .hasSize(BRANCHES);
        var counts = people.read(duties.counts(later));
        assertThat(counts.branches()).isEqualTo(BRANCHES);
        assertThat(counts.rules()).isEmpty();
    }

    private record Line(SheetRow row, Tally tally) {}

    private void agrees(Set<String> tops, List<State> states) {
        var all = lines(table(tops, null, null, null));
        for (var state : states) {
            for (var rule : rules()) {
                for (var month : months()) {
                    var wanted = table(tops, state, rule, month);
                    assertThat(lines(wanted))
                            .as("%s", wanted)
                            .isEqualTo(all.stream()
                                    .filter(line -> wanted.shows(line.tally(), judge.rules()))
                                    .toList());
                }
            }
        }
        var counts = people.read(duties.counts(table(tops, null, null, null)));
        assertThat(counts.branches()).isEqualTo(all.size());
        assertThat(counts.late())
                .isEqualTo(all.stream().mapToInt(line -> line.tally().late()).sum());
        for (var rule : judge.rules()) {
            assertThat(counts.rules().get(rule))
                    .isEqualTo(sum(all, tally -> tally.rules().get(rule)));
        }
        for (int month = 1; month <= 12; month++) {
            var name = Tally.twoDigits(month);
            assertThat(counts.months().get(month))
                    .isEqualTo(sum(all, tally -> tally.months().get(name)));
        }
    }

    private static Count sum(List<Line> lines, Function<Tally, @Nullable Count> of) {
        var counts = lines.stream()
                .map(line -> of.apply(line.tally()))
                .filter(Objects::nonNull)
                .toList();
        ToIntFunction<ToIntFunction<Count>> total =
                part -> counts.stream().mapToInt(part).sum();
        return new Count(
                total.applyAsInt(Count::met),
                total.applyAsInt(Count::due),
                total.applyAsInt(Count::overdue),
                total.applyAsInt(Count::late));
    }

    private List<@Nullable String> rules() {
        var some = new ArrayList<@Nullable String>();
        some.add(null);
        some.addAll(judge.rules().stream().limit(2).toList());
        return some;
    }

    private static List<@Nullable Integer> months() {
        var some = new ArrayList<@Nullable Integer>();
        some.add(null);
        some.add(6);
        return some;
    }

    /** All lines, page by page. */
    private List<Line> lines(TableQuery wanted) {
        var found = new ArrayList<SheetRow>();
        var page = people.read(duties.rows(wanted, new PageQuery(1, 7)));
        found.addAll(page.items());
        while (page.next() != null) {
            page = people.read(duties.rows(wanted, new PageQuery(1, 7, page.next())));
            found.addAll(page.items());
        }
        return found.stream()
                .map(row -> new Line(
                        new SheetRow(row.unit(), List.copyOf(row.cells()), row.mark()),
                        Tally.of(row.cells(), judge.rules())))
                .toList();
    }

    private static TableQuery table(
            Set<String> tops, @Nullable State state, @Nullable String rule, @Nullable Integer month) {
        return new TableQuery(tops, YEAR, state, rule, month);
    }

    /** As if the sheets had last been read on a day before, or by a release with other rules: what they keep is not true today. */
    private void grownOld(Random random) {
        var some = people.read(mongo.find(new Query(Criteria.where("scope.unit").gt("")), DutySheet.class)
                .collectList());
        for (var sheet : some) {
            var old = new Update()
                    .set("judgement.cells", "[]")
                    .set("judgement.mark", "old")
                    .set("judgement.tally.late", 1);
            if (random.nextBoolean()) {
                old.set("judgement.day", LocalDate.now().minusDays(9))
                        .set("judgement.turns", LocalDate.now().minusDays(random.nextInt(9)))
                        .set("judgement.tally.letters", Map.of("year", "o".repeat(20)));
            } else {
                old.set("judgement.basis", (random.nextBoolean() ? "0" : "9") + "-other")
                        .set("judgement.duties", "[]")
                        .unset("judgement.packed")
                        .set("judgement.tally.standing", List.of("OVERDUE"))
                        .unset("judgement.tally.letters");
            }
            people.read(mongo.updateFirst(Query.query(Criteria.where("_id").is(sheet.id())), old, DutySheet.class));
        }
    }

    /** Every branch founded once, and something held in some of them. */
    private void history(Random random) {
        for (int i = 0; i < BRANCHES; i++) {
            var school = "s" + i % 2;
            people.hear(unit("b" + i, List.of("bureau", school, "b" + i), "BRANCH", "2018-03-0" + (1 + i % 9)));
        }
        for (int i = 0; i < 60; i++) {
            int branch = random.nextInt(BRANCHES);
            var id = "held" + random.nextInt();
            work.hear(Event.sample(
                    "activity.events",
                    "session.held.v1",
                    id,
                    0,
                    "session",
                    id,
                    "unit",
                    "b" + branch,
                    "ancestors",
                    List.of("bureau", "s" + branch % 2, "b" + branch),
                    "forms",
                    List.of(FORMS.get(random.nextInt(FORMS.size()))),
                    "groups",
                    List.of(),
                    "date",
                    LocalDate.of(YEAR, 1, 1).plusDays(random.nextInt(330)).toString(),
                    "attendees",
                    List.of(),
                    "absentees",
                    List.of()));
        }
    }

    private static Event unit(String id, List<String> ancestors, String kind, String from) {
        return Event.sample(
                "member.events",
                "unit.created.v1",
                id,
                0,
                "unit",
                id,
                "parent",
                ancestors.size() < 2 ? null : ancestors.get(ancestors.size() - 2),
                "kind",
                kind,
                "from",
                from,
                "schoolType",
                null,
                "campus",
                null,
                "keptSince",
                null,
                "ancestors",
                ancestors);
    }
}
