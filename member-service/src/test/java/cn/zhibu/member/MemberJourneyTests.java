package cn.zhibu.member;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Asked;
import cn.zhibu.kit.Client;
import cn.zhibu.kit.LongList;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From nothing to a secretary who can log in, over HTTP, with real events in between. */
@ServiceTest
class MemberJourneyTests {

    private static final KeycloakStub KEYCLOAK = new KeycloakStub();

    @DynamicPropertySource
    static void identities(DynamicPropertyRegistry registry) {
        registry.add("zhibu.identities.url", KEYCLOAK::url);
        registry.add("zhibu.identities.sign-ins-every", () -> "400ms");
    }

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private final JsonMapper json = JsonMapper.builder().build();

    private record Bureau(String id, String admin) {}

    private Bureau bureau() {
        var code = "b" + UUID.randomUUID().toString().substring(0, 8);
        var opened = post(
                Tokens.operator(),
                "/bureaus",
                201,
                Map.of("code", code, "name", "清河区教育局", "administrator", Map.of("username", "admin", "name", "王主任")));
        var id = opened.get("id").asString();
        World.await(() -> KEYCLOAK.users.containsKey(code + ".admin"));
        var account = KEYCLOAK.users
                .get(code + ".admin")
                .get("attributes")
                .get("account")
                .get(0)
                .asString();
        var bureau = new Bureau(id, Tokens.of(id, account));
        World.await(() -> call(bureau.admin(), HttpMethod.GET, "/units", null).status() == 200);
        return bureau;
    }

    private String branch(Bureau bureau) {
        var school = post(
                bureau.admin(),
                "/units",
                201,
                Map.of(
                        "parent",
                        bureau.id(),
                        "kind",
                        "SCHOOL",
                        "name",
                        "中心幼儿园",
                        "schoolType",
                        "KINDERGARTEN",
                        "from",
                        "2020-01-01"));
        return post(
                        bureau.admin(),
                        "/units",
                        201,
                        Map.of(
                                "parent",
                                school.get("id").asString(),
                                "kind",
                                "BRANCH",
                                "name",
                                "中心幼儿园党支部",
                                "from",
                                "2020-01-01"))
                .get("id")
                .asString();
    }

    @Test
    void anOperatorOpensABureauAndItsAdministratorAppointsASecretaryWithAPasswordShownOnce() {
        var bureau = bureau();
        var self = call(bureau.admin(), HttpMethod.GET, "/me", null).body();
        assertThat(self.get("bureauName").asString()).isEqualTo("清河区教育局");
        assertThat(self.get("grants").get(0).get("role").asString()).isEqualTo("BUREAU_ADMIN");
        var branch = branch(bureau);
        var account = post(bureau.admin(), "/accounts", 201, Map.of("username", "liming", "name", "李明"));
        post(
                bureau.admin(),
                "/grants",
                201,
                Map.of("account", account.get("id").asString(), "role", "SECRETARY", "unit", branch));
        var password =
                post(bureau.admin(), "/accounts/" + account.get("id").asString() + "/one-time-password", 200, Map.of());
        var username = password.get("username").asString();
        assertThat(KEYCLOAK.passwords.get(username))
                .isEqualTo(password.get("password").asString());
        assertThat(KEYCLOAK.members).containsKey(username);
        assertThat(KEYCLOAK.unlocked).as("wrong tries before are forgotten").contains(username);
        var secretary = Tokens.of(bureau.id(), account.get("id").asString());
        World.await(() ->
                call(secretary, HttpMethod.GET, "/members?unit=" + branch, null).status() == 200);
        var member = post(secretary, "/members", 201, file(branch, "张华", "11010519491231002X"));
        assertThat(member.get("identityNumber").asString()).isEqualTo("11010519491231002X");
        var seenByBureau = call(bureau.admin(), HttpMethod.GET, "/members/" + memberId(member), null)
                .body();
        assertThat(seenByBureau.get("identityNumber").asString()).isEqualTo("11**************2X");
    }

