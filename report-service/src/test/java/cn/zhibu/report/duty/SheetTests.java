package cn.zhibu.report.duty;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.directory.Unit;
import cn.zhibu.kit.Asked;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.security.Unasked;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.report.Dispatcher;
import cn.zhibu.report.Dispatcher.Event;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * A sheet says what judging everything again would say: after any history of a branch, its people and what it does, told in
 * any order, twice, by several listeners side by side, and read in between.
 */
@ServiceTest
@Timeout(180)
class SheetTests {

    private static final List<Integer> YEARS = List.of(2025, 2026);
    private static final List<String> FORMS =
            List.of("BRANCH_ASSEMBLY", "COMMITTEE_MEETING", "GROUP_MEETING", "PARTY_LECTURE", "THEME_PARTY_DAY");
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int SUBJECTS = 12;
    private static final int EVENTS = 60;
    private static final int LISTENERS = 4;

    @Autowired
    @Qualifier("directoryProjection")
    private EventConsumer directory;

    @Autowired
    @Qualifier("factProjection")
    private EventConsumer facts;

    @Autowired
    private DirectoryService units;

    @Autowired
    private SheetKeeper sheets;

    @Autowired
    private SheetTable table;

    @Autowired
    private Judge judge;

    @Autowired
    private DutyWatching watching;

    @Autowired
    private ReactiveMongoTemplate mongo;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSheetSaysWhatJudgingEverythingSays(long seed) throws Exception {
        var people = new Dispatcher(directory);
        var work = people.beside(facts);
        founding().forEach(people::hear);
        var random = new Random(seed);
        var history = history(random);
        var again = new ArrayList<>(history);
        again.addAll(history.subList(0, history.size() / 2));
        if (seed % 2 == 0) {
            Collections.shuffle(again, random);
        }
        hear(again, people, work, seed);
        for (var branch : List.of("b", "late")) {
            for (var year : YEARS) {
                assertThat(kept(people, branch, year)).isEqualTo(judged(people, branch, year));
            }
        }
        assertThat(below(people, "bureau", 2026))
                .extracting(sheet -> sheet.scope().unit())
                .as("in the order in which they were founded")
                .containsExactly("b", "late");
    }

    /** By several listeners, each subject by one of them, one by one or several at once, while somebody reads. */
    private void hear(List<Event> history, Dispatcher people, Dispatcher work, long seed) throws Exception {
        var lanes = Stream.generate(Executors::newSingleThreadExecutor)
                .limit(LISTENERS + 1)
                .toList();
        try {
            var hearing = new ArrayList<Future<?>>();
            for (int lane = 0; lane < LISTENERS; lane++) {
                int own = lane;
                var heard = history.stream()
                        .filter(event -> Math.floorMod(event.subject().hashCode(), LISTENERS) == own)
                        .toList();
                hearing.add(lanes.get(lane).submit(() -> hear(heard, people, work, new Random(seed + own))));
            }
            hearing.add(lanes.get(LISTENERS).submit(() -> {
                for (int i = 0; i < EVENTS; i++) {
                    below(people, "bureau", YEARS.get(i % 2));
                }
            }));
            for (var each : hearing) {
                each.get();
            }
        } finally {
            lanes.forEach(ExecutorService::shutdownNow);
        }
    }

    private static void hear(List<Event> events, Dispatcher people, Dispatcher work, Random random) {
        for (var together : Dispatcher.cut(events, random)) {
            for (var ear : List.of(people, work)) {
                ear.hear(together.stream()
                        .filter(event -> event.topic().startsWith("member") == (ear == people))
                        .toList());
            }
        }
    }

    private List<DutySheet> below(Dispatcher people, String top, int year) {
        var wanted = new TableQuery(Set.of(top), year, null, null, null);
        return people.read(table.page(wanted, new PageQuery(1, 100))).items();
    }

    private List<Duty> kept(Dispatcher people, String unit, int year) {
        var branch = people.read(units.unit(unit, Unasked.ITSELF));
        var today = LocalDate.of(2026, 7, 15);
        return sorted(sheets.duties(people.read(sheets.sheet(branch, year)), today));
    }

    private List<Duty> judged(Dispatcher people, String unit, int year) {
        Unit branch = people.read(units.unit(unit, Unasked.ITSELF));
        var judged = people.read(judge.judged(List.of(branch), year, Unasked.ITSELF));
        return sorted(Duties.on(judged.getOrDefault(unit, List.of()), LocalDate.of(2026, 7, 15)));
    }

    private static List<Duty> sorted(List<Duty> duties) {
        return duties.stream().sorted(Comparator.comparing(Duty::id)).toList();
    }

