package cn.zhibu.report.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.LongList;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import cn.zhibu.stack.ledger.VerifyLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Auditors search the ledger, open an entry, and take it away; who audits a part sees that part. */
@ServiceTest
class LedgerHttpTests {

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    @TempDir
    Path folder;

    private String tenant;
    private String branch;
    private String other;
    private Client auditor;
    private Client partial;

    @BeforeEach
    void aBureauWithTwoBranchesAndALedger() {
        tenant = world.bureau();
        unit(tenant, "BUREAU", List.of(tenant));
        branch = branch();
        other = branch();
        world.grant(tenant, "aud", "AUDITOR", tenant, List.of(tenant));
        world.grant(tenant, "part", "AUDITOR", branch, List.of(tenant, branch));
        auditor = new Client(http, "/api/report/v1/ledger", Tokens.of(tenant, "aud"));
        partial = auditor.as(Tokens.of(tenant, "part"));
        looked("m1");
        refused();
        World.await(() -> total(auditor, "?outcome=LOOKED") == 1
                && total(auditor, "?outcome=REFUSED") == 1
                && total(auditor, "?type=unit.created.v1") == 3);
    }

    private String branch() {
        var id = UUID.randomUUID().toString();
        unit(id, "BRANCH", List.of(tenant, id));
        return id;
    }

    private void unit(String id, String kind, List<String> ancestors) {
        world.send(
                tenant,
                "member.events",
                "unit.created.v1",
                id,
                Map.of("unit", id, "parent", tenant, "kind", kind, "ancestors", ancestors, "from", "2015-01-01"));
    }

    private void looked(String member) {
        var id = UUID.randomUUID().toString();
        world.send(tenant, "audit.entries", "audit.looked.v1", id, Map.of("entry", id, "kind", "member", "id", member));
    }

    private void refused() {
        var id = UUID.randomUUID().toString();
        var body = Map.of("entry", id, "method", "PUT", "path", "/x", "status", 404, "code", "RECORD_NOT_FOUND");
        world.send(tenant, "audit.entries", "audit.refused.v1", id, body);
    }

    private static int total(Client who, String query) {
        return who.get(query).expect(200).get("total").asInt();
    }

    @Test
    void entriesAreFoundByOutcomeTypeSubjectAndDay() {
        assertThat(total(auditor, "?outcome=ACCEPTED")).isEqualTo(total(auditor, "") - 2);
        assertThat(total(auditor, "?subject=" + branch)).isEqualTo(1);
        assertThat(total(auditor, "?subject=" + branch + "&outcome=REFUSED")).isZero();
        assertThat(total(auditor, "?from=2099-01-01")).isZero();
        assertThat(total(auditor, "?to=2000-01-01")).isZero();
        assertThat(total(auditor, "?actor=nobody")).isZero();
        assertThat(total(auditor, "?unit=" + tenant)).isEqualTo(total(auditor, ""));
        assertThat(auditor.get("?from=yesterday").status()).isEqualTo(400);
        assertThat(auditor.get("?outcome=PERHAPS").status()).isEqualTo(400);
        var page = auditor.get("?size=2&page=2").expect(200);
        assertThat(page.get("items")).hasSize(2);
        assertThat(page.get("items").get(0).get("seq").asLong())
                .as("the third newest; lines may come while it is read")
                .isBetween(2L, page.get("total").asLong() - 2);
    }

    @Test
    void anEntryComesWithTheOneBeforeItOnTheSameSubject() {
        world.send(
                tenant,
                "member.events",
                "unit.renamed.v1",
                branch,
                Map.of("unit", branch, "ancestors", List.of(tenant, branch), "from", "2020-01-01"));
        World.await(() -> total(auditor, "?subject=" + branch) == 2);
        var newest = auditor.get("?subject=" + branch).expect(200).get("items").get(0);
        var detail = auditor.get("/" + newest.get("seq").asLong()).expect(200);
        assertThat(detail.get("entry").get("hash")).isEqualTo(newest.get("hash"));
        assertThat(detail.get("before").get("type").asString()).isEqualTo("unit.created.v1");
        var first = auditor.get("/" + detail.get("before").get("seq").asLong()).expect(200);
        assertThat(first.path("before").isNull() || first.path("before").isMissingNode())
                .isTrue();
        assertThat(auditor.get("/999999").refusal()).startsWith("404 LEDGER_ENTRY_NOT_FOUND");
    }

    @Test
    void whoAuditsAPartSeesNothingOfTheRestAndTakesNothingAway() {
        assertThat(total(partial, "")).isZero(); // these events name no unit of theirs
        assertThat(partial.get("/1").refusal()).startsWith("404 LEDGER_ENTRY_NOT_FOUND");
        assertThat(partial.get("/export").refusal()).startsWith("403 LEDGER_NOT_WHOLE");
        assertThat(partial.get("/verification").expect(200).get("intact").asBoolean())
                .isTrue();
    }

    @Test
    void whatIsTakenAwayIsCheckedElsewhere() throws IOException {
        JsonNode check = auditor.get("/verification?after=0").expect(200);
        var answer = http.get()
                .uri("/api/report/v1/ledger/export")
                .header("Authorization", "Bearer " + Tokens.of(tenant, "aud"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult();
        assertThat(answer.getResponseHeaders().getContentType()).hasToString("application/x-ndjson");
        var file = Files.write(folder.resolve("ledger.ndjson"), Objects.requireNonNull(answer.getResponseBody()));
        var found = VerifyLedger.check(file, List.of(check.get("head").asString()));
        assertThat(found.brokenAt()).as(found.reason()).isNull();
        var total = check.get("total").asLong();
        assertThat(found.entries()).as("the export's own entry may be its last").isBetween(total, total + 1);
        World.await(() -> total(auditor, "?type=audit.downloaded.v1") == 1);
    }

    @Test
    void theLedgerGoesOnBehindWhatIsCounted() {
        new LongList(
                        world,
                        auditor,
                        "?outcome=ACCEPTED",
                        line -> LedgerEntry.number(line.get("seq").asLong()))
                .check(
                        tenant,
                        "ledger",
                        LedgerEntry.number(1),
                        (copy, number) -> copy.append("_id", LedgerEntry.number(number + 100))
                                .append("seq", number + 100L)
                                .append("entry", "copy-" + number));
    }
}
