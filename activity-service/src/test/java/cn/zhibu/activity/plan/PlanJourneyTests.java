package cn.zhibu.activity.plan;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A branch plans, tells, moves, holds and calls off; the bureau sees it, another branch does not. */
@ServiceTest
class PlanJourneyTests {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private String tenant;
    private String branch;
    private Client secretary;
    private Client reviewer;
    private Client member;
    private Client stranger;
    private final List<String> members = List.of("m1-" + UUID.randomUUID(), "m2-" + UUID.randomUUID());

    @BeforeEach
    void aBranchWithTwoMembers() {
        tenant = world.bureau();
        unit(tenant, "BUREAU", List.of(tenant));
        branch = branch();
        for (var one : members) {
            var joined = new HashMap<String, Object>(Map.of("member", one, "unit", branch, "status", "FULL"));
            joined.put("ancestors", List.of(tenant, branch));
            joined.put("on", "2015-01-01");
            joined.put("fullOn", "2015-01-01");
            world.send(tenant, "member.events", "member.joined.v1", one, joined);
        }
        var other = branch();
        world.grant(tenant, "sec", "SECRETARY", branch, List.of(tenant, branch));
        world.grant(tenant, "rev", "REVIEWER", tenant, List.of(tenant));
        world.grant(tenant, "mem", "MEMBER", branch, List.of(tenant, branch));
        world.grant(tenant, "other", "SECRETARY", other, List.of(tenant, other));
        secretary = new Client(http, "/api/activity/v1", Tokens.of(tenant, "sec"));
        reviewer = secretary.as(Tokens.of(tenant, "rev"));
        member = secretary.as(Tokens.of(tenant, "mem"));
        stranger = secretary.as(Tokens.of(tenant, "other"));
        members.forEach(one -> World.await(() -> world.exists(tenant, "directory_people_v1", one)));
    }

    private String branch() {
        var id = UUID.randomUUID().toString();
        unit(id, "BRANCH", List.of(tenant, id));
        return id;
    }

    private void unit(String id, String kind, List<String> ancestors) {
        var created = new HashMap<String, Object>(Map.of("unit", id, "kind", kind, "ancestors", ancestors));
        if (ancestors.size() > 1) {
            created.put("parent", tenant);
        }
        created.put("from", "2015-01-01");
        world.send(tenant, "member.events", "unit.created.v1", id, created);
        World.await(() -> world.exists(tenant, "directory_units_v1", id));
    }

    private static Map<String, Object> common(String place) {
        return Map.of(
                "forms",
                List.of("THEME_PARTY_DAY", "BRANCH_ASSEMBLY"),
                "topic",
                "主题党日",
                "start",
                "14:30",
                "place",
                place,
                "agenda",
                List.of(Map.of("title", "学习文件")));
    }

    private Map<String, Object> entry(LocalDate day) {
        return Map.of("unit", branch, "date", day.toString(), "common", common("会议室"));
    }

    private Map<String, Object> held(String plan, LocalDate day) {
        return Map.of(
                "unit",
                branch,
                "forms",
                List.of("THEME_PARTY_DAY", "BRANCH_ASSEMBLY"),
                "date",
                day.toString(),
                "topic",
                "主题党日",
                "plan",
                plan,
                "attendance",
                members.stream()
                        .map(one -> Map.of("member", one, "present", true))
                        .toList());
    }

    private String status(String plan) {
        return secretary.get("/plans/" + plan).expect(200).get("status").asString();
    }

    @Test
    void aMeetingIsPlannedToldMovedAndHeldAndTypedOnce() {
        var key = UUID.randomUUID().toString();
        var id = secretary
                .post("/plans", key, entry(TODAY))
                .expect(201)
                .get("id")
                .asString();
        assertThat(secretary
                        .post("/plans", key, entry(TODAY))
                        .expect(201)
                        .get("id")
                        .asString())
                .isEqualTo(id);
        assertThat(member.get("/plans/" + id).status()).isEqualTo(403);
        assertThat(member.get("/plans/" + id + "/invitation").status())
                .as("no notice yet")
                .isEqualTo(404);
        assertThat(stranger.get("/plans/" + id).status()).isEqualTo(404);
        assertThat(reviewer.get("/plans/" + id).expect(200).get("topic").asString())
                .isEqualTo("主题党日");
        var told = secretary.post("/plans/" + id + "/notice", Map.of()).expect(200);
        assertThat(told.get("told").asInt()).isEqualTo(2);
        assertThat(told.get("status").asString()).isEqualTo("NOTIFIED");
        assertThat(member.get("/plans/" + id + "/invitation")
                        .expect(200)
                        .get("place")
                        .asString())
                .isEqualTo("会议室");
        assertThat(stranger.get("/plans/" + id + "/invitation").status()).isEqualTo(404);
        var change = Map.of("date", TODAY.toString(), "common", common("礼堂"));
        assertThat(secretary.put("/plans/" + id, "\"0\"", change).status())
                .as("told since")
                .isEqualTo(412);
        assertThat(stranger.put("/plans/" + id, "\"1\"", change).status()).isEqualTo(404);
        secretary.put("/plans/" + id, "\"1\"", change).expect(200);
        var day = "/units/" + tenant + "/calendar?from=" + TODAY + "&until=" + TODAY.plusDays(61);
        assertThat(reviewer.get(day).expect(200).get("days").toString())
                .isEqualTo("[{\"date\":\"" + TODAY + "\",\"planned\":1,\"held\":0}]");
        var hold = UUID.randomUUID().toString();
        var session = secretary.post("/sessions", hold, held(id, TODAY)).expect(201);
        World.await(() -> status(id).equals("HELD"));
        assertThat(secretary
                        .post("/sessions", hold, held(id, TODAY))
                        .expect(201)
                        .get("plan")
                        .asString())
                .as("said again after the plan has heard of it")
                .isEqualTo(id);
        assertThat(reviewer.get(day).expect(200).get("days").toString())
                .isEqualTo("[{\"date\":\"" + TODAY + "\",\"planned\":0,\"held\":1}]");
        assertThat(secretary.post("/sessions", held(id, TODAY.minusDays(1))).refusal())
                .isEqualTo("422 NOT_PLANNED_HERE /plan:NOT_PLANNED_HERE");
        var by = session.get("session").get("id").asString();
        secretary
                .post("/sessions/" + by + "/withdrawal", Map.of("reason", "误录"))
                .expect(200);
        World.await(() -> status(id).equals("NOTIFIED"));
        secretary
                .post("/plans/" + id + "/cancellation", Map.of("reason", "与考试冲突"))
                .expect(200);
        assertThat(secretary.post("/plans/" + id + "/notice", Map.of()).refusal())
                .isEqualTo("409 PLAN_OVER");
    }

