package cn.zhibu.activity.survey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.TestStack;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import cn.zhibu.platform.tenant.Tenancy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A survey is asked and answered without a name: by slip, on paper, once each; and nobody comes from a slip to an answer. */
@ServiceTest
class QuestionnaireJourneyTests {

    private static final String OPEN = "/api/activity/v1/open/questionnaire";
    private static final List<String> STEPS = List.of("很满意", "满意", "一般", "不满意", "很不满意");

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private String tenant;
    private final String branch = UUID.randomUUID().toString();
    private Client secretary;
    private String survey;

    @BeforeEach
    void aSurvey() {
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
        world.grant(tenant, "rev", "REVIEWER", tenant, List.of(tenant));
        secretary = new Client(http, "/api/activity/v1", Tokens.of(tenant, "sec"));
        World.await(() -> world.exists(tenant, "directory_units_v1", branch));
        survey = survey();
    }

    private String survey() {
        return secretary
                .post("/surveys", Map.of("unit", branch, "title", "家长问卷", "opensOn", "2025-04-01"))
                .expect(201)
                .get("id")
                .asString();
    }

    private String at(String rest) {
        return "/surveys/" + survey + "/questionnaire" + rest;
    }

    private static Map<String, Object> questions() {
        return Map.of(
                "audience",
                "全体家长",
                "questions",
                List.of(
                        Map.of("type", "SCALE", "text", "您对食堂满意吗？", "options", STEPS, "required", true),
                        Map.of("type", "SEVERAL", "text", "您最关心什么？", "options", List.of("食堂", "校车", "课后")),
                        Map.of("type", "TEXT", "text", "您的建议")));
    }

    private Client.Answer keep(Client who) {
        var version = secretary.get(at("")).expect(200).get("version").asLong();
        return who.put(at(""), "\"" + version + "\"", questions());
    }

    private List<String> opened(int invited) {
        keep(secretary).expect(200);
        secretary
                .post(
                        at("/opening"),
                        Map.of("until", LocalDate.now().plusDays(3).toString(), "invited", invited))
                .expect(200);
        var codes = new ArrayList<String>();
        secretary
                .post(at("/slips"), Map.of("count", invited))
                .expect(201)
                .get("codes")
                .forEach(code -> codes.add(code.asString()));
        return codes;
    }

    private static Map<String, Object> answer(String code, String sending, int step, String text) {
        return Map.of(
                "code",
                code,
                "sending",
                sending,
                "answers",
                List.of(Map.of("question", 1, "chosen", List.of(step)), Map.of("question", 3, "text", text)));
    }

