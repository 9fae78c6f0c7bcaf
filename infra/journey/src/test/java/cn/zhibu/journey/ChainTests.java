package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The chain, end to end, from nothing: record, event, fact, duty and figure, report with trace, review, notice. */
class ChainTests {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int YEAR = java.time.LocalDate.now().getYear() - 1;

    @Test
    void aBranchesYearBecomesItsAcceptedReport() {
        var bureau = Bureau.open(Product.operator(), "链条区教育局");
        var branch = bureau.branch("链条幼儿园", "链条党支部", 3);
        var secretary = bureau.appoint("sec", "SECRETARY", branch);
        var reviewer = bureau.appoint("rev", "REVIEWER", bureau.id);
        var auditor = bureau.appoint("aud", "AUDITOR", bureau.id);
        Product.await("the branch is known", SOON, () -> enters(secretary, branch));
        var gift = gift(secretary, branch, 20000);
        assembly(bureau, secretary, branch);
        opinion(secretary, branch);
        var report = secretary
                .post("/api/report/v1/reports", Map.of("unit", branch, "template", "debriefing", "year", YEAR))
                .expect(201)
                .get("id")
                .asString();
        var path = "/api/report/v1/reports/" + report;
        Product.await(
                "the gift's sentence",
                SOON,
                () -> text(secretary.get(path).json()).contains("20,000"));
        traceOfTheGift(secretary, path, gift);
        dutyIsMet(secretary, branch);
        review(secretary, reviewer, auditor, path, gift);
        ledger(auditor, secretary, branch, report);
    }

    private static boolean enters(Visitor secretary, String branch) {
        return secretary.get("/api/activity/v1/records?unit=" + branch).status() == 200
                && secretary
                                .get("/api/report/v1/duties?unit=" + branch + "&year=" + YEAR)
                                .status()
                        == 200;
    }

    private static String gift(Visitor secretary, String branch, int amount) {
        var entered = new ArrayList<JsonNode>();
        Product.await("the branch can enter", SOON, () -> {
            var answer = secretary.post(
                    "/api/activity/v1/records",
                    Map.of(
                            "unit",
                            branch,
                            "kind",
                            "pairing-assistance",
                            "date",
                            YEAR + "-05-20",
                            "values",
                            Map.of("partner", Map.of("name", "临湖镇幼儿园"), "form", "money", "amount", amount)));
            if (answer.status() == 201) {
                entered.add(answer.json());
            }
            return answer.status() == 201;
        });
        return entered.get(0).get("id").asString();
    }

    private static void assembly(Bureau bureau, Visitor secretary, String branch) {
        var members = bureau.roll(secretary, branch);
        Product.await(
                "the roster is known",
                SOON,
                () -> secretary
                                .post(
                                        "/api/activity/v1/sessions",
                                        Map.of(
                                                "unit",
                                                branch,
                                                "forms",
                                                List.of("BRANCH_ASSEMBLY"),
                                                "date",
                                                YEAR + "-02-20",
                                                "topic",
                                                "年度工作部署",
                                                "attendance",
                                                members.stream()
                                                        .map(member -> Map.of("member", member, "present", true))
                                                        .toList(),
                                                "agenda",
                                                List.of(Map.of(
                                                        "title",
                                                        "审议工作计划",
                                                        "kind",
                                                        "RESOLUTION",
                                                        "resolution",
                                                        "通过",
                                                        "votes",
                                                        Map.of("approve", 3, "disapprove", 0, "abstain", 0)))))
                                .status()
                        == 201);
    }

    private static void opinion(Visitor secretary, String branch) {
        var survey = secretary
                .post("/api/activity/v1/surveys", Map.of("unit", branch, "title", "服务群众", "opensOn", YEAR + "-04-01"))
                .expect(201)
                .get("id")
                .asString();
        var opinion = secretary
                .post(
                        "/api/activity/v1/surveys/" + survey + "/opinions",
                        Map.of("text", "接送车位太少", "category", "后勤", "date", YEAR + "-04-03"))
                .expect(201)
                .get("id")
                .asString();
        secretary
                .post(
                        "/api/activity/v1/opinions/" + opinion + "/rectification",
                        Map.of("action", "错峰接送", "on", YEAR + "-04-20"))
                .expect(200);
    }

    private static void traceOfTheGift(Visitor secretary, String path, String gift) {
        var sentence = sentence(secretary.get(path).expect(200), "20,000");
        var evidence = secretary
                .get(path + "/claims/" + sentence.get("id").asString() + "/sources")
                .expect(200);
        assertThat(evidence.get("records")).hasSize(1);
        assertThat(evidence.get("records").get(0).get("id").asString()).isEqualTo(gift);
        assertThat(evidence.get("figure").get("value").asDouble()).isEqualTo(20000);
    }

