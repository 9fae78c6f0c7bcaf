package cn.zhibu.stack.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The running process of a part, known by its id and the moment it started, so that nothing else is ever touched. */
final class PartProcess {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Settings settings;
    private final Part part;

    PartProcess(Settings settings, Part part) {
        this.settings = settings;
        this.part = part;
    }

    Part part() {
        return part;
    }

    Path log() {
        return settings.log(part.name());
    }

    /** Ours, if it lives. */
    Optional<ProcessHandle> find() {
        try {
            var written = Files.readString(settings.pid(part.name())).strip().split(" ");
            long pid = Long.parseLong(written[0]);
            return ProcessHandle.of(pid)
                    .filter(process -> process.isAlive() && startOf(pid).equals(written[1]));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException none) {
            return Optional.empty();
        }
    }

    void start() {
        for (var need : part.needs().entrySet()) {
            if (!Files.exists(need.getKey())) {
                throw new StackException(
                        part.name() + " cannot start, " + need.getKey() + " is missing: " + need.getValue());
            }
        }
        refuseHeldPorts();
        try {
            Logs.turn(log());
            long since = Files.exists(log()) ? Files.size(log()) : 0;
            Files.createDirectories(part.directory());
            var command = new ArrayList<>(part.command());
            if (Parts.isService(part.name())) {
                command.addAll(1, Archive.flags(part.directory()));
            }
            command.add(0, "setsid");
            var builder = new ProcessBuilder(OwnerOnly.command(command))
                    .directory(part.directory().toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().putAll(part.environment());
            long pid = builder.start().pid();
            Files.createDirectories(settings.pid(part.name()).getParent());
            Files.writeString(settings.pid(part.name()), pid + " " + startOf(pid) + " " + since + "\n");
        } catch (IOException failed) {
            throw new StackException(part.name() + " could not be started: " + failed.getMessage(), failed);
        }
    }

    private void refuseHeldPorts() {
        for (int port : part.ports()) {
            if (!Ports.free(port)) {
                throw new StackException("port " + port + ", which " + part.name() + " needs, is held by "
                        + Ports.holder(port) + "; stop it, or choose other ports with ZHIBU_PORT_BASE");
            }
        }
    }

    /** The kernel's own note of when a process started; another process with the same id has another one. */
    private static String startOf(long pid) {
        try {
            var line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return line.substring(line.lastIndexOf(')') + 2).split(" ")[19];
        } catch (IOException noProc) {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().startInstant())
                    .map(start -> Long.toString(start.toEpochMilli()))
                    .orElse("?");
        }
    }

    /** Makes its optimizing compiler step back, if it has one; false as long as it has not come so far as to begin it. */
    boolean optimizesLater() {
        return part.command().containsAll(Jvm.quick())
                || find().map(running -> Optimizer.stepBack(running.pid())).orElse(false);
    }

    void optimizeNow() {
        find().ifPresent(running -> Optimizer.stepForward(running.pid()));
    }

    boolean ready() {
        if (find().isEmpty()) {
            return false;
        }
        if (part.ready() instanceof Part.Ready.Answers answers) {
            return answers(answers.url());
        }
        boolean said = !(part.ready() instanceof Part.Ready.Says says) || Logs.says(log(), since(), says.text());
        return said && Ports.accepts(part.ports().get(0));
    }

    private long since() {
        try {
            return Long.parseLong(
                    Files.readString(settings.pid(part.name())).strip().split(" ")[2]);
        } catch (IOException | RuntimeException unknown) {
            return 0;
        }
    }

    private static boolean answers(String url) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(3))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Asks it to end, and ends it when it does not. Whether there was anything to stop. */
    boolean stop(Duration patience) {
        var process = find();
        process.ifPresent(running -> {
            signal("CONT");
            running.destroy();
            if (!ended(running, patience)) {
                running.destroyForcibly();
                ended(running, Duration.ofSeconds(10));
            }
        });
        try {
            Files.deleteIfExists(settings.pid(part.name()));
        } catch (IOException failed) {
            throw new StackException("the process id of " + part.name() + " could not be removed", failed);
        }
        return process.isPresent();
    }

    void kill() {
        find().ifPresent(running -> {
            running.destroyForcibly();
            ended(running, Duration.ofSeconds(10));
        });
    }

    /** STOP freezes it, CONT lets it go on. */
    void signal(String name) {
        find().ifPresent(running -> {
            try {
                new ProcessBuilder("kill", "-" + name, Long.toString(running.pid()))
                        .start()
                        .waitFor();
            } catch (IOException failed) {
                throw new StackException(part.name() + " could not be signalled", failed);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static boolean ended(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException alive) {
            return false;
        } catch (java.util.concurrent.ExecutionException gone) {
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Resident memory in MiB, 0 when unknown. */
    long residentMebibytes() {
        return find().map(running -> {
                    try {
                        return Files.readAllLines(Path.of("/proc/" + running.pid() + "/status")).stream()
                                .filter(line -> line.startsWith("VmRSS:"))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                                .findFirst()
                                .orElse(0);
                    } catch (IOException unknown) {
                        return 0L;
                    }
                })
                .orElse(0L);
    }
}
