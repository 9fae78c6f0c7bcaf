package cn.zhibu.activity.sheet;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import cn.zhibu.platform.web.Download;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A branch with a secretary who brings sheets, and a reviewer at the bureau. */
record Branch(WebTestClient http, World world, String tenant, String id, Client secretary, Client reviewer) {

    static Branch of(WebTestClient http, World world) {
        var tenant = world.bureau();
        var id = UUID.randomUUID().toString();
        unit(world, tenant, id, "unit.created.v1", Map.of("from", "2015-01-01"));
        world.grant(tenant, "sec", "SECRETARY", id, List.of(tenant, id));
        world.grant(tenant, "sec2", "SECRETARY", id, List.of(tenant, id));
        world.grant(tenant, "rev", "REVIEWER", tenant, List.of(tenant));
        World.await(() -> world.exists(tenant, "directory_units_v1", id));
        var secretary = new Client(http, "/api/activity/v1", Tokens.of(tenant, "sec"));
        return new Branch(http, world, tenant, id, secretary, secretary.as(Tokens.of(tenant, "rev")));
    }

    private static void unit(World world, String tenant, String id, String event, Map<String, Object> more) {
        var unit = new HashMap<String, Object>(more);
        unit.put("unit", id);
        unit.put("parent", tenant);
        unit.put("kind", "BRANCH");
        unit.put("ancestors", List.of(tenant, id));
        world.send(tenant, "member.events", event, id, unit);
    }

    void member(String member) {
        world.send(
                tenant,
                "member.events",
                "member.joined.v1",
                member,
                Map.of(
                        "member",
                        member,
                        "unit",
                        id,
                        "ancestors",
                        List.of(tenant, id),
                        "status",
                        "FULL",
                        "on",
                        "2015-01-01",
                        "fullOn",
                        "2015-01-01"));
        World.await(() -> world.exists(tenant, "directory_people_v1", member));
    }

    Client.Answer bring(String kind, byte[] file) {
        return bring(kind, file, UUID.randomUUID().toString());
    }

    Client.Answer bring(String kind, byte[] file, String key) {
        var disposition = ContentDisposition.attachment().filename("表.xlsx", java.nio.charset.StandardCharsets.UTF_8);
        return secretary.send(
                HttpMethod.POST,
                "/imports?unit=" + id + "&kind=" + kind,
                file,
                Map.of(
                        "Idempotency-Key",
                        key,
                        "Content-Type",
                        MediaType.APPLICATION_OCTET_STREAM_VALUE,
                        "Content-Disposition",
                        disposition.build().toString()));
    }

    byte[] workbook(String path, String account, String language) {
        var answer = http.get()
                .uri("/api/activity/v1" + path)
                .header("Authorization", "Bearer " + Tokens.of(tenant, account))
                .header("Accept-Language", language)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(Download.WORKBOOK)
                .expectBody(byte[].class)
                .returnResult();
        return Objects.requireNonNull(answer.getResponseBody());
    }

    void awaitState(String batch, String state) {
        World.await(() -> secretary
                .get("/imports/" + batch)
                .expect(200)
                .get("state")
                .asString()
                .equals(state));
    }

    int entered() {
        return secretary
                .get("/records?size=1&unit=" + id)
                .expect(200)
                .get("total")
                .asInt();
    }
}