    @Test
    void whoOneIsTakesTwoQuestionsHoweverManyRolesOneHolds() {
        var bureau = bureau();
        var account = post(bureau.admin(), "/accounts", 201, Map.of("username", "liming", "name", "李明"))
                .get("id")
                .asString();
        for (int number = 0; number < 4; number++) {
            post(
                    bureau.admin(),
                    "/grants",
                    201,
                    Map.of("account", account, "role", "SECRETARY", "unit", branch(bureau)));
        }
        var secretary = Tokens.of(bureau.id(), account);
        World.await(() -> named(secretary, 4));
        assertThat(Asked.fewest(bureau.id(), () -> call(secretary, HttpMethod.GET, "/me", null)))
                .isBetween(1L, 2L);
        assertThat(Asked.fewest(bureau.id(), () -> call(bureau.admin(), HttpMethod.GET, "/grants", null)))
                .as("a page of the bureau's roles, how many there are, and their holders")
                .isBetween(1L, 3L);
        assertThat(call(bureau.admin(), HttpMethod.GET, "/grants?account=" + account, null)
                        .body()
                        .get("items"))
                .hasSize(4)
                .allMatch(grant -> grant.get("unitName").asString().equals("中心幼儿园党支部")
                        && grant.get("name").asString().equals("李明"));
        var first = call(bureau.admin(), HttpMethod.GET, "/grants?size=3", null).body();
        assertThat(first.get("items")).hasSize(3);
        assertThat(first.get("total").asInt()).isEqualTo(5);
        var rest = call(bureau.admin(), HttpMethod.GET, "/grants?size=3&page=2&account=" + account, null)
                .body();
        assertThat(rest.get("items")).hasSize(1);
    }

    private boolean named(String who, int roles) {
        var self = call(who, HttpMethod.GET, "/me", null).body();
        return self.get("grants").size() == roles
                && self.get("bureauName").asString().equals("清河区教育局")
                && self.get("name").asString().equals("李明")
                && self.get("grants")
                        .valueStream()
                        .allMatch(grant -> grant.path("unitName").asString().equals("中心幼儿园党支部"));
    }

    @Test
    void aUnitsNewNameIsShownAtOnce() {
        var bureau = bureau();
        var branch = branch(bureau);
        var account = post(bureau.admin(), "/accounts", 201, Map.of("username", "liming", "name", "李明"))
                .get("id")
                .asString();
        post(bureau.admin(), "/grants", 201, Map.of("account", account, "role", "SECRETARY", "unit", branch));
        assertThat(unitNames(bureau, account)).containsExactly("中心幼儿园党支部");
        post(bureau.admin(), "/units/" + branch + "/renaming", 200, Map.of("name", "第一党支部", "from", "2020-01-02"));
        assertThat(unitNames(bureau, account)).containsExactly("第一党支部");
    }

    @Test
    void whatASchoolIsIsPutRightAndWhatCannotBeIsRefusedAtItsField() {
        var bureau = bureau();
        var branch = branch(bureau);
        var school = call(bureau.admin(), HttpMethod.GET, "/units/" + branch, null)
                .body()
                .get("parent")
                .asString();
        var path = "/units/" + school + "/description";
        var right = Map.of(
                "schoolType",
                "PRIMARY",
                "campus",
                "ENTRUSTED",
                "town",
                "清泉镇",
                "agreedFrom",
                "2025-09-01",
                "reason",
                "更正");
        var seen = post(bureau.admin(), path, 200, right);
        assertThat(seen.get("town").asString()).isEqualTo("清泉镇");
        assertThat(seen.get("agreedFrom").asString()).isEqualTo("2025-09-01");
        assertThat(call(bureau.admin(), HttpMethod.GET, "/units/" + school, null)
                        .body()
                        .get("schoolType")
                        .asString())
                .isEqualTo("PRIMARY");
        var wrong = Map.of("schoolType", "PRIMARY", "campus", "SUB", "agreedFrom", "2025-09-01", "reason", "更正");
        var refused = post(bureau.admin(), path, 422, wrong);
        assertThat(refused.get("code").asString()).isEqualTo("AGREEMENT_WITHOUT_ENTRUSTING");
        assertThat(refused.toString()).contains("agreedFrom");
        post(bureau.admin(), path, 422, Map.of("schoolType", "PRIMARY", "guidance", "每月一次", "reason", "更正"));
        post(bureau.admin(), "/units/" + branch + "/description", 409, right);
        post(bureau().admin(), path, 404, right);
    }

    private List<String> unitNames(Bureau bureau, String account) {
        return call(bureau.admin(), HttpMethod.GET, "/grants?account=" + account, null)
                .body()
                .get("items")
                .valueStream()
                .map(grant -> grant.get("unitName").asString())
                .toList();
    }

    @Test
    void whatTheIdentityProviderNotesOfASignInIsToldOnceToTheLedgerOfItsBureau() {
        var bureau = bureau();
        var opened = post(bureau.admin(), "/accounts", 201, Map.of("username", "wangli", "name", "王丽"));
        var account = opened.get("id").asString();
        var user = opened.get("username").asString();
        World.await(() -> KEYCLOAK.users.containsKey(user));
        var first = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
        KEYCLOAK.tried("nobody", first, null);
        KEYCLOAK.tried(user, first, "invalid_user_credentials");
        KEYCLOAK.tried(user, first.plusSeconds(2), null);
        World.await(() -> told(bureau, account, first.plusSeconds(2)));
        KEYCLOAK.tried(user, first.plusSeconds(9), null);
        World.await(() -> told(bureau, account, first.plusSeconds(9)));
        assertThat(world.document(bureau.id(), "sign_ins", account).getLong("version"))
                .as("three tellings, though all is noted in every round")
                .isEqualTo(2);
        assertThat(world.documents(bureau.id(), "sign_ins")).hasSize(1);
    }

