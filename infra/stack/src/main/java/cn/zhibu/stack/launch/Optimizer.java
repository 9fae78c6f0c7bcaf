package cn.zhibu.stack.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The compiler thread of a Java process that takes long and makes fast code. While a whole stack starts it would take a third of
 * the processors for code that is needed later, so it steps back until all of it is there. Where the kernel shows no threads, or
 * has nobody's urgency changed, nothing happens.
 */
final class Optimizer {

    /** As much of the thread's name as the kernel keeps. */
    private static final String NAME = "C2 CompilerThre";

    /** A tenth of what others get where they compete, all of what nobody else wants. */
    private static final int BACK = 10;

    private static final int USUAL = 0;

    private Optimizer() {}

    /** Lets everybody else go first; said again it changes nothing. Whether there is any such thread yet. */
    static boolean stepBack(long pid) {
        return urgency(pid, BACK);
    }

    /** As urgent as the rest again. Only an administrator may do so; for others it goes on with what nobody else wants. */
    static void stepForward(long pid) {
        urgency(pid, USUAL);
    }

    private static boolean urgency(long pid, int nice) {
        var threads = threads(pid);
        for (var thread : threads) {
            try {
                new ProcessBuilder("renice", "-n", Integer.toString(nice), "-p", thread)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            } catch (IOException notThere) {
                return true;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
        return !threads.isEmpty();
    }

    /** Their ids; none before the process has come so far as to begin them. */
    static List<String> threads(long pid) {
        try (var threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.filter(Optimizer::optimizes)
                    .map(thread -> thread.getFileName().toString())
                    .toList();
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static boolean optimizes(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip().equals(NAME);
        } catch (IOException ended) {
            return false;
        }
    }
}
