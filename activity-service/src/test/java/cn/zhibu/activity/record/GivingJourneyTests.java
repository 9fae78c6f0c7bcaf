package cn.zhibu.activity.record;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * A school writes down what it gave to another, which answers. A state and its event are one document write (Changes): a crash
 * leaves both or nothing, and what was sent once under a key is answered, not done again.
 */
@ServiceTest
class GivingJourneyTests {

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private String tenant;
    private final String giver = UUID.randomUUID().toString();
    private final String school = UUID.randomUUID().toString();
    private final String receiver = UUID.randomUUID().toString();
    private final String two = UUID.randomUUID().toString();
    private Client giving;
    private Client receiving;
    private Client stranger;

    @BeforeEach
    void twoSchoolsOfABureau() {
        tenant = world.bureau();
        unit(giver, "BRANCH", List.of());
        unit(school, "SCHOOL", List.of());
        unit(receiver, "BRANCH", List.of(school));
        unit(two, "SCHOOL", List.of());
        var others = new ArrayList<String>();
        for (int i = 0; i < 2; i++) {
            others.add(UUID.randomUUID().toString());
            unit(others.get(i), "BRANCH", List.of(two));
        }
        world.grant(tenant, "giver", "CLERK", giver, List.of(tenant, giver));
        world.grant(tenant, "receiver", "CLERK", receiver, List.of(tenant, school, receiver));
        world.grant(tenant, "stranger", "CLERK", others.get(0), List.of(tenant, two, others.get(0)));
        giving = new Client(http, "/api/activity/v1", Tokens.of(tenant, "giver"));
        receiving = giving.as(Tokens.of(tenant, "receiver"));
        stranger = giving.as(Tokens.of(tenant, "stranger"));
        for (var unit : List.of(giver, school, receiver, two, others.get(0), others.get(1))) {
            World.await(() -> world.exists(tenant, "directory_units_v1", unit));
        }
    }

    private void unit(String id, String kind, List<String> above) {
        var ancestors = new ArrayList<>(List.of(tenant));
        ancestors.addAll(above);
        var parent = ancestors.get(ancestors.size() - 1);
        ancestors.add(id);
        world.send(
                tenant,
                "member.events",
                "unit.created.v1",
                id,
                Map.of("unit", id, "parent", parent, "kind", kind, "ancestors", ancestors, "from", "2015-01-01"));
    }

    private Map<String, Object> values(Object partner, Object amount) {
        return new HashMap<>(Map.of("partner", partner, "form", "money", "amount", amount, "note", "支票存根在柜"));
    }

    private JsonNode gift(Object partner) {
        return giving.post(
                        "/records",
                        Map.of(
                                "unit",
                                giver,
                                "kind",
                                "pairing-assistance",
                                "date",
                                "2026-05-20",
                                "again",
                                true,
                                "values",
                                values(partner, 20000)))
                .expect(201);
    }

    private JsonNode waiting(Client who) {
        return who.get("/givings?turn=true").expect(200).get("items");
    }

    private Client.Answer answer(Client who, String id, Map<String, Object> body) {
        var tag = "\"" + giving.get("/records/" + id).expect(200).get("version").asLong() + "\"";
        return who.put("/givings/" + id + "/answer", tag, body);
    }

