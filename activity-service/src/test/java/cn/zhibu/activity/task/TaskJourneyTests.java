package cn.zhibu.activity.task;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.tenant.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A branch follows its key tasks: what their records say is not typed again, and the meetings about them are found. */
@ServiceTest
class TaskJourneyTests {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final LocalDate TODAY = LocalDate.now(CHINA);

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    @Autowired
    private Tasks tasks;

    @Autowired
    private Changes changes;

    private String tenant;
    private String branch;
    private String member;
    private Client secretary;
    private Client reviewer;
    private Client stranger;

    @BeforeEach
    void aBranchOfOne() {
        tenant = world.bureau();
        branch = branch();
        member = UUID.randomUUID().toString();
        var joined = new HashMap<String, Object>(
                Map.of("member", member, "unit", branch, "ancestors", List.of(tenant, branch)));
        joined.putAll(Map.of("status", "FULL", "on", "2015-01-01", "fullOn", "2015-01-01"));
        world.send(tenant, "member.events", "member.joined.v1", member, joined);
        world.grant(tenant, "sec", "SECRETARY", branch, List.of(tenant, branch));
        world.grant(tenant, "rev", "REVIEWER", tenant, List.of(tenant));
        var other = branch();
        world.grant(tenant, "other", "SECRETARY", other, List.of(tenant, other));
        secretary = new Client(http, "/api/activity/v1", Tokens.of(tenant, "sec"));
        reviewer = secretary.as(Tokens.of(tenant, "rev"));
        stranger = secretary.as(Tokens.of(tenant, "other"));
        World.await(() -> world.exists(tenant, "directory_people_v1", member));
    }

    private String branch() {
        var id = UUID.randomUUID().toString();
        var created = new HashMap<String, Object>(Map.of("unit", id, "parent", tenant, "kind", "BRANCH"));
        created.put("ancestors", List.of(tenant, id));
        created.put("from", "2015-01-01");
        world.send(tenant, "member.events", "unit.created.v1", id, created);
        World.await(() -> world.exists(tenant, "directory_units_v1", id));
        return id;
    }

    private String entered(LocalDate date, String name) {
        var body = new HashMap<String, Object>(Map.of("unit", branch, "kind", "key-task", "date", date.toString()));
        body.put("values", Map.of("name", name, "stage", "running", "note", "内部掌握"));
        return secretary.post("/records", body).expect(201).get("id").asString();
    }

    private JsonNode board(Client who, String more) {
        return who.get("/tasks?unit=" + branch + more).expect(200).get("items");
    }

    private String milestone(String task, LocalDate due) {
        var all = secretary
                .post("/tasks/" + task + "/milestones", Map.of("text", "完成选址", "due", due.toString(), "member", member))
                .expect(201)
                .get("milestones");
        for (var one : all) {
            if (one.get("due").asString().equals(due.toString())) {
                return one.get("id").asString();
            }
        }
        throw new AssertionError(all.toString());
    }

    private String tag(String task) {
        return "\"" + secretary.get("/tasks/" + task).expect(200).get("version").asLong() + "\"";
    }

