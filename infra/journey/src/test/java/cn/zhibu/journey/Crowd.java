package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The people of one bureau and what each can do in one attempt: enter a gift, a member, an account, a grant, take a step
 * of a report. What they mean to do and what they were told is in the ledgers. All stay signed in, whatever happens.
 */
final class Crowd {

    static final Duration PATIENCE = Duration.ofMinutes(2);
    static final int YEAR = 2025;
    private static final int MONTHS = 9;

    final Bureau bureau;
    final List<String> branches;
    final List<Visitor> secretaries;
    final Visitor reviewer;
    final Visitor auditor;

    /** The branch whose report goes to and fro, and whose members and grants are entered. */
    final String office;

    final Ledger gifts = new Ledger();
    final Ledger members = new Ledger();
    final Ledger accounts = new Ledger();
    final Ledger grants = new Ledger();
    final Ledger reports = new Ledger();
    final Ledger submissions = new Ledger();
    final Ledger returns = new Ledger();
    final AtomicInteger retries = new AtomicInteger();
    final Map<String, Integer> refusals = new ConcurrentHashMap<>();

    private Crowd(Bureau bureau, int branches, int secretaries) {
        this.bureau = bureau;
        this.office = bureau.branch("办公园", "办公支部", 0);
        var school = bureau.unit(bureau.id, "SCHOOL", "受考园", Map.of("schoolType", "KINDERGARTEN"))
                .get("id")
                .asString();
        this.branches = IntStream.range(0, branches)
                .mapToObj(i -> bureau.unit(school, "BRANCH", "支部" + i, Map.of())
                        .get("id")
                        .asString())
                .toList();
        this.secretaries = IntStream.range(0, secretaries)
                .mapToObj(i -> bureau.appoint("sec" + i, "SECRETARY", school))
                .toList();
        secretaries()
                .forEach(account -> bureau.administrator
                        .post("/api/member/v1/grants", Map.of("account", account, "role", "SECRETARY", "unit", office))
                        .expect(201));
        this.reviewer = bureau.appoint("rev", "REVIEWER", bureau.id);
        this.auditor = bureau.appoint("aud", "AUDITOR", bureau.id);
    }

    /** Opens the bureau and waits until its people can work. */
    static Crowd gather(String name, int branches, int secretaries) {
        var crowd = new Crowd(Bureau.open(Product.operator(), name), branches, secretaries);
        var places = new ArrayList<>(crowd.branches);
        places.add(crowd.office); // its report needs something to speak of
        for (int i = 0; i < places.size(); i++) {
            var branch = places.get(i);
            var key = "warm-up-" + i + UUID.randomUUID();
            Product.await(
                    "the branch can enter",
                    PATIENCE,
                    () -> crowd.hand(key)
                                            .get("/api/report/v1/duties?unit=" + branch + "&year=" + YEAR)
                                            .status()
                                    == 200
                            && crowd.gift(branch, key, 1) == 201);
        }
        var log = new Log(Product.stack());
        Product.await(
                "everybody has heard of the people",
                PATIENCE,
                () -> log.behind().isEmpty());
        crowd.refusals.clear();
        return crowd;
    }

    /** Accounts of the secretaries. */
    List<String> secretaries() {
        var ids = new ArrayList<String>();
        for (int i = 0; !bureau.account("sec" + i).isEmpty(); i++) {
            ids.add(bureau.account("sec" + i));
        }
        return ids;
    }

    /** Whose intent a key is. */
    private Visitor hand(String key) {
        return secretaries.get(Math.floorMod(key.hashCode(), secretaries.size()));
    }

    /** One attempt; answers the status, 0 when there was no answer. */
    int gift(String branch, String key, int amount) {
        var intent = gifts.intend(key, branch, amount);
        return attempt(
                hand(key),
                "/api/activity/v1/records",
                Map.of(
                        "unit",
                        intent.place(),
                        "kind",
                        "pairing-assistance",
                        "date",
                        YEAR + "-0" + (1 + intent.amount() % MONTHS) + "-15",
                        "values",
                        Map.of(
                                "partner",
                                Map.of("name", "受赠园"),
                                "form",
                                "money",
                                "amount",
                                intent.amount(),
                                "approval",
                                key)),
                key,
                id -> gifts.acknowledge(key, id));
    }

