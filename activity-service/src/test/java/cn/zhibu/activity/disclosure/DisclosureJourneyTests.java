package cn.zhibu.activity.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a proposal to the page that everybody reads, and back when its record is withdrawn. */
@ServiceTest
class DisclosureJourneyTests {

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private final JsonMapper json = JsonMapper.builder().build();
    private final String branch = UUID.randomUUID().toString();
    private final String today =
            LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).toString();
    private String tenant;
    private Client secretary;
    private Client clerk;
    private Client reviewer;

    @BeforeEach
    void aBranch() {
        tenant = world.bureau();
        var above = List.of(tenant, branch);
        world.send(
                tenant,
                "member.events",
                "unit.created.v1",
                branch,
                Map.of("unit", branch, "parent", tenant, "kind", "BRANCH", "ancestors", above, "from", "2015-01-01"));
        world.grant(tenant, "sec", "SECRETARY", branch, above);
        world.grant(tenant, "clerk", "CLERK", branch, above);
        world.grant(tenant, "rev", "REVIEWER", tenant, List.of(tenant));
        secretary = new Client(http, "/api/activity/v1", Tokens.of(tenant, "sec"));
        clerk = secretary.as(Tokens.of(tenant, "clerk"));
        reviewer = secretary.as(Tokens.of(tenant, "rev"));
        World.await(() -> world.exists(tenant, "directory_units_v1", branch));
    }

    private String propose(String content, String audience) {
        return clerk.post(
                        "/disclosures",
                        Map.of(
                                "unit",
                                branch,
                                "content",
                                content,
                                "category",
                                "SCHOOL",
                                "audience",
                                audience,
                                "manner",
                                "NETWORK",
                                "text",
                                content + "全文"))
                .expect(201)
                .get("id")
                .asString();
    }

    private void publish(String id) {
        clerk.post("/disclosures/" + id + "/examination", Map.of("passed", true))
                .expect(200);
        secretary
                .post("/disclosures/" + id + "/approval", Map.of("passed", true))
                .expect(200);
        clerk.post("/disclosures/" + id + "/publication", Map.of("date", today)).expect(200);
    }

    /** What somebody sees who has the address and nothing else; null where there is nothing. */
    private JsonNode everybody(String token) {
        var answer = http.get()
                .uri("/api/activity/v1/open/pages/" + token)
                .exchange()
                .expectBody(byte[].class)
                .returnResult();
        return answer.getStatus().value() == 404 ? null : json.readTree(answer.getResponseBody());
    }

    private Client.Answer keep(String title, boolean open) {
        return secretary.post("/branches/" + branch + "/public-page", Map.of("title", title, "open", open));
    }

    @Test
    void whatWentThroughAllStepsIsOnThePageAndAmongTheRecordsOnce() {
        var id = propose("2025年收费项目", "SOCIETY");
        var inside = propose("党费收缴", "PARTY");
        assertThat(clerk.post("/disclosures/" + id + "/approval", Map.of("passed", true))
                        .refusal())
                .startsWith("403 APPROVED_BY_THE_SECRETARY");
        assertThat(secretary
                        .post("/disclosures/" + id + "/publication", Map.of("date", today))
                        .refusal())
                .startsWith("409 DISCLOSURE_NOT_THERE_YET");
        assertThat(secretary
                        .post("/disclosures/" + id + "/examination", Map.of("passed", false))
                        .refusal())
                .contains("/reason:REQUIRED");
        assertThat(reviewer.get("/disclosures/" + id).status()).isEqualTo(404);
        publish(id);
        publish(inside);
        assertThat(reviewer.get("/disclosures/" + id).expect(200).get("status").asString())
                .isEqualTo("PUBLISHED");
        World.await(() -> secretary.get("/records/" + id).status() == 200);
        var record = secretary.get("/records/" + id).expect(200);
        assertThat(record.get("kind").asString()).isEqualTo("disclosure");
        assertThat(record.get("values").get("content").asString()).isEqualTo("2025年收费项目");
        assertThat(record.get("date").asString()).isEqualTo(today);

        assertThat(secretary
                        .get("/branches/" + branch + "/public-page")
                        .expect(200)
                        .get("open")
                        .asBoolean())
                .isFalse();
        var token = keep("第一幼儿园公开栏", true).expect(200).get("token").asString();
        var page = everybody(token);
        assertThat(page.get("title").asString()).isEqualTo("第一幼儿园公开栏");
        assertThat(page.get("disclosures").get("items")).hasSize(1);
        assertThat(page.toString())
                .contains("2025年收费项目全文")
                .doesNotContain("党费收缴")
                .doesNotContain(branch);

        keep("第一幼儿园公开栏", false).expect(200);
        assertThat(everybody(token)).isNull();
        assertThat(keep("公开栏", true).expect(200).get("token").asString()).isEqualTo(token);
        assertThat(everybody("AAAAAAAAAAAAAAAAAAAAAA")).isNull();

        secretary.post("/records/" + id + "/withdrawal", Map.of("reason", "误录")).expect(200);
        World.await(() -> everybody(token).get("disclosures").get("items").isEmpty());
        assertThat(secretary.get("/disclosures/" + id).expect(200).get("status").asString())
                .isEqualTo("WITHDRAWN");
    }

    @Test
    void aListIsOfWhatIsOnItsWayOrOfWhatIsKnownAndOfNobodyElsesBranch() {
        var id = propose("校务", "UNIT");
        var list = "/disclosures?unit=" + branch + "&which=";
        assertThat(clerk.get(list + "OPEN").expect(200).get("items")).hasSize(1);
        assertThat(clerk.get(list + "PUBLISHED").expect(200).get("items")).isEmpty();
        publish(id);
        assertThat(reviewer.get(list + "PUBLISHED").expect(200).get("items")).hasSize(1);
        assertThat(clerk.get(list + "OPEN").expect(200).get("items")).isEmpty();
        var other = UUID.randomUUID().toString();
        var elsewhere = secretary.as(Tokens.of(tenant, "other"));
        world.grant(tenant, "other", "SECRETARY", other, List.of(tenant, other));
        assertThat(elsewhere.get("/disclosures/" + id).status()).isEqualTo(404);
        assertThat(elsewhere
                        .post("/disclosures/" + id + "/withdrawal", Map.of("reason", "试"))
                        .status())
                .isEqualTo(404);
        assertThat(elsewhere.get("/branches/" + branch + "/public-page").status())
                .isIn(404, 422);
    }
}