    /** The provider says whose sign-ins they are: nobody else's bureau is asked. */
    @Test
    void aSignInAsksNoOtherBureau() {
        var bureau = bureau();
        var other = bureau();
        var opened = post(bureau.admin(), "/accounts", 201, Map.of("username", "zhaolin", "name", "赵林"));
        var user = opened.get("username").asString();
        World.await(() -> KEYCLOAK.users.containsKey(user));
        assertThat(world.askedAtRest(3, java.time.Duration.ofSeconds(2))).isZero();
        long asked = world.asked(other.id());
        var at = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
        KEYCLOAK.tried(user, at, null);
        World.await(() -> told(bureau, opened.get("id").asString(), at));
        assertThat(world.asked(other.id())).isEqualTo(asked);
    }

    private boolean told(Bureau bureau, String account, Instant at) {
        var stored = world.document(bureau.id(), "sign_ins", account);
        return stored != null && at.equals(stored.getDate("told").toInstant());
    }

    @Test
    void aSecretaryFindsHisBranchInListsAndNothingAboveIt() {
        var bureau = bureau();
        var branch = branch(bureau);
        var found = call(bureau.admin(), HttpMethod.GET, "/units?q=中心幼儿园&kinds=BRANCH", null)
                .body();
        assertThat(found.path("total").asInt()).as(found.toString()).isEqualTo(1);
        assertThat(call(bureau.admin(), HttpMethod.GET, "/units?kinds=BRANCH,VILLAGE", null)
                        .status())
                .isEqualTo(400);
        assertThat(call(bureau.admin(), HttpMethod.GET, "/units?kinds=BRANCH,SCHOOL", null)
                        .body()
                        .get("total")
                        .asInt())
                .isEqualTo(2);
        var school = found.get("items").get(0).get("parent").asString();
        var level = call(bureau.admin(), HttpMethod.GET, "/units?parent=" + bureau.id(), null)
                .body()
                .get("items");
        assertThat(level).hasSize(1).allMatch(unit -> unit.get("id").asString().equals(school));
        var secretary = secretary(bureau, branch);
        var own = call(secretary, HttpMethod.GET, "/units", null).body().get("items");
        assertThat(own).hasSize(1).allMatch(unit -> unit.get("id").asString().equals(branch));
        for (var place : List.of("parent", "below")) {
            var refused = call(secretary, HttpMethod.GET, "/units?" + place + "=" + school, null);
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.body().get("code").asString()).isEqualTo("UNIT_NOT_FOUND");
        }
        var named = call(secretary, HttpMethod.GET, "/units/named?ids=" + school + "," + branch, null)
                .body();
        assertThat(named).hasSize(1).allMatch(unit -> unit.get("id").asString().equals(branch));
        for (var field : List.of("/units/named?ids=", "/units?parent=")) {
            var ids = IntStream.rangeClosed(0, 100).mapToObj(Integer::toString).collect(Collectors.joining(","));
            var many = call(secretary, HttpMethod.GET, field + ids, null);
            assertThat(many.status()).isEqualTo(400);
            assertThat(many.body().get("errors").get(0).get("code").asString()).isEqualTo("TOO_MANY");
        }
    }

    @Test
    void namesOfSchoolsAndBranchesAreKnownInTheWholeBureauAndNothingElseOfThem() {
        var bureau = bureau();
        var branch = branch(bureau);
        var secretary = secretary(bureau, branch);
        var other = post(
                        bureau.admin(),
                        "/units",
                        201,
                        Map.of("parent", bureau.id(), "kind", "SCHOOL", "name", "向阳小学", "schoolType", "PRIMARY"))
                .get("id")
                .asString();
        var closed = post(
                        bureau.admin(),
                        "/units",
                        201,
                        Map.of("parent", bureau.id(), "kind", "SCHOOL", "name", "旧向阳小学", "schoolType", "PRIMARY"))
                .get("id")
                .asString();
        post(
                bureau.admin(),
                "/units/" + closed + "/closure",
                200,
                Map.of("on", LocalDate.now().toString(), "reason", "并校"));
        var names = call(secretary, HttpMethod.GET, "/unit-names", null).body().get("items");
        assertThat(names).hasSize(3);
        assertThat(names.toString()).contains("中心幼儿园党支部", "向阳小学").doesNotContain("旧向阳小学", "ancestors");
        var found =
                call(secretary, HttpMethod.GET, "/unit-names?q=阳小", null).body().get("items");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("id").asString()).isEqualTo(other);
        var named = call(secretary, HttpMethod.GET, "/unit-names/named?ids=" + closed + "," + branch, null)
                .body();
        assertThat(named.get(0).get("name").asString()).isEqualTo("旧向阳小学");
        assertThat(named.get(1).get("above").asString()).isEqualTo("中心幼儿园");
        var theirs = bureau();
        assertThat(call(theirs.admin(), HttpMethod.GET, "/unit-names/named?ids=" + branch, null)
                        .body())
                .isEmpty();
        assertThat(call(theirs.admin(), HttpMethod.GET, "/unit-names", null)
                        .body()
                        .get("items"))
                .isEmpty();
    }

    @Test
    void aRetriedPostIsAnsweredTheSameAndDoneOnce() {
        var bureau = bureau();
        var key = UUID.randomUUID().toString();
        var body = Map.of("parent", bureau.id(), "kind", "SCHOOL", "name", "实验小学", "schoolType", "PRIMARY");
        var first = post(bureau.admin(), "/units", key, body);
        var second = post(bureau.admin(), "/units", key, body);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body().get("id")).isEqualTo(first.body().get("id"));
        var other = post(bureau.admin(), "/units", key, Map.of("parent", bureau.id(), "kind", "SCHOOL", "name", "另一所"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().get("code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        var closing = UUID.randomUUID().toString();
        var closure = Map.of("on", "2031-08-31", "reason", "合并");
        var path = "/units/" + first.body().get("id").asString() + "/closure";
        assertThat(post(bureau.admin(), path, closing, closure).status()).isEqualTo(200);
        assertThat(post(bureau.admin(), path, closing, closure).status()).isEqualTo(200);
        assertThat(post(bureau.admin(), path, UUID.randomUUID().toString(), closure)
                        .status())
                .isEqualTo(200); // a closing that lies ahead can be moved
    }

    @Test
    void nothingOfOneBureauExistsForAnother() {
        var ours = bureau();
        var theirs = bureau();
        var branch = branch(ours);
        assertThat(call(theirs.admin(), HttpMethod.GET, "/units/" + branch, null)
                        .status())
                .isEqualTo(404);
        assertThat(call(theirs.admin(), HttpMethod.GET, "/units", null).body().toString())
                .doesNotContain(branch);
        assertThat(call(theirs.admin(), HttpMethod.GET, "/units/named?ids=" + branch, null)
                        .body())
                .isEmpty();
        assertThat(call(theirs.admin(), HttpMethod.GET, "/units?parent=" + branch, null)
                        .status())
                .isEqualTo(404);
        assertThat(call(Tokens.operator(), HttpMethod.GET, "/units/named?ids=" + branch, null)
                        .status())
                .isEqualTo(403);
        assertThat(post(theirs.admin(), "/members", UUID.randomUUID().toString(), file(branch, "张华", null))
                        .status())
                .isEqualTo(422);
        assertThat(call(Tokens.operator(), HttpMethod.GET, "/units/" + branch, null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aSuspendedBureauIsNotServed() {
        var bureau = bureau();
        post(Tokens.operator(), "/bureaus/" + bureau.id() + "/suspension", 200, Map.of("reason", "到期"));
        World.await(() -> call(bureau.admin(), HttpMethod.GET, "/units", null).status() == 403);
        assertThat(call(Tokens.operator(), HttpMethod.GET, "/bureaus", null).body())
                .anyMatch(one -> one.get("id").asString().equals(bureau.id())
                        && one.get("status").asString().equals("SUSPENDED"));
        post(Tokens.operator(), "/bureaus/" + bureau.id() + "/resumption", 200, Map.of());
        World.await(() -> call(bureau.admin(), HttpMethod.GET, "/units", null).status() == 200);
    }

    @Test
    void aRevokedGrantStopsWorkingWithinFiveSeconds() {
        var bureau = bureau();
        var branch = branch(bureau);
        var account = post(bureau.admin(), "/accounts", 201, Map.of("username", "clerk1", "name", "赵"))
                .get("id")
                .asString();
        var grant = post(bureau.admin(), "/grants", 201, Map.of("account", account, "role", "CLERK", "unit", branch));
        var clerk = Tokens.of(bureau.id(), account);
        World.await(() -> call(clerk, HttpMethod.GET, "/units/" + branch, null).status() == 200);
        post(bureau.admin(), "/grants/" + grant.get("id").asString() + "/revocation", 200, Map.of("reason", "离任"));
        var began = System.nanoTime();
        World.await(() -> call(clerk, HttpMethod.GET, "/units/" + branch, null).status() == 403);
        assertThat(System.nanoTime() - began).isLessThan(5_000_000_000L);
    }

    @Test
    void anAccountOpenedWhileTheIdentityProviderIsAwayGetsItsUserAfterItsReturn() throws InterruptedException {
        var bureau = bureau();
        KEYCLOAK.away = true;
        try {
            post(bureau.admin(), "/accounts", 201, Map.of("username", "late", "name", "晚"));
            Thread.sleep(3000); // longer than an event is tried before it becomes a dead letter
        } finally {
            KEYCLOAK.away = false;
        }
        World.await(() -> KEYCLOAK.users.keySet().stream().anyMatch(name -> name.endsWith(".late")));
    }

    @Test
    void anAuditorIsNeverAlsoAWriterOverTheSameUnit() {
        var bureau = bureau();
        var branch = branch(bureau);
        var account = post(bureau.admin(), "/accounts", 201, Map.of("username", "aud", "name", "孙"))
                .get("id")
                .asString();
        post(bureau.admin(), "/grants", 201, Map.of("account", account, "role", "AUDITOR", "unit", bureau.id()));
        var refused = post(
                bureau.admin(),
                "/grants",
                UUID.randomUUID().toString(),
                Map.of("account", account, "role", "SECRETARY", "unit", branch));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("code").asString()).isEqualTo("AUDITOR_CHANGES_NOTHING");
        assertThat(refused.body().get("errors").get(0).get("pointer").asString())
                .isEqualTo("/role");
    }

    @Test
    void membersWhomALedgerNamesAreNamedToThoseWhoMayReadThem() {
        var bureau = bureau();
        var theirs = bureau();
        var id = memberId(post(bureau.admin(), "/members", 201, file(branch(bureau), "郑", null)));
        var strange = memberId(post(theirs.admin(), "/members", 201, file(branch(theirs), "王", null)));
        var named = call(bureau.admin(), HttpMethod.GET, "/members/names?ids=" + id + "," + strange + ",nobody", null)
                .body();
        assertThat(named).hasSize(1);
        assertThat(named.get(0).get("name").asString()).isEqualTo("郑");
        assertThat(call(bureau.admin(), HttpMethod.GET, "/members/names", null).body())
                .isEmpty();
    }

    @Test
    void badInputNamesEachFieldInBothLanguages() {
        var bureau = bureau();
        var branch = branch(bureau);
        var wrong = new java.util.HashMap<String, Object>(file(branch, "", "110105194912310021"));
        wrong.put("from", "2099-01-01");
        for (var language : List.of("zh-CN", "en")) {
            var answer = send(
                    bureau.admin(),
                    HttpMethod.POST,
                    "/members",
                    wrong,
                    Map.of("Idempotency-Key", UUID.randomUUID().toString(), "Accept-Language", language));
            assertThat(answer.status()).isEqualTo(422);
            var pointers = new java.util.TreeSet<String>();
            answer.body()
                    .get("errors")
                    .forEach(error -> pointers.add(error.get("pointer").asString()));
            assertThat(pointers).containsExactly("/from", "/name");
            assertThat(answer.body().get("errors").toString()).contains(language.equals("en") ? "required" : "必填");
        }
        var number =
                post(bureau.admin(), "/members", UUID.randomUUID().toString(), file(branch, "张", "110105194912310021"));
        assertThat(number.body().get("errors").get(0).get("pointer").asString()).isEqualTo("/identityNumber");
        var type = send(
                bureau.admin(),
                HttpMethod.POST,
                "/members",
                Map.of("unit", branch, "from", "gestern"),
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
        assertThat(type.status()).isEqualTo(422);
        assertThat(type.body().get("errors").get(0).get("pointer").asString()).isEqualTo("/from");
    }

    @Test
    void aChangeNeedsTheVersionThatWasRead() {
        var bureau = bureau();
        var branch = branch(bureau);
        var member = post(bureau.admin(), "/members", 201, file(branch, "钱", null));
        var path = "/members/" + memberId(member);
        var body = corrected(branch, "钱进", null);
        assertThat(send(bureau.admin(), HttpMethod.PUT, path, body, Map.of()).status())
                .isEqualTo(428);
        assertThat(send(bureau.admin(), HttpMethod.PUT, path, body, Map.of("If-Match", "\"7\""))
                        .status())
                .isEqualTo(412);
        assertThat(send(bureau.admin(), HttpMethod.PUT, path, body, Map.of("If-Match", "\"0\""))
                        .status())
                .isEqualTo(200);
        assertThat(call(bureau.admin(), HttpMethod.GET, "/members?q=进", null)
                        .body()
                        .get("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void whoCannotReadASealedFieldLeavesItAsItIsAndWhoCanEmptiesIt() {
        var bureau = bureau();
        var branch = branch(bureau);
        var path =
                "/members/" + memberId(post(bureau.admin(), "/members", 201, file(branch, "周", "11010519491231002X")));
        var silent =
                send(bureau.admin(), HttpMethod.PUT, path, corrected(branch, "周全", null), Map.of("If-Match", "\"0\""));
        assertThat(silent.body().get("identityNumber").asString()).isEqualTo("11**************2X");
        var secretary = secretary(bureau, branch);
        var emptied = send(secretary, HttpMethod.PUT, path, corrected(branch, "周全", null), Map.of("If-Match", "\"1\""));
        assertThat(emptied.status()).as(emptied.body().toString()).isEqualTo(200);
        assertThat(emptied.body().hasNonNull("identityNumber")).isFalse();
        post(bureau.admin(), "/members", 201, file(branch, "吴", "11010519491231002X"));
    }

    @Test
    void theRosterOfADayIsWhoBelongedToTheBranchThen() {
        var bureau = bureau();
        var branch = branch(bureau);
        var gone = memberId(post(bureau.admin(), "/members", 201, file(branch, "张三", null)));
        var came = new java.util.HashMap<>(file(branch, "李四", null));
        came.put("from", "2026-03-01");
        post(bureau.admin(), "/members", 201, came);
        post(bureau.admin(), "/members/" + gone + "/departure", 200, Map.of("on", "2026-02-01", "reason", "调动"));
        assertThat(names(bureau, "/members/names?unit=" + branch + "&on=2026-01-31"))
                .containsExactly("张三");
        assertThat(names(bureau, "/members/names?unit=" + branch + "&on=2026-02-01"))
                .isEmpty();
        assertThat(names(bureau, "/members/names?unit=" + branch)).containsExactly("李四");
        assertThat(items(bureau, "/members?unit=" + branch + "&on=2026-01-31")).containsExactly("张三");
        assertThat(items(bureau, "/members?state=departed&unit=" + branch)).containsExactly("张三");
        post(bureau.admin(), "/members/" + gone + "/departure/withdrawal", 200, Map.of("reason", "误登记"));
        assertThat(names(bureau, "/members/names?unit=" + branch)).containsExactly("张三", "李四");
    }

    @Test
    void whoLeftComesBackUnderTheSameIdentityNumberButNotWhileActiveElsewhere() {
        var bureau = bureau();
        var one = branch(bureau);
        var other = branch(bureau);
        var id = memberId(post(bureau.admin(), "/members", 201, file(one, "张华", "11010519491231002X")));
        var again = new java.util.HashMap<>(file(other, "张 华", "11010519491231002x"));
        again.put("from", "2026-03-01");
        var active = post(bureau.admin(), "/members", UUID.randomUUID().toString(), again);
        assertThat(active.status()).isEqualTo(409);
        assertThat(active.body().get("code").asString()).isEqualTo("IDENTITY_NUMBER_KNOWN");
        post(bureau.admin(), "/members/" + id + "/departure", 200, Map.of("on", "2026-02-28", "reason", "调动"));
        var stranger = new java.util.HashMap<>(again);
        stranger.put("name", "王五");
        assertThat(post(bureau.admin(), "/members", UUID.randomUUID().toString(), stranger)
                        .body()
                        .get("code")
                        .asString())
                .isEqualTo("OTHER_NAME_KNOWN");
        var key = UUID.randomUUID().toString();
        var back = post(bureau.admin(), "/members", key, again);
        assertThat(back.status()).as(back.body().toString()).isEqualTo(201);
        assertThat(memberId(back.body())).isEqualTo(id);
        assertThat(back.body().get("memberships")).hasSize(2);
        assertThat(post(bureau.admin(), "/members", key, again).body().get("memberships"))
                .hasSize(2);
    }

    @Test
    void aCommitteeIsFormedOfMembersOfThatDayAndChangesHandsInMidTerm() {
        var bureau = bureau();
        var branch = branch(bureau);
        var one = memberId(post(bureau.admin(), "/members", 201, file(branch, "张三", null)));
        var two = memberId(post(bureau.admin(), "/members", 201, file(branch, "李四", null)));
        var seats = List.of(Map.of("member", one, "post", "SECRETARY"));
        var early = Map.of("unit", branch, "on", "2020-08-31", "termYears", 3, "seats", seats);
        assertThat(post(bureau.admin(), "/committees", UUID.randomUUID().toString(), early)
                        .body()
                        .get("code")
                        .asString())
                .isEqualTo("NOT_A_MEMBER_THEN");
        var formed = post(
                bureau.admin(),
                "/committees",
                201,
                Map.of("unit", branch, "on", "2024-03-01", "termYears", 3, "seats", seats));
        var path = "/committees/" + formed.get("id").asString();
        assertThat(formed.get("termEnd").asString()).isEqualTo("2027-02-28");
        var reseated = post(
                bureau.admin(),
                path + "/seats",
                200,
                Map.of("post", "SECRETARY", "leaves", one, "takes", two, "on", "2025-09-01", "reason", "补选"));
        assertThat(reseated.get("seats")).hasSize(2);
        var filed = Map.of("on", "2025-09-01", "filedOn", "2025-09-09");
        var refused = post(bureau.admin(), path + "/answer", UUID.randomUUID().toString(), filed);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().toString()).contains("NOTHING_TO_FILE", "filedOn");
        var approved = Map.of("on", "2025-09-01", "approvedOn", "2025-09-12", "document", "清教党〔2025〕9号");
        var results = post(bureau.admin(), path + "/answer", 200, approved).get("results");
        assertThat(results).hasSize(2);
        assertThat(results.get(0).hasNonNull("approvedOn"))
                .as("of the election nothing is known")
                .isFalse();
        assertThat(results.get(1).get("document").asString()).isEqualTo("清教党〔2025〕9号");
        var listed = call(bureau.admin(), HttpMethod.GET, "/committees?unit=" + branch, null)
                .body();
        assertThat(listed).hasSize(1);
        post(bureau.admin(), "/members/" + two + "/departure", 200, Map.of("on", "2026-01-01", "reason", "调动"));
        var loose = call(bureau.admin(), HttpMethod.GET, "/handovers", null).body();
        assertThat(loose).hasSize(1);
        assertThat(loose.get(0).get("member").asString()).isEqualTo(two);
        assertThat(loose.get(0).get("seat").asBoolean()).isTrue();
        post(bureau.admin(), path + "/withdrawal", 200, Map.of("reason", "误登记"));
        assertThat(call(bureau.admin(), HttpMethod.GET, "/committees?unit=" + branch, null)
                        .body())
                .isEmpty();
        assertThat(call(bureau.admin(), HttpMethod.GET, "/handovers", null).body())
                .isEmpty();
    }

    @Test
    void aUnitIsClosedOnlyWhenNothingBelowIsOpenAndReopenedWhenItWasAMistake() {
        var bureau = bureau();
        var branch = branch(bureau);
        var member = memberId(post(bureau.admin(), "/members", 201, file(branch, "张三", null)));
        var closing = Map.of("on", "2026-08-31", "reason", "合并");
        var open = post(
                bureau.admin(),
                "/units/" + branch + "/closure",
                UUID.randomUUID().toString(),
                closing);
        assertThat(open.body().get("code").asString()).isEqualTo("UNIT_HAS_OPEN_BELOW");
        post(bureau.admin(), "/members/" + member + "/departure", 200, Map.of("on", "2026-08-31", "reason", "合并"));
        post(bureau.admin(), "/units/" + branch + "/closure", 200, closing);
        var late = new java.util.HashMap<>(file(branch, "李四", null));
        late.put("from", "2026-08-31");
        var refused = post(bureau.admin(), "/members", UUID.randomUUID().toString(), late);
        assertThat(refused.body().get("code").asString()).isEqualTo("BRANCH_CLOSED");
        assertThat(refused.body().get("errors").get(0).get("pointer").asString())
                .isEqualTo("/from");
        post(bureau.admin(), "/members", 201, file(branch, "王五", null));
        var account = post(bureau.admin(), "/accounts", 201, Map.of("username", "later", "name", "钱"))
                .get("id")
                .asString();
        var owned = Map.of(
                "username", "owned", "name", "周", "member", UUID.randomUUID().toString());
        assertThat(post(bureau.admin(), "/accounts", UUID.randomUUID().toString(), owned)
                        .body()
                        .get("errors")
                        .get(0)
                        .get("code")
                        .asString())
                .isEqualTo("ACCOUNT_MEMBER_NOT_FOUND");
        var role = Map.of("account", account, "role", "CLERK", "unit", branch);
        var given = post(bureau.admin(), "/grants", UUID.randomUUID().toString(), role);
        assertThat(given.body().get("code").asString()).isEqualTo("GRANT_UNIT_CLOSED");
        post(bureau.admin(), "/units/" + branch + "/reopening", 200, Map.of("reason", "误撤销"));
        post(bureau.admin(), "/members", 201, late);
        assertThat(post(
                                bureau.admin(),
                                "/units/" + bureau.id() + "/closure",
                                UUID.randomUUID().toString(),
                                closing)
                        .body()
                        .get("code")
                        .asString())
                .isEqualTo("ROOT_STAYS_OPEN");
    }

    @Test
    void anIdentityNumberThatSaysOtherwiseIsAskedAbout() {
        var bureau = bureau();
        var file = new java.util.HashMap<>(file(branch(bureau), "张华", "11010519491231002X"));
        file.put("born", "1949-12-30");
        file.put("gender", "MALE");
        var asked = post(bureau.admin(), "/members", UUID.randomUUID().toString(), file);
        assertThat(asked.body().get("code").asString()).isEqualTo("IDENTITY_CONTRADICTS");
        assertThat(asked.body().get("errors")).hasSize(2);
        file.put("confirmed", true);
        post(bureau.admin(), "/members", 201, file);
    }

    @Test
    void namesakesAreMarkedInListsAndPickers() {
        var bureau = bureau();
        var branch = branch(bureau);
        for (var born : List.of("1985-03-07", "1990-04-08")) {
            var file = new java.util.HashMap<>(file(branch, "王芳", null));
            file.put("born", born);
            post(bureau.admin(), "/members", 201, file);
        }
        post(bureau.admin(), "/members", 201, file(branch, "张三", null));
        var marks = new java.util.TreeSet<String>();
        call(bureau.admin(), HttpMethod.GET, "/members/names?unit=" + branch, null)
                .body()
                .forEach(line -> marks.add(line.path("mark").path("value").asString("-")));
        assertThat(marks).containsExactly("-", "1985-03", "1990-04");
    }

    private List<String> names(Bureau bureau, String path) {
        var names = new java.util.ArrayList<String>();
        call(bureau.admin(), HttpMethod.GET, path, null)
                .body()
                .forEach(line -> names.add(line.get("name").asString()));
        return names;
    }

    private List<String> items(Bureau bureau, String path) {
        var names = new java.util.ArrayList<String>();
        call(bureau.admin(), HttpMethod.GET, path, null)
                .body()
                .get("items")
                .forEach(line -> names.add(line.get("name").asString()));
        return names;
    }

    private String secretary(Bureau bureau, String branch) {
        var account = post(bureau.admin(), "/accounts", 201, Map.of("username", "sec", "name", "李明"))
                .get("id")
                .asString();
        post(bureau.admin(), "/grants", 201, Map.of("account", account, "role", "SECRETARY", "unit", branch));
        var token = Tokens.of(bureau.id(), account);
        World.await(() ->
                call(token, HttpMethod.GET, "/members?unit=" + branch, null).status() == 200);
        return token;
    }

    private static Map<String, Object> corrected(String branch, String name, String number) {
        var file = new java.util.HashMap<>(file(branch, name, number));
        file.put("reason", "更正");
        return file;
    }

    private static Map<String, Object> file(String branch, String name, String number) {
        var file = new java.util.HashMap<String, Object>(
                Map.of("unit", branch, "name", name, "status", "FULL", "from", "2020-09-01"));
        if (number != null) {
            file.put("identityNumber", number);
        }
        return file;
    }

    private static String memberId(JsonNode view) {
        return view.get("member").get("id").asString();
    }

    private record Answer(int status, JsonNode body) {}

    private JsonNode post(String token, String path, int expected, Object body) {
        var answer = post(token, path, UUID.randomUUID().toString(), body);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(expected);
        return answer.body();
    }

    private Answer post(String token, String path, String key, Object body) {
        return send(token, HttpMethod.POST, path, body, Map.of("Idempotency-Key", key));
    }

    private Answer call(String token, HttpMethod method, String path, Object body) {
        return send(token, method, path, body, Map.of());
    }

    private Answer send(String token, HttpMethod method, String path, Object body, Map<String, String> headers) {
        var request = http.method(method).uri("/api/member/v1" + path).header("Authorization", "Bearer " + token);
        headers.forEach(request::header);
        var result = (body == null ? request : request.bodyValue(body))
                .exchange()
                .expectBody(byte[].class)
                .returnResult();
        var bytes = result.getResponseBody();
        return new Answer(result.getStatus().value(), json.readTree(bytes == null ? "null".getBytes() : bytes));
    }

    @Test
    void listsOfMembersAndAccountsGoOnBehindWhatIsCounted() {
        var bureau = bureau();
        var branch = branch(bureau);
        var member = memberId(post(bureau.admin(), "/members", 201, file(branch, "张华", null)));
        var client = new Client(http, "/api/member/v1", bureau.admin());
        new LongList(
                        world,
                        client,
                        "/members?unit=" + branch,
                        line -> line.get("id").asString())
                .check(bureau.id(), "persons", member, (copy, number) -> copy.append("uniqueKey", "copy-" + number));
        var account = post(bureau.admin(), "/accounts", 201, Map.of("username", "liming", "name", "李明"));
        new LongList(world, client, "/units", line -> line.get("id").asString())
                .check(
                        bureau.id(),
                        "units",
                        branch,
                        (copy, number) -> copy.append(
                                "listed",
                                new Document(copy.get("listed", Document.class))
                                        .append("path", "~%05d".formatted(number * 7919 % 10_007))));
        new LongList(world, client, "/accounts", line -> line.get("id").asString())
                .check(
                        bureau.id(),
                        "accounts",
                        account.get("id").asString(),
                        (copy, number) -> copy.append("username", "copy-" + number));
    }
}