    @Test
    void aBranchFoundedAfterTheYearWasOpenedIsInTheTable() {
        var people = new Dispatcher(directory);
        founding().forEach(people::hear);
        assertThat(below(people, "bureau", 2026)).hasSize(1);
        people.hear(unit("late", "bureau", "BRANCH", "2026-02-10"));
        assertThat(below(people, "bureau", 2026)).hasSize(2);
        assertThat(below(people, "bureau", 2025))
                .as("it was not there in that year")
                .hasSize(1);
        assertThat(below(people, "elsewhere", 2026)).isEmpty();
    }

    @Test
    void whatASessionChangesIsNotJudgedAnew() {
        var people = new Dispatcher(directory);
        var work = people.beside(facts);
        founding().forEach(people::hear);
        var branch = people.read(units.unit("b", Unasked.ITSELF));
        var before = people.read(sheets.sheet(branch, 2026));
        work.hear(held("s1", 0, "2026-05-12", "THEME_PARTY_DAY"));
        var after = people.read(sheets.sheet(branch, 2026));
        assertThat(after.version()).isEqualTo(Long.valueOf(1 + before.version()));
        assertThat(after.judgement()).isNotEqualTo(before.judgement());
        work.hear(held("s1", 0, "2026-05-12", "THEME_PARTY_DAY"));
        assertThat(people.read(sheets.sheet(branch, 2026)))
                .as("told again, nothing is written")
                .isEqualTo(after);
    }

    /** A burst of sessions is judged once for each sheet, whatever number of them there is. */
    @Test
    void aBurstOfSessionsIsAFewQuestionsForItsBranch() {
        var people = new Dispatcher(directory);
        var work = people.beside(facts);
        founding().forEach(people::hear);
        var branch = people.read(units.unit("b", Unasked.ITSELF));
        people.read(sheets.sheet(branch, 2026));
        work.hear(held("warm", 0, "2026-05-12", "THEME_PARTY_DAY"));
        var number = new AtomicInteger();
        var most = Map.of("THEME_PARTY_DAY", 4L, "BRANCH_ASSEMBLY", 10L); // the roll, where there is a quorum
        for (var form : most.keySet()) {
            long asked = Asked.fewest(
                    people.tenant(),
                    () -> work.hear(IntStream.range(0, 50)
                            .mapToObj(at -> held("n" + number.incrementAndGet(), 0, "2026-06-12", form))
                            .toList()));
            System.out.printf("QUESTIONS of 50 sessions (%s) heard together, sheets included: %d%n", form, asked);
            assertThat(asked).as(form).isLessThanOrEqualTo(most.get(form));
        }
    }

    /** Who hears an event may die after the row and before the sheet; then the event is told again and changes no row. */
    @Test
    void anEventThatIsToldAgainStillReachesTheSheet() {
        var people = new Dispatcher(directory);
        var work = people.beside(facts);
        founding().forEach(people::hear);
        var branch = people.read(units.unit("b", Unasked.ITSELF));
        for (var event : List.of(
                held("s1", 0, "2026-05-12", "THEME_PARTY_DAY"),
                held("s1", 1000, "2026-06-12", "THEME_PARTY_DAY"),
                event("activity.events", "session.withdrawn.v1", "s1", 2000, "session", "s1", "unit", "b"))) {
            var before = people.read(sheets.sheet(branch, 2026));
            work.hear(event);
            var after = people.read(sheets.sheet(branch, 2026));
            assertThat(after.judgement()).isNotEqualTo(before.judgement());
            people.read(mongo.remove(after).then(mongo.insert(before.looked(before.judgement(), null))));
            work.hear(event);
            assertThat(people.read(sheets.sheet(branch, 2026)).judgement()).isEqualTo(after.judgement());
        }
    }

    /** A sheet of a year that is not looked at yet, or no more, does not keep its bureau awake. */
    @Test
    void whatWasLookedAtWaitsForItsDayWhateverItsYear() {
        var people = new Dispatcher(directory);
        founding().forEach(people::hear);
        var branch = people.read(units.unit("b", Unasked.ITSELF));
        int now = LocalDate.now(CHINA).getYear();
        for (int year : List.of(now - 2, now, now + 1)) {
            below(people, "bureau", year);
        }
        people.beside(facts).hear(held("s1", 0, (now + 1) + "-02-12", "THEME_PARTY_DAY"));
        var next = people.read(watching.round());
        assertThat(people.read(sheets.toLook().collectList())).isEmpty();
        assertThat(next).isAfter(LocalDate.now(CHINA).atStartOfDay(CHINA).toInstant());
        assertThat(people.read(sheets.sheet(branch, now + 1)).lookOn())
                .as("when its first day comes")
                .isEqualTo(LocalDate.of(now + 1, 1, 1));
        assertThat(people.read(sheets.sheet(branch, now - 2)).lookOn()).isNull();
    }