    @Test
    void aTaskIsOnTheBoardWithWhatIsNextAndItsOverdueMilestonesFirst() {
        var quiet = entered(TODAY.minusDays(2), "新园舍建设");
        var late = entered(TODAY.minusDays(1), "临时过渡");
        var key = UUID.randomUUID().toString();
        var body = Map.of("text", "完成搬迁", "due", TODAY.minusDays(1).toString(), "name", "总务处");
        secretary.post("/tasks/" + late + "/milestones", key, body).expect(201);
        secretary.post("/tasks/" + late + "/milestones", key, body).expect(201);
        milestone(quiet, TODAY.plusDays(30));
        World.await(() -> board(secretary, "").size() == 2);
        var first = board(reviewer, "").get(0);
        assertThat(first.get("name").asString()).isEqualTo("临时过渡");
        assertThat(first.get("standing").asString()).isEqualTo("LATE");
        assertThat(first.get("milestones")).hasSize(1);
        assertThat(board(secretary, "&until=" + TODAY.plusDays(14))).hasSize(1);
        assertThat(board(stranger, "")).isEmpty();
        assertThat(stranger.get("/tasks/" + late).status()).isEqualTo(404);
        assertThat(stranger.post("/tasks/" + late + "/risk", Map.of("risk", "试"))
                        .status())
                .isEqualTo(404);
        assertThat(reviewer.post("/tasks/" + late + "/risk", Map.of("risk", "试"))
                        .status())
                .isEqualTo(403);
        assertThat(secretary
                        .post(
                                "/tasks/" + late + "/milestones",
                                Map.of("text", "无", "due", TODAY.toString(), "member", "nobody"))
                        .refusal())
                .startsWith("422 INVALID_INPUT /member:NOT_OF_THIS_BRANCH_THEN");
    }

    @Test
    void aMilestoneIsMovedReachedDroppedAndReopened() {
        var task = entered(TODAY, "新园舍建设");
        var path = "/tasks/" + task + "/milestones/" + milestone(task, TODAY.plusDays(30));
        var moved = secretary
                .post(path + "/day", Map.of("due", TODAY.plusDays(45).toString(), "reason", "等待批复"))
                .expect(200)
                .get("milestones")
                .get(0);
        assertThat(moved.get("moved").get(0).get("due").asString())
                .isEqualTo(TODAY.plusDays(30).toString());
        secretary.put(path, tag(task), Map.of("text", "完成选址和批复", "name", "基建办")).expect(200);
        var done = secretary
                .post(path + "/completion", Map.of("on", TODAY.toString(), "sentence", "取得批复"))
                .expect(200)
                .get("milestones")
                .get(0);
        assertThat(done.get("state").asString()).isEqualTo("DONE");
        assertThat(done.get("name").asString()).isEqualTo("基建办");
        assertThat(secretary.post(path + "/cancellation", Map.of("reason", "试")).refusal())
                .startsWith("409 MILESTONE_OVER");
        secretary.post(path + "/reopening", Map.of("reason", "误点")).expect(200);
        var dropped =
                secretary.post(path + "/cancellation", Map.of("reason", "合并实施")).expect(200);
        assertThat(dropped.get("milestones").get(0).get("dropped").asString()).isEqualTo("合并实施");
        assertThat(secretary
                        .post("/tasks/" + task + "/risk", Map.of("risk", "经费未到位"))
                        .expect(200)
                        .get("standing")
                        .asString())
                .isEqualTo("AT_RISK");
    }

    @Test
    void whatIsCompletedIsCompletedInItsRecordAndNothingElseOfThatIsLost() {
        var task = entered(TODAY, "新园舍建设");
        var completed = secretary
                .post("/tasks/" + task + "/completion", Map.of("date", TODAY.toString(), "outcome", "按期建成启用"))
                .expect(200);
        assertThat(completed.get("status").asString()).isEqualTo("COMPLETED");
        var record = secretary.get("/records/" + task).expect(200).get("values");
        assertThat(record.get("stage").asString()).isEqualTo("completed");
        assertThat(record.get("note").asString()).isEqualTo("内部掌握");
        assertThat(board(secretary, "&closed=true")).hasSize(1);
        assertThat(board(secretary, "")).isEmpty();
        assertThat(secretary
                        .post("/tasks/" + task + "/risk", Map.of("risk", "试"))
                        .refusal())
                .startsWith("409 TASK_OVER");
        secretary
                .post("/records/" + task + "/withdrawal", Map.of("reason", "误录"))
                .expect(200);
        World.await(() -> board(secretary, "&closed=true").isEmpty());
        assertThat(secretary.get("/tasks/" + task).status()).isEqualTo(404);
    }

