package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Bad input at every endpoint that takes any: an empty body is answered with a problem that names each required field, a
 * field of a wrong type with one that names that field; in both languages, and nothing is stored.
 */
class BadInputTests {

    private final AccessMatrix matrix = AccessMatrix.read();

    /** Required fields by operation, as the OpenAPI files say. */
    private static Map<String, List<String>> required() throws IOException {
        var all = new TreeMap<String, List<String>>();
        for (var service : AccessMatrix.SERVICES) {
            var tree = Visitor.JSON.readTree(Files.readAllBytes(Path.of("../..", service, "openapi.json")));
            for (var path : tree.get("paths")) {
                for (var operation : path) {
                    var ref = operation
                            .at("/requestBody/content/application~1json/schema/$ref")
                            .asString("");
                    if (!ref.isEmpty()) {
                        var fields = new ArrayList<String>();
                        tree.at(ref.substring(1)).path("required").forEach(field -> fields.add(field.asString()));
                        if (!fields.isEmpty()) {
                            all.put(operation.get("operationId").asString(), fields);
                        }
                    }
                }
            }
        }
        return all;
    }

    @Test
    void everyFaultIsNamedAtItsFieldInBothLanguages() throws IOException {
        var world = TwinWorld.shared();
        var described = AccessMatrix.described();
        var faults = new ArrayList<String>();
        int asked = 0;
        for (var entry : required().entrySet()) {
            var rule = matrix.operations().get(entry.getKey());
            if (rule == null || rule.allow().isEmpty()) {
                continue;
            }
            var operation = described.get(entry.getKey());
            var path = rule.subject() == null
                    ? operation.path()
                    : operation.path().replace("{id}", world.ids.get(rule.subject()));
            var visitor = world.own.get(rule.allow().get(0));
            var chinese = send(visitor, operation.method(), world.filled(path), Map.of(), "zh-CN");
            var english = send(visitor, operation.method(), world.filled(path), Map.of(), "en");
            expectFields(entry.getKey(), chinese, entry.getValue(), faults);
            expectFields(entry.getKey(), english, entry.getValue(), faults);
            if (chinese.json().path("title").equals(english.json().path("title"))) {
                faults.add(entry.getKey() + " says the same in both languages: " + chinese.text());
            }
            var wrong = send(
                    visitor,
                    operation.method(),
                    world.filled(path),
                    Map.of(entry.getValue().get(0), Map.of("a", List.of())),
                    "en");
            if (wrong.status() / 100 != 4
                    || !pointers(wrong.json()).contains("/" + entry.getValue().get(0))) {
                faults.add(entry.getKey() + " does not name the field of a wrong type: " + wrong.status() + " "
                        + wrong.text());
            }
            asked += 3;
        }
        System.out.println("bad input: " + asked + " requests, " + faults.size() + " faults");
        assertThat(asked).isGreaterThan(40);
        assertThat(faults).isEmpty();
    }

    private static Visitor.Answer send(Visitor visitor, String method, String path, Object body, String language) {
        var headers = new HashMap<String, String>(Map.of("Accept-Language", language));
        headers.put("Idempotency-Key", UUID.randomUUID().toString());
        headers.put("If-Match", "\"0\"");
        return visitor.call(method, path, body, headers);
    }

    private static void expectFields(String id, Visitor.Answer answer, List<String> required, List<String> faults) {
        var named = pointers(answer.json());
        for (var field : required) {
            if (answer.status() / 100 != 4 || !named.contains("/" + field)) {
                faults.add(id + " does not name " + field + ": " + answer.status() + " " + answer.text());
            }
        }
    }

    private static TreeSet<String> pointers(JsonNode problem) {
        var pointers = new TreeSet<String>();
        problem.path("errors").forEach(error -> {
            var pointer = error.get("pointer").asString();
            pointers.add(pointer.indexOf('/', 1) < 0 ? pointer : pointer.substring(0, pointer.indexOf('/', 1)));
        });
        return pointers;
    }
}
