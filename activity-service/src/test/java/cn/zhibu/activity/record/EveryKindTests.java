package cn.zhibu.activity.record;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Whatever the catalogue asks for is entered, found, corrected and withdrawn, and who is named stays with the branch. */
@ServiceTest
@Timeout(180)
class EveryKindTests {

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private final String member = "m-" + UUID.randomUUID();
    private String tenant;
    private String branch;
    private Client secretary;
    private Client reviewer;

    @BeforeEach
    void aBranchWithAMember() {
        tenant = world.bureau();
        branch = UUID.randomUUID().toString();
        var ancestors = List.of(tenant, branch);
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
                        ancestors,
                        "from",
                        "2015-01-01"));
        world.send(
                tenant,
                "member.events",
                "member.joined.v1",
                member,
                Map.of(
                        "member",
                        member,
                        "unit",
                        branch,
                        "ancestors",
                        ancestors,
                        "status",
                        "FULL",
                        "on",
                        "2015-01-01",
                        "fullOn",
                        "2015-01-01"));
        world.grant(tenant, "sec", "SECRETARY", branch, ancestors);
        world.grant(tenant, "rev", "REVIEWER", tenant, List.of(tenant));
        secretary = new Client(http, "/api/activity/v1", Tokens.of(tenant, "sec"));
        reviewer = secretary.as(Tokens.of(tenant, "rev"));
        World.await(() -> world.exists(tenant, "directory_units_v1", branch));
        World.await(() -> world.exists(tenant, "directory_people_v1", member));
    }

    /** No campaign is asked of this branch, so none can be named. */
    private Map<String, Object> filled(JsonNode kind, Random random) {
        var values = new HashMap<String, Object>();
        for (var field : kind.get("fields")) {
            if (field.get("type").asString().equals("campaign")) {
                continue;
            }
            var when = field.path("when");
            var asked = !when.isObject()
                    || when.get("equals")
                            .asString()
                            .equals(String.valueOf(values.get(when.get("field").asString())));
            if (asked && (field.get("required").asBoolean() || random.nextBoolean())) {
                values.put(field.get("id").asString(), value(field, random));
            }
        }
        return values;
    }

    private Object value(JsonNode field, Random random) {
        return switch (field.get("type").asString()) {
            case "choice" ->
                field.get("options")
                        .get(random.nextInt(field.get("options").size()))
                        .get("id")
                        .asString();
            case "boolean" -> random.nextBoolean();
            case "date" -> "2025-0" + (1 + random.nextInt(9)) + "-11";
            case "party" -> random.nextBoolean() ? Map.of("unit", branch) : Map.of("name", "某园" + random.nextInt(9));
            case "member" -> member;
            case "person" -> "司徒" + Character.toString(0x4e00 + random.nextInt(2000));
            case "integer" -> number(field, random).setScale(0, java.math.RoundingMode.CEILING);
            case "number", "money" -> number(field, random);
            default -> text(field, random);
        };
    }

    private static BigDecimal number(JsonNode field, Random random) {
        var least = !field.hasNonNull("min") ? BigDecimal.ONE : field.get("min").decimalValue();
        var most = !field.hasNonNull("max")
                ? BigDecimal.valueOf(9999)
                : field.get("max").decimalValue();
        return switch (random.nextInt(4)) {
            case 0 -> least;
            case 1 -> most;
            default -> least.add(BigDecimal.valueOf(random.nextInt(300))).min(most);
        };
    }

    /** Up to the whole length. */
    private static String text(JsonNode field, Random random) {
        int most = field.hasNonNull("max") ? field.get("max").asInt() : 40;
        int length = random.nextInt(5) == 0 ? most : 1 + random.nextInt(Math.min(most, 12));
        var text = new StringBuilder();
        random.ints(length, 0x4e00, 0x9000).forEach(text::appendCodePoint);
        return text.toString();
    }

    private static void holds(JsonNode shown, Map<String, Object> typed, String kind) {
        assertThat(shown.propertyNames()).as(kind).containsExactlyInAnyOrderElementsOf(typed.keySet());
        typed.forEach((field, value) -> {
            var is = shown.get(field);
            if (value instanceof BigDecimal number) {
                assertThat(is.decimalValue()).as(kind + "." + field).isEqualByComparingTo(number);
            } else if (value instanceof Map<?, ?> party) {
                party.forEach(
                        (key, text) -> assertThat(is.get(String.valueOf(key)).asString())
                                .as(kind + "." + field)
                                .isEqualTo(text));
            } else {
                assertThat(is.asString()).as(kind + "." + field).isEqualTo(String.valueOf(value));
            }
        });
    }

    @Test
    void everyKindIsEnteredFoundCorrectedAndWithdrawn() {
        var random = new Random(7);
        var kinds = secretary.get("/kinds").expect(200).get("kinds");
        assertThat(kinds).hasSizeGreaterThan(60);
        for (var kind : kinds) {
            var id = kind.get("id").asString();
            var typed = filled(kind, random);
            var entered = secretary
                    .post("/records", Map.of("unit", branch, "kind", id, "date", "2025-03-10", "values", typed))
                    .expect(201);
            var record = entered.get("id").asString();
            holds(entered.get("values"), typed, id);
            var listed = reviewer.get("/records?kind=" + id).expect(200);
            assertThat(listed.get("total").asInt()).as(id).isEqualTo(1);
            holds(listed.get("items").get(0).get("values"), open(kind, typed), id);
            var anew = filled(kind, random);
            var correction = Map.of("date", "2025-03-11", "values", anew, "reason", "记错");
            secretary.put("/records/" + record, "\"0\"", correction).expect(200);
            holds(secretary.get("/records/" + record).expect(200).get("values"), anew, id);
            nobodyIsNamed(kind, record, typed, anew);
            secretary
                    .post("/records/" + record + "/withdrawal", Map.of("reason", "误录"))
                    .expect(200);
        }
        assertThat(secretary.get("/records").expect(200).get("total").asInt()).isZero();
    }

    /** What is not restricted. */
    private static Map<String, Object> open(JsonNode kind, Map<String, Object> typed) {
        var open = new HashMap<>(typed);
        kind.get("fields").forEach(field -> {
            if (field.get("privacy").asString().equals("restricted")) {
                open.remove(field.get("id").asString());
            }
        });
        return open;
    }

    private void nobodyIsNamed(JsonNode kind, String record, Map<String, Object> typed, Map<String, Object> anew) {
        var stored = stored(record).toJson();
        StreamSupport.stream(kind.get("fields").spliterator(), false)
                .filter(field -> field.get("type").asString().equals("person"))
                .map(field -> field.get("id").asString())
                .forEach(field -> {
                    for (var values : List.of(typed, anew)) {
                        if (values.get(field) instanceof String name) {
                            assertThat(stored).doesNotContain(name);
                        }
                    }
                });
    }

    private Document stored(String record) {
        return Objects.requireNonNull(world.document(tenant, "records", record));
    }

    private String mark(String record) {
        return stored(record)
                .get("body", Document.class)
                .get("persons", Document.class)
                .getString("recipient");
    }

    private Client.Answer honour(String name) {
        return secretary.post(
                "/records",
                Map.of(
                        "unit",
                        branch,
                        "kind",
                        "honour",
                        "date",
                        "2025-09-10",
                        "values",
                        Map.of(
                                "holder",
                                "person",
                                "category",
                                "teacher",
                                "title",
                                "优秀教师",
                                "level",
                                "CITY",
                                "recipient",
                                name)));
    }

    @Test
    void aNameIsTheSameMarkHoweverItIsTypedAndAnotherOneIsNot() {
        var first = honour("阿依古丽·买买提").expect(201).get("id").asString();
        assertThat(honour(" 阿依古丽 • 买买提").refusal()).startsWith("409 SAME_RECORD_THAT_DAY");
        var other = honour("欧阳清河").expect(201).get("id").asString();
        assertThat(new HashSet<>(List.of(mark(first), mark(other)))).hasSize(2);
        var values = new HashMap<String, Object>(Map.of(
                "holder", "person", "category", "teacher", "title", "师德标兵", "level", "CITY", "recipient", "阿依古丽・买买提"));
        var again = secretary
                .post("/records", Map.of("unit", branch, "kind", "honour", "date", "2025-09-11", "values", values))
                .expect(201)
                .get("id")
                .asString();
        assertThat(mark(again)).isEqualTo(mark(first)).doesNotContain("阿依古丽");
    }

    @Test
    void anEventTellsThePersonByTheMarkAlone() {
        var body = new WorkRecord.Body(
                java.time.LocalDate.of(2025, 9, 10),
                Map.of("holder", "person"),
                Map.of(),
                List.of(),
                List.of(),
                Map.of("recipient", "mark"));
        var state = new WorkRecord.State(
                new cn.zhibu.activity.entry.Entry(java.time.Instant.EPOCH, "sec"), null, false, null, null);
        var scope = new cn.zhibu.platform.change.Scope(branch, List.of(branch));
        assertThat(WorkRecord.enter("r", scope, "honour", 2, body, state).events())
                .singleElement()
                .isInstanceOfSatisfying(
                        RecordEvent.Entered.class,
                        event -> assertThat(event.values())
                                .containsOnly(Map.entry("holder", "person"), Map.entry("recipient", "mark")));
    }
}
