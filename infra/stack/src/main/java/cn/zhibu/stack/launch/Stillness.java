package cn.zhibu.stack.launch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Parts that stand still for a moment (SIGSTOP), services first: what lies on the disk meanwhile is what a kill of all of
 * them would leave, and who asks them something waits for the answer instead of being refused. They go on whatever
 * becomes of this process: a guard of its own sees to that.
 */
final class Stillness {

    private static final Duration LONGEST = Duration.ofSeconds(45);

    private static final Duration GUARD = LONGEST.plusSeconds(15);
    private static final Duration STOPPING = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 2;

    private final List<PartProcess> running;

    private Stillness(List<PartProcess> running) {
        this.running = List.copyOf(running);
    }

    /** Of those that run, services first. */
    static Stillness of(Collection<PartProcess> processes) {
        return new Stillness(processes.stream()
                .filter(process -> process.find().isPresent())
                .sorted(Comparator.comparing(
                        process -> !Parts.isService(process.part().name())))
                .toList());
    }

    /** Does it while they stand, and answers for how long they stood; refuses a result of which they did not all stand. */
    Duration during(FileWork work) throws IOException {
        long began = System.nanoTime();
        var guard = guard();
        try (var end = new AtTheEnd(this::goOn)) {
            running.forEach(process -> process.signal("STOP"));
            awaitStanding(began);
            work.run();
            if (!running.stream().allMatch(Stillness::stands)
                    || System.nanoTime() - began > LONGEST.plus(STOPPING).toNanos()) {
                throw new StackException("the parts did not stand still for as long as it took");
            }
        } finally {
            goOn();
            guard.descendants().forEach(ProcessHandle::destroy);
            guard.destroy();
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void goOn() {
        var order = new ArrayList<>(running);
        Collections.reverse(order);
        order.forEach(process -> process.signal("CONT"));
    }

    /** Lets them go on even if this process is killed before it can. */
    private Process guard() throws IOException {
        var pids = running.stream()
                .flatMap(process -> process.find().stream())
                .map(process -> Long.toString(process.pid()))
                .collect(Collectors.joining(" "));
        var script = pids.isEmpty() ? "true" : "sleep " + GUARD.toSeconds() + "; kill -CONT " + pids;
        return new ProcessBuilder("setsid", "sh", "-c", script)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void awaitStanding(long since) {
        while (!running.stream().allMatch(Stillness::stands)) {
            if (System.nanoTime() - since > STOPPING.toNanos()) {
                throw new StackException("not all parts would stand still");
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new StackException("interrupted", stopped);
            }
        }
    }

    /** Each of its threads: one may be in the middle of a write when the signal comes, and finishes that first. */
    private static boolean stands(PartProcess process) {
        return process.find()
                .map(running -> allStand(Path.of("/proc/" + running.pid() + "/task")))
                .orElse(true);
    }

    private static boolean allStand(Path threads) {
        try (var each = Files.newDirectoryStream(threads)) {
            for (Path thread : each) {
                var line = Files.readString(thread.resolve("stat"));
                if ("Tt".indexOf(line.charAt(line.lastIndexOf(')') + 2)) < 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException | DirectoryIteratorException gone) {
            return false;
        }
    }
}