    private int send(Map<String, Object> body) {
        return http.post()
                .uri(OPEN + "/answers")
                .bodyValue(body)
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    private String asked(String code) {
        var answer = http.post()
                .uri(OPEN)
                .bodyValue(Map.of("code", code))
                .exchange()
                .expectBody(String.class)
                .returnResult();
        return answer.getStatus().value() + " " + answer.getResponseBody();
    }

    @Test
    void theQuestionsAreWrittenThenOpenedThenFrozenAndTheLastOnesAreCopied() {
        assertThat(secretary.get(at("")).expect(200).get("state").asString()).isEqualTo("DRAFT");
        assertThat(secretary.get(at("/former")).refusal()).isEqualTo("409 NO_FORMER_QUESTIONNAIRE");
        assertThat(secretary.post(at("/closure"), Map.of()).refusal()).isEqualTo("422 NOTHING_ASKED");
        assertThat(secretary.get(at("/results")).expect(200).get("questions")).isEmpty();
        var kept = keep(secretary).expect(200);
        assertThat(kept.get("questions")).hasSize(3);
        var tag = "\"" + kept.get("version").asLong() + "\"";
        secretary.put(at(""), tag, questions()).expect(200);
        assertThat(secretary.put(at(""), tag, questions()).refusal()).isEqualTo("412 VERSION_OUTDATED");
        opened(5);
        assertThat(keep(secretary).refusal()).isEqualTo("409 QUESTIONNAIRE_OPENED");
        assertThat(secretary
                        .post(
                                "/surveys/" + survey + "/closure",
                                Map.of("on", LocalDate.now().toString()))
                        .refusal())
                .isEqualTo("409 SURVEY_STILL_ASKS");
        survey = survey();
        assertThat(secretary.get(at("/former")).expect(200).get("audience").asString())
                .isEqualTo("全体家长");
        var reviewer = secretary.as(Tokens.of(tenant, "rev"));
        reviewer.get(at("")).expect(200);
        assertThat(keep(reviewer).status()).isEqualTo(403);
    }

    @Test
    void aSlipCountsOnceHoweverOftenItIsSentAtTheSameTime() throws Exception {
        var codes = opened(6);
        assertThat(asked(codes.get(0)))
                .startsWith("200")
                .contains("家长问卷", "全体家长")
                .doesNotContain(branch, survey);
        assertThat(asked("AAAAABBBBBCCCCCDDDDD")).startsWith("404").contains("SLIP_NOT_VALID");
        var pool = Executors.newFixedThreadPool(8);
        try {
            var sends = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 8; i++) {
                int step = 1 + i % 5;
                sends.add(() -> send(answer(codes.get(0), UUID.randomUUID().toString(), step, "话")));
            }
            var done = new ArrayList<Integer>();
            for (var one : pool.invokeAll(sends)) {
                done.add(one.get());
            }
            assertThat(done).containsOnlyOnce(204).contains(404);
        } finally {
            pool.shutdown();
        }
        assertThat(asked(codes.get(0))).startsWith("404").contains("SLIP_NOT_VALID");
        assertThat(send(answer(codes.get(1), "same", 1, "话"))).isEqualTo(204);
        assertThat(send(answer(codes.get(1), "same", 1, "话")))
                .as("the same sending again")
                .isEqualTo(204);
        assertThat(send(answer(codes.get(1), "other", 1, "话"))).isEqualTo(404);
        assertThat(send(Map.of(
                        "code", codes.get(2), "sending", "x", "answers", List.of(Map.of("question", 3, "text", "话")))))
                .as("the first one is required")
                .isEqualTo(422);
        var now = secretary.get(at("")).expect(200);
        assertThat(now.get("answers").asInt()).isEqualTo(2);
        assertThat(now.get("slips").asInt()).isEqualTo(6);
        assertThat(secretary.post(at("/slips"), Map.of("count", 1)).refusal()).contains("SLIPS_MORE_THAN_INVITED");
        secretary.post(at("/recall"), Map.of()).expect(200);
        assertThat(asked(codes.get(3))).startsWith("404");
        var key = UUID.randomUUID().toString();
        secretary.post(at("/slips"), key, Map.of("count", 4)).expect(201);
        assertThat(secretary.post(at("/slips"), key, Map.of("count", 4)).refusal())
                .isEqualTo("409 SLIPS_SHOWN");
    }

    @Test
    void resultsAreShownAfterTheClosingWithWhatCameOnPaperAndLateAnswersAreRefused() {
        var codes = opened(6);
        for (int i = 0; i < 3; i++) {
            assertThat(send(answer(codes.get(i), "s" + i, 1 + i, "话" + i))).isEqualTo(204);
        }
        var key = UUID.randomUUID().toString();
        var papers = Map.of(
                "papers",
                List.of(
                        Map.of("answers", List.of(Map.of("question", 1, "chosen", List.of(1)))),
                        Map.of("answers", List.of(Map.of("question", 2, "chosen", List.of(1, 2))))));
        secretary.post(at("/papers"), key, papers).expect(200);
        assertThat(secretary
                        .post(at("/papers"), key, papers)
                        .expect(200)
                        .get("papers")
                        .asInt())
                .as("the same batch again")
                .isEqualTo(2);
        assertThat(secretary.get(at("/results")).expect(200).get("questions"))
                .as("while it is open")
                .isEmpty();
        secretary.post(at("/closure"), Map.of()).expect(200);
        var results = secretary.get(at("/results")).expect(200);
        assertThat(results.get("answered").asInt()).isEqualTo(5);
        assertThat(results.get("questions").get(0).get("answered").asInt()).isEqualTo(4);
        assertThat(results.get("questions").get(0).get("counts")).isEmpty();
        assertThat(results.get("questions").get(2).get("texts")).hasSize(3);
        assertThat(secretary
                        .as(Tokens.of(tenant, "rev"))
                        .get(at("/results"))
                        .expect(200)
                        .get("questions")
                        .get(2)
                        .get("texts"))
                .as("words are for the branch")
                .isEmpty();
        assertThat(asked(codes.get(4))).startsWith("409").contains("ANSWERED_TOO_LATE");
        assertThat(asked(codes.get(0))).startsWith("409").contains("ANSWERED_TOO_LATE");
        assertThat(send(answer(codes.get(4), "late", 1, "迟"))).isEqualTo(409);
        World.await(() -> world.documents(tenant, "survey_answers").size() == 5);
    }

