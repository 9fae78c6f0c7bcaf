package cn.zhibu.activity.record;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.platform.web.Sought;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A record that was corrected again and again. */
@ServiceTest
class RecordRoomTests {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int FULL = 4 << 20;

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @Autowired
    private RecordSearch search;

    @Test
    void whatHasNoRoomLeftIsListedAndWithdrawnButNotChanged() {
        var tenant = world.bureau();
        var branch = UUID.randomUUID().toString();
        var ancestors = List.of(tenant, branch);
        var unit = Map.<String, Object>of(
                "unit", branch, "parent", tenant, "kind", "BRANCH", "ancestors", ancestors, "from", "2015-01-01");
        world.send(tenant, "member.events", "unit.created.v1", branch, unit);
        world.grant(tenant, "sec", "SECRETARY", branch, ancestors);
        World.await(() -> world.exists(tenant, "directory_units_v1", branch));
        var secretary = new Client(http, "/api/activity/v1", Tokens.of(tenant, "sec"));
        var values = Map.of("partner", Map.of("name", "临湖镇幼儿园"), "form", "money", "amount", 100);
        var body = Map.of("unit", branch, "kind", "pairing-assistance", "date", "2025-05-20", "values", values);
        var id = secretary.post("/records", body).expect(201).get("id").asString();

        fill(tenant, id);
        var correction = new HashMap<String, Object>(Map.of("date", "2025-05-21", "values", values, "reason", "日期"));
        var refused = secretary.put("/records/" + id, "\"1\"", correction);
        assertThat(refused.refusal()).isEqualTo("409 NO_ROOM_FOR_VERSIONS");
        assertThat(refused.body().get("detail").asString()).contains("4").contains("撤回");

        assertThat(secretary.get("/records").expect(200).get("items")).hasSize(1);
        var found = Objects.requireNonNull(search.find(
                        List.of(branch),
                        new RecordSearch.Wanted(null, null, null, null, null),
                        new Sought(new PageQuery(1, 20), null, false))
                .contextWrite(context -> Tenancy.in(context, tenant))
                .block(LIMIT));
        assertThat(found.items().get(0).earlier())
                .as("lists do not load what was")
                .isEmpty();

        secretary.post("/records/" + id + "/withdrawal", Map.of("reason", "重录")).expect(200);
        assertThat(secretary.get("/records?state=withdrawn").expect(200).get("items"))
                .hasSize(1);
    }

    /** As if it had been corrected many times. */
    private void fill(String tenant, String id) {
        var edition = new org.bson.Document("version", 0L)
                .append(
                        "body",
                        new org.bson.Document("date", "2025-05-20")
                                .append("values", new org.bson.Document("approval", "x".repeat(FULL)))
                                .append("restricted", new org.bson.Document())
                                .append("about", List.of()))
                .append(
                        "state",
                        new org.bson.Document("enteredAt", new java.util.Date())
                                .append("enteredBy", "sec")
                                .append("imported", false));
        mongo.updateFirst(
                        Query.query(Criteria.where("_id").is(id)),
                        new Update().set("earlier", List.of(edition)),
                        WorkRecord.class)
                .contextWrite(context -> Tenancy.in(context, tenant))
                .block(LIMIT);
    }
}
