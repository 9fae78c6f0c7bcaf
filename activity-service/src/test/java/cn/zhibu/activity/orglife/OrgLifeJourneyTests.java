package cn.zhibu.activity.orglife;

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

/** A branch talks, meets and puts right; what was said of persons is read by the branch alone, and each look is noted. */
@ServiceTest
class OrgLifeJourneyTests {

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private String tenant;
    private String branch;
    private Client secretary;
    private Client reviewer;
    private final List<String> members = List.of("m1-" + UUID.randomUUID(), "m2-" + UUID.randomUUID());

    @BeforeEach
    void aBranchOfTwo() {
        tenant = world.bureau();
        branch = UUID.randomUUID().toString();
        var above = List.of(tenant, branch);
        var unit = new HashMap<String, Object>(Map.of("unit", branch, "parent", tenant, "kind", "BRANCH"));
        unit.putAll(Map.of("ancestors", above, "from", "2015-01-01"));
        world.send(tenant, "member.events", "unit.created.v1", branch, unit);
        for (var member : members) {
            var joined = new HashMap<String, Object>(Map.of("member", member, "unit", branch, "ancestors", above));
            joined.putAll(Map.of("status", "FULL", "on", "2015-01-01", "fullOn", "2015-01-01"));
            world.send(tenant, "member.events", "member.joined.v1", member, joined);
        }
        world.grant(tenant, "sec", "SECRETARY", branch, above);
        world.grant(tenant, "rev", "REVIEWER", tenant, List.of(tenant));
        secretary = new Client(http, "/api/activity/v1", Tokens.of(tenant, "sec"));
        reviewer = secretary.as(Tokens.of(tenant, "rev"));
        World.await(() -> world.exists(tenant, "directory_units_v1", branch));
        members.forEach(member -> World.await(() -> world.exists(tenant, "directory_people_v1", member)));
    }

    private Map<String, Object> talk(String other) {
        return Map.of(
                "unit",
                branch,
                "one",
                members.get(0),
                "other",
                other,
                "date",
                "2025-10-12",
                "theme",
                "年底前",
                "note",
                "直言不讳");
    }

    @Test
    void aTalkIsSeenByTheBranchAndAboveItOnlyHowFarItHasCome() {
        var id = secretary
                .post("/talks", talk(members.get(1)))
                .expect(201)
                .get("talk")
                .get("id")
                .asString();
        assertThat(secretary.get("/talks/" + id).expect(200).get("note").asString())
                .isEqualTo("直言不讳");
        assertThat(reviewer.get("/talks/" + id).status()).isIn(403, 404);
        var year = "/talks?unit=" + branch + "&year=2025";
        assertThat(secretary.get(year).expect(200).get("talks")).hasSize(1);
        var above = reviewer.get(year).expect(200);
        assertThat(above.has("talks") && !above.get("talks").isNull()).isFalse();
        assertThat(above.get("shares").get(2).get("done").asInt()).isEqualTo(2);
        assertThat(above.get("article").get("rule").asString()).isEqualTo("BR-28");
        assertThat(secretary.post("/talks", talk("stranger")).refusal()).startsWith("422 TALK_NOT_OF_THIS_BRANCH");
        assertThat(secretary.post("/talks", talk(members.get(0))).refusal()).startsWith("422 TALK_WITH_ONESELF");
        secretary.post("/talks/" + id + "/withdrawal", Map.of("reason", "误录")).expect(200);
        assertThat(secretary.get(year).expect(200).get("talks")).isEmpty();
    }

    @Test
    void aTalkIsCorrectedAndWhatItSaidBeforeIsKeptForTheBranch() {
        var held = secretary.post("/talks", talk(members.get(1))).expect(201);
        var path = "/talks/" + held.get("talk").get("id").asString();
        var anew = new HashMap<String, Object>(talk(members.get(1)));
        anew.remove("unit");
        anew.put("date", "2025-10-13");
        anew.put("note", "换一句");
        assertThat(secretary.put(path, "\"0\"", anew).refusal()).startsWith("422 INVALID_INPUT /reason");
        anew.put("reason", "日期记错");
        var corrected = secretary.put(path, "\"0\"", anew).expect(200);
        assertThat(corrected.get("talk").get("date").asString()).isEqualTo("2025-10-13");
        assertThat(secretary.put(path, "\"0\"", anew).refusal()).startsWith("412 VERSION_OUTDATED");
        assertThat(secretary.get(path).expect(200).get("note").asString()).isEqualTo("换一句");
        var versions = secretary.get(path + "/versions").expect(200);
        assertThat(versions).extracting(one -> one.get("note").asString()).containsExactly("直言不讳", "换一句");
        assertThat(versions.get(1).get("reason").asString()).isEqualTo("日期记错");
        assertThat(reviewer.get(path + "/versions").status()).isIn(403, 404);
        assertThat(reviewer.put(path, "\"1\"", anew).status()).isIn(403, 404);
        var stranger = new HashMap<>(anew);
        stranger.put("other", "stranger");
        assertThat(secretary.put(path, "\"1\"", stranger).refusal()).startsWith("422 TALK_NOT_OF_THIS_BRANCH");
    }

