package cn.zhibu.stack.backup;

import cn.zhibu.stack.launch.AtTheEnd;
import cn.zhibu.stack.launch.OwnerOnly;
import cn.zhibu.stack.launch.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** cp, tar and du, which know holes, links and permissions; ended with this process. */
final class Tools {

    private static final Duration LONG = Duration.ofHours(12);
    private static final int WORDS = 2000;

    private Tools() {}

    static String run(String... command) throws IOException {
        return run(LONG, Set.of(0), List.of(command));
    }

    /** With the least share of processor and disk that there is, for what may take its time. */
    static String gently(Set<Integer> good, String... command) throws IOException {
        var nice = new ArrayList<>(List.of("nice", "-n", "19"));
        nice.addAll(List.of(command));
        return run(LONG, good, nice);
    }

    /** @param good ends with which what was asked for is done */
    static String run(Duration longest, Set<Integer> good, List<String> command) throws IOException {
        var process = new ProcessBuilder(OwnerOnly.command(command))
                .redirectErrorStream(true)
                .start();
        var late = new Thread(() -> endLate(process, longest), "longest " + command.get(0));
        late.setDaemon(true);
        late.start();
        try (var end = new AtTheEnd(process::destroyForcibly);
                var said = process.getInputStream()) {
            var words = new String(said.readNBytes(WORDS), StandardCharsets.UTF_8);
            said.transferTo(java.io.OutputStream.nullOutputStream());
            int ended = process.waitFor();
            if (!good.contains(ended)) {
                throw new StackException(command.get(0)
                        + (late.isAlive()
                                ? " failed (" + ended + "): " + words.strip()
                                : " took longer than " + longest.toSeconds() + " s"));
            }
            return words;
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", stopped);
        } finally {
            late.interrupt();
        }
    }

    private static void endLate(Process process, Duration longest) {
        try {
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException inTime) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a folder takes up on its disk, in bytes. */
    static long size(Path folder) throws IOException {
        return Long.parseLong(run("du", "-sk", folder.toString()).split("\\s+")[0]) * 1024;
    }
}
