package cn.zhibu.member;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Posts of a branch over HTTP with real events: what is vacant, the secretary's role, the superior's reminder. */
@ServiceTest
class PostJourneyTests {

    private static final KeycloakStub KEYCLOAK = new KeycloakStub();
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

    /** A clock that a test puts forward. */
    @TestConfiguration
    static class Time {
        @Bean
        Clock clock() {
            return new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneId.of("Asia/Shanghai");
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return Instant.now().plus(AHEAD.get());
                }
            };
        }
    }

    @DynamicPropertySource
    static void identities(DynamicPropertyRegistry registry) {
        registry.add("zhibu.identities.url", KEYCLOAK::url);
        registry.add("zhibu.posts.every", () -> "200ms");
    }

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private Client admin;
    private String bureau;
    private String branch;

    private void found() {
        var code = "b" + UUID.randomUUID().toString().substring(0, 8);
        var first = Map.of("username", "admin", "name", "王主任");
        bureau = new Client(http, "/api/member/v1", Tokens.operator())
                .post("/bureaus", Map.of("code", code, "name", "清河区教育局", "administrator", first))
                .expect(201)
                .get("id")
                .asString();
        World.await(() -> KEYCLOAK.users.containsKey(code + ".admin"));
        admin = client(KEYCLOAK.users
                .get(code + ".admin")
                .get("attributes")
                .get("account")
                .get(0)
                .asString());
        World.await(() -> admin.get("/units").status() == 200);
        branch = branch("中心幼儿园党支部");
    }

    private String branch(String name) {
        return admin.post("/units", Map.of("parent", bureau, "kind", "BRANCH", "name", name, "from", "2015-01-01"))
                .expect(201)
                .get("id")
                .asString();
    }

    private Client client(String account) {
        return new Client(http, "/api/member/v1", Tokens.of(bureau, account));
    }

    private String member(String name) {
        return admin.post("/members", Map.of("unit", branch, "name", name, "status", "FULL", "from", "2018-01-01"))
                .expect(201)
                .get("member")
                .get("id")
                .asString();
    }

    private String account(String username, String member) {
        var body = new HashMap<String, Object>(Map.of("username", username, "name", "李"));
        if (member != null) {
            body.put("member", member);
        }
        return admin.post("/accounts", body).expect(201).get("id").asString();
    }

    private static Map<String, Object> seat(String member, String post) {
        return Map.of("member", member, "post", post);
    }

    private JsonNode form(LocalDate on, List<Map<String, Object>> seats) {
        return admin.post("/committees", Map.of("unit", branch, "on", on.toString(), "termYears", 3, "seats", seats))
                .expect(201);
    }

    private Client.Answer reseat(String committee, String leaves, String takes, LocalDate on) {
        var body = new HashMap<String, Object>(Map.of("post", "SECRETARY", "on", on.toString(), "reason", "补选"));
        if (leaves != null) {
            body.put("leaves", leaves);
        }
        if (takes != null) {
            body.put("takes", takes);
        }
        return admin.post("/committees/" + committee + "/seats", body);
    }

    private int duties(Client person) {
        return person.get("/posts/" + branch).status();
    }

    @Test
    void theSecretarysRoleComesWithTheSeatAndEndsWithIt() {
        found();
        var first = member("张三");
        var second = member("李四");
        var one = client(account("first", first));
        var committee = form(LocalDate.of(2024, 3, 1), List.of(seat(first, "SECRETARY")));
        World.await(() -> duties(one) == 200);
        var grants = admin.get("/grants?unit=" + branch).expect(200).get("items");
        assertThat(grants.size()).isEqualTo(1);
        assertThat(grants.get(0).get("followsPost").asBoolean()).isTrue();
        assertThat(admin.post("/grants/" + grants.get(0).get("id").asString() + "/revocation", Map.of("reason", "试"))
                        .refusal())
                .isEqualTo("409 GRANT_FOLLOWS_POST");

        var secretaries = admin.get("/grants?role=SECRETARY").expect(200).get("items");
        assertThat(secretaries.size()).isEqualTo(1);
        assertThat(admin.get("/grants?role=CLERK").body().get("items").size()).isZero();
        var found = admin.get("/accounts/some?ids="
                        + secretaries.get(0).get("account").asString() + ",nobody")
                .expect(200);
        assertThat(found.size()).isEqualTo(1);
        assertThat(found.get(0).get("name").asString()).isEqualTo("李");
        assertThat(one.get("/accounts/some?ids=nobody").status()).isEqualTo(403);

        // The next secretary has no account yet: the branch says so, and the role comes with the account.
        var id = committee.get("id").asString();
        reseat(id, first, second, TODAY).expect(200);
        var before = System.nanoTime();
        World.await(() -> duties(one) != 200);
        System.out.println(
                "The role ended " + Duration.ofNanos(System.nanoTime() - before).toMillis() + " ms after the post did");
        var posts = admin.get("/posts/" + branch).expect(200).get("posts");
        assertThat(posts.get(0).get("holders").get(0).get("member").asString()).isEqualTo(second);
        assertThat(posts.get(0).get("holders").get(0).get("access").asString()).isEqualTo("NO_ACCOUNT");
        var account = account("second", second);
        World.await(() -> duties(client(account)) == 200);

        // An account that is closed has no role of the post, and has it again when it is reopened.
        admin.post("/accounts/" + account + "/closure", Map.of("reason", "试")).expect(200);
        World.await(() -> duties(client(account)) != 200);
        admin.post("/accounts/" + account + "/reopening", Map.of("reason", "试")).expect(200);
        World.await(() -> duties(client(account)) == 200);

        // What was given by hand is not taken away by the end of the post.
        admin.post("/grants", Map.of("account", account, "role", "SECRETARY", "unit", branch))
                .expect(201);
        admin.post("/committees/" + id + "/withdrawal", Map.of("reason", "误登记")).expect(200);
        World.await(
                () -> admin.get("/grants?unit=" + branch).body().get("items").size() == 1);
        var left = admin.get("/grants?unit=" + branch).body().get("items").get(0);
        assertThat(left.get("account").asString()).isEqualTo(account);
        assertThat(left.get("followsPost").asBoolean()).isFalse();
        assertThat(duties(client(account))).isEqualTo(200);
    }

    @Test
    void anAuditorIsKeptBackUntilTheRoleOfAnAuditorIsGone() {
        found();
        var member = member("张三");
        var account = account("first", member);
        var audits = admin.post("/grants", Map.of("account", account, "role", "AUDITOR", "unit", bureau))
                .expect(201)
                .get("id")
                .asString();
        form(LocalDate.of(2024, 3, 1), List.of(seat(member, "SECRETARY")));
        World.await(
                () -> world.documents(bureau, "branch_posts").stream().anyMatch(sheet -> sheet.get("term") != null));
        World.await(() -> "KEPT_BACK"
                .equals(admin.get("/posts/" + branch)
                        .body()
                        .at("/posts/0/holders/0/access")
                        .asString()));
        admin.post("/grants/" + audits + "/revocation", Map.of("reason", "试")).expect(200);
        World.await(() -> "GIVEN"
                .equals(admin.get("/posts/" + branch)
                        .body()
                        .at("/posts/0/holders/0/access")
                        .asString()));
    }

    /** A branch that loses its publicity member, and one whose term ends: what the bureau sees of them (BR-15, BR-18, BR-19). */
    @Test
    void theBureauSeesWhatIsVacantAndRemindsOfTermsThatEnd() {
        found();
        var all = new ArrayList<String>();
        for (int n = 0; n < 8; n++) {
            all.add(member("党员" + n));
        }
        var posts = List.of("SECRETARY", "ORGANISATION", "PUBLICITY", "DISCIPLINE");
        var seats = new ArrayList<Map<String, Object>>();
        for (int n = 0; n < posts.size(); n++) {
            seats.add(seat(all.get(n), posts.get(n)));
        }
        var on = TODAY.minusYears(3).plusMonths(2);
        form(on, seats);
        World.await(() -> admin.get("/posts/terms").body().get("items").size() == 1);
        World.await(() -> admin.get("/posts/vacancies").body().get("items").isEmpty());
        var leaving = TODAY.minusDays(10);
        admin.post("/members/" + all.get(2) + "/departure", Map.of("on", leaving.toString(), "reason", "调离"))
                .expect(200);
        World.await(() -> !admin.get("/posts/vacancies").body().get("items").isEmpty());
        var vacancy = admin.get("/posts/vacancies").body().get("items").get(0);
        assertThat(vacancy.get("unit").asString()).isEqualTo(branch);
        assertThat(vacancy.get("posts").size()).isEqualTo(1);
        assertThat(vacancy.get("posts").get(0).get("post").asString()).isEqualTo("PUBLICITY");
        assertThat(vacancy.get("posts").get(0).get("since").asString()).isEqualTo(leaving.toString());

        var account = account("first", all.get(0));
        var secretary = client(account);
        World.await(() -> duties(secretary) == 200);
        var shown = secretary.get("/posts/" + branch).expect(200);
        assertThat(shown.get("committee").asBoolean()).isTrue();
        assertThat(shown.get("seats").asInt()).isEqualTo(3);
        assertThat(shown.at("/posts/0/holders/0/access").isMissingNode()
                        || shown.at("/posts/0/holders/0/access").isNull())
                .as("accounts are the administrator's business")
                .isTrue();
        assertThat(shown.get("term").get("due").asBoolean()).isTrue();
        assertThat(secretary.post("/posts/" + branch + "/reminders", Map.of()).refusal())
                .as("nobody reminds himself")
                .isEqualTo("404 POSTS_NOT_FOUND");

        var term = admin.get("/posts/terms").body().get("items").get(0);
        assertThat(term.get("term").get("ends").asString())
                .isEqualTo(on.plusYears(3).minusDays(1).toString());
        assertThat(term.get("term").get("reminders").size()).isZero();
        var key = UUID.randomUUID().toString();
        for (int again = 0; again < 2; again++) {
            var reminded =
                    admin.post("/posts/" + branch + "/reminders", key, Map.of()).expect(200);
            assertThat(reminded.get("term").get("reminders").size()).isEqualTo(1);
        }
        assertThat(secretary
                        .get("/posts/" + branch)
                        .body()
                        .get("term")
                        .get("reminders")
                        .size())
                .isEqualTo(1);
        var elsewhere = branch("另一支部");
        World.await(() -> admin.get("/posts/vacancies").body().get("items").size() == 2);
        assertThat(admin.get("/posts/vacancies?below=" + elsewhere)
                        .body()
                        .get("items")
                        .size())
                .isEqualTo(1);
        assertThat(admin.post("/posts/" + elsewhere + "/reminders", Map.of()).refusal())
                .isEqualTo("409 NO_TERM_TO_REMIND_OF");
        var nobody = client(account("nobody", null));
        assertThat(nobody.get("/posts/" + branch).status()).isIn(403, 404);
    }

    /** A secretary whose leaving lies ahead has the role until that day and not on it, though nothing is written then. */
    @Test
    void theTurnOfADayEndsWhatWasKnownToEnd() {
        found();
        var member = member("张三");
        var secretary = client(account("first", member));
        form(LocalDate.of(2024, 3, 1), List.of(seat(member, "SECRETARY")));
        World.await(() -> duties(secretary) == 200);
        admin.post(
                        "/members/" + member + "/departure",
                        Map.of("on", TODAY.plusDays(3).toString(), "reason", "调离"))
                .expect(200);
        World.await(
                () -> world.documents(bureau, "branch_posts").stream().anyMatch(sheet -> sheet.get("next") != null));
        assertThat(duties(secretary)).isEqualTo(200);
        try {
            AHEAD.set(Duration.ofDays(3));
            World.await(() -> duties(secretary) != 200);
        } finally {
            AHEAD.set(Duration.ZERO);
        }
    }

    /** Over random acts in a branch, however their events come: who holds a role because of a post is who sits there today. */
    @Test
    void theRolesThatFollowPostsAreThoseOfTodaysSeats() {
        found();
        var random = new Random(20261130);
        var members = new ArrayList<String>();
        var accounts = new HashMap<String, String>();
        var closed = new TreeSet<String>();
        for (int n = 0; n < 5; n++) {
            members.add(member("党员" + n));
            if (n < 4) {
                accounts.put(members.get(n), account("person" + n, members.get(n)));
            }
        }
        int acts = 0;
        for (int round = 0; round < 4; round++) {
            for (int n = 0; n < 8; n++) {
                acts += act(random, members, accounts, closed) ? 1 : 0;
            }
            var expected = expected(members, accounts, closed);
            World.await(() -> following().equals(expected));
        }
        assertThat(acts).as("most acts are done").isGreaterThan(15);
        assertThat(world.documents(bureau, "grants").stream()
                        .filter(grant -> grant.get("post") != null)
                        .count())
                .as("roles came and went")
                .isGreaterThan(3);
    }

    private boolean act(Random random, List<String> members, Map<String, String> accounts, Set<String> closed) {
        var who = members.get(random.nextInt(members.size()));
        var committees = admin.get("/committees?unit=" + branch).expect(200);
        var on = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(600));
        if (committees.isEmpty() || random.nextInt(5) == 0) {
            var body = Map.of(
                    "unit", branch, "on", on.toString(), "termYears", 3, "seats", List.of(seat(who, "SECRETARY")));
            return admin.post("/committees", body).status() == 201;
        }
        var committee = committees.get(random.nextInt(committees.size()));
        var id = committee.get("id").asString();
        switch (random.nextInt(6)) {
            case 0:
                return admin.post("/committees/" + id + "/withdrawal", Map.of("reason", "误"))
                                .status()
                        == 200;
            case 1:
                var right = Map.of(
                        "on", on.toString(), "termYears", 3, "seats", List.of(seat(who, "SECRETARY")), "reason", "误");
                return admin.put(
                                        "/committees/" + id,
                                        "\"" + committee.get("version").asLong() + "\"",
                                        right)
                                .status()
                        == 200;
            case 2:
                var account = accounts.get(who);
                if (account == null) {
                    return false;
                }
                var what = closed.contains(account) ? "/reopening" : "/closure";
                var done = admin.post("/accounts/" + account + what, Map.of("reason", "试"))
                                .status()
                        == 200;
                if (done && !closed.remove(account)) {
                    closed.add(account);
                }
                return done;
            default:
                var sitting = secretaries(committee, TODAY);
                var leaves = sitting.isEmpty() ? null : sitting.iterator().next();
                var takes = random.nextInt(3) == 0 ? null : who;
                return reseat(id, leaves, takes, TODAY.minusDays(random.nextInt(20)))
                                .status()
                        == 200;
        }
    }

    private static Set<String> secretaries(JsonNode committee, LocalDate day) {
        var found = new TreeSet<String>();
        committee.get("seats").forEach(seat -> {
            var until = seat.path("until").isTextual()
                    ? LocalDate.parse(seat.get("until").asString())
                    : null;
            if (seat.get("post").asString().equals("SECRETARY")
                    && !LocalDate.parse(seat.get("from").asString()).isAfter(day)
                    && (until == null || until.isAfter(day))) {
                found.add(seat.get("member").asString());
            }
        });
        return found;
    }

    private Set<String> expected(List<String> members, Map<String, String> accounts, Set<String> closed) {
        var committees = admin.get("/committees?unit=" + branch).expect(200);
        var wanted = new TreeSet<String>();
        if (!committees.isEmpty()) {
            secretaries(committees.get(0), TODAY).stream()
                    .map(accounts::get)
                    .filter(account -> account != null && !closed.contains(account))
                    .forEach(wanted::add);
        }
        return wanted;
    }

    private Set<String> following() {
        var found = new TreeSet<String>();
        for (var grant : world.documents(bureau, "grants")) {
            if (grant.get("post") != null && grant.get("revokedOn") == null) {
                found.add(grant.getString("account"));
            }
        }
        return found;
    }
}
