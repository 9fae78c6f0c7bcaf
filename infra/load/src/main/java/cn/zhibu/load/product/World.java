package cn.zhibu.load.product;

import cn.zhibu.stack.demo.Person;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Bureaus made for a run and suspended after it, so that the demo stays as it is. Each has branches of twelve members
 * with a clerk who writes for them, and a reviewer.
 */
public final class World implements AutoCloseable {

    /** Somebody who enters what one branch does. */
    public record Desk(Person person, String unit, List<String> members) {}

    /** @param reviewers two, who may read everything in it */
    public record Bureau(String id, Person admin, List<Person> reviewers, List<Desk> desks) {}

    public static final int MEMBERS = 12;

    private static final String MEMBER = "/api/member/v1";
    private static final String CHOSEN = "Zb" + UUID.randomUUID().toString().substring(0, 12) + "9";

    private final Zhibu zhibu;
    private final Person operator;
    private final List<String> opened = new ArrayList<>();

    public World(Zhibu zhibu) {
        this.zhibu = zhibu;
        this.operator = zhibu.operator();
    }

    public Bureau open(String name, int branches) {
        var begun = begin(name);
        var id = begun.id();
        var admin = begun.admin();
        var reviewers = IntStream.range(0, 2)
                .mapToObj(number -> appoint(admin, "reviewer" + number, "REVIEWER", id))
                .toList();
        var desks = IntStream.range(0, branches)
                .mapToObj(number -> desk(admin, id, number))
                .toList();
        desks.forEach(desk -> desk.person()
                .get("/api/report/v1/duties?unit=" + desk.unit() + "&year="
                        + LocalDate.now().getYear()));
        return new Bureau(id, admin, reviewers, desks);
    }

    /** A bureau of which only the tree is there: schools with a branch each, and nobody in them. */
    public void found(String name, int branches) {
        var begun = begin(name);
        grow(begun.admin(), begun.id(), 0, branches);
    }

    /** As many branches more, and nobody in them. */
    public void widen(Bureau bureau, int there, int branches) {
        grow(bureau.admin(), bureau.id(), there, branches);
    }

    private static void grow(Person admin, String bureau, int from, int to) {
        for (int number = from; number < to; number++) {
            var school = unit(admin, bureau, "SCHOOL", "压测小学" + number);
            unit(admin, school, "BRANCH", "压测小学" + number + "党支部");
        }
    }

    private record Begun(String id, Person admin) {}

    private Begun begin(String name) {
        var code = "load" + UUID.randomUUID().toString().substring(0, 8);
        var first = Map.<String, Object>of("username", "admin", "name", "压测管理员");
        var id = id(
                operator.post(MEMBER + "/bureaus", code, Map.of("code", code, "name", name, "administrator", first)));
        opened.add(id);
        var admin = admit(operator.post(MEMBER + "/bureaus/" + id + "/administrator-password", key(), Map.of()));
        admin.await(MEMBER + "/me", self -> !self.path("grants").isEmpty());
        admin.get(MEMBER + "/units");
        return new Begun(id, admin);
    }

    private Desk desk(Person admin, String bureau, int number) {
        var school = unit(admin, bureau, "SCHOOL", "压测小学" + number);
        var branch = unit(admin, school, "BRANCH", "压测小学" + number + "党支部");
        for (int one = 0; one < MEMBERS; one++) {
            admin.post(
                    MEMBER + "/members",
                    key(),
                    Map.of("unit", branch, "name", "党员" + number + "之" + one, "status", "FULL", "from", "2016-09-01"));
        }
        var members = new ArrayList<String>();
        admin.await(MEMBER + "/members/names?unit=" + branch, all -> all.size() == MEMBERS)
                .forEach(line -> members.add(line.path("id").asString()));
        return new Desk(appoint(admin, "clerk" + number, "CLERK", branch), branch, List.copyOf(members));
    }

    private static String unit(Person admin, String parent, String kind, String name) {
        var body = new LinkedHashMap<String, Object>(
                Map.of("parent", parent, "kind", kind, "name", name, "from", "2015-09-01", "keptSince", "2015-09-01"));
        if (kind.equals("SCHOOL")) {
            body.put("schoolType", "PRIMARY");
        }
        return id(admin.post(MEMBER + "/units", key(), body));
    }

    private Person appoint(Person admin, String username, String role, String unit) {
        var account =
                id(admin.post(MEMBER + "/accounts", key(), Map.of("username", username, "name", "压测" + username)));
        admin.post(MEMBER + "/grants", key(), Map.of("account", account, "role", role, "unit", unit));
        return admit(admin.post(MEMBER + "/accounts/" + account + "/one-time-password", key(), Map.of()));
    }

    private Person admit(JsonNode handed) {
        return zhibu.signIn(
                handed.path("username").asString(), handed.path("password").asString(), CHOSEN);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static String id(JsonNode answer) {
        return answer.path("id").asString();
    }

    @Override
    public void close() {
        opened.forEach(id -> operator.post(MEMBER + "/bureaus/" + id + "/suspension", key(), Map.of("reason", "压测结束")));
    }
}
