package cn.zhibu.kit.child;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A service in processes of their own, one after the other on the same store, some of which are halted on their way. */
public final class Halted {

    /** How a process ended and what it said. */
    public record Run(int exit, List<String> output) {

        public static final int HALTED = 137;

        public boolean halted() {
            return exit == HALTED;
        }
    }

    private final ChildJvm children;
    private final Path folder;
    private final Map<String, String> world = new HashMap<>();

    private Halted(Class<?> child, Path folder) {
        this.children = new ChildJvm(child, "256m");
        this.folder = folder;
        world.put("crash.tenant", UUID.randomUUID().toString());
        world.put("crash.branch", UUID.randomUUID().toString());
    }

    /** Names a bureau and a branch with its secretary; the first run founds them, and what follows finds them there. */
    public static Halted in(Class<?> child, Path folder) throws Exception {
        var halted = new Halted(child, folder);
        if (!halted.children.archived()) {
            halted.found();
        }
        return halted;
    }

    /** The same, founded by a run of its own: for a service whose founding passes the failpoints too. */
    public static Halted founded(Class<?> child, Path folder) throws Exception {
        return founded(child, folder, Map.of());
    }

    /** @param always arguments of every run; a {@code zhibu.service} of its own shares listeners and store with no other process */
    public static Halted founded(Class<?> child, Path folder, Map<String, String> always) throws Exception {
        var halted = new Halted(child, folder);
        halted.world.putAll(always);
        halted.found();
        return halted;
    }

    private void found() throws IOException, InterruptedException {
        wholeRun(Map.of("crash.founds-only", "true"));
    }

    /** @param failpoint where it is halted, and how likely each time it passes there; empty for nowhere */
    public Run run(String failpoint, Map<String, String> arguments) throws IOException, InterruptedException {
        var output = folder.resolve("out-" + UUID.randomUUID());
        var command = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--zhibu.partitions=3",
                "--zhibu.files.folder=" + TestStack.files(),
                "--zhibu.master-key-file=" + TestStack.masterKeyFile(),
                "--spring.mongodb.uri=" + TestStack.storeUri(),
                "--spring.kafka.bootstrap-servers=" + TestStack.brokers()));
        world.forEach((name, value) -> command.add("--" + name + "=" + value));
        arguments.forEach((name, value) -> command.add("--" + name + "=" + value));
        var builder = children.with(command);
        builder.environment().put("ZHIBU_FAILPOINT", failpoint);
        var process = builder.redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(240, TimeUnit.SECONDS))
                .as("the process ends")
                .isTrue();
        return new Run(process.exitValue(), Files.readAllLines(output));
    }

    /** Halted at that passage of the failpoint, which it comes to for sure: no chance decides how often a test has tried. */
    public void halted(String failpoint, int passage, Map<String, String> arguments)
            throws IOException, InterruptedException {
        var run = run(failpoint + ":#" + passage, arguments);
        assertThat(run.exit()).as(String.join("\n", run.output())).isEqualTo(Run.HALTED);
    }

    /** The same, to its end. */
    public List<String> wholeRun(Map<String, String> arguments) throws IOException, InterruptedException {
        var run = run("", arguments);
        assertThat(run.exit()).as(String.join("\n", run.output())).isZero();
        return run.output();
    }
}
