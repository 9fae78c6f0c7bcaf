package cn.zhibu.activity.outcome;

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
import tools.jackson.databind.JsonNode;

/** A branch says what has become of what it set itself; nothing of it is typed twice. */
@ServiceTest
class OutcomeJourneyTests {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private static final int YEAR = TODAY.getYear();

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private String tenant;
    private String branch;
    private Client secretary;
    private Client reviewer;
    private Client stranger;

    @BeforeEach
    void aBranch() {
        tenant = world.bureau();
        branch = branch();
        world.grant(tenant, "sec", "SECRETARY", branch, List.of(tenant, branch));
        world.grant(tenant, "rev", "REVIEWER", tenant, List.of(tenant));
        var other = branch();
        world.grant(tenant, "other", "SECRETARY", other, List.of(tenant, other));
        secretary = new Client(http, "/api/activity/v1", Tokens.of(tenant, "sec"));
        reviewer = secretary.as(Tokens.of(tenant, "rev"));
        stranger = secretary.as(Tokens.of(tenant, "other"));
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

    private String entered(String kind, int year, String text) {
        var body = Map.of(
                "unit",
                branch,
                "kind",
                kind,
                "date",
                TODAY.minusYears(1).toString(),
                "values",
                Map.of("year", year, "text", text));
        return secretary.post("/records", body).expect(201).get("id").asString();
    }

    private JsonNode only(Client who) {
        return who.get("/outcomes?unit=" + branch + "&year=" + YEAR).expect(200);
    }

    @Test
    void whatWasPlannedIsThereWithoutTypingAndIsAnsweredWithATap() {
        var measure = entered("measure", YEAR, "改进支部网页");
        entered("goal", YEAR, "读书八本");
        entered("measure", YEAR + 1, "明年的措施");
        assertThat(only(secretary))
                .extracting(one -> one.get("text").asString())
                .containsExactly("读书八本", "改进支部网页");
        var key = UUID.randomUUID().toString();
        var done = Map.of("state", "DONE");
        secretary.post("/outcomes/" + measure, key, done).expect(200);
        secretary.post("/outcomes/" + measure, key, done).expect(200);
        assertThat(only(reviewer).get(1).get("state").asString()).isEqualTo("DONE");
        assertThat(secretary
                        .post("/outcomes/" + measure, Map.of("state", "DROPPED"))
                        .refusal())
                .isEqualTo("422 INVALID_INPUT /sentence:REQUIRED");
        secretary
                .post("/outcomes/" + measure, Map.of("state", "DROPPED", "sentence", "经费未落实"))
                .expect(200);
        assertThat(only(secretary).get(1).get("sentence").asString()).isEqualTo("经费未落实");
        assertThat(stranger.get("/outcomes?unit=" + branch + "&year=" + YEAR).expect(200))
                .isEmpty();
        assertThat(stranger.post("/outcomes/" + measure, done).status()).isEqualTo(404);
        assertThat(reviewer.post("/outcomes/" + measure, done).status()).isEqualTo(403);
    }

    @Test
    void whatIsToBeDoneNextYearIsNotAnsweredYet() {
        var later = entered("measure", YEAR + 1, "明年的措施");
        assertThat(secretary.post("/outcomes/" + later, Map.of("state", "DONE")).refusal())
                .isEqualTo("409 OUTCOME_BEFORE_ITS_YEAR");
    }

    @Test
    void theAnswerFollowsItsRecord() {
        var measure = entered("measure", YEAR, "改进网页");
        secretary.post("/outcomes/" + measure, Map.of("state", "RUNNING")).expect(200);
        var corrected = Map.of(
                "date",
                TODAY.minusYears(1).toString(),
                "reason",
                "补全",
                "values",
                Map.of("year", YEAR, "text", "改进支部网页"));
        secretary.put("/records/" + measure, "\"0\"", corrected).expect(200);
        World.await(() ->
                "改进支部网页".equals(world.document(tenant, "outcomes", measure).getString("text")));
        secretary
                .post("/records/" + measure + "/withdrawal", Map.of("reason", "误录"))
                .expect(200);
        World.await(() -> world.document(tenant, "outcomes", measure).getBoolean("withdrawn"));
        assertThat(only(secretary)).isEmpty();
        assertThat(secretary
                        .post("/outcomes/" + measure, Map.of("state", "DONE"))
                        .status())
                .isEqualTo(404);
    }
}
