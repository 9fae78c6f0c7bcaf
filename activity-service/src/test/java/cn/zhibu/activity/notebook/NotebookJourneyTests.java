package cn.zhibu.activity.notebook;

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

/** What somebody writes is seen by nobody else, whatever role he has, until it is handed in; then by the branch alone. */
@ServiceTest
class NotebookJourneyTests {

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private final String branch = UUID.randomUUID().toString();
    private String tenant;
    private Client member;
    private Client other;
    private Client secretary;
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
        world.grant(tenant, "mem", "MEMBER", branch, above);
        world.grant(tenant, "mem2", "MEMBER", branch, above);
        world.grant(tenant, "sec", "SECRETARY", branch, above);
        world.grant(tenant, "rev", "REVIEWER", tenant, List.of(tenant));
        member = new Client(http, "/api/activity/v1", Tokens.of(tenant, "mem"));
        other = member.as(Tokens.of(tenant, "mem2"));
        secretary = member.as(Tokens.of(tenant, "sec"));
        reviewer = member.as(Tokens.of(tenant, "rev"));
        World.await(() -> world.exists(tenant, "directory_units_v1", branch));
    }

    private String write(Client by, String title) {
        return by.post("/notes", Map.of("unit", branch, "date", "2025-05-12", "title", title, "text", title + "：逐字体会"))
                .expect(201)
                .get("id")
                .asString();
    }

    @Test
    void aNoteIsPrivateUntilItIsHandedInAndThenTheBranchs() {
        var id = write(member, "学习二十大报告");
        for (var anybody : List.of(other, secretary, reviewer)) {
            assertThat(anybody.get("/notes/" + id).status()).isEqualTo(404);
            assertThat(anybody.post("/notes/" + id + "/handing-in", Map.of()).status())
                    .isEqualTo(404);
            assertThat(anybody.get("/notes").expect(200).get("items")).isEmpty();
        }
        assertThat(secretary.get("/branches/" + branch + "/notes").expect(200).get("items"))
                .isEmpty();
        assertThat(world.document(tenant, "notes", id).toJson())
                .doesNotContain("学习二十大报告")
                .doesNotContain("逐字体会");

        var tag = member.get("/notes/" + id).tag();
        var changed = Map.of("date", "2025-05-13", "title", "学习报告", "text", "再读一遍");
        assertThat(member.put("/notes/" + id, tag, changed)
                        .expect(200)
                        .get("text")
                        .asString())
                .isEqualTo("再读一遍");
        member.post("/notes/" + id + "/handing-in", Map.of()).expect(200);
        assertThat(secretary.get("/notes/" + id).expect(200).get("title").asString())
                .isEqualTo("学习报告");
        assertThat(secretary.get("/branches/" + branch + "/notes").expect(200).get("items"))
                .hasSize(1);
        assertThat(other.get("/notes/" + id).status()).isEqualTo(404);
        assertThat(reviewer.get("/notes/" + id).status()).isEqualTo(404);
        assertThat(reviewer.get("/branches/" + branch + "/notes").status()).isIn(403, 422);
        var now = member.get("/notes/" + id).tag();
        assertThat(member.put("/notes/" + id, now, changed).refusal()).startsWith("409 NOTE_HANDED_IN");
        assertThat(member.post("/notes/" + id + "/removal", Map.of()).refusal()).startsWith("409 NOTE_HANDED_IN");
    }

    @Test
    void whatIsThrownAwayIsGoneWithItsWords() {
        var id = write(member, "草稿");
        member.post("/notes/" + id + "/removal", Map.of()).expect(200);
        member.post("/notes/" + id + "/removal", Map.of()).expect(200); // torn is torn
        assertThat(member.get("/notes/" + id).status()).isEqualTo(404);
        assertThat(member.get("/notes").expect(200).get("items")).isEmpty();
        assertThat(world.document(tenant, "notes", id).get("body")).isNull();
    }

    @Test
    void onlyWhoBelongsToTheBranchWritesThere() {
        var body = Map.of("unit", branch, "date", "2025-05-12", "title", "题", "text", "文");
        assertThat(reviewer.post("/notes", body).refusal()).startsWith("422 NOTE_BRANCH_NOT_FOUND /unit");
        var elsewhere = Map.of("unit", tenant, "date", "2025-05-12", "title", "题", "text", "文");
        assertThat(member.post("/notes", elsewhere).refusal()).startsWith("422 NOTE_BRANCH_NOT_FOUND");
    }
}
