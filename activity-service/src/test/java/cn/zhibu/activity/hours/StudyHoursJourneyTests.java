package cn.zhibu.activity.hours;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Hours come from what was held and learnt; why somebody is exempt is the branch's alone. */
@ServiceTest
class StudyHoursJourneyTests {

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private final String branch = UUID.randomUUID().toString();
    private final String one = "m1-" + UUID.randomUUID();
    private final String other = "m2-" + UUID.randomUUID();
    private String tenant;
    private Client secretary;

    @BeforeEach
    void aBranchWithASecretaryAndAMember() {
        tenant = world.bureau();
        var above = List.of(tenant, branch);
        var unit = new HashMap<String, Object>(Map.of("unit", branch, "parent", tenant, "kind", "BRANCH"));
        unit.putAll(Map.of("ancestors", above, "from", "2015-01-01"));
        world.send(tenant, "member.events", "unit.created.v1", branch, unit);
        for (var member : List.of(one, other)) {
            var joined = new HashMap<String, Object>(Map.of("member", member, "unit", branch, "ancestors", above));
            joined.putAll(Map.of("status", "FULL", "fullOn", "2015-01-01"));
            joined.put("on", member.equals(one) ? "2015-01-01" : "2025-03-01");
            world.send(tenant, "member.events", "member.joined.v1", member, joined);
        }
        var committee = UUID.randomUUID().toString();
        var holder = Map.of("member", one, "post", "SECRETARY", "from", "2024-01-01");
        var formed = new HashMap<String, Object>(Map.of("committee", committee, "unit", branch, "ancestors", above));
        formed.putAll(Map.of("on", "2024-01-01", "termYears", 3, "seats", 1, "holders", List.of(holder)));
        world.send(tenant, "member.events", "committee.formed.v1", committee, formed);
        world.grant(tenant, "sec", "SECRETARY", branch, above);
        world.grant(tenant, "rev", "REVIEWER", tenant, List.of(tenant));
        secretary = new Client(http, "/api/activity/v1", Tokens.of(tenant, "sec"));
        World.await(() -> world.exists(tenant, "directory_units_v1", branch));
        World.await(() -> world.exists(tenant, "directory_people_v1", one));
        World.await(() -> world.exists(tenant, "directory_people_v1", other));
        World.await(
                () -> "SECRETARY".equals(line(secretary, 2025, one).path("post").asString()));
    }

    private JsonNode year(Client client, int year) {
        return client.get("/branches/" + branch + "/study-hours?year=" + year).expect(200);
    }

    private JsonNode line(Client client, int year, String member) {
        for (var line : year(client, year).get("members")) {
            if (line.get("member").asString().equals(member)) {
                return line;
            }
        }
        throw new AssertionError("no line of " + member);
    }

    private double hours(int year, String member) {
        return line(secretary, year, member).get("hours").asDouble();
    }

    private Map<String, Object> session(String date, double hours, boolean oneThere, boolean otherThere) {
        var there = List.of(Map.of("member", one, "present", oneThere), Map.of("member", other, "present", otherThere));
        var body = new HashMap<String, Object>(Map.of("unit", branch, "date", date, "topic", "集中学习"));
        body.putAll(Map.of("forms", List.of("THEME_PARTY_DAY", "PARTY_LECTURE"), "hours", hours, "attendance", there));
        return body;
    }

    private Map<String, Object> training(Map<String, Object> more) {
        var values = new HashMap<String, Object>(Map.of("topic", "书记轮训", "trainees", "secretary", "level", "COUNTY"));
        values.putAll(more);
        return Map.of("unit", branch, "kind", "member-training", "date", "2025-07-01", "values", values);
    }