    int member(String key, String name) {
        members.intend(key, office, 1);
        return attempt(
                bureau.administrator,
                "/api/member/v1/members",
                Map.of("unit", office, "name", name, "status", "FULL", "from", "2016-09-01"),
                key,
                id -> members.acknowledge(key, id));
    }

    int account(String key, String username) {
        accounts.intend(key, username, 1);
        return attempt(
                bureau.administrator,
                "/api/member/v1/accounts",
                Map.of("username", username, "name", "人" + username),
                key,
                id -> accounts.acknowledge(key, id));
    }

    int grant(String key, String account) {
        grants.intend(key, account, 1);
        return attempt(
                bureau.administrator,
                "/api/member/v1/grants",
                Map.of("account", account, "role", "CLERK", "unit", branches.get(0)),
                key,
                id -> grants.acknowledge(key, id));
    }

    /** Opens the report of the office. */
    int open(String key) {
        reports.intend(key, office, 1);
        return attempt(
                secretaries.get(0),
                "/api/report/v1/reports",
                Map.of("unit", office, "template", "debriefing", "year", YEAR),
                key,
                id -> reports.acknowledge(key, id));
    }

    /** Submits the report, or returns it to its branch. */
    int step(String report, boolean submit, String key) {
        var ledger = submit ? submissions : returns;
        ledger.intend(key, report, 1);
        return attempt(
                submit ? secretaries.get(0) : reviewer,
                "/api/report/v1/reports/" + report + (submit ? "/submission" : "/return"),
                submit ? Map.of() : Map.of("reason", "请补充"),
                key,
                id -> ledger.acknowledge(key, key));
    }

    private int attempt(Visitor visitor, String path, Object body, String key, Consumer<String> acknowledged) {
        try {
            var answer = visitor.call("POST", path, body, Map.of("Idempotency-Key", key));
            if (answer.status() == 200 || answer.status() == 201) {
                acknowledged.accept(id(answer.json()));
                return 201;
            }
            refusals.merge(path + " " + answer.status() + " " + code(answer), 1, Integer::sum);
            assertThat(answer.status())
                    .as(() -> path + " under " + key + ": " + answer.text() + said(answer))
                    .isIn(429, 502, 503, 504);
            return answer.status();
        } catch (java.io.UncheckedIOException lost) {
            refusals.merge(path + " lost", 1, Integer::sum);
            return 0;
        }
    }

    /** What the logs say of a request that failed, to know why. */
    private static String said(Visitor.Answer answer) {
        return answer.text().startsWith("{") && answer.json().has("requestId")
                ? Product.said(answer.json().get("requestId").asString())
                : "";
    }

    private static String id(JsonNode made) {
        return (made.has("id") ? made : made.path("member")).path("id").asString("");
    }

    private static @Nullable String code(Visitor.Answer answer) {
        return answer.text().startsWith("{") && answer.json().has("code")
                ? answer.json().get("code").asString()
                : null;
    }

    /** What the figures of a branch say, -1 while nothing does. */
    long total(String branch) {
        try {
            var answer = secretaries
                    .get(0)
                    .get("/api/report/v1/facts?unit=" + branch + "&measure=aid-money&from=" + YEAR + "-01-01&to=" + YEAR
                            + "-12-31");
            if (answer.status() != 200 || answer.json().get("totals").isEmpty()) {
                return -1;
            }
            return answer.json().get("totals").get(0).get("value").asLong();
        } catch (java.io.UncheckedIOException starting) {
            return -1;
        }
    }

    /** Whether the figures of every branch are those of the ledger. */
    boolean level() {
        var sums = new HashMap<>(gifts.sums());
        return branches.stream().allMatch(branch -> total(branch) == sums.getOrDefault(branch, -1L));
    }
}