    @Test
    void whatIsNotCompletedGoesOnWithATapOnceItsYearIsOver() {
        var lastYear = TODAY.minusYears(1);
        var task = entered(lastYear, "新园舍建设");
        milestone(task, TODAY.plusDays(30));
        assertThat(secretary
                        .post("/tasks/" + task + "/completion", Map.of("date", TODAY.toString(), "outcome", "建成"))
                        .refusal())
                .startsWith("422 TASK_OF_ANOTHER_YEAR /date");
        var key = UUID.randomUUID().toString();
        var next = secretary
                .post("/tasks/" + task + "/continuation", key, Map.of())
                .expect(201);
        assertThat(secretary
                        .post("/tasks/" + task + "/continuation", key, Map.of())
                        .expect(201)
                        .get("id"))
                .isEqualTo(next.get("id"));
        assertThat(next.get("from").asString()).isEqualTo(task);
        assertThat(next.get("milestones")).hasSize(1);
        var old = secretary.get("/tasks/" + task).expect(200);
        assertThat(old.get("status").asString()).isEqualTo("CARRIED");
        assertThat(old.get("to")).isEqualTo(next.get("id"));
        World.await(() -> board(secretary, "").size() == 1);
        assertThat(secretary
                        .post("/tasks/" + next.get("id").asString() + "/continuation", Map.of())
                        .refusal())
                .startsWith("409 TASK_YEAR_NOT_OVER");
    }

    @Test
    void theMeetingsAboutATaskAreFound() {
        var task = entered(TODAY.minusDays(20), "新园舍建设");
        var meeting = new HashMap<String, Object>(Map.of("unit", branch, "topic", "研究新园舍建设", "date", TODAY.toString()));
        meeting.put("forms", List.of("COMMITTEE_MEETING"));
        meeting.put("attendance", List.of(Map.of("member", member, "present", true)));
        meeting.put("tasks", List.of(task));
        var held = secretary.post("/sessions", meeting).expect(201);
        assertThat(held.get("tasks").get(0).asString()).isEqualTo(task);
        var found = reviewer.get("/sessions/about/" + task).expect(200).get("items");
        assertThat(found).hasSize(1);
        meeting.put("tasks", List.of("nothing"));
        meeting.put("again", true);
        assertThat(secretary.post("/sessions", meeting).refusal()).startsWith("422 NO_TASK_OF_THIS_BRANCH /tasks");
    }

    /** The job, as it goes round on a day that is yet to come. */
    private void roundOn(LocalDate day) {
        var clock = Clock.fixed(day.atTime(9, 0).atZone(CHINA).toInstant(), CHINA);
        new TaskWatch(tasks, changes, clock)
                .round()
                .contextWrite(context -> Tenancy.in(context, tenant))
                .block(Duration.ofSeconds(20));
    }

    private String told(String task) {
        return String.valueOf(world.document(tenant, "tasks", task)
                .get("course", Document.class)
                .getList("milestones", Document.class)
                .get(0)
                .getString("told"));
    }

    @Test
    void aMilestoneThatComesNearOrIsPastIsToldOnceForEachDayThatItHas() {
        var task = entered(TODAY, "新园舍建设");
        var path = "/tasks/" + task + "/milestones/" + milestone(task, TODAY.plusDays(30));
        roundOn(TODAY.plusDays(22));
        assertThat(told(task)).isEqualTo("null");
        roundOn(TODAY.plusDays(23));
        assertThat(told(task)).isEqualTo("SOON");
        var version = world.document(tenant, "tasks", task).get("version");
        roundOn(TODAY.plusDays(24));
        assertThat(world.document(tenant, "tasks", task).get("version")).isEqualTo(version);
        roundOn(TODAY.plusDays(31));
        assertThat(told(task)).isEqualTo("OVERDUE");
        secretary
                .post(path + "/day", Map.of("due", TODAY.plusDays(60).toString(), "reason", "等待批复"))
                .expect(200);
        assertThat(told(task)).isEqualTo("null");
        roundOn(TODAY.plusDays(53));
        assertThat(told(task)).isEqualTo("SOON");
    }
}
