package cn.zhibu.report.fact;

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

/** Records of a bureau's own kinds count, whichever is heard first, the kind or its records. */
@ServiceTest
class BureauKindTests {

    private static final Map<String, String> GIVEN = Map.of("zh-CN", "慰问金", "en", "Given");

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private final String kind = UUID.randomUUID().toString();
    private String tenant;
    private Client administrator;

    @BeforeEach
    void aBureau() {
        tenant = world.bureau();
        world.send(
                tenant,
                "member.events",
                "unit.created.v1",
                tenant,
                Map.of("unit", tenant, "kind", "BUREAU", "ancestors", List.of(tenant), "from", "2015-01-01"));
        world.grant(tenant, "admin", "BUREAU_ADMIN", tenant, List.of(tenant));
        administrator = new Client(http, "/api/report/v1", Tokens.of(tenant, "admin"));
        World.await(() -> world.exists(tenant, "directory_units_v1", tenant));
    }

    private void entered(String kindId, String id, Map<String, Object> values) {
        var entered = new HashMap<String, Object>(
                Map.of("record", id, "kind", kindId, "kindVersion", 1, "unit", "b", "date", "2026-03-04"));
        entered.put("ancestors", List.of(tenant, "b"));
        entered.put("values", values);
        world.send(tenant, "activity.events", "record.entered.v1", id, entered);
        World.await(() -> world.exists(tenant, "fact_sets_v2", id));
    }

    private void defined(String kindId, Map<String, Object> more) {
        var defined = new HashMap<String, Object>(
                Map.of("kind", kindId, "version", 1, "unit", tenant, "ancestors", List.of(tenant), "offered", true));
        defined.putAll(more);
        world.send(tenant, "activity.events", "kind.defined.v1", kindId, defined);
        World.await(() -> world.exists(tenant, "bureau_kinds_v1", kindId));
    }

    private Client.Answer total(String measure) {
        return administrator.get("/facts?unit=" + tenant + "&measure=" + measure + "&from=2026-01-01&to=2026-12-31");
    }

    @Test
    void recordsAreCountedAndWhatIsAskedForIsAddedUp() {
        entered(kind, "r1-" + kind, Map.of("ownA", "老党员", "ownB", 500, "ownC", 7));
        assertThat(total(kind).refusal()).startsWith("404 MEASURE_NOT_FOUND");
        defined(
                kind,
                Map.of(
                        "names",
                        Map.of("zh-CN", "走访", "en", "Visits"),
                        "sums",
                        List.of(Map.of("field", "ownB", "names", GIVEN, "measureUnit", "CNY"))));
        entered(kind, "r2-" + kind, Map.of("ownA", "老教师", "ownB", 300.5));
        var counted = total(kind).expect(200);
        assertThat(counted.get("name").asString()).isEqualTo("走访");
        assertThat(counted.get("totals").toString()).isEqualTo("[{\"measureUnit\":\"records\",\"value\":2}]");
        var added = total(kind + ".ownB").expect(200);
        assertThat(added.get("totals").get(0).get("measureUnit").asString()).isEqualTo("CNY");
        assertThat(added.get("totals").get(0).get("value").decimalValue()).isEqualByComparingTo("800.5");
        assertThat(total(kind + ".ownC").refusal()).startsWith("404 MEASURE_NOT_FOUND");
    }

    @Test
    void aFieldAddedToABuiltInKindIsAddedUpBesideWhatTheCatalogueCounts() {
        entered("training", "r3-" + kind, Map.of("topic", "教研", "level", "COUNTY", "attendances", 3, "ownA", 40));
        defined("training", Map.of("sums", List.of(Map.of("field", "ownA", "names", GIVEN))));
        assertThat(total("training.ownA")
                        .expect(200)
                        .get("totals")
                        .get(0)
                        .get("value")
                        .decimalValue())
                .isEqualByComparingTo("40");
        assertThat(total("training-attendances")
                        .expect(200)
                        .get("totals")
                        .get(0)
                        .get("value")
                        .decimalValue())
                .isEqualByComparingTo("3");
        assertThat(total("training").refusal()).startsWith("404 MEASURE_NOT_FOUND");
    }
}
