package cn.zhibu.member;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.Client.Answer;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Transfers over HTTP: between two branches, out by a letter, in by a letter, and everybody at once. */
@ServiceTest
class TransferJourneyTests {

    private static final KeycloakStub KEYCLOAK = new KeycloakStub();
    private static final int KINDS = 6;
    private static final int PUT = 3;
    private static final String NUMBER = "110101199003074514";

    @DynamicPropertySource
    static void identities(DynamicPropertyRegistry registry) {
        registry.add("zhibu.identities.url", KEYCLOAK::url);
    }

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private final Map<Client, String> tokens = new HashMap<>();
    private Client administrator;
    private String bureau;
    private String giving;
    private String receiving;
    private Client giver;
    private Client receiver;

    @BeforeEach
    void open() {
        var code = "t" + UUID.randomUUID().toString().substring(0, 8);
        var operator = new Client(http, "/api/member/v1", Tokens.operator());
        bureau = operator.post(
                        "/bureaus",
                        Map.of("code", code, "name", "局", "administrator", Map.of("username", "admin", "name", "王主任")))
                .expect(201)
                .get("id")
                .asString();
        World.await(() -> KEYCLOAK.users.containsKey(code + ".admin"));
        var account = KEYCLOAK.users
                .get(code + ".admin")
                .get("attributes")
                .get("account")
                .get(0)
                .asString();
        administrator = operator.as(Tokens.of(bureau, account));
        World.await(() -> administrator.get("/units").status() == 200);
        giving = branch("中心幼儿园支部");
        receiving = branch("实验小学支部");
        giver = with("SECRETARY", giving, "giver");
        receiver = with("SECRETARY", receiving, "receiver");
    }

    private String branch(String name) {
        return administrator
                .post("/units", Map.of("parent", bureau, "kind", "BRANCH", "name", name, "from", "2015-01-01"))
                .expect(201)
                .get("id")
                .asString();
    }

    private Client with(String role, String unit, String username) {
        var account = administrator
                .post("/accounts", Map.of("username", username, "name", "某人"))
                .expect(201)
                .get("id")
                .asString();
        administrator
                .post("/grants", Map.of("account", account, "role", role, "unit", unit))
                .expect(201);
        var client = administrator.as(Tokens.of(bureau, account));
        tokens.put(client, Tokens.of(bureau, account));
        World.await(() -> client.get("/transfers?unit=" + unit).status() == 200);
        return client;
    }

    private String member(String name, Map<String, Object> more) {
        var file = new HashMap<String, Object>(more);
        file.putAll(Map.of(
                "unit",
                giving,
                "name",
                name,
                "status",
                "FULL",
                "joinedPartyOn",
                "2010-07-01",
                "from",
                "2018-01-01",
                "fullOn",
                "2011-07-01"));
        return giver.post("/members", file).expect(201).get("member").get("id").asString();
    }

