package cn.zhibu.probe;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is sent, either a value within its range arrives or a problem names the field; the service never fails. */
@ServiceTest
class InputTests {

    private static final String DEEP = "[".repeat(400) + "]".repeat(400);

    /** Values of no good will, as they stand in JSON. */
    private static final List<String> HOSTILE = List.of(
            "null",
            "\"\"",
            "\"\u3000\"",
            "true",
            "0",
            "-1",
            "45717",
            "1e999999999",
            "-1E-999999999",
            "9".repeat(900),
            "0." + "1".repeat(900),
            "\"1e999999999\"",
            "[]",
            "{}",
            "[2026,3,1]",
            "[null]",
            "[\"\"]",
            DEEP,
            "{\"a\":" + DEEP + "}",
            "\"2026-03-01T00:00:00Z\"",
            "\"+999999999-01-01\"",
            "\"-999999999-01-01\"",
            "\"2026-03-01\"",
            "\"1066-10-14\"",
            "\"2026-02-30\"",
            "\"\\ud800\"",
            "\"a\\u0000b\"",
            "\"\\u202e张三\"",
            "\"张\\n三\"",
            "\"𠮷𠮷𠮷𠮷𠮷𠮷\"",
            "\"···\"",
            "\"3,000\"",
            "\"ONE\"",
            "\"ZERO\"",
            "[\"a\",\"a\"]",
            "[\"../../etc\"]",
            "[{\"title\":null,\"votes\":-1}]",
            "[{\"title\":\"四个字吧吧\",\"votes\":1e30},3]",
            "{\"\\ud800\":1}",
            "{\"k\":\"\\udc00\"}",
            "{\"k\":1e999999999}",
            "NaN",
            "\"" + "字".repeat(3000) + "\"");

    private static final List<String> FIELDS = List.of(
            "name",
            "text",
            "born",
            "joinedOn",
            "fullOn",
            "count",
            "amount",
            "agreed",
            "choice",
            "ids",
            "values",
            "items");

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private final JsonMapper json = JsonMapper.builder().build();
    private String token = "";

    @BeforeEach
    void somebodyMayWrite() {
        var tenant = world.bureau();
        world.grant(tenant, "me", "SECRETARY", "u", List.of("u"));
        token = Tokens.of(tenant, "me");
    }

    private Client.Answer send(byte[] body) {
        var result = http.post()
                .uri("/input")
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Accept-Language", "en")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectBody(byte[].class)
                .returnResult();
        return new Client.Answer(result.getStatus().value(), json.readTree(result.getResponseBody()), null);
    }

    private Client.Answer send(String body) {
        return send(body.getBytes(StandardCharsets.UTF_8));
    }

    private Client.Answer get(String query) {
        return new Client(http, "/input", token).get(query);
    }

    @Test
    void hostileBodiesAreAnsweredAtTheirFields() {
        var random = new Random(3);
        int taken = 0;
        var faults = new ArrayList<String>();
        for (int round = 0; round < 600; round++) {
            var fields = new LinkedHashMap<String, String>(Map.of("name", "\"张三\""));
            for (int more = random.nextInt(3); more >= 0; more--) {
                fields.put(FIELDS.get(random.nextInt(FIELDS.size())), HOSTILE.get(random.nextInt(HOSTILE.size())));
            }
            var body = new StringBuilder("{");
            fields.forEach((name, value) -> body.append(body.length() == 1 ? "" : ",")
                    .append('"')
                    .append(name)
                    .append("\":")
                    .append(value));
            var answer = send(body.append('}').toString());
            if (answer.status() == 200) {
                taken++;
                check(answer.body());
            } else {
                named(body.toString(), answer, fields, faults);
            }
        }
        assertThat(faults).isEmpty();
        assertThat(taken).isGreaterThan(20);
    }

    /** Every field that was sent wrong is one of those that were sent, and is told without a word of Java. */
    private void named(String body, Client.Answer answer, Map<String, String> fields, List<String> faults) {
        boolean broken = body.contains("NaN"); // no JSON at all: there is no field to name
        var errors = answer.body().path("errors");
        if (answer.status() / 100 != 4 || errors.isEmpty() && !broken) {
            faults.add(answer.status() + " " + body + " -> " + answer.body());
        }
        for (var error : errors) {
            var pointer = error.get("pointer").asString();
            var detail = error.get("detail").asString();
            if (!fields.containsKey(pointer.split("/")[1])
                    || detail.equals(error.get("code").asString())
                    || detail.toLowerCase(java.util.Locale.ROOT)
                            .matches(".*(java|localdate|integer\\b|\\{0}|null).*")) {
                faults.add(body + " -> " + error);
            }
        }
    }

