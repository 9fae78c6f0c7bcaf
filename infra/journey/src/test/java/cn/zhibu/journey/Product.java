package cn.zhibu.journey;

import cn.zhibu.stack.demo.Demo;
import cn.zhibu.stack.launch.Secrets;
import cn.zhibu.stack.launch.Settings;
import cn.zhibu.stack.launch.Stack;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The product under test: all of its parts, started once for all tests on ports of its own, from nothing. With
 * {@code ZHIBU_JOURNEY_RUNNING} set, the running stack of the environment is used instead.
 */
final class Product {

    private static final int PORT_BASE = 11_000;
    private static final int BESIDE = 7_000;
    private static final int LINES_OF_A_TRACE = 40;

    /** Two JVMs run the journeys side by side, each with a product of its own: "lane 1" and "lane 2". */
    private static final int LANE = Integer.parseInt(
            System.getProperty("zhibu.lane", "lane 1").replace("lane ", "").strip());

    /** Started when somebody asks for it. */
    private static final class Started {
        private static final Stack STACK = start();
    }

    private Product() {}

    static Stack stack() {
        return Started.STACK;
    }

    static String url() {
        return stack().publicUrl();
    }

    static Visitor operator() {
        return operator(stack());
    }

    static Visitor operator(Stack stack) {
        return new Visitor(stack.publicUrl()).signIn("operator", stack.secrets().get(Secrets.OPERATOR), null);
    }

    private static Stack start() {
        var environment = new HashMap<>(Map.copyOf(System.getenv()));
        environment.putIfAbsent("ZHIBU_ROOT", "../..");
        var settings = Settings.of(environment);
        if (System.getenv("ZHIBU_JOURNEY_RUNNING") != null) {
            return new Stack(settings, System.out::println);
        }
        return beside(settings, "stack-" + LANE, PORT_BASE + BESIDE * (LANE - 1));
    }

    /** Another product, of nothing, for a test that takes its product down. */
    static Stack another(String folder, int portBase) {
        var environment = new HashMap<>(Map.copyOf(System.getenv()));
        environment.putIfAbsent("ZHIBU_ROOT", "../..");
        return beside(Settings.of(environment), folder, portBase);
    }

    private static Stack beside(Settings settings, String folder, int portBase) {
        var stack = new Stack(
                settings.beside(settings.root().resolve("infra/journey/target").resolve(folder), portBase),
                System.out::println);
        // Killed, not stopped: Surefire waits half a minute for its fork, and what is left then would keep its ports.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stack.names().forEach(stack::kill)));
        stack.stop(stack.names());
        stack.wipe();
        try {
            java.nio.file.Files.createDirectories(stack.settings().local().resolve("logs"));
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        stack.start(stack.names());
        return stack;
    }

    /** Somebody of the demo, which is loaded when it is first asked for. */
    static synchronized Visitor demoPerson(String username) {
        new Demo(stack(), System.out::println).load();
        return new Visitor(url()).signIn(username, stack().secrets().get(Secrets.DEMO), null);
    }

    /** The lines of the services' logs that name a request, each with what follows it. */
    static String said(String request) {
        var said = new StringBuilder();
        try (var logs = java.nio.file.Files.newDirectoryStream(
                stack().settings().local().resolve("logs"), "*.log")) {
            for (var log : logs) {
                var lines = java.nio.file.Files.readAllLines(log);
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).contains(request)) {
                        var end = Math.min(lines.size(), i + LINES_OF_A_TRACE);
                        said.append('\n').append(log.getFileName()).append(": ");
                        said.append(String.join("\n", lines.subList(i, end)));
                    }
                }
            }
        } catch (java.io.IOException unread) {
            said.append('\n').append(unread);
        }
        return said.toString();
    }

    /** Waits for what events bring about. */
    static void await(String what, Duration patience, BooleanSupplier condition) {
        var end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come about within " + patience + ": " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
        }
    }
}
