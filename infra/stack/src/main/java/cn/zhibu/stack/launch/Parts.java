package cn.zhibu.stack.launch;

import cn.zhibu.stack.launch.Part.Ready;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each process of the stack is started with. */
final class Parts {

    static final List<String> SERVICES =
            List.of("gateway", "member-service", "activity-service", "report-service", "notification-service");
    static final String KAFKA = "kafka";
    static final String KEYCLOAK = "keycloak";
    static final String STORE = "store";
    static final String STORE_USER = "zhibu";

    private static final List<String> SMALL =
            List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8");
    private static final String LOOPBACK = "127.0.0.1";
    private static final int SECOND = 40;
    private static final String BUILD = "run infra/up, which builds it";

    private final Settings settings;
    private final Secrets secrets;
    private final Composition composition;

    Parts(Settings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
        this.composition = new Composition(settings);
    }

    Map<String, Part> all() {
        var parts = new LinkedHashMap<String, Part>();
        var mongod = settings.mongod();
        var store = mongod == null ? store() : mongod(STORE, mongod, settings.port(27017));
        for (Part part : List.of(kafka(), keycloak(), store)) {
            parts.put(part.name(), part);
        }
        for (String service : SERVICES) {
            parts.put(service, service(service));
        }
        return parts;
    }

    String keycloakUrl() {
        return "http://localhost:" + settings.port(8180);
    }

    String publicUrl() {
        return "http://localhost:" + settings.port(8080);
    }

    /** What is not ours is used little. */
    private List<String> foreign(String heap, String... rest) {
        return java(Jvm.quick(), heap, rest);
    }

    private List<String> java(List<String> compiling, String heap, String... rest) {
        var command = new ArrayList<String>();
        command.add(settings.java().toString());
        command.addAll(SMALL);
        command.addAll(compiling);
        command.addAll(List.of("-Xms32m", "-Xmx" + heap));
        command.addAll(List.of(rest));
        return command;
    }

    private Part kafka() {
        int port = settings.port(9092);
        int controller = settings.port(9093);
        var jars = settings.dist().resolve("kafka");
        var properties = settings.data(KAFKA).resolve("kafka.properties");
        var command = foreign(
                "192m", "-cp", jars + "/*:" + jars.resolveSibling("kafka-conf"), "kafka.Kafka", properties.toString());
        return new Part(
                KAFKA,
                command,
                Map.of(),
                settings.local(),
                List.of(port, controller),
                new Ready.Says("Kafka Server started"),
                Map.of(jars, BUILD));
    }

    private Part keycloak() {
        int management = settings.port(9180);
        var home = settings.dist().resolve("keycloak");
        var command = keycloakServer(home);
        command.addAll(List.of(
                "start",
                "--optimized",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=" + LOOPBACK,
                "--http-port=" + settings.port(8180),
                "--http-management-port=" + management,
                "--hostname=" + keycloakUrl(),
                "--log-level=INFO,io.smallrye.health:ERROR",
                "--spi-theme--folder--dir=" + settings.root().resolve("infra/keycloak/themes"),
                "--db-url=jdbc:h2:file:" + settings.data(KEYCLOAK).resolve("keycloakdb")
                        + ";NON_KEYWORDS=VALUE;WRITE_DELAY=0"));
        return new Part(
                KEYCLOAK,
                command,
                Map.of(
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        KeycloakRealm.ADMIN,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        secrets.get(Secrets.KEYCLOAK_ADMIN)),
                settings.local(),
                List.of(settings.port(8180), management),
                new Ready.Answers("http://" + LOOPBACK + ":" + management + "/health/ready"),
                Map.of(home.resolve("lib/quarkus-run.jar"), BUILD));
    }

