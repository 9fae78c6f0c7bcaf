package cn.zhibu.activity.draft;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import cn.zhibu.platform.tenant.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** What somebody typed is his alone, on whichever of his devices; none of them writes over another unasked. */
@ServiceTest
class DraftJourneyTests {

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    @Autowired
    private DraftSweep sweep;

    @Autowired
    private Clock clock;

    private final String branch = UUID.randomUUID().toString();
    private String tenant;
    private Client secretary;
    private Client clerk;
    private Client administrator;

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
        world.grant(tenant, "cle", "CLERK", branch, above);
        world.grant(tenant, "adm", "BUREAU_ADMIN", tenant, List.of(tenant));
        secretary = new Client(http, "/api/activity/v1", Tokens.of(tenant, "sec"));
        clerk = secretary.as(Tokens.of(tenant, "cle"));
        administrator = secretary.as(Tokens.of(tenant, "adm"));
        World.await(() -> world.exists(tenant, "directory_units_v1", branch));
    }

    private Map<String, Object> typed(String draft, String words, String edition, String... onto) {
        var body = new HashMap<String, Object>(Map.of(
                "draft",
                draft,
                "unit",
                branch,
                "sort",
                "RECORD",
                "title",
                "荣誉 · " + words,
                "page",
                "/branch/" + branch + "/note/honour?draft=" + draft,
                "values",
                "{\"title\":\"" + words + "\"}",
                "edition",
                edition));
        body.put("onto", List.of(onto));
        return body;
    }

    private String fresh() {
        return UUID.randomUUID().toString();
    }

    @Test
    void aDraftIsThereForItsAuthorAloneAndSealed() {
        var draft = fresh();
        var kept = secretary.post("/drafts", typed(draft, "先进党支部", "e1")).expect(200);
        assertThat(kept.get("kept").asBoolean()).isTrue();
        var view = secretary.get("/drafts/" + draft).expect(200);
        assertThat(view.get("values").asString()).isEqualTo("{\"title\":\"先进党支部\"}");
        assertThat(view.get("draft").get("page").asString()).contains(draft);
        var line = secretary.get("/drafts").expect(200).get("items").get(0);
        assertThat(line.get("title").asString()).isEqualTo("荣誉 · 先进党支部");
        assertThat(line.get("sort").asString()).isEqualTo("RECORD");
        for (var other : List.of(clerk, administrator)) {
            assertThat(other.get("/drafts/" + draft).status()).isEqualTo(404);
            assertThat(other.get("/drafts").expect(200).get("items")).isEmpty();
            other.post("/drafts/" + draft + "/removal", Map.of());
        }
        assertThat(secretary.get("/drafts/" + draft).status()).isEqualTo(200);
        var stored = world.document(tenant, "drafts", Draft.id("sec", draft)).toJson();
        assertThat(stored)
                .doesNotContain("先进党支部")
                .doesNotContain("荣誉")
                .doesNotContain("/note/honour")
                .doesNotContain("\"name\": \"draft.");
    }

    /** The same id at another account is another draft: nobody writes into somebody else's, or learns that there is one. */
    @Test
    void anothersIdLeadsToAnothersDraft() {
        var draft = fresh();
        secretary.post("/drafts", typed(draft, "甲", "e1")).expect(200);
        assertThat(clerk.post("/drafts", typed(draft, "乙", "e9"))
                        .expect(200)
                        .get("kept")
                        .asBoolean())
                .isTrue();
        assertThat(secretary.get("/drafts/" + draft).expect(200).get("values").asString())
                .contains("甲");
    }

    @Test
    void aSecondDeviceWritesOverNothingItHasNotSeen() {
        var draft = fresh();
        secretary.post("/drafts", typed(draft, "电脑上", "pc1")).expect(200);
        secretary.post("/drafts", typed(draft, "电脑上又写", "pc2", "pc1")).expect(200);
        var refused =
                secretary.post("/drafts", typed(draft, "手机上", "ph1", "pc1")).expect(200);
        assertThat(refused.get("kept").asBoolean()).isFalse();
        assertThat(refused.get("edition").asString()).isEqualTo("pc2");
        assertThat(refused.get("values").asString()).contains("电脑上又写");
        assertThat(secretary.get("/drafts/" + draft).expect(200).get("values").asString())
                .contains("电脑上又写");
        var chosen = secretary
                .post("/drafts", typed(draft, "选定", "ph2", "ph1", "pc2"))
                .expect(200);
        assertThat(chosen.get("kept").asBoolean()).isTrue();
    }

    /** A form of its own name, opened on two devices: one of them begins its draft, the other is answered with what that one typed. */
    @Test
    void ofTwoThatBeginAtTheSameMomentOneIsToldOfTheOther() {
        for (int round = 0; round < 12; round++) {
            var draft = fresh();
            var answers = Stream.of("pc", "phone")
                    .map(device -> CompletableFuture.supplyAsync(
                            () -> secretary.post("/drafts", typed(draft, device, device))))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .map(answer -> answer.expect(200))
                    .toList();
            assertThat(answers)
                    .extracting(answer -> answer.get("kept").asBoolean())
                    .containsExactlyInAnyOrder(true, false);
            assertThat(answers)
                    .extracting(answer -> answer.get("edition").asString())
                    .containsOnly(answers.get(answers.get(0).get("kept").asBoolean() ? 0 : 1)
                            .get("edition")
                            .asString());
        }
    }

    /** The answer was lost: the device names what it had sent, and goes on. */
    @Test
    void aLostAnswerIsNoConflict() {
        var draft = fresh();
        secretary.post("/drafts", typed(draft, "一", "e1")).expect(200);
        secretary.post("/drafts", typed(draft, "一", "e1")).expect(200);
        secretary.post("/drafts", typed(draft, "二", "e2", "e1")).expect(200);
        assertThat(secretary
                        .post("/drafts", typed(draft, "三", "e3", "e1", "e2"))
                        .expect(200)
                        .get("kept")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void whatWasSentOrThrownAwayIsGoneAndGoingAgainIsNothing() {
        var draft = fresh();
        secretary.post("/drafts", typed(draft, "一", "e1")).expect(200);
        assertThat(secretary.post("/drafts/" + draft + "/removal", Map.of()).status())
                .isEqualTo(204);
        assertThat(secretary.post("/drafts/" + draft + "/removal", Map.of()).status())
                .isEqualTo(204);
        assertThat(secretary.get("/drafts/" + draft).status()).isEqualTo(404);
        assertThat(world.document(tenant, "drafts", Draft.id("sec", draft))).isNull();
    }

    @Test
    void thereAreBounds() {
        for (int n = 0; n < DraftService.MOST; n++) {
            secretary.post("/drafts", typed("d" + n, "一", "e1")).expect(200);
        }
        assertThat(secretary.post("/drafts", typed("one-more", "一", "e1")).refusal())
                .startsWith("409 TOO_MANY_DRAFTS");
        secretary.post("/drafts", typed("d0", "二", "e2", "e1")).expect(200);
        secretary.post("/drafts/d0/removal", Map.of());
        secretary.post("/drafts", typed("one-more", "一", "e1")).expect(200);
        var tooLong = typed("d1", "一", "e2", "e1");
        tooLong.put("values", "长".repeat(40001));
        assertThat(secretary.post("/drafts", tooLong).refusal()).startsWith("422 INVALID_INPUT /values");
        var wide = typed("four-bytes", "一", "e1");
        wide.put("values", "𠮷".repeat(20000));
        assertThat(clerk.post("/drafts", wide).status()).isEqualTo(200);
    }

    @Test
    void aDraftIsOfAUnitWhereItsAuthorHasARole() {
        var elsewhere = new HashMap<>(typed(fresh(), "一", "e1"));
        elsewhere.put("unit", tenant);
        assertThat(secretary.post("/drafts", elsewhere).refusal()).startsWith("422 DRAFT_UNIT_NOT_FOUND /unit");
        var draft = fresh();
        administrator.post("/drafts", typed(draft, "一", "e1")).expect(200);
        assertThat(administrator.get("/drafts/" + draft).status()).isEqualTo(200);
    }

    @Test
    void whatIsLeftAloneForThirtyDaysGoes() {
        var draft = fresh();
        secretary.post("/drafts", typed(draft, "一", "e1")).expect(200);
        assertThat(world.documents("shared", "wakes"))
                .filteredOn(wake -> tenant.equals(wake.getString("tenant")))
                .anySatisfy(wake -> assertThat(wake.getString("job")).isEqualTo("DraftSweep"));
        var next = as(sweep.round());
        assertThat(next).isAfter(clock.instant().plus(Duration.ofDays(30)).minusSeconds(60));
        assertThat(secretary.get("/drafts/" + draft).status()).isEqualTo(200);
        assertThat(as(sweep.before(clock.instant().plusSeconds(60)).defaultIfEmpty(Instant.EPOCH)))
                .isEqualTo(Instant.EPOCH);
        assertThat(secretary.get("/drafts/" + draft).status()).isEqualTo(404);
        assertThat(world.document(tenant, "drafts", Draft.id("sec", draft))).isNull();
    }

    /** Nothing is told: the document has no event to send, and none is waiting. */
    @Test
    void nothingIsToldOfADraft() {
        var draft = fresh();
        secretary.post("/drafts", typed(draft, "一", "e1")).expect(200);
        secretary.post("/drafts", typed(draft, "二", "e2", "e1")).expect(200);
        var stored = world.document(tenant, "drafts", Draft.id("sec", draft));
        assertThat(stored.get("_outbox", List.of())).isEmpty();
        assertThat(stored.get("_unsent")).isNull();
        assertThat(stored.get("_words")).isNull();
    }

    private <T> T as(Mono<T> work) {
        return work.contextWrite(context -> Tenancy.in(context, tenant)).block(Duration.ofSeconds(60));
    }
}
