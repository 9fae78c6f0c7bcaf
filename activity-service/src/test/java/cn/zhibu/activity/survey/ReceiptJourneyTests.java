package cn.zhibu.activity.survey;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Who is in charge of an opinion, and the receipt with which whoever raised it sees what was done, without signing in. */
@ServiceTest
class ReceiptJourneyTests {

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private String tenant;
    private final String branch = UUID.randomUUID().toString();
    private Client secretary;
    private String opinion;

    @BeforeEach
    void anOpinion() {
        tenant = world.bureau();
        world.send(
                tenant,
                "member.events",
                "unit.created.v1",
                branch,
                Map.of(
                        "unit",
                        branch,
                        "parent",
                        tenant,
                        "kind",
                        "BRANCH",
                        "ancestors",
                        List.of(tenant, branch),
                        "from",
                        "2015-01-01"));
        world.grant(tenant, "sec", "SECRETARY", branch, List.of(tenant, branch));
        secretary = new Client(http, "/api/activity/v1", Tokens.of(tenant, "sec"));
        World.await(() -> world.exists(tenant, "directory_units_v1", branch));
        var survey = secretary
                .post("/surveys", Map.of("unit", branch, "title", "问卷", "opensOn", "2025-04-01"))
                .expect(201)
                .get("id")
                .asString();
        opinion = secretary
                .post(
                        "/surveys/" + survey + "/opinions",
                        Map.of(
                                "text",
                                "食堂太挤",
                                "category",
                                "后勤",
                                "date",
                                "2025-04-03",
                                "post",
                                "ORGANISATION",
                                "due",
                                "2025-04-30"))
                .expect(201)
                .get("id")
                .asString();
    }

    private int open(String method, String code, Object body) {
        var path = "/api/activity/v1/open/receipts/" + code;
        var request = body == null
                ? http.get().uri(path)
                : http.post().uri(path + "/answer").bodyValue(body);
        return request.exchange().returnResult(Void.class).getStatus().value();
    }

    private String code() {
        return secretary
                .post("/opinions/" + opinion + "/receipt", Map.of())
                .expect(201)
                .get("code")
                .asString();
    }

    @Test
    void whoHoldsTheReceiptSeesWhatWasDoneAndSaysWhetherItIsSo() {
        var code = code();
        http.get()
                .uri("/api/activity/v1/open/receipts/" + code)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(text -> assertThat(text).contains("RAISED").doesNotContain("食堂太挤", opinion, branch));
        assertThat(open("POST", code, Map.of("done", true)))
                .as("not rectified yet")
                .isEqualTo(409);
        secretary
                .post("/opinions/" + opinion + "/rectification", Map.of("action", "错峰就餐", "on", "2025-04-10"))
                .expect(200);
        assertThat(open("POST", code, Map.of("done", false))).isEqualTo(200);
        assertThat(secretary.get("/opinions/" + opinion).expect(200).hasNonNull("disputedOn"))
                .isTrue();
        assertThat(open("POST", code, Map.of("done", true))).isEqualTo(200);
        assertThat(secretary
                        .get("/opinions/" + opinion)
                        .expect(200)
                        .get("status")
                        .asString())
                .isEqualTo("CONFIRMED");
    }

    @Test
    void aReceiptIsShownOnceAndTheOneBeforeOpensNothing() {
        var key = UUID.randomUUID().toString();
        var first = secretary.post("/opinions/" + opinion + "/receipt", key, Map.of());
        var code = first.expect(201).get("code").asString();
        assertThat(secretary
                        .post("/opinions/" + opinion + "/receipt", key, Map.of())
                        .refusal())
                .isEqualTo("409 RECEIPT_SHOWN");
        assertThat(open("GET", code, null)).isEqualTo(200);
        var second = code();
        assertThat(open("GET", code, null)).isEqualTo(404);
        assertThat(open("GET", second, null)).isEqualTo(200);
        assertThat(open("GET", "AAAAAAAAAAAAAAAAAAAAAA", null)).isEqualTo(404);
        var kept = world.documents(tenant, "opinions").toString();
        assertThat(kept).doesNotContain(code, second);
    }

    @Test
    void whatIsPastItsDayIsListedAndToldAndIsOverOnceItHasAnotherDay() {
        assertThat(secretary
                        .get("/opinions?overdue=true&unit=" + branch)
                        .expect(200)
                        .get("items"))
                .hasSize(1);
        var version =
                secretary.get("/opinions/" + opinion).expect(200).get("version").asLong();
        assertThat(secretary
                        .put("/opinions/" + opinion + "/charge", "\"" + version + "\"", Map.of("member", "nobody"))
                        .refusal())
                .contains("/member:NOT_OF_THIS_BRANCH_THEN");
        World.await(() -> String.valueOf(world.document(tenant, "opinions", opinion))
                        .contains("due=2025-04-30")
                && !String.valueOf(world.document(tenant, "opinions", opinion)).contains("untold=2025"));
        var told =
                secretary.get("/opinions/" + opinion).expect(200).get("version").asLong();
        secretary
                .put(
                        "/opinions/" + opinion + "/charge",
                        "\"" + told + "\"",
                        Map.of(
                                "post",
                                "SECRETARY",
                                "due",
                                java.time.LocalDate.now().plusYears(1).toString()))
                .expect(200);
        assertThat(secretary
                        .get("/opinions?overdue=true&unit=" + branch)
                        .expect(200)
                        .get("items"))
                .isEmpty();
    }
}