    /** What kc.sh runs, without the shell in between, so that the process we know is the server itself. */
    private List<String> keycloakServer(Path home) {
        return foreign(
                "384m",
                "-XX:MaxMetaspaceSize=256m",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Duser.language=en",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Dquarkus-log-max-startup-records=10000",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint");
    }

    private Part store() {
        int port = settings.port(27017);
        var command = java(
                settings.jvm().compiling(),
                "256m",
                "-XX:MaxDirectMemorySize=128m",
                "-Dlogback.configurationFile=zhibu/stack/store-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "cn.zhibu.stack.store.StoreMain",
                "--data",
                settings.data(STORE).resolve("store.db").toString(),
                "--port",
                Integer.toString(port),
                "--password-file",
                secrets.file(Secrets.STORE).toString());
        return new Part(
                STORE, command, Map.of(), settings.local(), List.of(port), new Ready.Says("store ready on"), Map.of());
    }

    private Part mongod(String name, Path program, int port) {
        var command = List.of(
                program.toString(),
                "--dbpath",
                settings.data("mongod").toString(),
                "--bind_ip",
                LOOPBACK,
                "--port",
                Integer.toString(port),
                "--auth");
        return new Part(name, command, Map.of(), settings.local(), List.of(port), new Ready.Listens(), Map.of());
    }

    /** A mongod that does not take the store's place, to move documents into it or out of it. */
    Part beside(Path mongod) {
        return mongod("mongod", mongod, settings.port(27017) + SECOND);
    }

    /** What a driver connects to, with the password: not for logs and command lines. */
    String storeUri(int port) {
        return "mongodb://" + STORE_USER + ":" + secrets.get(Secrets.STORE) + "@" + LOOPBACK + ":" + port
                + "/?authSource=admin&authMechanism=SCRAM-SHA-256&retryWrites=false";
    }

    private Part service(String name) {
        int port = settings.port(8080 + SERVICES.indexOf(name));
        var jar = settings.root().resolve(name).resolve("target").resolve(name + "-1.0.0-SNAPSHOT.jar");
        var home = settings.local().resolve("apps").resolve(name);
        var command = java(settings.jvm().compiling(), "256m");
        command.addAll(List.of(
                "-Duser.timezone=" + Settings.ZONE,
                "-jar",
                home.resolve(jar.getFileName()).toString()));
        var environment = composition.environment(name);
        environment.put("ZHIBU_MONGODB_URI", storeUri(settings.port(27017)));
        return new Part(
                name,
                command,
                environment,
                home,
                List.of(port, port + 1000),
                readiness(port),
                Map.of(jar, "it has not been built: mvn -pl " + name + " -am package -DskipTests"));
    }

    /** A service once more, on ports of its own, beside the first. */
    Part second(String name) {
        var first = service(name);
        int port = first.ports().get(0) + SECOND;
        var environment = new LinkedHashMap<>(first.environment());
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(port + 1000));
        return new Part(
                name + "-2",
                first.command(),
                environment,
                first.directory(),
                List.of(port, port + 1000),
                readiness(port),
                first.needs());
    }

    private static Ready readiness(int port) {
        return new Ready.Answers("http://" + LOOPBACK + ":" + (port + 1000) + "/actuator/health/readiness");
    }

    /** Whether it is a service of ours, the first or a second one. */
    static boolean isService(String name) {
        return SERVICES.stream().anyMatch(name::startsWith);
    }

    /** Whether a service's jar is newer than what runs. */
    boolean rebuilt(Part service) {
        var jar = service.needs().keySet().iterator().next();
        return Files.exists(jar) && Archive.stale(jar, service.directory().resolve(jar.getFileName()));
    }

    /** Writes what the processes read before they start: the broker's properties and its formatted folder. */
    void prepare(Part part) {
        try {
            Files.createDirectories(settings.data(part.name()));
            Files.createDirectories(settings.data("mongod"));
            if (part.name().equals(KAFKA)) {
                Kafka.prepare(settings, part.command(), composition);
            } else if (part.command().contains("--dbpath")) {
                new MongodUser(settings, secrets.get(Secrets.STORE)).prepare(part);
            } else if (SERVICES.contains(part.name())) {
                Archive.extract(settings, part.needs().keySet().iterator().next(), part.directory());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