    /** ED-06, ED-07. */
    @Test
    void hoursFollowWhatWasHeldCorrectedAndWithdrawn() {
        var held = secretary
                .post("/sessions", session("2025-04-10", 2, true, true))
                .expect(201);
        secretary.post("/sessions", session("2025-05-10", 1.5, true, false)).expect(201);
        secretary.post("/sessions", session("2026-01-10", 8, true, true)).expect(201);
        secretary.post("/records", training(Map.of("hours", 24, "member", one))).expect(201);
        secretary.post("/records", training(Map.of("hours", 40))).expect(201);
        assertThat(hours(2025, one)).as("the forms of a session count once").isEqualTo(27.5);
        assertThat(hours(2025, other)).isEqualTo(2);
        assertThat(hours(2026, other)).isEqualTo(8);
        assertThat(line(secretary, 2025, one).get("asked").asInt()).isEqualTo(56);
        assertThat(line(secretary, 2025, other).get("asked").asInt()).isEqualTo(32);
        assertThat(line(secretary, 2025, other).get("stays").get(0).get("from").asString())
                .isEqualTo("2025-03-01");
        assertThat(line(secretary, 2025, one).get("stays")).isEmpty();
        var occasions = year(secretary, 2025).get("occasions");
        assertThat(occasions).hasSize(3);
        assertThat(occasions.get(2).get("sort").asString()).isEqualTo("TRAINING");
        var id = held.get("session").get("id").asString();
        assertThat(occasions.get(0).get("id").asString()).isEqualTo(id);
        var corrected = session("2025-04-10", 3, true, false);
        corrected.put("reason", "补记");
        var path = "/sessions/" + id;
        secretary.put(path, "\"0\"", corrected).expect(200);
        assertThat(hours(2025, one)).isEqualTo(28.5);
        assertThat(hours(2025, other)).isZero();
        secretary.post(path + "/withdrawal", Map.of("reason", "重复")).expect(200);
        assertThat(hours(2025, one)).isEqualTo(25.5);
    }

    /** ED-09. */
    @Test
    void whyAMemberIsExemptIsSeenByTheBranchAlone() {
        var body = new HashMap<String, Object>(Map.of("unit", branch, "member", other, "ground", "ILLNESS"));
        body.putAll(Map.of("from", "2025-01-01", "note", "术后休养"));
        assertThat(secretary.post("/study-exemptions", body).refusal())
                .contains("EXEMPTION_NOT_OF_THIS_BRANCH /member");
        body.putAll(Map.of("from", "2025-06-01", "lastDay", "2025-05-01"));
        assertThat(secretary.post("/study-exemptions", body).refusal()).contains("/lastDay");
        body.put("lastDay", "2025-09-01");
        var entered = secretary.post("/study-exemptions", body).expect(201);
        assertThat(line(secretary, 2025, other).get("exempt").asBoolean()).isTrue();
        assertThat(line(secretary, 2025, other).path("asked").isNumber()).isFalse();
        assertThat(line(secretary, 2026, other).get("asked").asInt())
                .as("over in the year after")
                .isEqualTo(32);
        assertThat(year(secretary, 2025).get("exemptions").get(0).get("note").asString())
                .isEqualTo("术后休养");
        var reviewer = secretary.as(Tokens.of(tenant, "rev"));
        var above = year(reviewer, 2025);
        assertThat(above.toString()).doesNotContain("ILLNESS", "术后休养");
        assertThat(above.has("exemptions") && !above.get("exemptions").isNull()).isFalse();
        assertThat(line(reviewer, 2025, other).get("exempt").asBoolean()).isTrue();
        assertThat(reviewer.post("/study-exemptions", body).refusal()).startsWith("403");
        var path = "/study-exemptions/" + entered.get("id").asString() + "/withdrawal";
        secretary.post(path, Map.of("reason", "误登")).expect(200);
        assertThat(line(secretary, 2025, other).get("exempt").asBoolean()).isFalse();
        assertThat(secretary.post(path, Map.of("reason", "再撤")).refusal()).startsWith("409 EXEMPTION_WITHDRAWN");
    }
}
