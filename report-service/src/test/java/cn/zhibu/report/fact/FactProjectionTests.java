package cn.zhibu.report.fact;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Asked;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.World;
import cn.zhibu.report.Dispatcher;
import cn.zhibu.report.Dispatcher.Event;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever order events come in, and however often, facts are the same. */
@ServiceTest
@Timeout(120)
class FactProjectionTests {

    @Autowired
    private FactProjection projection;

    @Autowired
    private FactSets sets;

    @Autowired
    private World world;

    private static final List<String> BRANCH = List.of("bureau", "b");

    private static Event activity(String name, String subject, long sequence, Object... fields) {
        return Event.sample("activity.events", name, subject, sequence, fields);
    }

    private static Event training(String name, String record, long sequence, String date, int attendances) {
        var values = Map.of("topic", "教研", "level", "COUNTY", "attendances", attendances);
        return activity(
                name,
                record,
                sequence,
                "record",
                record,
                "kind",
                "training",
                "unit",
                "b",
                "ancestors",
                BRANCH,
                "date",
                date,
                "values",
                values);
    }

    private BigDecimal counted(Dispatcher dispatcher, String measure, String month) {
        return dispatcher
                .read(sets.below("b", measure, LocalDate.EPOCH.plusDays(1)).collectList())
                .stream()
                .flatMap(set -> set.facts().stream())
                .filter(fact ->
                        fact.measure().equals(measure) && fact.date().toString().startsWith(month))
                .map(Fact::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Event task(long sequence, String status, Map<?, ?>... milestones) {
        return activity(
                "task.kept.v1",
                "t",
                sequence,
                "task",
                "t",
                "unit",
                "b",
                "ancestors",
                BRANCH,
                "date",
                "2025-03-01",
                "status",
                status,
                "milestones",
                List.of(milestones));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aMilestoneCountsOnTheDayOnWhichItWasReachedWhateverOrderItIsHeardIn(long seed) {
        var dispatcher = new Dispatcher(projection);
        var june = Map.of("milestone", "a", "due", "2025-05-31", "state", "DONE", "on", "2025-06-02");
        var open = Map.of("milestone", "b", "due", "2025-10-31", "state", "OPEN");
        var july = Map.of("milestone", "b", "due", "2025-10-31", "state", "DONE", "on", "2025-07-09");
        dispatcher.hearTwiceInDisorder(
                List.of(task(1, "OPEN", open), task(2, "OPEN", june, open), task(3, "OPEN", june, july)), seed);
        assertThat(counted(dispatcher, "milestones-reached", "2025-06")).isEqualByComparingTo("1");
        assertThat(counted(dispatcher, "milestones-reached", "2025")).isEqualByComparingTo("2");
        dispatcher.hear(task(4, "WITHDRAWN", june, july));
        assertThat(counted(dispatcher, "milestones-reached", "2025")).isEqualByComparingTo("0");
    }

    private static Event step(String name, long sequence, String entry, String step, String on, String result) {
        return Event.sample(
                "member.events",
                name,
                "d",
                sequence,
                "development",
                "d",
                "unit",
                "b",
                "ancestors",
                BRANCH,
                "entry",
                entry,
                "step",
                step,
                "on",
                on,
                "result",
                result);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aPersonCountsOnceForEachStepThatWasPassedOnItsDayWhateverOrderItIsHeardIn(long seed) {
        var dispatcher = new Dispatcher(projection);
        dispatcher.hearTwiceInDisorder(
                List.of(
                        step("development.step-recorded.v1", 1, "e1", "activist", "2025-03-02", "PASSED"),
                        step("development.step-recorded.v1", 2, "e2", "talk", "2025-03-09", "PASSED"),
                        step("development.step-recorded.v1", 3, "e3", "admission", "2025-06-01", "FAILED"),
                        step("development.step-recorded.v1", 4, "e4", "admission", "2025-09-01", "PASSED"),
                        step("development.step-corrected.v1", 5, "e3", "admission", "2025-05-31", "FAILED"),
                        step("development.step-corrected.v1", 6, "e1", "activist", "2025-04-02", "PASSED")),
                seed);
        assertThat(counted(dispatcher, "persons-advanced", "2025-04")).isEqualByComparingTo("1");
        assertThat(counted(dispatcher, "persons-advanced", "2025-09")).isEqualByComparingTo("1");
        assertThat(counted(dispatcher, "persons-advanced", "2025")).isEqualByComparingTo("2");
        dispatcher.hear(step("development.step-corrected.v1", 7, "e4", "admission", "2025-09-01", "FAILED"));
        assertThat(counted(dispatcher, "persons-advanced", "2025")).isEqualByComparingTo("1");
    }

    private static Event met(long sequence, Map<?, ?>... met) {
        return activity(
                "campaign.answered.v1",
                "a",
                sequence,
                "campaign",
                "c",
                "unit",
                "b",
                "ancestors",
                BRANCH,
                "met",
                List.of(met));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aTaskOfACampaignCountsOnceHoweverMuchIsNamedForIt(long seed) {
        var dispatcher = new Dispatcher(projection);
        var april = Map.of("point", "c.1", "on", "2025-04-18");
        var may = Map.of("point", "c.2", "on", "2025-05-18");
        dispatcher.hearTwiceInDisorder(List.of(met(1, april), met(2, april, may)), seed);
        assertThat(counted(dispatcher, "campaign-tasks-met", "2025")).isEqualByComparingTo("2");
        dispatcher.hear(met(3));
        assertThat(counted(dispatcher, "campaign-tasks-met", "2025")).isEqualByComparingTo("0");
    }

    private static Event school(String name, long sequence, String campus) {
        return Event.sample(
                "member.events",
                name,
                "s",
                sequence,
                "unit",
                "s",
                "parent",
                "b",
                "ancestors",
                List.of("bureau", "b", "s"),
                "from",
                "2025-09-01",
                "campus",
                campus);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aSchoolIsTheCampusThatWasSaidOfItLast(long seed) {
        var dispatcher = new Dispatcher(projection);
        dispatcher.hearTwiceInDisorder(
                List.of(
                        school("unit.created.v1", 1, null),
                        school("unit.described.v1", 2, "SUB"),
                        school("unit.described.v1", 3, "ENTRUSTED")),
                seed);
        assertThat(counted(dispatcher, "campuses", "2025-09")).isEqualByComparingTo("1");
        dispatcher.hear(school("unit.described.v1", 4, null));
        assertThat(counted(dispatcher, "campuses", "2025-09")).isEqualByComparingTo("0");
    }

    @Test
    void aMeetingAboutKeyTasksCountsOnceHoweverManyItWasAbout() {
        var dispatcher = new Dispatcher(projection);
        for (var tasks : List.of(List.of("t", "u"), List.<String>of())) {
            dispatcher.hear(activity(
                    "session.held.v1",
                    "s" + tasks.size(),
                    1,
                    "session",
                    "s" + tasks.size(),
                    "unit",
                    "b",
                    "ancestors",
                    BRANCH,
                    "date",
                    "2025-03-12",
                    "forms",
                    List.of("COMMITTEE_MEETING"),
                    "tasks",
                    tasks));
        }
        assertThat(counted(dispatcher, "task-meetings", "2025-03")).isEqualByComparingTo("1");
        assertThat(counted(dispatcher, "sessions", "2025-03")).isEqualByComparingTo("2");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void correctedAndWithdrawnRecordsLeaveTheRightMonths(long seed) {
        var dispatcher = new Dispatcher(projection);
        dispatcher.hearTwiceInDisorder(
                List.of(
                        training("record.entered.v1", "r1", 0, "2025-05-12", 3),
                        training("record.corrected.v1", "r1", 1000, "2025-06-01", 4),
                        training("record.entered.v1", "r2", 0, "2025-05-13", 5),
                        training("record.entered.v1", "r3", 0, "2025-06-13", 7),
                        activity("record.withdrawn.v1", "r3", 1000, "record", "r3", "unit", "b", "ancestors", BRANCH)),
                seed);
        assertThat(counted(dispatcher, "training-attendances", "2025-05")).isEqualByComparingTo("5");
        assertThat(counted(dispatcher, "training-attendances", "2025-06")).isEqualByComparingTo("4");
        assertThat(dispatcher.read(sets.findById("r3")).origin().withdrawn())
                .as("a tombstone stays")
                .isTrue();
        assertThat(dispatcher.read(sets.ofOwners(List.of("b")).collectList()))
                .extracting(FactSet::id)
                .containsExactlyInAnyOrder("r1", "r2");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noMomentOfAnOpinionIsLost(long seed) {
        var dispatcher = new Dispatcher(projection);
        dispatcher.hearTwiceInDisorder(
                List.of(
                        opinion("opinion.raised.v1", "o1", 0, "2025-05-12"),
                        opinion("opinion.rectified.v1", "o1", 1000, "2025-06-01"),
                        opinion("opinion.confirmed.v1", "o1", 2000, "2025-06-05"),
                        opinion("opinion.raised.v1", "o2", 0, "2025-05-13"),
                        opinion("opinion.rectified.v1", "o2", 1000, "2025-06-02"),
                        activity(
                                "opinion.withdrawn.v1", "o2", 2000, "opinion", "o2", "unit", "b", "ancestors", BRANCH)),
                seed);
        var measures = dispatcher.read(sets.ofOwners(List.of("b")).collectList()).stream()
                .flatMap(set -> set.facts().stream())
                .map(fact -> fact.measure() + "=" + fact.key())
                .toList();
        assertThat(measures).containsExactlyInAnyOrder("opinions=o1", "opinions-rectified=o1", "opinions-confirmed=o1");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void howManyAnsweredASurveyStandsBesideTheSurvey(long seed) {
        var dispatcher = new Dispatcher(projection);
        dispatcher.hearTwiceInDisorder(
                List.of(
                        activity(
                                "survey.opened.v1",
                                "s1",
                                0,
                                "survey",
                                "s1",
                                "unit",
                                "b",
                                "ancestors",
                                BRANCH,
                                "on",
                                "2025-05-01"),
                        activity(
                                "questionnaire.answered.v1",
                                "q1",
                                5000,
                                "survey",
                                "s1",
                                "unit",
                                "b",
                                "ancestors",
                                BRANCH,
                                "on",
                                "2025-05-16",
                                "invited",
                                60,
                                "answered",
                                53,
                                "papers",
                                12)),
                seed);
        assertThat(counted(dispatcher, "surveys", "2025-05")).isEqualByComparingTo("1");
        assertThat(counted(dispatcher, "survey-answers", "2025-05")).isEqualByComparingTo("53");
        assertThat(counted(dispatcher, "survey-invited", "2025-05")).isEqualByComparingTo("60");
        assertThat(dispatcher.read(sets.findById("s1#answered")).origin().record())
                .as("the evidence is the survey")
                .isEqualTo("s1");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theLastWordOnAMeasureCountsForItsYear(long seed) {
        var dispatcher = new Dispatcher(projection);
        dispatcher.hearTwiceInDisorder(
                List.of(
                        stated("m1", 0, "RUNNING"),
                        stated("m1", 1000, "DONE"),
                        stated("m2", 0, "DONE"),
                        activity(
                                "outcome.withdrawn.v1", "m2", 1000, "outcome", "m2", "unit", "b", "ancestors", BRANCH)),
                seed);
        var facts = dispatcher.read(sets.ofOwners(List.of("b")).collectList()).stream()
                .flatMap(set -> set.facts().stream())
                .map(fact ->
                        fact.measure() + " " + fact.date() + " " + fact.by().get("state"))
                .toList();
        assertThat(facts).containsExactly("outcomes-stated 2026-01-01 DONE");
    }

    private static Event stated(String measure, long sequence, String state) {
        return activity(
                "outcome.stated.v1",
                measure,
                sequence,
                "outcome",
                measure,
                "unit",
                "b",
                "ancestors",
                BRANCH,
                "date",
                "2026-11-20",
                "year",
                2026,
                "state",
                state,
                "text",
                "改进支部网页");
    }

    private static Event opinion(String name, String opinion, long sequence, String date) {
        return activity(name, opinion, sequence, "opinion", opinion, "unit", "b", "ancestors", BRANCH, "date", date);
    }

    @Test
    void aTermIsAFactOfItsBranchAndASubtreeHoldsWhatIsBelow() {
        var dispatcher = new Dispatcher(projection);
        var formed = Event.sample(
                "member.events",
                "committee.formed.v1",
                "b",
                0,
                "committee",
                "c1",
                "unit",
                "b",
                "ancestors",
                BRANCH,
                "on",
                "2022-09-01",
                "termYears",
                3,
                "seats",
                5);
        var group = activity(
                "record.entered.v1",
                "r9",
                0,
                "record",
                "r9",
                "kind",
                "training",
                "unit",
                "g",
                "ancestors",
                List.of("bureau", "b", "g"),
                "date",
                "2024-01-01",
                "values",
                Map.of("topic", "教研", "level", "COUNTY", "attendances", 2));
        dispatcher.hearTwiceInDisorder(List.of(formed, group), 7);
        var term = dispatcher.read(sets.findById("c1"));
        assertThat(term.origin().record()).isEqualTo("b");
        assertThat(term.facts()).singleElement().satisfies(fact -> {
            assertThat(fact.measure()).isEqualTo("term-years");
            assertThat(fact.quantity()).isEqualByComparingTo("3");
            assertThat(fact.date()).isEqualTo("2022-09-01");
        });
        assertThat(dispatcher.read(sets.ofOwners(List.of("b")).collectList()))
                .extracting(FactSet::id)
                .contains("c1")
                .doesNotContain("r9");
        assertThat(dispatcher.read(
                        sets.ofSubtree("b", LocalDate.EPOCH.plusDays(1)).collectList()))
                .extracting(FactSet::id)
                .contains("c1", "r9");
        assertThat(dispatcher.read(
                        sets.ofSubtree("g", LocalDate.EPOCH.plusDays(1)).collectList()))
                .extracting(FactSet::id)
                .containsExactly("r9");
    }

    @Test
    void decisionsCountByFormKindAndOutcomeAndOfAFormWithoutItsQuorumNone() {
        var dispatcher = new Dispatcher(projection);
        dispatcher.hear(activity(
                "session.held.v1",
                "d1",
                0,
                "session",
                "d1",
                "unit",
                "b",
                "ancestors",
                BRANCH,
                "forms",
                List.of("BRANCH_ASSEMBLY"),
                "date",
                "2025-06-10",
                "attendees",
                List.of("m0"),
                "decisions",
                List.of(
                        Map.of("form", "BRANCH_ASSEMBLY", "kind", "admit", "outcome", "PASSED", "count", 2),
                        Map.of("form", "BRANCH_ASSEMBLY", "kind", "convert", "outcome", "NOT_PASSED", "count", 1))));
        assertThat(counted(dispatcher, "decisions", "2025-06")).isEqualByComparingTo("3");
        var facts = dispatcher
                .read(sets.below("b", "decisions", LocalDate.of(2025, 6, 1)).collectList())
                .stream()
                .flatMap(set -> set.facts().stream())
                .filter(fact -> fact.measure().equals("decisions"))
                .toList();
        assertThat(facts)
                .extracting(Fact::by)
                .contains(Map.of("form", "BRANCH_ASSEMBLY", "decision", "admit", "outcome", "PASSED"));
        dispatcher.hear(
                activity("session.withdrawn.v1", "d1", 1000, "session", "d1", "unit", "b", "ancestors", BRANCH));
        assertThat(counted(dispatcher, "decisions", "2025-06")).isZero();
    }

    @Test
    void sessionsCountByFormAndAWithdrawnOneNoMore() {
        var dispatcher = new Dispatcher(projection);
        var held = activity(
                "session.held.v1",
                "s1",
                0,
                "session",
                "s1",
                "unit",
                "b",
                "ancestors",
                BRANCH,
                "forms",
                List.of("BRANCH_ASSEMBLY", "PARTY_LECTURE"),
                "date",
                "2025-03-10");
        dispatcher.hear(held);
        assertThat(counted(dispatcher, "sessions", "2025-03")).isEqualByComparingTo("2");
        dispatcher.hear(activity(
                "session.corrected.v1",
                "s1",
                1000,
                "session",
                "s1",
                "unit",
                "b",
                "ancestors",
                BRANCH,
                "forms",
                List.of("BRANCH_ASSEMBLY"),
                "date",
                "2025-03-10"));
        assertThat(counted(dispatcher, "sessions", "2025-03")).isEqualByComparingTo("1");
        dispatcher.hear(
                activity("session.withdrawn.v1", "s1", 2000, "session", "s1", "unit", "b", "ancestors", BRANCH));
        dispatcher.hear(held);
        assertThat(counted(dispatcher, "sessions", "2025-03")).isEqualByComparingTo("0");
    }

    @Test
    void aKindNobodyKnowsYetIsCountedUnderItsOwnId() {
        var dispatcher = new Dispatcher(projection);
        dispatcher.hear(activity(
                "record.entered.v1", "r9", 0, "record", "r9", "kind", "rain-dance", "unit", "b", "ancestors", BRANCH));
        var set = dispatcher.read(sets.findById("r9"));
        assertThat(set.facts()).extracting(Fact::measure).containsExactly("rain-dance", "rain-dance.amount");
        assertThat(set.origin().source()).isEqualTo("rain-dance");
    }

    /** Versions of subjects, those of one subject in their order or not, some told again. */
    private static List<Event> history(Random random) {
        var events = new ArrayList<Event>();
        for (int at = 0; at < 60; at++) {
            var id = "r" + random.nextInt(8);
            long version = random.nextInt(5) * 1000L;
            var date = LocalDate.of(2025, 1, 1).plusDays(version / 100).toString();
            if (version == 4000) {
                events.add(
                        activity("record.withdrawn.v1", id, version, "record", id, "unit", "b", "ancestors", BRANCH));
            } else {
                events.add(training(
                        version == 0 ? "record.entered.v1" : "record.corrected.v1",
                        id,
                        version,
                        date,
                        (int) (version / 1000) + 1));
            }
            if (at % 6 == 0) {
                var opinion = "o" + random.nextInt(3);
                var moment = List.of("raised", "rectified", "confirmed").get(random.nextInt(3));
                events.add(opinion("opinion." + moment + ".v1", opinion, at, date));
            }
            if (at % 13 == 0) {
                events.add(activity(
                        "opinion.withdrawn.v1", "o0", 50_000, "opinion", "o0", "unit", "b", "ancestors", BRANCH));
            }
        }
        return events;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyBatchesKeepWhatOneByOneKeeps(long seed) {
        var random = new Random(seed);
        var events = history(random);
        var alone = new Dispatcher(projection);
        events.forEach(alone::hear);
        var together = new Dispatcher(projection);
        for (var batch : Dispatcher.cut(events, random)) {
            together.hear(batch);
            if (random.nextInt(3) == 0) {
                together.hear(batch);
            }
        }
        assertThat(rows(together)).isEqualTo(rows(alone)).isNotEmpty();
    }

    private Map<String, Document> rows(Dispatcher dispatcher) {
        return world.documents(dispatcher.tenant(), "fact_sets_v2").stream()
                .collect(Collectors.toMap(row -> row.getString("_id"), row -> row));
    }

    /** A burst costs its batches and not its events. */
    @Test
    void aBurstIsAFewQuestionsForEachBatch() {
        var dispatcher = new Dispatcher(projection);
        dispatcher.hear(training("record.entered.v1", "warm", 0, "2025-05-12", 3));
        var number = new AtomicInteger();
        long asked = Asked.fewest(
                dispatcher.tenant(),
                () -> dispatcher.hear(IntStream.range(0, 100)
                        .mapToObj(
                                at -> training("record.entered.v1", "r" + number.incrementAndGet(), 0, "2025-05-12", 3))
                        .toList()));
        System.out.printf("QUESTIONS of 100 records heard together by the facts: %d%n", asked);
        assertThat(asked).isLessThanOrEqualTo(3);
    }
}