    private static void check(JsonNode arrived) {
        assertThat(arrived.get("name").asString()).isNotBlank().hasSizeLessThanOrEqualTo(12);
        if (arrived.hasNonNull("born")) {
            assertThat(arrived.get("born").asString()).matches("(19|20)\\d\\d-\\d\\d-\\d\\d");
        }
        for (var date : List.of("joinedOn", "fullOn")) {
            if (arrived.hasNonNull(date)) {
                assertThat(arrived.get(date).asString()).matches("(18|19|20|21)\\d\\d-\\d\\d-\\d\\d");
            }
        }
        if (arrived.hasNonNull("amount")) {
            assertThat(arrived.get("amount").decimalValue().doubleValue()).isBetween(0.5, 9000.0);
        }
        assertThat(arrived.toString()).doesNotContain("\u202e", "\\u0000");
    }

    @Test
    void bytesThatAreNoJsonAreAProblemAndNoFailure() {
        var random = new Random(5);
        var whole = "{\"name\":\"张三\",\"values\":{\"a\":[1,2]}}".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 150; round++) {
            var bytes = whole.clone();
            for (int at = random.nextInt(4); at >= 0; at--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThat(send(bytes).status()).isIn(200, 400, 422);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};/name:REQUIRED",
                "{\"name\":null};/name:REQUIRED",
                "{\"name\":\"\u3000\"};/name:REQUIRED",
                "{\"name\":\"···\"};/name:NOT_A_NAME",
                "{\"name\":\"a\\nb\"};/name:NOT_ONE_LINE",
                "{\"name\":\"𠮷𠮷𠮷𠮷𠮷𠮷𠮷\"};/name:TOO_LONG",
                "{\"name\":5};/name:NOT_TEXT",
                "{\"name\":\"a\",\"text\":\"b\"};/text:TOO_SHORT",
                "{\"name\":\"a\",\"text\":\"\\ud800\"};/text:UNPRINTABLE",
                "{\"name\":\"a\",\"born\":45717};/born:NOT_A_DATE",
                "{\"name\":\"a\",\"born\":\"2026-03-01T16:30:00Z\"};/born:NOT_A_DATE",
                "{\"name\":\"a\",\"born\":\"1850-01-01\"};/born:TOO_EARLY",
                "{\"name\":\"a\",\"born\":\"2150-01-01\"};/born:IN_THE_FUTURE",
                "{\"name\":\"a\",\"born\":\"1990-01-01\",\"fullOn\":\"1989-01-01\"};/fullOn:TOO_EARLY",
                "{\"name\":\"a\",\"count\":1.5};/count:NOT_AN_INTEGER",
                "{\"name\":\"a\",\"count\":10};/count:TOO_LARGE",
                "{\"name\":\"a\",\"amount\":1e999999999};/amount:TOO_MANY_DIGITS",
                "{\"name\":\"a\",\"amount\":0.1};/amount:TOO_SMALL",
                "{\"name\":\"a\",\"agreed\":1};/agreed:NOT_YES_OR_NO",
                "{\"name\":\"a\",\"choice\":0};/choice:NOT_AN_OPTION",
                "{\"name\":\"a\",\"choice\":\"THREE\"};/choice:NOT_AN_OPTION",
                "{\"name\":\"a\",\"ids\":\"x\"};/ids:NOT_A_LIST",
                "{\"name\":\"a\",\"ids\":[\"a\",\"b\",\"c\",\"d\"]};/ids:TOO_MANY",
                "{\"name\":\"a\",\"ids\":[\"a\",\"a\"]};/ids:TWICE",
                "{\"name\":\"a\",\"ids\":[\"a b\"]};/ids:NOT_AN_ID",
                "{\"name\":\"a\",\"items\":[{\"title\":\"x\",\"votes\":-1}]};/items/0/votes:TOO_SMALL",
                "{\"name\":\"a\",\"items\":{}};/items:NOT_A_LIST"
            })
    void eachFaultHasItsOwnWord(String body, String fault) {
        assertThat(send(body).refusal()).endsWith(" " + fault);
    }

    @Test
    void absentEmptyAndNullAreTheSame() {
        var bare = send("{\"name\":\"张三\"}").expect(200);
        assertThat(send("{\"name\":\"张三\",\"text\":null,\"born\":\"\",\"count\":\" \",\"choice\":\"\",\"agreed\":\"\"}")
                        .expect(200))
                .isEqualTo(bare);
        var lists = send("{\"name\":\"张三\",\"ids\":[null,\"\",\"a\"],\"values\":{\"a\":null,\"b\":\"\",\"c\":\" x \"}}")
                .expect(200);
        assertThat(lists.get("ids")).hasToString("[\"a\"]");
        assertThat(lists.get("values")).hasToString("{\"c\":\"x\"}");
    }

    @Test
    void anOldKeyWithAnotherQueryOrIfMatchIsAnotherRequest() {
        var things = new Client(http, "/things", token);
        var key = UUID.randomUUID().toString();
        var made = things.post("", key, Map.of("unit", "u")).expect(200);
        assertThat(things.post("", key, Map.of("unit", "u")).expect(200)).isEqualTo(made);
        assertThat(things.post("?x=1", key, Map.of("unit", "u")).refusal()).isEqualTo("422 IDEMPOTENCY_KEY_REUSED");
        var path = "/" + made.get("id").asString() + "/count";
        var headers = Map.of("Idempotency-Key", UUID.randomUUID().toString(), "If-Match", "\"0\"");
        var other = Map.of("Idempotency-Key", headers.get("Idempotency-Key"), "If-Match", "\"1\"");
        assertThat(things.send(HttpMethod.POST, path, null, headers)
                        .expect(200)
                        .get("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(things.send(HttpMethod.POST, path, null, headers)
                        .expect(200)
                        .get("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(things.send(HttpMethod.POST, path, null, other).refusal()).isEqualTo("422 IDEMPOTENCY_KEY_REUSED");
        assertThat(things.send(HttpMethod.POST, path + "?x=1", null, headers).refusal())
                .isEqualTo("422 IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void moneyIsTakenAsItIsShown() {
        for (var typed : List.of("3000", "\"3,000\"", "\"３，０００\"", "3e3")) {
            assertThat(send("{\"name\":\"a\",\"amount\":" + typed + "}")
                            .expect(200)
                            .get("amount")
                            .asString())
                    .isEqualTo("3000");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/a?year=1000000000;/year:NOT_A_YEAR",
                "/a?year=99999999999999999999;/year:TOO_MANY_DIGITS",
                "/a?year=x;/year:NOT_A_NUMBER",
                "/a?year=;/year:REQUIRED",
                "/a;/year:REQUIRED",
                "/a?year=2026&from=2026-3-1;/from:NOT_A_DATE",
                "/a?year=2026&from=999999999-01-01;/from:NOT_A_DATE",
                "/a?year=2026&q=a\u0001b;/q:UNPRINTABLE",
                "/a?year=2026&choice=THREE;/choice:NOT_AN_OPTION",
                "/a?year=2026&page=1000000000;/page:TOO_LARGE",
                "/a?year=2026&page=0;/page:TOO_SMALL",
                "/a?year=2026&size=101;/size:TOO_LARGE",
                "/a?year=2026&size=x;/size:NOT_A_NUMBER"
            })
    void eachParameterAtFaultIsNamed(String query, String fault) {
        assertThat(get(query).refusal()).isEqualTo("400 UNREADABLE_PARAMETER " + fault);
    }

    @Test
    void emptyParametersAreNone() {
        var seen = get("/a?year=2026&from=&q=　&ids=,b,,b&choice=&page=").expect(200);
        assertThat(seen.get("from").asString()).isEqualTo("null");
        assertThat(seen.get("q").asString()).isEqualTo("null");
        assertThat(seen.get("choice").asString()).isEqualTo("null");
        assertThat(seen.get("ids")).hasToString("[\"b\"]");
        assertThat(get("/a?year=2026&ids=a&ids=&ids=b").expect(200).get("ids")).hasToString("[\"a\",\"b\"]");
    }

    @Test
    void aMessageNamesTheFieldInTheReadersWords() {
        var body = new Client(http, "/input", token).get("/a?year=x").body();
        assertThat(body.get("detail").asString()).contains("年度").doesNotContain("year");
        assertThat(body.at("/errors/0/field").asString()).isEqualTo("年度");
    }
}
