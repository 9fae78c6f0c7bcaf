package cn.zhibu.stack.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A Java process of its own, looked at through the kernel's own figures. */
@EnabledOnOs(OS.LINUX)
class OptimizerTests {

    private static final String BACK = "10";

    private Process process;

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void theOptimizerAloneStepsBackAndAdministratorsLetItForwardAgain() throws Exception {
        begin(List.of());
        await().until(() -> !Optimizer.threads(process.pid()).isEmpty());
        var optimizer = Optimizer.threads(process.pid()).get(0);
        var usual = nice(optimizer);

        Optimizer.stepBack(process.pid());
        Optimizer.stepBack(process.pid());

        assertThat(nice(optimizer)).isEqualTo(BACK).isNotEqualTo(usual);
        try (var threads = Files.list(tasks())) {
            for (var other : threads.map(thread -> thread.getFileName().toString())
                    .filter(thread -> !thread.equals(optimizer))
                    .toList()) {
                assertThat(nice(other)).as("nice of thread %s", other).isEqualTo(usual);
            }
        }

        Optimizer.stepForward(process.pid());

        assertThat(nice(optimizer)).isEqualTo(isAdministrator() ? "0" : BACK);
    }

    @Test
    void theQuickCompilerIsLeftAlone() throws Exception {
        begin(Jvm.quick());
        await().until(() -> names().contains("C1 CompilerThre"));

        assertThat(Optimizer.threads(process.pid())).isEmpty();
    }

    @Test
    void whatHasEndedHasNoThreads() throws Exception {
        begin(List.of());
        process.destroyForcibly().waitFor();

        Optimizer.stepBack(process.pid());

        assertThat(Optimizer.threads(process.pid())).isEmpty();
    }

    private void begin(List<String> compiling) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(compiling);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Sleeper.class.getName()));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private List<String> names() throws IOException {
        try (var threads = Files.list(tasks())) {
            var names = new ArrayList<String>();
            for (var thread : threads.toList()) {
                names.add(Files.readString(thread.resolve("comm")).strip());
            }
            return names;
        }
    }

    private Path tasks() {
        return Path.of("/proc/" + process.pid() + "/task");
    }

    /** The nineteenth figure of a thread's line, of which the second is its name in brackets. */
    private String nice(String thread) throws IOException {
        var line = Files.readString(tasks().resolve(thread).resolve("stat"));
        return line.substring(line.lastIndexOf(')') + 2).split(" ")[16];
    }

    private static boolean isAdministrator() {
        return System.getProperty("user.name").equals("root");
    }

    /** Does nothing for a minute. */
    static final class Sleeper {

        private Sleeper() {}

        public static void main(String[] arguments) throws InterruptedException {
            Thread.sleep(60_000);
        }
    }
}