    @Test
    void theOtherSideFindsItConfirmsItAndIsAskedAgainAfterACorrection() {
        var id = gift(Map.of("unit", receiver)).get("id").asString();
        var found = waiting(receiving);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("unit").asString()).isEqualTo(giver);
        assertThat(found.get(0).get("values").has("note"))
                .as("what stays with its owner")
                .isFalse();
        assertThat(waiting(giving)).isEmpty();
        var confirmed =
                answer(receiving, id, Map.of("answer", "CONFIRMED")).expect(200).get("answer");
        assertThat(confirmed.asString()).isEqualTo("CONFIRMED");
        assertThat(waiting(receiving)).isEmpty();
        assertThat(receiving.get("/givings").expect(200).get("items")).hasSize(1);
        correct(id, receiver, 18000);
        assertThat(waiting(receiving).get(0).get("again").asBoolean()).isTrue();
        assertThat(giving.get("/records/" + id)
                        .expect(200)
                        .get("giving")
                        .get("answer")
                        .asString())
                .isEqualTo("WAITING");
    }

    private void correct(String id, String partner, int amount) {
        var version = giving.get("/records/" + id).expect(200).get("version").asLong();
        giving.put(
                        "/records/" + id,
                        "\"" + version + "\"",
                        Map.of(
                                "date",
                                "2026-05-20",
                                "reason",
                                "金额记错",
                                "values",
                                values(Map.of("unit", partner), amount)))
                .expect(200);
    }

    @Test
    void whatIsDifferentIsAProposalThatTheGiverAcceptsByCorrecting() {
        var id = gift(Map.of("unit", school)).get("id").asString();
        var different = answer(receiving, id, Map.of("answer", "DIFFERENT", "values", Map.of("amount", 18000)))
                .expect(200);
        assertThat(different.get("said").get("values").get("amount").asInt()).isEqualTo(18000);
        assertThat(waiting(giving)).hasSize(1);
        assertThat(waiting(receiving)).isEmpty();
        correct(id, school, 18000);
        assertThat(giving.get("/records/" + id)
                        .expect(200)
                        .get("giving")
                        .get("answer")
                        .asString())
                .isEqualTo("CONFIRMED");
    }

    @Test
    void anAnswerIsHeldAgainstTheForm() {
        var id = gift(Map.of("unit", receiver)).get("id").asString();
        assertThat(answer(receiving, id, Map.of("answer", "REFUSED")).refusal())
                .isEqualTo("422 INVALID_INPUT /reason:REQUIRED");
        assertThat(answer(receiving, id, Map.of("answer", "WAITING")).refusal())
                .isEqualTo("422 INVALID_INPUT /answer:NOT_AN_OPTION");
        assertThat(answer(receiving, id, Map.of("answer", "DIFFERENT")).refusal())
                .isEqualTo("422 INVALID_INPUT /answer:NOTHING_DIFFERENT");
        assertThat(answer(receiving, id, Map.of("answer", "CONFIRMED", "values", Map.of("amount", 3)))
                        .refusal())
                .isEqualTo("422 INVALID_INPUT /values/amount:NOT_ASKED");
        assertThat(answer(
                                receiving,
                                id,
                                Map.of(
                                        "answer",
                                        "DIFFERENT",
                                        "date",
                                        "2090-01-01",
                                        "values",
                                        Map.of("amount", -3, "quantity", 1, "form", "goods")))
                        .refusal())
                .startsWith("422 INVALID_INPUT")
                .contains(
                        "/values/quantity:NOT_ASKED",
                        "/values/form:NOT_ASKED",
                        "/date:IN_THE_FUTURE",
                        "/values/amount:TOO_SMALL");
    }

    @Test
    void theOtherSideReadsAndAnswersThisRecordAndNothingElse() {
        var id = gift(Map.of("unit", receiver)).get("id").asString();
        assertThat(receiving.get("/records/" + id).status()).isEqualTo(404);
        assertThat(receiving.get("/records/" + id + "/versions").status()).isEqualTo(404);
        assertThat(receiving
                        .post("/records/" + id + "/withdrawal", Map.of("reason", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(answer(giving, id, Map.of("answer", "CONFIRMED")).refusal()).isEqualTo("404 GIVING_NOT_FOUND");
        assertThat(stranger.get("/givings/" + id).status()).isEqualTo(404);
        assertThat(answer(stranger, id, Map.of("answer", "CONFIRMED")).status()).isEqualTo(404);
        assertThat(waiting(stranger)).isEmpty();
        assertThat(giving.get("/givings/" + id).expect(200).get("other").asString())
                .isEqualTo(receiver);
    }

    @Test
    void whoHasNoBranchToAnswerIsNotAsked() {
        for (var partner : List.of(Map.of("name", "邻县幼儿园"), Map.of("unit", two), Map.of("unit", giver))) {
            assertThat(gift(partner).get("giving").isNull())
                    .as(partner.toString())
                    .isTrue();
        }
    }

    @Test
    void anAnswerToWhatWasChangedMeanwhileIsRefusedAndARepeatedOneIsDoneOnce() {
        var id = gift(Map.of("unit", receiver)).get("id").asString();
        correct(id, receiver, 18000);
        assertThat(receiving
                        .put("/givings/" + id + "/answer", "\"0\"", Map.of("answer", "CONFIRMED"))
                        .status())
                .isEqualTo(412);
        var key = UUID.randomUUID().toString();
        for (int i = 0; i < 3; i++) {
            var repeated = receiving.send(
                    HttpMethod.PUT,
                    "/givings/" + id + "/answer",
                    Map.of("answer", "CONFIRMED"),
                    Map.of("If-Match", "\"1\"", "Idempotency-Key", key));
            assertThat(repeated.expect(200).get("version").asLong()).isEqualTo(2);
        }
    }
}
