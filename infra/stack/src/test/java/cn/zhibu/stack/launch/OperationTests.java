package cn.zhibu.stack.launch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What nobody starts here but others will: containers, what watches them, what to do when it calls. */
class OperationTests {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(ZHIBU_[A-Z0-9_]+)(:?)");

    /** Read by the tools of the stack, in a container. */
    private static final Set<String> OF_THE_TOOLS =
            Set.of("ZHIBU_ROOT", "ZHIBU_LOCAL", "ZHIBU_BACKCHANNEL_URL", "ZHIBU_ROUTES");

    private static Map<?, ?> yaml(String file) {
        try (var reader = Files.newBufferedReader(ROOT.resolve(file))) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) requireNonNull(value);
    }

    private static Map<String, Map<?, ?>> containers() {
        var containers = new LinkedHashMap<String, Map<?, ?>>();
        map(yaml("docker-compose.yml").get("services"))
                .forEach((name, described) -> containers.put(String.valueOf(name), map(described)));
        return containers;
    }

    private static Map<?, ?> environment(String service) {
        return map(requireNonNull(containers().get(service)).get("environment"));
    }

    private static String run(Path directory, Map<String, String> environment, String... command) throws Exception {
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void theCompositionIsWhatDockerUnderstands() throws Exception {
        run(ROOT, Map.of(), "docker-compose", "config", "-q");
    }

    @Test
    void everyPartThatStaysIsWatchedBoundedAndPinned() {
        containers().forEach((name, part) -> {
            assertThat(String.valueOf(part.get("image")))
                    .as(name)
                    .matches(".+:.*\\d.*")
                    .doesNotContain("latest");
            assertThat(part.get("mem_limit")).as(name + " is bounded").isNotNull();
            if (!"no".equals(part.get("restart"))) {
                assertThat(part.get("healthcheck")).as(name + " is watched").isNotNull();
            }
            if (part.get("ports") instanceof List<?> ports) {
                assertThat(ports)
                        .as(name + " is reached from this machine alone")
                        .allSatisfy(port -> assertThat(String.valueOf(port)).startsWith("127.0.0.1:"));
            }
        });
        assertThat(containers().keySet()).containsAll(Parts.SERVICES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "member-service", "activity-service", "report-service", "notification-service"})
    void aServiceIsToldWhatItAsksFor(String service) throws IOException {
        var told = environment(service).keySet();
        var found = PLACEHOLDER.matcher(Files.readString(ROOT.resolve(service + "/src/main/resources/application.yml"))
                + (service.equals("gateway")
                        ? ""
                        : Files.readString(ROOT.resolve("infra/platform/src/main/resources/platform.yml"))));
        while (found.find()) {
            if (found.group(2).isEmpty()) {
                assertThat(told).as(service + " cannot start without").anyMatch(found.group(1)::equals);
            }
        }
    }

    @Test
    void nothingIsToldThatNobodyReads() throws IOException {
        var read = new HashSet<>(OF_THE_TOOLS);
        var files = new ArrayList<>(List.of("infra/platform/src/main/resources/platform.yml"));
        Parts.SERVICES.forEach(service -> files.add(service + "/src/main/resources/application.yml"));
        for (String file : files) {
            PLACEHOLDER
                    .matcher(Files.readString(ROOT.resolve(file)))
                    .results()
                    .forEach(found -> read.add(found.group(1)));
        }
        containers().forEach((name, part) -> {
            if (part.get("environment") instanceof Map<?, ?> told) {
                assertThat(told.keySet().stream()
                                .map(String::valueOf)
                                .filter(key -> key.startsWith("ZHIBU_"))
                                .filter(key -> !read.contains(key)))
                        .as(name + " is told what nobody reads")
                        .isEmpty();
            }
        });
    }

    @Test
    void theNativeStackReadsTheSameConfiguration() {
        var settings = Settings.of(Map.of("ZHIBU_ROOT", ROOT.toString(), "ZHIBU_PORT_BASE", "2000"));
        var composition = new Composition(settings);
        for (String service : Parts.SERVICES) {
            var here = composition.environment(service);
            assertThat(here.keySet())
                    .isEqualTo(environment(service).entrySet().stream()
                            .filter(entry -> entry.getValue() != null)
                            .map(entry -> String.valueOf(entry.getKey()))
                            .filter(key -> !key.startsWith("ZHIBU_SMTP_"))
                            .collect(Collectors.toSet()));
            assertThat(here.values())
                    .as(service)
                    .noneMatch(value -> value.contains("0.0.0.0")
                            || value.contains("/run/zhibu")
                            || value.contains("-service:")
                            || value.contains("mongodb:27017"));
        }
        assertThat(composition.environment("activity-service"))
                .containsEntry("SERVER_PORT", "10082")
                .containsEntry("ZHIBU_KAFKA", "127.0.0.1:11092")
                .containsEntry(
                        "ZHIBU_FILES_FOLDER",
                        settings.local().resolve("data/files").toString());
    }

    @Test
    void theDatabaseIsAReplicaSetThatItsHealthCheckBegins() {
        var mongodb = requireNonNull(containers().get("mongodb"));
        var command = (List<?>) requireNonNull(mongodb.get("command"));
        var set = String.valueOf(command.get(command.indexOf("--replSet") + 1));
        var look = String.valueOf(map(mongodb.get("healthcheck")).get("test"));
        assertThat(look).contains("rs.initiate({_id: '" + set + "'").contains("isWritablePrimary");
        var here = new Composition(Settings.of(Map.of("ZHIBU_ROOT", ROOT.toString())));
        for (String service : Parts.SERVICES) {
            assertThat(environment(service).get("ZHIBU_MONGODB_URI"))
                    .isEqualTo("mongodb://mongodb:27017/?replicaSet=" + set + "&retryWrites=true");
            assertThat(environment(service).get("ZHIBU_STORE_REPLICA_SET")).isEqualTo("required");
            assertThat(here.environment(service))
                    .as("the one store of this machine can do neither")
                    .containsEntry("ZHIBU_MONGODB_URI", "mongodb://127.0.0.1:27017/?retryWrites=false")
                    .containsEntry("ZHIBU_STORE_REPLICA_SET", "wanted");
        }
    }

    @Test
    void whoMeasuresKnowsTheSecretOfTheManagementPorts() {
        var secret = "/run/zhibu/secrets/" + Secrets.MANAGEMENT;
        for (String service : Parts.SERVICES) {
            assertThat(environment(service).get("ZHIBU_MANAGEMENT_SECRET_FILE")).isEqualTo(secret);
        }
        var reader = map(((List<?>)
                        requireNonNull(yaml("infra/prometheus/prometheus.yml").get("scrape_configs")))
                .get(0));
        var file = String.valueOf(map(reader.get("authorization")).get("credentials_file"));
        assertThat(String.valueOf(requireNonNull(containers().get("secrets")).get("entrypoint")))
                .contains("cp " + secret + " " + file);
        assertThat((List<?>) requireNonNull(containers().get("prometheus")).get("volumes"))
                .as("it sees this secret and no other")
                .anyMatch(volume -> file.startsWith(String.valueOf(volume).split(":")[1]))
                .noneMatch(volume -> String.valueOf(volume).startsWith("secrets:"));
    }

    @Test
    void theQuotasAreThoseOfTheEnvironment() throws Exception {
        assertThat(run(ROOT, Map.of("ZHIBU_LIMIT_BUREAU", "7"), "docker-compose", "config"))
                .containsPattern("ZHIBU_LIMIT_BUREAU: ['\"]7['\"]")
                .containsPattern("ZHIBU_LIMIT_PERSON: null");
        var told = environment("gateway").keySet().stream().map(String::valueOf).toList();
        for (String kind : List.of("BUREAU", "PERSON", "ADDRESS")) {
            assertThat(told).contains("ZHIBU_LIMIT_" + kind, "ZHIBU_LIMIT_" + kind + "_BURST");
        }
        assertThat(told).contains("ZHIBU_TRUSTED_PROXIES");
    }

    @Test
    void prometheusReadsEveryServiceWhereItTells() {
        var targets = new TreeSet<String>();
        for (Object job :
                (List<?>) requireNonNull(yaml("infra/prometheus/prometheus.yml").get("scrape_configs"))) {
            if ("zhibu".equals(map(job).get("job_name"))) {
                for (Object group : (List<?>) requireNonNull(map(job).get("static_configs"))) {
                    ((List<?>) requireNonNull(map(group).get("targets")))
                            .forEach(target -> targets.add(String.valueOf(target)));
                }
            }
        }
        assertThat(targets)
                .isEqualTo(Parts.SERVICES.stream()
                        .map(service -> service + ":" + environment(service).get("MANAGEMENT_SERVER_PORT"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void theAlertsFireWhenTheyShouldAndOnlyThen() throws Exception {
        run(ROOT, Map.of(), "promtool", "check", "config", "--syntax-only", "infra/prometheus/prometheus.yml");
        run(ROOT, Map.of(), "promtool", "check", "rules", "infra/prometheus/rules/zhibu.yml");
        run(ROOT, Map.of(), "promtool", "test", "rules", "infra/prometheus/tests/zhibu.yml");
        var rules = alerts().keySet();
        var tried = Files.readString(ROOT.resolve("infra/prometheus/tests/zhibu.yml"));
        assertThat(rules).isNotEmpty().allSatisfy(rule -> assertThat(tried).contains("alertname: " + rule));
    }

    @Test
    void everyAlertSaysWhatToDo() throws IOException {
        var chapters = Pattern.compile("(?m)^### (\\S+)$")
                .matcher(Files.readString(ROOT.resolve("infra/docs/operations.md")))
                .results()
                .map(found -> "infra/docs/operations.md#" + found.group(1))
                .collect(Collectors.toSet());
        assertThat(chapters).isEqualTo(new HashSet<>(alerts().values()));
    }

    /** Runbooks by alert. */
    private static Map<String, String> alerts() {
        var alerts = new LinkedHashMap<String, String>();
        for (Object group : (List<?>)
                requireNonNull(yaml("infra/prometheus/rules/zhibu.yml").get("groups"))) {
            for (Object rule : (List<?>) requireNonNull(map(group).get("rules"))) {
                alerts.put(
                        String.valueOf(map(rule).get("alert")),
                        String.valueOf(map(requireNonNull(map(rule).get("annotations")))
                                .get("runbook")));
            }
        }
        return alerts;
    }

    @Test
    void whatTheVolumesHoldIsSavedAndLoaded() throws Exception {
        var home = Files.createTempDirectory(Files.createDirectories(Path.of("target/volumes")), "drill")
                .toAbsolutePath();
        var script = ROOT.resolve("infra/docker/volumes").toString();
        for (String volume : List.of("mongodb", "kafka", "keycloak", "files", "secrets")) {
            Files.writeString(
                    Files.createDirectories(home.resolve("from").resolve(volume))
                            .resolve("in"),
                    volume);
            Files.createDirectories(home.resolve("to").resolve(volume));
        }
        Files.createDirectories(home.resolve("kept"));
        var kept = home.resolve("kept").toString();
        run(home, Map.of("VOLUMES", home.resolve("from").toString(), "BACKUPS", kept), "sh", script, "save", "one");
        run(home, Map.of("VOLUMES", home.resolve("to").toString(), "BACKUPS", kept), "sh", script, "load", "one");
        try (Stream<Path> all = Files.walk(home.resolve("to"))) {
            assertThat(all.filter(Files::isRegularFile))
                    .hasSize(5)
                    .allSatisfy(file -> assertThat(file)
                            .hasContent(requireNonNull(file.getParent())
                                    .getFileName()
                                    .toString()));
        }
        var again = new ProcessBuilder("sh", script, "load", "one").redirectErrorStream(true);
        again.environment().putAll(Map.of("VOLUMES", home.resolve("to").toString(), "BACKUPS", kept));
        var process = again.start();
        assertThat(new String(process.getInputStream().readAllBytes())).contains("is not empty");
        assertThat(process.waitFor()).isEqualTo(1);
    }
}