    private static List<Event> founding() {
        return List.of(unit("bureau", null, "BUREAU", "2010-01-01"), unit("b", "bureau", "BRANCH", "2018-03-01"));
    }

    private static Event unit(String id, String parent, String kind, String from) {
        var ancestors = new ArrayList<String>();
        ancestors.add("bureau");
        if (parent != null && !parent.equals("bureau")) {
            ancestors.add(parent);
        }
        if (parent != null) {
            ancestors.add(id);
        }
        return event(
                "member.events",
                "unit.created.v1",
                id,
                0,
                "unit",
                id,
                "parent",
                parent,
                "kind",
                kind,
                "from",
                from,
                "schoolType",
                null,
                "campus",
                null,
                "ancestors",
                ancestors);
    }

    /** Events of many subjects, those of one subject in their order. */
    private static List<Event> history(Random random) {
        var events = new ArrayList<Event>();
        events.add(unit("late", "bureau", "BRANCH", "2026-02-10"));
        events.add(unit("g1", "b", "GROUP", "2025-0" + (1 + random.nextInt(9)) + "-01"));
        events.add(event("member.events", "unit.closed.v1", "g1", 1000, "unit", "g1", "on", date(random)));
        events.add(event("member.events", "unit.kept.v1", "b", 1000, "unit", "b", "on", "2025-03-01"));
        events.add(event(
                "member.events",
                "committee.formed.v1",
                "c1",
                0,
                "committee",
                "c1",
                "unit",
                "b",
                "termYears",
                3,
                "on",
                "2023-04-01"));
        var sequences = new HashMap<String, Long>();
        for (int i = 0; i < EVENTS; i++) {
            var id = (random.nextInt(3) == 0 ? "m" : "s") + random.nextInt(SUBJECTS);
            long sequence = sequences.merge(id, 1000L, Long::sum) - 1000;
            events.add(id.startsWith("m") ? member(id, sequence, random) : session(id, sequence, random));
            if (i % 20 == 0) {
                events.add(exemption("x" + i % 3, i, random));
            }
        }
        return events;
    }

    private static Event member(String id, long sequence, Random random) {
        var from = date(random);
        var unit = random.nextInt(3) == 0 ? "late" : "b";
        var spell = Map.of("id", id, "unit", unit, "from", from, "fullOn", from, "placements", List.of());
        var name = sequence == 0 ? "member.joined.v1" : "member.corrected.v1";
        return event("member.events", name, id, sequence, "member", id, "unit", unit, "memberships", List.of(spell));
    }

    private static Event session(String id, long sequence, Random random) {
        if (sequence > 0 && random.nextInt(4) == 0) {
            return event(
                    "activity.events",
                    "session.withdrawn.v1",
                    id,
                    sequence,
                    "session",
                    id,
                    "unit",
                    "b",
                    "ancestors",
                    List.of("bureau", "b"));
        }
        return held(id, sequence, date(random), FORMS.get(random.nextInt(FORMS.size())));
    }

    private static Event held(String id, long sequence, String date, String form) {
        return event(
                "activity.events",
                sequence == 0 ? "session.held.v1" : "session.corrected.v1",
                id,
                sequence,
                "session",
                id,
                "unit",
                "b",
                "ancestors",
                List.of("bureau", "b"),
                "forms",
                List.of(form),
                "groups",
                form.equals("GROUP_MEETING") ? List.of("g1") : List.of(),
                "date",
                date,
                "attendees",
                List.of("m0", "m1", "m2"),
                "absentees",
                List.of("m3"));
    }

    private static Event exemption(String id, long sequence, Random random) {
        var from = LocalDate.parse(date(random));
        return event(
                "activity.events",
                sequence == 0 ? "record.entered.v1" : "record.corrected.v1",
                id,
                sequence,
                "record",
                id,
                "kind",
                "duty-exemption",
                "unit",
                "b",
                "ancestors",
                List.of("bureau", "b"),
                "date",
                from.toString(),
                "values",
                Map.of("rule", "BR-22", "until", from.plusDays(90).toString(), "reason", "校舍拆迁", "document", "7号"));
    }

    private static String date(Random random) {
        return LocalDate.of(2025, 1, 1).plusDays(random.nextInt(700)).toString();
    }

    private static Event event(String topic, String name, String subject, long sequence, Object... fields) {
        return Event.sample(topic, name, subject, sequence, fields);
    }
}
