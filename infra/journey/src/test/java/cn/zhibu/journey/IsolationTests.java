package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.journey.AccessMatrix.Operation;
import cn.zhibu.journey.AccessMatrix.Rule;
import cn.zhibu.journey.Visitor.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every operation of the committed OpenAPI files × every role × own unit, other unit, other bureau, nobody; with real
 * ids, against the declared matrix, and with canaries that must not be in the answers of those they are not for.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationTests {

    private static final List<String> SECRET_READERS = List.of("secretary", "clerk");

    /** Its code is shown once, to whoever asked: said again it is refused, and another one is to be issued. */
    private static final String SHOWN_ONCE = "issueReceipt";

    private final AccessMatrix matrix = AccessMatrix.read();
    private final Map<String, Operation> described = AccessMatrix.described();

    /** What was done and then answered otherwise when it was said again under its key. */
    private final List<String> unlike = new ArrayList<>();

    @Test
    void theMatrixNamesEveryOperationAndNoOther() {
        assertThat(matrix.operations().keySet()).isEqualTo(described.keySet());
        matrix.operations().forEach((id, rule) -> {
            assertThat(matrix.roles()).as(id).containsAll(rule.allow());
            assertThat(rule.elsewhere()).as(id).isIn("refused", "filtered");
        });
    }

    @Test
    void everybodyGetsWhatTheMatrixSaysAndNobodyElseSeesAnything() {
        var world = TwinWorld.shared();
        var faults = new ArrayList<String>();
        int cells = 0;
        var ordered = new LinkedHashMap<String, Rule>();
        matrix.operations().forEach((id, rule) -> {
            if (!Boolean.TRUE.equals(rule.last())) {
                ordered.put(id, rule);
            }
        });
        matrix.operations().forEach(ordered::putIfAbsent);
        var before = world.digest();
        for (var entry : ordered.entrySet()) {
            cells += refusals(world, entry.getKey(), entry.getValue(), faults);
        }
        assertThat(world.digest()).as("refused writes change nothing").isEqualTo(before);
        for (var entry : ordered.entrySet()) {
            cells += allowances(world, entry.getKey(), entry.getValue(), faults);
        }
        System.out.println("isolation matrix: " + cells + " cells, " + faults.size() + " faults");
        assertThat(faults).isEmpty();
        assertThat(unlike).as("answered as the first time").isEmpty();
    }

    private int refusals(TwinWorld world, String id, Rule rule, List<String> faults) {
        var others = new LinkedHashMap<String, Visitor>();
        matrix.roles().stream()
                .filter(role -> !rule.allow().contains(role))
                .forEach(role -> others.put(role, world.own.get(role)));
        calls(world, others, id, rule).forEach((role, answer) -> expectRefused(id, role, answer, faults));
        calls(world, world.strangers, id, rule).forEach((stranger, answer) -> {
            if (rule.elsewhere().equals("refused")) {
                expectRefused(id, stranger, answer, faults);
            }
            expectWithout(id, stranger, answer, List.of("CANARYA1", "SECRETA1"), faults);
        });
        var nobody = call(world, world.nobody, id, rule);
        boolean open = described.get(id).path().contains("/open/") && nobody.status() == 404;
        if (!open
                && nobody.status() != 401
                && nobody.status() != 403) { // a write without a session falls to CSRF first
            faults.add(id + " answers nobody with " + nobody.status());
        }
        expectWithout(id, "nobody", nobody, List.of("CANARY", "SECRET"), faults);
        return others.size() + world.strangers.size() + 1;
    }

    private int allowances(TwinWorld world, String id, Rule rule, List<String> faults) {
        var allowed = new LinkedHashMap<String, Visitor>();
        rule.allow().forEach(role -> allowed.put(role, world.own.get(role)));
        calls(world, allowed, id, rule).forEach((role, answer) -> {
            if (answer.status() == 401 || answer.status() == 403 || answer.status() == 404 || answer.status() >= 500) {
                faults.add(id + " refuses " + role + " with " + answer.status() + " " + answer.text());
            }
            if (!SECRET_READERS.contains(role)) {
                expectWithout(id, role, answer, List.of("SECRETA1"), faults);
            }
            if (!role.equals("operator")) { // who sees the names of all bureaus, and nothing in them
                expectWithout(id, role, answer, List.of("CANARYB"), faults);
            }
        });
        return allowed.size();
    }

    /** One after another; what is looked at for a while, by all of them at the same time. */
    private Map<String, Answer> calls(TwinWorld world, Map<String, Visitor> who, String id, Rule rule) {
        var hands = Executors.newFixedThreadPool(Boolean.TRUE.equals(rule.stream()) ? who.size() + 1 : 1);
        try {
            var asked = new LinkedHashMap<String, Future<Answer>>();
            who.forEach((name, visitor) -> asked.put(name, hands.submit(() -> call(world, visitor, id, rule))));
            var answers = new LinkedHashMap<String, Answer>();
            for (var one : asked.entrySet()) {
                answers.put(one.getKey(), one.getValue().get());
            }
            return answers;
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(id, failure);
        } finally {
            hands.shutdown();
        }
    }

    private Answer call(TwinWorld world, Visitor visitor, String id, Rule rule) {
        var operation = described.get(id);
        var path = operation.path();
        if (rule.subject() != null) {
            path = path.replace("{id}", world.ids.get(rule.subject()));
        }
        path = world.filled(path + (rule.query() == null ? "" : rule.query()));
        var headers = new HashMap<String, String>();
        if (operation.method().equals("POST")) {
            headers.put("Idempotency-Key", UUID.randomUUID().toString());
        }
        if (operation.method().equals("PUT")) {
            headers.put("If-Match", "\"0\"");
        }
        var body = rule.body() == null
                ? null
                : Visitor.JSON.readTree(world.filled(rule.body().toString()));
        if (Boolean.TRUE.equals(rule.content())) {
            return visitor.send(path, "CANARYA1.jpg", TwinWorld.picture());
        }
        if (Boolean.TRUE.equals(rule.stream())) {
            return visitor.peek(path, Duration.ofSeconds(2));
        }
        var answer = visitor.call(operation.method(), path, body, headers);
        if (operation.method().equals("POST") && answer.status() / 100 == 2 && !id.equals(SHOWN_ONCE)) {
            var again = visitor.call("POST", path, body, headers);
            if (again.status() != answer.status() || !subject(again).equals(subject(answer))) {
                unlike.add(id + " was " + answer.status() + " " + subject(answer) + " and is " + again.status() + " "
                        + again.text());
            }
        }
        return answer;
    }

    /** The id of what an answer speaks of, if it says one. */
    private static String subject(Answer answer) {
        return answer.text().startsWith("{") ? answer.json().path("id").asString("") : "";
    }

    private static void expectRefused(String id, String who, Answer answer, List<String> faults) {
        boolean notThere = answer.status() == 422 && answer.text().contains("_NOT_FOUND");
        if (answer.status() != 403 && answer.status() != 404 && !notThere) {
            faults.add(id + " lets " + who + " through: " + answer.status() + " " + answer.text());
        }
    }

    private static void expectWithout(
            String id, String who, Answer answer, List<String> canaries, List<String> faults) {
        for (var canary : canaries) {
            if (answer.text().contains(canary) || answer.headers().toString().contains(canary)) {
                faults.add(id + " shows " + canary + " to " + who);
            }
        }
    }
}
