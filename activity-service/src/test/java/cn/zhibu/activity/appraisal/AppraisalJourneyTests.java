package cn.zhibu.activity.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Members are graded by the branch; the bureau sees how many of each grade. */
@ServiceTest
class AppraisalJourneyTests {

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private void joins(String tenant, String branch, String member, String status) {
        var joined = new HashMap<String, Object>(
                Map.of("member", member, "unit", branch, "ancestors", List.of(tenant, branch)));
        joined.putAll(Map.of("status", status, "on", "2015-01-01"));
        if (status.equals("FULL")) {
            joined.put("fullOn", "2015-01-01");
        }
        world.send(tenant, "member.events", "member.joined.v1", member, joined);
        World.await(() -> world.exists(tenant, "directory_people_v1", member));
    }

    private static Map<String, Object> grade(String member, String grade) {
        return Map.of("member", member, "grade", grade, "toldOn", "2025-12-28");
    }

    @Test
    void gradesStayWithTheBranchAndAThirdCanBeExcellent() {
        var tenant = world.bureau();
        var branch = UUID.randomUUID().toString();
        var above = List.of(tenant, branch);
        var unit = new HashMap<String, Object>(Map.of("unit", branch, "parent", tenant, "kind", "BRANCH"));
        unit.putAll(Map.of("ancestors", above, "from", "2015-01-01"));
        world.send(tenant, "member.events", "unit.created.v1", branch, unit);
        var full = "f-" + UUID.randomUUID();
        var probationer = "p-" + UUID.randomUUID();
        joins(tenant, branch, full, "FULL");
        joins(tenant, branch, probationer, "PROBATIONARY");
        world.grant(tenant, "sec", "SECRETARY", branch, above);
        world.grant(tenant, "rev", "REVIEWER", tenant, List.of(tenant));
        World.await(() -> world.exists(tenant, "directory_units_v1", branch));
        var secretary = new Client(http, "/api/activity/v1", Tokens.of(tenant, "sec"));
        var year = "/appraisals?unit=" + branch + "&year=2025";
        assertThat(secretary
                        .get(year)
                        .expect(200)
                        .get("articles")
                        .get(0)
                        .get("rule")
                        .asString())
                .isEqualTo("AP-02");
        var body = new HashMap<String, Object>(Map.of("unit", branch, "year", 2025, "on", "2025-12-20"));
        body.put("grades", List.of(grade(probationer, "QUALIFIED")));
        assertThat(secretary.post("/appraisals", body).refusal()).contains("GRADED_NOT_A_FULL_MEMBER /grades/0/member");
        body.put("grades", List.of(grade(full, "EXCELLENT")));
        var held = secretary.post("/appraisals", body).expect(201);
        assertThat(held.get("most").asInt()).as("a third of one").isZero();
        assertThat(held.get("told").asInt()).isEqualTo(1);
        assertThat(secretary.post("/appraisals", body).refusal()).startsWith("409 APPRAISAL_THERE");
        assertThat(secretary
                        .get(year)
                        .expect(200)
                        .get("grades")
                        .get(0)
                        .get("grade")
                        .asString())
                .isEqualTo("EXCELLENT");
        var reviewer = secretary.as(Tokens.of(tenant, "rev"));
        var seen = reviewer.get(year).expect(200);
        assertThat(seen.has("grades") && !seen.get("grades").isNull()).isFalse();
        assertThat(seen.get("counts").get(0).get("count").asInt()).isEqualTo(1);
        assertThat(seen.toString()).doesNotContain(full);
        var kept = Map.of("on", "2025-12-20", "grades", List.of(grade(full, "QUALIFIED")));
        secretary.put("/appraisals/" + held.get("id").asString(), "\"0\"", kept).expect(200);
        assertThat(secretary
                        .get(year)
                        .expect(200)
                        .get("counts")
                        .get(0)
                        .get("count")
                        .asInt())
                .isZero();
    }
}
