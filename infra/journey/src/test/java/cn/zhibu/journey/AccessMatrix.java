package cn.zhibu.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The declared matrix, and the operations that the committed OpenAPI files really have. */
record AccessMatrix(List<String> roles, Map<String, Rule> operations) {

    /**
     * Who may do one operation.
     *
     * @param elsewhere "refused" or "filtered"
     * @param content a file in the place of a body
     * @param last done after all others, since it ends what they need
     */
    record Rule(
            List<String> allow,
            String elsewhere,
            @Nullable String subject,
            @Nullable String query,
            @Nullable JsonNode body,
            @Nullable Boolean last,
            @Nullable Boolean stream,
            @Nullable Boolean content) {}

    /** An operation as described: method and path. */
    record Operation(String id, String method, String path) {}

    static final List<String> SERVICES =
            List.of("member-service", "activity-service", "report-service", "notification-service");

    static AccessMatrix read() {
        try (var stream = AccessMatrix.class.getResourceAsStream("/access-matrix.yml")) {
            return YAMLMapper.builder().build().readValue(stream, AccessMatrix.class);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Map<String, Operation> described() {
        var json = JsonMapper.builder().build();
        var all = new TreeMap<String, Operation>();
        for (var service : SERVICES) {
            try {
                var tree = json.readTree(Files.readAllBytes(Path.of("../..", service, "openapi.json")));
                tree.get("paths")
                        .properties()
                        .forEach(path -> path.getValue().properties().forEach(method -> {
                            var id = method.getValue().get("operationId").asString();
                            var before = all.put(
                                    id,
                                    new Operation(
                                            id, method.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey()));
                            if (before != null) {
                                throw new IllegalStateException("Two operations are called " + id);
                            }
                        }));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return new LinkedHashMap<>(all);
    }
}
