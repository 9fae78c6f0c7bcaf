package cn.zhibu.activity.campaign;

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

/** A campaign is defined once and met by each branch with what it has on record. */
@ServiceTest
class CampaignJourneyTests {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

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
    void aBureauWithTwoBranches() {
        tenant = world.bureau();
        var bureau =
                new HashMap<String, Object>(Map.of("unit", tenant, "kind", "BUREAU", "ancestors", List.of(tenant)));
        bureau.put("from", "2010-01-01");
        world.send(tenant, "member.events", "unit.created.v1", tenant, bureau);
        World.await(() -> world.exists(tenant, "directory_units_v1", tenant));
        branch = branch();
        var other = branch();
        world.grant(tenant, "sec", "SECRETARY", branch, List.of(tenant, branch));
        world.grant(tenant, "rev", "REVIEWER", tenant, List.of(tenant));
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

    private Map<String, Object> campaign() {
        var until = TODAY.plusDays(60).toString();
        var points = List.of(
                Map.of("text", "开展学习教育", "until", until, "kind", "study-campaign"),
                Map.of("text", "报送工作小结", "until", until));
        return new HashMap<>(Map.of(
                "unit",
                tenant,
                "name",
                "学习教育",
                "basis",
                "部署文件",
                "from",
                TODAY.minusDays(30).toString(),
                "until",
                until,
                "phases",
                List.of(Map.of("name", "学习阶段", "until", TODAY.plusDays(10).toString())),
                "points",
                points));
    }

    private String record(LocalDate date) {
        var body = Map.of(
                "unit", branch, "kind", "study-campaign", "date", date.toString(), "values", Map.of("name", "学习教育"));
        return secretary.post("/records", body).expect(201).get("id").asString();
    }

    @Test
    void aRecordNamesACampaignThatIsAskedOfItsBranch() {
        var id = reviewer.post("/campaigns", campaign()).expect(201).get("id").asString();
        var body = new HashMap<String, Object>(Map.of(
                "unit",
                branch,
                "kind",
                "study-campaign",
                "date",
                TODAY.minusDays(1).toString()));
        body.put("values", Map.of("name", "学习教育", "campaign", UUID.randomUUID().toString()));
        assertThat(secretary.post("/records", body).refusal()).startsWith("422 INVALID_INPUT /values/campaign");
        body.put("values", Map.of("name", "学习教育", "campaign", id));
        var record = secretary.post("/records", body).expect(201).get("id").asString();
        reviewer.post("/campaigns/" + id + "/withdrawal", Map.of("reason", "并入他项"))
                .expect(200);
        var again = new HashMap<String, Object>(body);
        again.keySet().removeAll(List.of("unit", "kind"));
        again.put("reason", "补充");
        secretary.put("/records/" + record, "\"0\"", again).expect(200);
        body.put("date", TODAY.minusDays(2).toString());
        assertThat(secretary.post("/records", body).refusal())
                .as("one that is withdrawn is named no more")
                .startsWith("422 INVALID_INPUT /values/campaign");
    }

    @Test
    void whatIsOnRecordMeetsATaskAndIsSeenAbove() {
        var published = reviewer.post("/campaigns", campaign()).expect(201);
        var id = published.get("id").asString();
        var point = published.get("points").get(0).get("id").asString();
        var words = published.get("points").get(1).get("id").asString();
        assertThat(secretary.post("/campaigns", campaign()).status()).isEqualTo(403);
        assertThat(secretary.get("/campaigns?unit=" + branch).expect(200).get("items"))
                .hasSize(1);
        var path = "/campaigns/" + id;
        var board = path + "?unit=" + branch;
        assertThat(secretary.get(board).expect(200).get("given")).isEmpty();
        var key = UUID.randomUUID().toString();
        var named = Map.of("unit", branch, "point", point, "record", record(TODAY.minusDays(1)));
        secretary.post(path + "/answers", key, named).expect(201);
        secretary.post(path + "/answers", key, named).expect(201);
        secretary.post(path + "/answers", named).expect(201);
        secretary
                .post(path + "/answers", Map.of("unit", branch, "point", words, "sentence", "已报送"))
                .expect(201);
        var given = secretary.get(board).expect(200).get("given");
        assertThat(given).hasSize(2);
        assertThat(given.get(0).get("on").asString())
                .isEqualTo(TODAY.minusDays(1).toString());
        var above = reviewer.get(path + "/answers?units=" + branch).expect(200);
        assertThat(above.get(0).get("given")).hasSize(2);
        assertThat(stranger.get(path + "/answers?units=" + branch).expect(200)).isEmpty();
        assertThat(stranger.get(board).status()).isEqualTo(404);
        assertThat(stranger.post(path + "/answers", named).status()).isIn(404, 422);
        var early = Map.of("unit", branch, "point", point, "record", record(TODAY.minusDays(90)));
        assertThat(secretary.post(path + "/answers", early).refusal()).startsWith("422 NOT_AN_ANSWER_TO_THIS /record");
        var wrong = Map.of("unit", branch, "point", words, "record", record(TODAY.minusDays(2)));
        assertThat(secretary.post(path + "/answers", wrong).refusal()).startsWith("422 NOT_AN_ANSWER_TO_THIS /record");
        secretary
                .post(
                        path + "/answers/" + given.get(0).get("id").asString() + "/withdrawal",
                        Map.of("unit", branch, "reason", "误选"))
                .expect(200);
        assertThat(secretary.get(board).expect(200).get("given")).hasSize(1);
    }

    /** What is shown as met is met by something that is on record, and of the day that it has now. */
    @Test
    void anAnswerFollowsWhatItNames() {
        var published = reviewer.post("/campaigns", campaign()).expect(201);
        var path = "/campaigns/" + published.get("id").asString();
        var board = path + "?unit=" + branch;
        var point = published.get("points").get(0).get("id").asString();
        var kept = record(TODAY.minusDays(3));
        var gone = record(TODAY.minusDays(2));
        var early = record(TODAY.minusDays(1));
        for (var named : List.of(kept, gone, early)) {
            secretary
                    .post(path + "/answers", Map.of("unit", branch, "point", point, "record", named))
                    .expect(201);
        }
        correct(kept, TODAY.minusDays(5));
        correct(early, TODAY.minusDays(90));
        secretary
                .post("/records/" + gone + "/withdrawal", Map.of("reason", "误录"))
                .expect(200);
        World.await(() -> {
            var given = secretary.get(board).expect(200).get("given");
            return given.size() == 1
                    && given.get(0).get("record").asString().equals(kept)
                    && given.get(0)
                            .get("on")
                            .asString()
                            .equals(TODAY.minusDays(5).toString());
        });
    }

    private void correct(String record, LocalDate day) {
        var tag = secretary.get("/records/" + record).tag();
        secretary
                .put(
                        "/records/" + record,
                        tag,
                        Map.of("date", day.toString(), "values", Map.of("name", "学习教育"), "reason", "日期有误"))
                .expect(200);
    }

    @Test
    void itIsExtendedAndWithdrawnWithAReason() {
        var published = reviewer.post("/campaigns", campaign()).expect(201);
        var path = "/campaigns/" + published.get("id").asString();
        var until = TODAY.plusDays(90).toString();
        var longer = reviewer.post(path + "/extension", Map.of("until", until, "reason", "延长"))
                .expect(200);
        assertThat(longer.get("extended")).hasSize(1);
        assertThat(stranger.post(path + "/extension", Map.of("until", until, "reason", "延长"))
                        .status())
                .isEqualTo(403);
        reviewer.post(path + "/withdrawal", Map.of("reason", "另行部署")).expect(200);
        var named = Map.of(
                "unit",
                branch,
                "point",
                published.get("points").get(1).get("id").asString(),
                "sentence",
                "已报送");
        assertThat(secretary.post(path + "/answers", named).refusal()).startsWith("409 CAMPAIGN_WITHDRAWN");
    }
}