    @Test
    void aSeriesIsOnePlanForEachMonthChangedSinglyOrFromOneOn() {
        var from = TODAY.plusDays(1);
        var body = Map.of(
                "unit",
                branch,
                "from",
                from.toString(),
                "until",
                from.plusMonths(12).minusDays(1).toString(),
                "nth",
                2,
                "weekday",
                "WEDNESDAY",
                "common",
                common("会议室"));
        var key = UUID.randomUUID().toString();
        var series = secretary.post("/plan-series", key, body).expect(201).get("plans");
        int all = series.size();
        assertThat(all).isBetween(11, 13);
        assertThat(secretary.post("/plan-series", key, body).expect(201).get("plans"))
                .hasSize(all);
        var third = series.get(3).get("id").asString();
        var moved = Map.of("date", series.get(3).get("date").asString(), "common", common("操场"));
        secretary.put("/plans/" + third, "\"0\"", moved).expect(200);
        var fourth = series.get(4).get("id").asString();
        var following = Map.of("common", common("礼堂"));
        assertThat(stranger.post("/plans/" + fourth + "/following", following).status())
                .isEqualTo(404);
        var changed = secretary
                .post("/plans/" + fourth + "/following", following)
                .expect(200)
                .get("plans");
        assertThat(changed)
                .hasSize(all - 4)
                .allMatch(plan -> plan.get("place").asString().equals("礼堂"));
        assertThat(secretary.get("/plans/" + third).expect(200).get("place").asString())
                .isEqualTo("操场");
        var off = series.get(8).get("id").asString();
        secretary
                .post("/plans/" + off + "/following/cancellation", Map.of("reason", "放假"))
                .expect(200);
        assertThat(secretary
                        .get("/plans?unit=" + branch)
                        .expect(200)
                        .get("total")
                        .asInt())
                .isEqualTo(8);
        assertThat(secretary
                        .get("/plans?which=CANCELLED&unit=" + branch)
                        .expect(200)
                        .get("total")
                        .asInt())
                .isEqualTo(all - 8);
        assertThat(stranger.get("/plans").expect(200).get("total").asInt()).isZero();
        var single =
                secretary.post("/plans", entry(TODAY)).expect(201).get("id").asString();
        assertThat(secretary.post("/plans/" + single + "/following", following).refusal())
                .isEqualTo("409 NOT_OF_A_SERIES");
    }

    @Test
    void whatCannotBePlannedNamesItsField() {
        assertThat(secretary.post("/plans", entry(TODAY.minusDays(1))).refusal())
                .isEqualTo("422 PLAN_IN_THE_PAST /date:PLAN_IN_THE_PAST");
        assertThat(reviewer.post("/plans", entry(TODAY)).status()).isEqualTo(403);
        assertThat(stranger.post("/plans", entry(TODAY)).refusal())
                .isEqualTo("422 PLAN_BRANCH_NOT_FOUND /unit:PLAN_BRANCH_NOT_FOUND");
        var asked = new HashMap<String, Object>(common("会议室"));
        asked.put("asked", List.of("nobody"));
        assertThat(secretary
                        .post("/plans", Map.of("unit", branch, "date", TODAY.toString(), "common", asked))
                        .refusal())
                .startsWith("422 ASKED_NOT_OF_THIS_BRANCH");
        var endless = Map.of(
                "unit",
                branch,
                "from",
                TODAY.toString(),
                "until",
                TODAY.plusYears(9).toString(),
                "day",
                10,
                "common",
                common("会议室"));
        assertThat(secretary.post("/plan-series", endless).refusal())
                .isEqualTo("422 SERIES_TOO_LONG /until:SERIES_TOO_LONG");
        var calendar = "/units/" + branch + "/calendar?from=" + TODAY + "&until=";
        assertThat(secretary.get(calendar + TODAY.plusDays(62)).refusal())
                .isEqualTo("422 CALENDAR_TOO_LONG /until:CALENDAR_TOO_LONG");
        assertThat(stranger.get(calendar + TODAY).status()).isEqualTo(404);
    }
}