    private static void dutyIsMet(Visitor secretary, String branch) {
        Product.await("the assembly meets the duty of its quarter", SOON, () -> {
            for (var duty : secretary
                    .get("/api/report/v1/duties?unit=" + branch + "&year=" + YEAR)
                    .json()) {
                if (duty.get("rule").asString().equals("BR-06")
                        && duty.get("period").asString().endsWith("1")
                        && duty.get("state").asString().equals("MET")) {
                    return duty.get("records").size() == 1
                            && !duty.get("article").asString().isEmpty();
                }
            }
            return false;
        });
    }

    private static void review(Visitor secretary, Visitor reviewer, Visitor auditor, String path, String gift) {
        var section =
                secretary.get(path).json().get("sections").get(1).get("id").asString();
        var view = secretary.get(path);
        secretary
                .call(
                        "PUT",
                        path + "/texts/" + section,
                        Map.of("text", "我们还做了300件好事。"),
                        Map.of("If-Match", view.header("etag")))
                .expect(200);
        assertThat(sentence(secretary.get(path).json(), "300件好事")
                        .get("supported")
                        .asBoolean())
                .isFalse();
        secretary.post(path + "/submission", Map.of()).expectDone();
        Product.await(
                "the reviewer's inbox",
                SOON,
                () -> reviewer.get("/api/notification/v1/notices?unread=true")
                                .json()
                                .get("total")
                                .asInt()
                        == 1);
        var commented =
                sentence(reviewer.get(path).expect(200), "20,000").get("id").asString();
        assertThat(auditor.post(path + "/acceptance", Map.of()).status()).isEqualTo(403);
        reviewer.post(path + "/comments", Map.of("sentence", commented, "text", "请附收据"))
                .expectDone();
        reviewer.post(path + "/return", Map.of("reason", "请补充")).expectDone();
        Product.await(
                "the secretary's inbox",
                SOON,
                () -> secretary
                        .get("/api/notification/v1/notices")
                        .json()
                        .toString()
                        .contains("REPORT_RETURNED"));
        secretary.post(path + "/submission", Map.of()).expectDone();
        assertThat(secretary.post(path + "/acceptance", Map.of()).status()).isEqualTo(403);
        reviewer.post(path + "/acceptance", Map.of()).expectDone();
        var accepted = secretary.get(path).expect(200);
        assertThat(accepted.get("state").asString()).isEqualTo("ACCEPTED");
        assertThat(accepted.get("contentHash").asString()).hasSize(64);
        var document = secretary.get(path + "/document");
        assertThat(document.status()).isEqualTo(200);
        assertThat(document.bytes()).startsWith('P', 'K');
        assertThat(java.util.HexFormat.of().formatHex(sha256(document.bytes())))
                .isEqualTo(accepted.get("documentHash").asString());
        secretary
                .post("/api/activity/v1/records/" + gift + "/withdrawal", Map.of("reason", "误录"))
                .expect(200);
        Product.await(
                "a difference after acceptance",
                SOON,
                () -> secretary.get(path + "/differences").json().toString().contains("20,000"));
        assertThat(text(secretary.get(path).json()))
                .as("an accepted report is frozen")
                .contains("20,000");
    }

    private static void ledger(Visitor auditor, Visitor secretary, String branch, String report) {
        Product.await("refusals and acceptance in the ledger", SOON, () -> {
            var entries = auditor.get("/api/report/v1/ledger?size=100").json().toString();
            return entries.contains("audit.refused.v1")
                    && entries.contains("report.accepted.v1")
                    && entries.contains(report);
        });
        assertThat(auditor.get("/api/report/v1/ledger/verification")
                        .expect(200)
                        .get("intact")
                        .asBoolean())
                .isTrue();
        assertThat(secretary.get("/api/report/v1/ledger").status()).isEqualTo(403);
        var refused = auditor.call(
                "POST",
                "/api/activity/v1/records",
                Map.of("unit", branch),
                Map.of("Idempotency-Key", UUID.randomUUID().toString(), "Accept-Language", "en"));
        assertThat(refused.status()).isIn(403, 422);
    }

    static JsonNode sentence(JsonNode report, String words) {
        for (var section : report.get("sections")) {
            for (var sentence : section.get("sentences")) {
                if (text(sentence).contains(words)) {
                    return sentence;
                }
            }
        }
        throw new AssertionError("No sentence says '" + words + "' in " + text(report));
    }

    /** All words of a report or a sentence. */
    static String text(JsonNode node) {
        var text = new StringBuilder();
        for (var parts : node.findValues("parts")) {
            parts.forEach(part -> text.append(part.get("text").asString()));
            text.append('\n');
        }
        return text.toString();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