    private static Map<String, Object> paper(int chosen) {
        return Map.of("answers", List.of(Map.of("question", 1, "chosen", List.of(chosen))));
    }

    @Test
    void aPaperThatWasTypedInWronglyIsTypedInAnewOrTakenOutUntilTheClosing() {
        opened(6);
        var one = paper(1);
        var typed = secretary
                .post(at("/papers"), Map.of("papers", List.of(one, one, one, one, one, one)))
                .expect(200);
        assertThat(typed.get("typed").asInt()).isEqualTo(6);
        assertThat(secretary.post(at("/papers"), Map.of("papers", List.of(one))).refusal())
                .startsWith("422 ANSWERS_MORE_THAN_INVITED");
        var anew = new java.util.HashMap<>(paper(5));
        assertThat(secretary.post(at("/papers/3/correction"), anew).refusal()).startsWith("422 INVALID_INPUT /reason");
        anew.put("reason", "看错一行");
        var key = UUID.randomUUID().toString();
        secretary.post(at("/papers/3/correction"), key, anew).expect(200);
        secretary.post(at("/papers/3/correction"), key, anew).expect(200);
        assertThat(secretary.post(at("/papers/9/correction"), anew).refusal()).startsWith("409 NO_SUCH_PAPER");
        var left = secretary
                .post(at("/papers/6/withdrawal"), Map.of("reason", "重复录入"))
                .expect(200);
        assertThat(left.get("papers").asInt()).isEqualTo(5);
        assertThat(left.get("numbers").toString()).isEqualTo("[1,2,3,4,5]");
        assertThat(secretary.post(at("/invitation"), Map.of("invited", 4)).refusal())
                .startsWith("422 INVITED_FEWER_THAN_ANSWERED /invited");
        assertThat(secretary
                        .post(at("/invitation"), Map.of("invited", 40))
                        .expect(200)
                        .get("invited")
                        .asInt())
                .isEqualTo(40);
        var reviewer = secretary.as(Tokens.of(tenant, "rev"));
        assertThat(reviewer.post(at("/papers/1/withdrawal"), Map.of("reason", "x"))
                        .status())
                .isIn(403, 404);
        secretary.post(at("/closure"), Map.of()).expect(200);
        var counts = secretary
                .get(at("/results"))
                .expect(200)
                .get("questions")
                .get(0)
                .get("counts");
        assertThat(counts.toString()).isEqualTo("[4,0,0,0,1]");
        assertThat(secretary.post(at("/papers/1/correction"), anew).refusal()).startsWith("409 ANSWERED_TOO_LATE");
        World.await(() -> world.documents(tenant, "survey_answers").size() == 5);
    }

    @Test
    void whatIsPastItsDayIsClosedByItself() {
        opened(3);
        var there = world.document(tenant, "questionnaires", Questionnaire.idOf(survey));
        var past = new Document(there).append("_id", "past").append("survey", survey());
        var yesterday = LocalDate.now().minusDays(1).toString();
        past.append(
                "asking",
                new Document(there.get("asking", Document.class))
                        .append("openedOn", yesterday)
                        .append("until", yesterday)
                        .append("due", yesterday));
        List.of("_outbox", "_unsent", "_keys", "_made").forEach(past::remove);
        world.store(tenant, "questionnaires", List.of(past));
        secretary.post(at("/closure"), Map.of()).expect(200);
        World.await(() ->
                String.valueOf(world.document(tenant, "questionnaires", "past")).contains("closedOn=" + yesterday));
        World.await(() ->
                String.valueOf(world.document(tenant, "questionnaires", "past")).contains("told=Document{{answered=0"));
    }

    @Test
    void fourAnswersShowNothing() {
        var codes = opened(4);
        for (var code : codes) {
            assertThat(send(answer(code, "s", 2, "话"))).isEqualTo(204);
        }
        secretary.post(at("/closure"), Map.of()).expect(200);
        var results = secretary.get(at("/results")).expect(200);
        assertThat(results.get("answered").asInt()).isEqualTo(4);
        assertThat(results.get("least").asInt()).isEqualTo(5);
        assertThat(results.get("questions")).isEmpty();
    }

