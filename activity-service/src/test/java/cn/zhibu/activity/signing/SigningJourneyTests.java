package cn.zhibu.activity.signing;

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

/** Who has signed a letter and who has not: the members of its day, each once. */
@ServiceTest
class SigningJourneyTests {

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private final String branch = UUID.randomUUID().toString();
    private final List<String> members = List.of("a-" + UUID.randomUUID(), "b-" + UUID.randomUUID());
    private final String later = "c-" + UUID.randomUUID();
    private String tenant;
    private Client secretary;
    private String letter;

    @BeforeEach
    void aLetter() {
        tenant = world.bureau();
        var above = List.of(tenant, branch);
        world.send(
                tenant,
                "member.events",
                "unit.created.v1",
                branch,
                Map.of("unit", branch, "parent", tenant, "kind", "BRANCH", "ancestors", above, "from", "2015-01-01"));
        members.forEach(member -> join(member, "2016-01-01"));
        join(later, "2025-06-01");
        world.grant(tenant, "sec", "SECRETARY", branch, above);
        world.grant(tenant, "rev", "REVIEWER", tenant, List.of(tenant));
        secretary = new Client(http, "/api/activity/v1", Tokens.of(tenant, "sec"));
        World.await(() -> world.exists(tenant, "directory_units_v1", branch)
                && world.exists(tenant, "directory_people_v1", later)
                && members.stream().allMatch(member -> world.exists(tenant, "directory_people_v1", member)));
        letter = record("pledge", Map.of("subject", "党风廉政建设", "form", "letter"));
    }

    private void join(String member, String on) {
        var joined = new HashMap<String, Object>(
                Map.of("member", member, "unit", branch, "ancestors", List.of(tenant, branch)));
        joined.putAll(Map.of("status", "FULL", "on", on, "fullOn", on));
        world.send(tenant, "member.events", "member.joined.v1", member, joined);
    }

    private String record(String kind, Map<String, Object> values) {
        return secretary
                .post("/records", Map.of("unit", branch, "kind", kind, "date", "2025-03-01", "values", values))
                .expect(201)
                .get("id")
                .asString();
    }

    private Client.Answer sign(List<String> who, String on) {
        return secretary.post("/records/" + letter + "/signatures", Map.of("members", who, "on", on));
    }

    @Test
    void eachMemberOfThatDayIsAskedAndSignsOnce() {
        var path = "/records/" + letter + "/signatures";
        var before = secretary.get(path).expect(200);
        assertThat(before.get("asked").valueStream().map(one -> one.asString()))
                .containsExactlyInAnyOrderElementsOf(members);
        assertThat(before.get("signed")).isEmpty();
        sign(List.of(members.get(0)), "2025-03-02").expect(200);
        var both = sign(members, "2025-03-05").expect(200).get("signed");
        assertThat(both).hasSize(2);
        assertThat(both.get(0).get("on").asString())
                .as("who signed keeps the day")
                .isEqualTo("2025-03-02");
        var above = secretary.as(Tokens.of(tenant, "rev"));
        assertThat(above.get(path).expect(200).get("signed")).hasSize(2);
        assertThat(above.post(path, Map.of("members", members, "on", "2025-03-05"))
                        .status())
                .isIn(403, 404);
        secretary
                .post(path + "/removal", Map.of("member", members.get(0), "reason", "看错了"))
                .expect(200);
        assertThat(secretary.get(path).expect(200).get("signed")).hasSize(1);
        assertThat(secretary
                        .post(path + "/removal", Map.of("member", members.get(0), "reason", "看错了"))
                        .refusal())
                .startsWith("422 NOT_SIGNED /member");
    }

    @Test
    void whoIsNotAskedDoesNotSignNorAnybodyTooEarlyNorSomethingElse() {
        assertThat(sign(List.of(members.get(0), later), "2025-07-01").refusal())
                .startsWith("422 SIGNER_NOT_OF_THIS_BRANCH /members/1");
        assertThat(sign(members, "2025-02-28").refusal()).startsWith("422 SIGNED_BEFORE_THE_LETTER /on");
        var other = record("highlight", Map.of("year", 2025, "text", "亮点"));
        assertThat(secretary.get("/records/" + other + "/signatures").refusal()).startsWith("404 PLEDGE_NOT_FOUND");
        secretary
                .post("/records/" + letter + "/withdrawal", Map.of("reason", "误录"))
                .expect(200);
        assertThat(secretary.get("/records/" + letter + "/signatures").status()).isEqualTo(404);
    }
}
