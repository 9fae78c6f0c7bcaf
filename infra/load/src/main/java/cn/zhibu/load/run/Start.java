package cn.zhibu.load.run;

import cn.zhibu.load.Options;
import cn.zhibu.load.measure.LoadException;
import cn.zhibu.load.measure.Machine;
import cn.zhibu.load.measure.Report;
import cn.zhibu.load.measure.Spread;
import cn.zhibu.load.measure.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** infra/up and infra/down in a folder and on ports of their own: seconds until healthy, and memory. Goal P10. */
public final class Start {

    private static final int BESIDE = 3000;
    private static final int HIGHEST = 38_000;
    private static final double GOAL_SECONDS = 60;
    private static final double GOAL_MEBIBYTES = 3 * 1024;
    private static final double PEER_SECONDS = 50;
    private static final Pattern HEALTHY = Pattern.compile("healthy after ([0-9.]+) s");

    private final Path root;
    private final int running;
    private final Options options;
    private final Report report;

    /** @param running the port base of the stack that may run already */
    public Start(Path root, int running, Options options, Report report) {
        this.root = root;
        this.running = running;
        this.options = options;
        this.report = report;
    }

    public void run() {
        int base = options.portBase(running + BESIDE > HIGHEST ? running - BESIDE : running + BESIDE);
        report.part("start: a whole stack on ports + " + base + ", from nothing and then again with its data");
        var local = root.resolve(".local").resolve("load-start");
        var environment = Map.of("ZHIBU_LOCAL", local.toString(), "ZHIBU_PORT_BASE", Integer.toString(base));
        var ended = new Thread(() -> stop(environment), "stop");
        Runtime.getRuntime().addShutdownHook(ended);
        try {
            delete(local);
            var seconds = new ArrayList<Double>();
            double first = up(environment);
            stop(environment);
            Map<String, Long> memory = Map.of();
            for (int number = 0; number < Math.min(3, options.rounds()); number++) {
                seconds.add(up(environment));
                memory = memory(local);
                stop(environment);
            }
            tell(first, Spread.of(seconds), memory);
        } finally {
            stop(environment);
            delete(local);
            Runtime.getRuntime().removeShutdownHook(ended);
        }
    }

    private void tell(double first, Spread seconds, Map<String, Long> memory) {
        report.figure(
                "from nothing to healthy, s",
                Spread.number(first),
                "folders, realm, class archives made; DHIS2 alone " + PEER_SECONDS + " (measured elsewhere)",
                null);
        report.figure(
                "with its data to healthy, s",
                seconds,
                "goal " + Spread.number(GOAL_SECONDS),
                Verdict.of(seconds.median(), GOAL_SECONDS, false));
        double sum = memory.values().stream().mapToLong(Long::longValue).sum();
        report.figure(
                "resident memory of all processes, MiB",
                Spread.number(sum),
                "goal " + Spread.number(GOAL_MEBIBYTES) + ", DHIS2 3.05 GB (measured elsewhere)",
                Verdict.of(sum, GOAL_MEBIBYTES, false));
        report.note("Resident memory just after the start: "
                + memory.entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue() + " MiB")
                        .collect(Collectors.joining(", "))
                + ".");
    }

    private double up(Map<String, String> environment) {
        var said = run(environment, "infra/up", "--no-demo");
        var found = HEALTHY.matcher(said);
        if (!found.find()) {
            throw new LoadException("infra/up did not become healthy: "
                    + said.lines().reduce((one, other) -> other).orElse("it said nothing"));
        }
        double seconds = Double.parseDouble(found.group(1));
        report.progress("healthy after " + seconds + " s, load " + Machine.load());
        return seconds;
    }

    private void stop(Map<String, String> environment) {
        run(environment, "infra/down");
    }

    private String run(Map<String, String> environment, String... command) {
        var builder = new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        } catch (IOException failed) {
            throw new LoadException(List.of(command) + " could not be run", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static Map<String, Long> memory(Path local) {
        var memory = new LinkedHashMap<String, Long>();
        try (var files = Files.newDirectoryStream(local.resolve("run"), "*.pid")) {
            for (Path file : files) {
                long pid = Long.parseLong(Files.readString(file).strip().split(" ")[0]);
                memory.put(file.getFileName().toString().replace(".pid", ""), Machine.resident(pid));
            }
        } catch (IOException missing) {
            throw new LoadException("the processes of the stack cannot be found in " + local, missing);
        }
        return memory;
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new LoadException(folder + " could not be removed", failed);
        }
    }
}
