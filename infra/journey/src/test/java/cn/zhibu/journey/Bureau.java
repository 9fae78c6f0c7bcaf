package cn.zhibu.journey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A bureau made from nothing, by hand, as its people would: over the gateway, with real sign-ins. */
final class Bureau {

    static final String PASSWORD = "Ganz-Neues-Wort-2026";

    final String code = "b" + UUID.randomUUID().toString().substring(0, 8);
    final String id;
    private final String url;
    final Visitor administrator;
    private final Map<String, Visitor> people = new LinkedHashMap<>();
    private final Map<String, String> accounts = new HashMap<>();

    private Bureau(Visitor operator, String name) {
        url = operator.gateway();
        var opened = operator.post(
                        "/api/member/v1/bureaus",
                        Map.of(
                                "code",
                                code,
                                "name",
                                name,
                                "administrator",
                                Map.of("username", "admin", "name", "王" + name)))
                .expect(201);
        id = opened.get("id").asString();
        var first = operator.post("/api/member/v1/bureaus/" + id + "/administrator-password", Map.of())
                .expect(200);
        administrator = new Visitor(url)
                .signIn(first.get("username").asString(), first.get("password").asString(), PASSWORD);
        Product.await(
                "the administrator's grant",
                Duration.ofSeconds(30),
                () -> administrator.get("/api/member/v1/units").status() == 200);
    }

    static Bureau open(Visitor operator, String name) {
        return new Bureau(operator, name);
    }

    JsonNode unit(String parent, String kind, String name, Map<String, Object> more) {
        var body = new HashMap<String, Object>(
                Map.of("parent", parent, "kind", kind, "name", name, "from", "2015-09-01", "keptSince", "2015-09-01"));
        body.putAll(more);
        return administrator.post("/api/member/v1/units", body).expect(201);
    }

    /** Opens an account, gives it a role, hands over a one-time password and signs its owner in. */
    Visitor appoint(String username, String role, String unit) {
        var account = administrator
                .post("/api/member/v1/accounts", Map.of("username", username, "name", "人" + username))
                .expect(201)
                .get("id")
                .asString();
        accounts.put(username, account);
        administrator
                .post("/api/member/v1/grants", Map.of("account", account, "role", role, "unit", unit))
                .expect(201);
        var handed = administrator
                .post("/api/member/v1/accounts/" + account + "/one-time-password", Map.of())
                .expect(200);
        var visitor = new Visitor(url)
                .signIn(
                        handed.get("username").asString(),
                        handed.get("password").asString(),
                        PASSWORD);
        people.put(username, visitor);
        return visitor;
    }

    String account(String username) {
        return accounts.getOrDefault(username, "");
    }

    Visitor person(String username) {
        var visitor = people.get(username);
        if (visitor == null) {
            throw new IllegalArgumentException("Nobody was appointed as " + username);
        }
        return visitor;
    }

    /** A school with a branch and members; answers the branch's id. */
    String branch(String school, String branch, int members) {
        var schoolId = unit(id, "SCHOOL", school, Map.of("schoolType", "KINDERGARTEN"))
                .get("id")
                .asString();
        var branchId = unit(schoolId, "BRANCH", branch, Map.of()).get("id").asString();
        for (int i = 0; i < members; i++) {
            administrator
                    .post(
                            "/api/member/v1/members",
                            Map.of("unit", branchId, "name", branch + "党员" + i, "status", "FULL", "from", "2016-09-01"))
                    .expect(201);
        }
        return branchId;
    }

    /** Ids of the members of a branch, once the activity service knows all of them. */
    List<String> roll(Visitor reader, String branch) {
        var ids = new ArrayList<String>();
        reader.get("/api/member/v1/members/names?unit=" + branch)
                .expect(200)
                .forEach(line -> ids.add(line.get("id").asString()));
        return ids;
    }
}