    /** Whoever has the whole store, every event and every line of the logs, and all the codes, and tries. */
    @Test
    void nobodyComesFromASlipToAnAnswer() throws Exception {
        var logs = new ListAppender<ILoggingEvent>();
        logs.start();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(logs);
        try {
            var codes = opened(40);
            var before = order();
            var slips = links();
            assertThat(slips).as("a link for each slip").hasSize(40);
            var used = new ArrayList<>(codes.subList(0, 30));
            Collections.shuffle(used, new Random(7));
            var words = "秘" + UUID.randomUUID(); // which no other test says
            for (var code : used) {
                assertThat(send(answer(code, UUID.randomUUID().toString(), 1 + used.indexOf(code) % 5, words + code)))
                        .isEqualTo(204);
            }
            var laid = codes.stream().map(code -> place(code, slips)).toList();
            assertThat(laid)
                    .as("codes are answered in another order than their links lie in")
                    .isNotEqualTo(laid.stream().sorted().toList());
            assertThat(order()).as("nothing lies in the order of the answers").isEqualTo(before);
            var rows = world.documents(tenant, "survey_answers");
            rows.forEach(row -> assertThat(row.keySet())
                    .as("neither moment nor version nor events nor the key of a command")
                    .isSubsetOf("_id", "questionnaire", "state", "paper", "said", "mark", "_class"));
            secretary.post(at("/closure"), Map.of()).expect(200);
            var events = events();
            var ids = world.documents(tenant, "survey_answers").stream()
                    .map(row -> row.getString("_id"))
                    .toList();
            var store = all();
            for (var code : codes) {
                assertThat(store).doesNotContain(code);
                for (var algorithm : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
                    var hex = hash(algorithm, code);
                    var base64 =
                            Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
                    assertThat(ids).noneMatch(id -> hex.startsWith(id) || base64.startsWith(id));
                    assertThat(store).as(algorithm).doesNotContain(hex, base64);
                }
            }
            assertThat(world.document(tenant, "questionnaires", Questionnaire.idOf(survey))
                            .toString())
                    .as("the key is gone")
                    .doesNotContain("questionnaire.key");
            assertThat(links()).as("nothing was written about a slip").isEqualTo(slips);
            assertThat(events).filteredOn(one -> one.contains(survey)).hasSize(6);
            var said =
                    logs.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
            for (var text : List.of(String.join("\n", events), String.join("\n", said))) {
                assertThat(text).doesNotContain(words);
                codes.forEach(code -> assertThat(text).doesNotContain(code));
                ids.forEach(id -> assertThat(text).doesNotContain(id));
            }
        } finally {
            root.detachAppender(logs);
        }
    }

    private List<String> order() {
        return world.documents(tenant, "survey_answers").stream()
                .map(row -> row.getString("_id"))
                .toList();
    }

    /** The links of this questionnaire, beside the bureaus, in the order in which they lie. */
    private List<Document> links() {
        return world.documents(Tenancy.SHARED, "open_links").stream()
                .filter(link -> Questionnaire.idOf(survey).equals(link.getString("target")))
                .toList();
    }

    private static int place(String code, List<Document> slips) {
        return slips.stream().map(link -> link.getString("_id")).toList().indexOf(hash("SHA-256", code));
    }

    private static String hash(String algorithm, String code) {
        try {
            var digest = MessageDigest.getInstance(algorithm).digest(code.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String all() {
        var text = new StringBuilder();
        for (var collection : List.of("surveys", "questionnaires", "survey_answers", "opinions")) {
            text.append(world.documents(tenant, collection));
        }
        return text.toString();
    }

    /** All events of the service so far. */
    private List<String> events() {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                TestStack.brokers(),
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest");
        var found = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("activity.events"));
            var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (System.nanoTime() < end && !(told(found) && readToTheEnd(consumer))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(one -> found.add(new String(
                                        one.headers().lastHeader("ce_subject").value(), StandardCharsets.UTF_8)
                                + one.value()));
            }
        }
        return found;
    }

    private boolean told(List<String> found) {
        return found.stream().anyMatch(one -> one.contains(survey) && one.contains("\"answered\":30"));
    }

    /** Events of different subjects lie in different partitions: the last of one may be read before the first of another. */
    private static boolean readToTheEnd(KafkaConsumer<String, String> consumer) {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(last -> consumer.position(last.getKey()) >= last.getValue());
    }
}
