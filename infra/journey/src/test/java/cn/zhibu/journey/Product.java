package cn.zhibu.journey;

import cn.zhibu.stack.demo.Demo;
import cn.zhibu.stack.launch.Secrets;
import cn.zhibu.stack.launch.Settings;
import cn.zhibu.stack.launch.Stack;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The product under test: all of its parts, started once for all tests of a lane on ports of its own, from nothing; only
 * who takes it down starts another in its place. With {@code ZHIBU_JOURNEY_RUNNING} set, the running stack of the
 * environment is used instead.
 */
final class Product {

    private static final int PORT_BASE = 11_000;
    private static final int BESIDE = 7_000;
    private static final int LINES_OF_A_TRACE = 40;

    /** Two JVMs run the journeys side by side, each with a product of its own: "lane 1" and "lane 2". */
    private static final int LANE = Integer.parseInt(
            System.getProperty("zhibu.lane", "lane 1").replace("lane ", "").strip());

    private static final boolean RUNNING = System.getenv("ZHIBU_JOURNEY_RUNNING") != null;

    private static @Nullable Stack own;
    private static @Nullable Stack running;
    private static @Nullable RuntimeException failed;

    private Product() {}

    static synchronized Stack stack() {
        if (!RUNNING) {
            return own();
        }
        var stack = running;
        if (stack == null) {
            stack = new Stack(settings(), System.out::println);
            running = stack;
        }
        return stack;
    }

    /** The product of this lane, which a test may take down and lose. */
    static synchronized Stack own() {
        var stack = own;
        if (stack == null) {
            if (failed != null) {
                throw failed;
            }
            try {
                stack = fromNothing();
            } catch (RuntimeException failure) {
                failed = failure;
                throw failure;
            }
            own = stack;
        }
        return stack;
    }

    /** From now on the product of this lane is another one, of nothing, on the same ports and in the same folder. */
    static synchronized Stack anew() {
        own = null;
        return own();
    }

    /** Whoever comes after a test that left the product of this lane in pieces gets another one. */
    static synchronized void leaveWhole() {
        var stack = own;
        if (stack != null && !stack.names().stream().allMatch(stack::ready)) {
            own = null;
        }
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

    private static Settings settings() {
        var environment = new HashMap<>(Map.copyOf(System.getenv()));
        environment.putIfAbsent("ZHIBU_ROOT", "../..");
        return Settings.of(environment);
    }

    private static Stack fromNothing() {
        var settings = settings();
        var folder = settings.root().resolve("infra/journey/target").resolve("stack-" + LANE);
        var stack = new Stack(settings.beside(folder, PORT_BASE + BESIDE * (LANE - 1)), System.out::println);
        // Killed, not stopped: Surefire waits half a minute for its fork, and what is left then would keep its ports.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stack.names().forEach(stack::kill)));
        stack.stop(stack.names());
        stack.wipe();
        try {
            java.nio.file.Files.createDirectories(stack.settings().local().resolve("logs"));
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        Apps.start(stack);
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
