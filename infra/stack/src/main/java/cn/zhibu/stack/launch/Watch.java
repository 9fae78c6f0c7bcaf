package cn.zhibu.stack.launch;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Starts again what ended by itself, for as long as something is to be kept running. Runs in a process of its own, which
 * infra/up starts and infra/down stops.
 */
final class Watch {

    static final String NAME = "watch";

    private static final long PAUSE_MILLIS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Collection<PartProcess> processes;
    private final Keeping keeping;
    private final Clock clock;
    private final Consumer<String> told;

    Watch(Collection<PartProcess> processes, Keeping keeping, Clock clock, Consumer<String> told) {
        this.processes = processes;
        this.keeping = keeping;
        this.clock = clock;
        this.told = told;
    }

    /** Until nothing is to be kept running any more. */
    void run(Runnable beside) throws InterruptedException {
        while (processes.stream()
                .anyMatch(process -> keeping.isKept(process.part().name()))) {
            processes.forEach(this::look);
            beside.run();
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** Whether it lives is asked before whether it should: infra/down says the second before it ends the first. */
    void look(PartProcess process) {
        var name = process.part().name();
        if (process.find().isPresent() || !keeping.isKept(name)) {
            return;
        }
        keeping.alone(() -> {
            var now = clock.instant();
            if (keeping.isKept(name)
                    && process.find().isEmpty()
                    && !keeping.restarts(name).due(now).isAfter(now)) {
                keeping.noteRestart(name, now);
                told.accept(now + " " + name + " has ended and is started again");
                try {
                    process.start();
                } catch (StackException refused) {
                    told.accept(refused.getMessage());
                }
            }
        });
    }

    /** The process that watches a stack with these settings. */
    static PartProcess process(Settings settings) {
        var command = List.of(
                settings.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                StackMain.class.getName(),
                NAME);
        var environment = new LinkedHashMap<>(settings.daily().environment());
        environment.putAll(Map.of(
                "ZHIBU_ROOT",
                settings.root().toString(),
                "ZHIBU_LOCAL",
                settings.local().toString(),
                "ZHIBU_DIST",
                settings.dist().toString(),
                "ZHIBU_JAVA_HOME",
                settings.jvm().home().toString(),
                Jvm.COMPILER,
                settings.jvm().compiler(),
                "ZHIBU_PORT_BASE",
                Integer.toString(settings.portBase())));
        var part =
                new Part(NAME, command, environment, settings.local(), List.of(), new Part.Ready.Listens(), Map.of());
        return new PartProcess(settings, part);
    }

    /** Starts it anew, so that it knows the surroundings of today. */
    static void begin(Settings settings) {
        end(settings);
        process(settings).start();
    }

    static void end(Settings settings) {
        process(settings).stop(PATIENCE);
    }
}