    private static String today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
    }

    private static String id(JsonNode view) {
        return view.get("line").get("id").asString();
    }

    private String asked(String member) {
        return id(
                giver.post("/transfers", Map.of("member", member, "to", receiving, "on", today(), "reason", "调到实验小学任教"))
                        .expect(201));
    }

    private static List<String> ids(Client who, String query) {
        var found = new ArrayList<String>();
        who.get("/transfers?" + query)
                .expect(200)
                .get("items")
                .forEach(line -> found.add(line.get("id").asString()));
        return found;
    }

    private static boolean belongs(Client who, String unit, String member, String day) {
        for (var line : who.get("/members/names?unit=" + unit + "&on=" + day).expect(200)) {
            if (line.get("id").asString().equals(member)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void bothBranchesActAndTheMemberIsOnEachDayInOne() {
        var member = member("陈思雨", Map.of());
        var key = UUID.randomUUID().toString();
        var asking = Map.of("member", member, "to", receiving, "on", today(), "reason", "调到实验小学任教");
        var transfer = id(giver.post("/transfers", key, asking).expect(201));
        assertThat(giver.post("/transfers", Map.of("member", member, "to", receiving, "on", today(), "reason", "再问一次"))
                        .refusal())
                .startsWith("409 TRANSFER_OPEN_ALREADY /member");
        assertThat(ids(receiver, "show=ACTS&unit=" + receiving)).containsExactly(transfer);
        assertThat(ids(giver, "show=ACTS&unit=" + giving)).isEmpty();
        assertThat(ids(giver, "show=OPEN&unit=" + giving)).containsExactly(transfer);
        var seen = receiver.get("/transfers/" + transfer).expect(200);
        assertThat(seen.get("line").get("name").asString()).isEqualTo("陈思雨");
        assertThat(seen.get("answers").asBoolean()).isTrue();
        assertThat(seen.get("steps").get(0).get("words").asString()).isEqualTo("调到实验小学任教");
        assertThat(belongs(giver, giving, member, today()))
                .as("until accepted (ED-14)")
                .isTrue();
        assertThat(giver.post("/transfers/" + transfer + "/acceptance", Map.of("on", today()))
                        .status())
                .as("who asked does not answer")
                .isEqualTo(404);
        assertThat(receiver.post("/transfers/" + transfer + "/refusal", Map.of("reason", " "))
                        .refusal())
                .startsWith("422");
        var accepted = receiver.post("/transfers/" + transfer + "/acceptance", Map.of("on", today()))
                .expect(200);
        assertThat(accepted.get("line").get("state").asString()).isEqualTo("ACCEPTED");
        var repeated = giver.post("/transfers", key, asking).expect(201);
        assertThat(id(repeated)).isEqualTo(transfer);
        assertThat(repeated.get("line").get("state").asString()).isEqualTo("ACCEPTED");
        assertThat(belongs(receiver, receiving, member, today())).isTrue();
        assertThat(belongs(giver, giving, member, today())).isFalse();
        var yesterday = LocalDate.parse(today()).minusDays(1).toString();
        assertThat(belongs(giver, giving, member, yesterday)).isTrue();
        var file = receiver.get("/members/" + member).expect(200);
        assertThat(file.get("memberships")).hasSize(2);
        assertThat(file.get("memberships").get(1).get("fullOn").asString()).isEqualTo("2011-07-01");
        assertThat(ids(giver, "show=OVER&unit=" + giving)).containsExactly(transfer);
        assertThat(receiver.post("/transfers/" + transfer + "/refusal", Map.of("reason", "名额已满"))
                        .refusal())
                .startsWith("409 TRANSFER_ACCEPTED_ALREADY");
        assertThat(world.documents(bureau, "relation_transfers").toString()).doesNotContain("调到实验小学", "陈思雨");
    }

    @Test
    void nobodyIsRefusedWithoutAReasonAndElsewhereNothingOfItIsThere() {
        var member = member("陈思雨", Map.of());
        var transfer = asked(member);
        var third = branch("第三支部");
        var stranger = with("SECRETARY", third, "stranger");
        assertThat(stranger.get("/transfers/" + transfer).status()).isEqualTo(404);
        assertThat(ids(stranger, "show=OPEN")).isEmpty();
        assertThat(ids(stranger, "show=OPEN&unit=" + giving)).isEmpty();
        assertThat(stranger.post("/transfers/" + transfer + "/withdrawal", Map.of("reason", "试"))
                        .status())
                .isEqualTo(404);
        assertThat(stranger.post("/transfers", Map.of("member", member, "to", third, "on", today(), "reason", "要人"))
                        .refusal())
                .startsWith("422 TRANSFER_MEMBER_NOT_FOUND /member");
        var refused = receiver.post("/transfers/" + transfer + "/refusal", Map.of("reason", "材料不齐，请补介绍信"))
                .expect(200);
        assertThat(refused.get("steps").get(1).get("words").asString()).isEqualTo("材料不齐，请补介绍信");
        assertThat(giver.get("/transfers/" + transfer)
                        .expect(200)
                        .get("steps")
                        .get(1)
                        .get("words")
                        .asString())
                .isEqualTo("材料不齐，请补介绍信");
        assertThat(belongs(giver, giving, member, today())).isTrue();
        asked(member);
        var auditor = with("AUDITOR", bureau, "auditor");
        assertThat(ids(auditor, "show=OPEN&unit=" + bureau)).hasSize(1);
        assertThat(ids(auditor, "show=OVER")).containsExactly(transfer);
        assertThat(ids(auditor, "show=OPEN&until=" + today()))
                .as("nothing is late")
                .isEmpty();
        assertThat(auditor.get("/transfers/rules")
                        .expect(200)
                        .get("LETTER")
                        .get("days")
                        .asInt())
                .isEqualTo(90);
    }

    @Test
    void theReceivingBranchAsksForWhomItKnowsByNameAndNumberAlone() {
        member("陈思雨", Map.of("identityNumber", NUMBER, "born", "1990-03-07", "confirmed", true));
        var wrong = Map.of("unit", receiving, "name", "陈思语", "identityNumber", NUMBER, "on", today(), "reason", "调入");
        assertThat(receiver.post("/transfers/calls", wrong).refusal())
                .startsWith("422 TRANSFER_PERSON_NOT_KNOWN /identityNumber");
        var right = Map.of("unit", receiving, "name", "陈思雨", "identityNumber", NUMBER, "on", today(), "reason", "调入");
        var called = receiver.post("/transfers/calls", right).expect(201);
        assertThat(called.get("line").get("from").asString()).isEqualTo(giving);
        assertThat(ids(giver, "show=ACTS")).containsExactly(id(called));
        giver.post("/transfers/" + id(called) + "/acceptance", Map.of("on", today()))
                .expect(200);
        assertThat(receiver.get("/members?unit=" + receiving).expect(200).get("items"))
                .hasSize(1);
    }

    @Test
    void whoGoesOutsideTakesALetterAndLeavesWithTheReceipt() throws Exception {
        var member = member("陈思雨", Map.of("gender", "FEMALE"));
        var sent = giver.post(
                        "/transfers/departures",
                        Map.of(
                                "member",
                                member,
                                "outside",
                                "临江区教育局党委",
                                "number",
                                "〔2026〕12号",
                                "on",
                                "2026-01-05",
                                "reason",
                                "调往外区"))
                .expect(201);
        var transfer = id(sent);
        assertThat(sent.get("line").get("late").asBoolean())
                .as("it has run out (ED-15)")
                .isTrue();
        assertThat(sent.get("letters").get(0).get("until").asString()).isEqualTo("2026-04-05");
        assertThat(sent.get("by").get("rule").asString()).isEqualTo("ED-15");
        var again = giver.post("/transfers/" + transfer + "/letters", Map.of("number", "〔2026〕31号", "on", today()))
                .expect(200);
        assertThat(again.get("line").get("late").asBoolean()).isFalse();
        assertThat(receiver.get("/transfers/" + transfer + "/letter.docx").status())
                .isEqualTo(404);
        assertThat(document(giver, "/transfers/" + transfer + "/letter.docx"))
                .contains("中国共产党党员组织关系介绍信", "〔2026〕31号", "陈思雨", "女，中共正式党员", "临江区教育局党委", "回执", "90天");
        giver.post("/transfers/" + transfer + "/acceptance", Map.of("on", today(), "note", "回执已收"))
                .expect(200);
        assertThat(belongs(giver, giving, member, today())).isFalse();
        var last =
                giver.get("/members/" + member).expect(200).get("memberships").get(0);
        assertThat(last.get("until").asString()).isEqualTo(today());
    }

    private String document(Client who, String path) throws Exception {
        var bytes = http.get()
                .uri("/api/member/v1" + path)
                .header("Authorization", "Bearer " + token(who))
                .header("Accept-Language", "zh-CN")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(Objects.requireNonNull(bytes)))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("word/document.xml")) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8).replaceAll("<[^>]+>", "");
                }
            }
        }
        throw new AssertionError("no document");
    }

    private String token(Client who) {
        return Objects.requireNonNull(tokens.get(who));
    }

    private Map<String, Object> arrival(String name, String number) {
        return Map.of(
                "unit",
                receiving,
                "outside",
                "外省某党委",
                "number",
                number,
                "on",
                "2026-11-01",
                "name",
                name,
                "born",
                "1990-01-01",
                "full",
                false,
                "joinedPartyOn",
                "2026-03-01");
    }

    @Test
    void whoComesFromOutsideBelongsFromTheDayOfTheAcceptance() {
        var taken = receiver.post("/transfers/arrivals", arrival("周立", "7号")).expect(201);
        assertThat(receiver.post("/transfers/arrivals", arrival("周立", "7号")).refusal())
                .startsWith("409 TRANSFER_OPEN_ALREADY");
        assertThat(taken.get("line").get("member").isNull()).isTrue();
        assertThat(taken.get("line").get("name").asString()).isEqualTo("周立");
        assertThat(world.documents(bureau, "relation_transfers").toString()).doesNotContain("周立");
        var key = UUID.randomUUID().toString();
        var path = "/transfers/" + id(taken) + "/acceptance";
        receiver.post(path, key, Map.of("on", today())).expect(200);
        var accepted = receiver.post(path, key, Map.of("on", today())).expect(200);
        assertThat(accepted.get("receipt").get("day").asString())
                .isEqualTo(LocalDate.parse(today()).plusDays(30).toString());
        var member = accepted.get("line").get("member").asString();
        var file = receiver.get("/members/" + member).expect(200);
        assertThat(file.get("member").get("status").asString()).isEqualTo("PROBATIONARY");
        assertThat(file.get("member").get("joinedPartyOn").asString()).isEqualTo("2026-03-01");
        assertThat(file.get("memberships")).hasSize(1);
        assertThat(receiver.get("/members?unit=" + receiving).expect(200).get("items"))
                .hasSize(1);
        var wrong = new HashMap<>(arrival("周立", "8号"));
        wrong.put("joinedPartyOn", "2026-11-02");
        assertThat(receiver.post("/transfers/arrivals", wrong).refusal())
                .startsWith("422 TRANSFER_STANDING /joinedPartyOn");
        wrong.put("joinedPartyOn", "2026-03-01");
        wrong.put("member", member);
        assertThat(receiver.post("/transfers/arrivals", wrong).refusal())
                .startsWith("409 TRANSFER_STILL_MEMBER /member");
    }

    /** Leaving while a transfer is under way ends it, and the history says so. */
    @Test
    void whoLeavesMeanwhileIsNotTransferredAnyMore() {
        var member = member("陈思雨", Map.of());
        var transfer = asked(member);
        giver.post("/members/" + member + "/departure", Map.of("on", today(), "reason", "去世"))
                .expect(200);
        World.await(() -> giver.get("/transfers/" + transfer)
                .expect(200)
                .get("line")
                .get("state")
                .asString()
                .equals("ENDED"));
        assertThat(receiver.post("/transfers/" + transfer + "/acceptance", Map.of("on", today()))
                        .refusal())
                .startsWith("409 TRANSFER_ENDED_ALREADY");
        assertThat(giver.post("/transfers", Map.of("member", member, "to", receiving, "on", today(), "reason", "补办"))
                        .refusal())
                .startsWith("409 TRANSFER_MEMBER_LEAVING /member");
    }

    @Test
    void nobodyIsTakenIntoABranchThatWasClosedMeanwhile() {
        var member = member("陈思雨", Map.of());
        var transfer = asked(member);
        administrator
                .post("/units/" + receiving + "/closure", Map.of("on", today(), "reason", "合并"))
                .expect(200);
        assertThat(administrator
                        .post("/transfers/" + transfer + "/acceptance", Map.of("on", today()))
                        .refusal())
                .startsWith("422 TRANSFER_BRANCH_CLOSED /on");
        assertThat(belongs(giver, giving, member, today())).isTrue();
        assertThat(giver.post("/transfers", Map.of("member", member, "to", receiving, "on", today(), "reason", "再问一次"))
                        .refusal())
                .startsWith("422 TRANSFER_BRANCH_CLOSED /to");
    }

    /** DM-27: the case of a probationary member goes along, and what was done before stays where it was done. */
    @Test
    void theCaseOfAProbationaryMemberGoesAlong() {
        var opened = administrator
                .post("/developments", Map.of("unit", giving, "name", "周立", "born", "1992-02-28", "on", "2022-12-31"))
                .expect(201);
        var path = "/developments/" + opened.get("card").get("id").asString();
        for (var step : List.of("activist", "target", "review", "training", "pre-review", "admission")) {
            administrator
                    .post(path + "/steps", Map.of("step", step, "on", "2026-05-31", "result", "PASSED"))
                    .expect(201);
        }
        var member = administrator.get(path).expect(200).get("member").asString();
        assertThat(receiver.get(path).status()).isEqualTo(404);
        receiver.post("/transfers/" + asked(member) + "/acceptance", Map.of("on", today()))
                .expect(200);
        assertThat(receiver.get(path).expect(200).get("card").get("unit").asString())
                .isEqualTo(receiving);
        assertThat(giver.get(path).status()).isEqualTo(404);
        administrator
                .post(path + "/steps", Map.of("step", "approval", "on", today(), "result", "PASSED"))
                .expect(201);
        receiver.post(path + "/steps", Map.of("step", "oath", "on", today(), "result", "PASSED"))
                .expect(201);
    }

    /** Two secretaries transfer, decide, edit and let go the same member, 24 at once: nobody is lost and nobody is in two branches. */
    @Test
    void everybodyAtOnceAndTheLoserIsToldWhatChanged() throws Exception {
        for (int round = 0; round < 4; round++) {
            var member = member("陈思雨" + round, Map.of());
            var tag = Objects.requireNonNull(giver.get("/members/" + member).tag());
            var transfer = asked(member);
            var path = "/transfers/" + transfer;
            var acts = new ArrayList<Callable<Answer>>();
            for (int i = 0; i < 4; i++) {
                var file = edited("陈思雨" + round, "第" + i);
                acts.add(() -> receiver.post(path + "/acceptance", Map.of("on", today())));
                acts.add(() -> receiver.post(path + "/refusal", Map.of("reason", "名额已满")));
                acts.add(() -> giver.post(path + "/withdrawal", Map.of("reason", "不调了")));
                acts.add(() -> giver.put("/members/" + member, tag, file));
                acts.add(() -> giver.post("/members/" + member + "/departure", Map.of("on", today(), "reason", "调离")));
                acts.add(() -> giver.post(
                        "/transfers", Map.of("member", member, "to", receiving, "on", today(), "reason", "又一次")));
            }
            var answers = together(acts);
            judge(answers, member, transfer);
        }
    }

    private Map<String, Object> edited(String name, String education) {
        return Map.of(
                "unit",
                giving,
                "name",
                name,
                "status",
                "FULL",
                "joinedPartyOn",
                "2010-07-01",
                "from",
                "2018-01-01",
                "fullOn",
                "2011-07-01",
                "education",
                education,
                "reason",
                "补学历");
    }

    private static List<Answer> together(List<Callable<Answer>> acts) throws Exception {
        var pool = Executors.newFixedThreadPool(acts.size());
        try {
            var answers = new ArrayList<Answer>();
            for (var future : pool.invokeAll(acts)) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            pool.shutdown();
        }
    }

    private void judge(List<Answer> answers, String member, String transfer) {
        assertThat(answers)
                .hasSize(24)
                .allSatisfy(answer ->
                        assertThat(answer.status()).as(answer.body().toString()).isIn(200, 201, 404, 409, 412, 422));
        for (var answer : answers) {
            if (answer.status() == 409 || answer.status() == 412) {
                assertThat(answer.body().get("detail").asString()).isNotBlank();
                assertThat(answer.refusal())
                        .containsAnyOf(
                                "TRANSFER_ACCEPTED_ALREADY",
                                "TRANSFER_REFUSED_ALREADY",
                                "TRANSFER_WITHDRAWN_ALREADY",
                                "TRANSFER_ENDED_ALREADY",
                                "TRANSFER_OPEN_ALREADY",
                                "TRANSFER_MEMBER_LEAVING",
                                "MEMBER_MOVED_ON",
                                "MEMBER_DEPARTED",
                                "VERSION_OUTDATED");
            }
        }
        World.await(() -> settled(member));
        var spells = administrator.get("/members/" + member).expect(200).get("memberships");
        for (int i = 1; i < spells.size(); i++) {
            assertThat(spells.get(i).get("from").asString())
                    .isEqualTo(spells.get(i - 1).get("until").asString());
        }
        boolean moved = spells.size() > 1;
        var by = moved ? spells.get(1).get("id").asString() : transfer;
        var state =
                administrator.get("/transfers/" + by).expect(200).get("line").get("state");
        assertThat("ACCEPTED".equals(state.asString())).isEqualTo(moved);
        assertThat(belongs(administrator, giving, member, today())
                        && belongs(administrator, receiving, member, today()))
                .isFalse();
        long edits = 0;
        for (var act : administrator.get("/members/" + member).expect(200).get("acts")) {
            edits += act.get("what").asString().equals("CORRECTED") ? 1 : 0;
        }
        long answered = 0;
        for (int put = PUT; put < answers.size(); put += KINDS) {
            answered += answers.get(put).status() == 200 ? 1 : 0;
        }
        assertThat(edits).as("who is told that it is written finds it written").isEqualTo(answered);
        assertThat(edits).as("of those by one version one wins").isLessThanOrEqualTo(1);
    }

    /** No transfer of somebody who left is under way, and what was accepted is in the file. */
    private boolean settled(String member) {
        var file = administrator.get("/members/" + member).expect(200);
        var gone = !file.get("memberships")
                .get(file.get("memberships").size() - 1)
                .get("until")
                .isNull();
        var open =
                administrator.get("/transfers?show=OPEN&size=100").expect(200).get("items");
        for (var line : open) {
            if (gone && line.get("member").asString().equals(member)) {
                return false;
            }
        }
        var over =
                administrator.get("/transfers?show=OVER&size=100").expect(200).get("items");
        for (var line : over) {
            if (line.get("member").asString().equals(member)
                    && line.get("state").asString().equals("ACCEPTED")) {
                var found = false;
                for (var spell : file.get("memberships")) {
                    found |= spell.get("id").asString().equals(line.get("id").asString());
                }
                if (!found) {
                    return false;
                }
            }
        }
        return true;
    }
}