    @Test
    void aBranchThatIsNotOnesOwnIsNotThereHoweverFastItIsAskedFor() {
        for (int time = 0; time < 20; time++) {
            var elsewhere = new HashMap<>(talk(members.get(1)));
            elsewhere.put("unit", UUID.randomUUID().toString());
            assertThat(secretary.post("/talks", elsewhere).refusal()).startsWith("422 TALK_BRANCH_NOT_FOUND");
            assertThat(reviewer.post("/talks", talk(members.get(1))).status()).isIn(403, 422);
        }
    }

    private String held(String form) {
        var attendance = members.stream()
                .map(member -> Map.of("member", member, "present", true))
                .toList();
        return secretary
                .post(
                        "/sessions",
                        Map.of(
                                "unit",
                                branch,
                                "forms",
                                List.of(form),
                                "date",
                                "2025-12-18",
                                "topic",
                                "组织生活",
                                "attendance",
                                attendance))
                .expect(201)
                .get("session")
                .get("id")
                .asString();
    }

    private List<String> missing() {
        var view = secretary.get("/org-lives?unit=" + branch + "&year=2025").expect(200);
        return view.get("checks")
                .valueStream()
                .filter(check -> !check.get("met").asBoolean())
                .map(check -> check.get("point").asString())
                .toList();
    }

    @Test
    void aYearIsBegunLinkedCriticisedAndPutRight() {
        secretary.post("/talks", talk(members.get(1))).expect(201);
        assertThat(missing()).hasSize(7).doesNotContain("TALKS");
        var opening = Map.of("unit", branch, "year", 2025);
        var id = secretary.post("/org-lives", opening).expect(201).get("id").asString();
        assertThat(secretary.post("/org-lives", opening).refusal()).startsWith("409 ORG_LIFE_THERE");
        var meeting = held("ORG_LIFE_MEETING");
        var lecture = held("PARTY_LECTURE");
        var survey = secretary
                .post("/surveys", Map.of("unit", branch, "title", "征求意见", "opensOn", "2025-11-01"))
                .expect(201)
                .get("id")
                .asString();
        var course = new HashMap<String, Object>(Map.of(
                "studies",
                List.of(Map.of("source", "SESSION", "id", lecture)),
                "surveys",
                List.of(survey),
                "meeting",
                lecture,
                "problems",
                List.of(Map.of("text", "学习不够深入")),
                "measures",
                List.of(Map.of("text", "每月学习", "owner", members.get(0), "due", "2026-03-01", "doneOn", "2026-02-01"))));
        assertThat(secretary.put("/org-lives/" + id, "\"0\"", course).refusal())
                .startsWith("422 NOT_AN_ORG_LIFE_MEETING");
        course.put("meeting", meeting);
        secretary.put("/org-lives/" + id, "\"0\"", course).expect(200);
        assertThat(missing()).containsExactly("CRITICISM");
        secretary
                .post("/org-lives/" + id + "/criticisms", Map.of("member", members.get(0), "note", "有时急躁"))
                .expect(200);
        assertThat(missing()).isEmpty();
        assertThat(secretary
                        .get("/org-lives/" + id + "/criticisms")
                        .expect(200)
                        .get(0)
                        .get("note")
                        .asString())
                .isEqualTo("有时急躁");
        assertThat(reviewer.get("/org-lives/" + id + "/criticisms").status()).isIn(403, 404);
        assertThat(reviewer.get("/org-lives?unit=" + branch + "&year=2025")
                        .expect(200)
                        .toString())
                .doesNotContain("有时急躁");
        course.put("surveys", List.of("nothing"));
        assertThat(secretary.put("/org-lives/" + id, "\"2\"", course).refusal())
                .contains("/surveys/0:LINKED_NOT_OF_THIS_BRANCH");
        assertThat(secretary
                        .post("/org-lives/" + id + "/criticisms", Map.of("member", "stranger", "note", "x"))
                        .refusal())
                .startsWith("422 NEVER_OF_THIS_BRANCH");
    }
}
