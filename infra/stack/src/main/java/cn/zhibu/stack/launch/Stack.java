package cn.zhibu.stack.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A whole local stack. Starts its parts together, waits until each can do its work, and lets a test kill, freeze and
 * restart single ones. Two stacks with different settings do not know of each other.
 */
public final class Stack {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(75);
    private static final Duration START_PATIENCE = Duration.ofSeconds(180);

    private final Settings settings;
    private final Secrets secrets;
    private final Parts parts;
    private final Map<String, PartProcess> processes = new LinkedHashMap<>();
    private final Consumer<String> progress;
    private final Keeping keeping;

    public Stack(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.secrets = new Secrets(settings);
        this.parts = new Parts(settings, secrets);
        this.progress = progress;
        this.keeping = new Keeping(settings);
        parts.all().values().forEach(part -> processes.put(part.name(), new PartProcess(settings, part)));
    }

    public List<String> names() {
        return List.copyOf(processes.keySet());
    }

    public Secrets secrets() {
        return secrets;
    }

    public Settings settings() {
        return settings;
    }

    /** A folder among the stack's data, forgotten with them. */
    public Path folder(String name) {
        return settings.data(name);
    }

    /** Where the browser goes. */
    public String publicUrl() {
        return parts.publicUrl();
    }

    public String keycloakUrl() {
        return parts.keycloakUrl();
    }

    public String storeUri() {
        return storeUri(Parts.STORE);
    }

    public String storeUri(String part) {
        return parts.storeUri(process(part).part().ports().get(0));
    }

    public String kafka() {
        return "127.0.0.1:" + settings.port(9092);
    }

    /** The address of a service itself, past the gateway. */
    public String url(String service) {
        return "http://127.0.0.1:" + process(service).part().ports().get(0);
    }

    /** Starts what does not run yet, all at once, and waits until everything is healthy. */
    public void start(Collection<String> names) {
        settings.keep();
        var since = new Since();
        var started = new ArrayList<String>();
        for (String name : names) {
            if (running(name)
                    && Parts.SERVICES.contains(name)
                    && parts.rebuilt(process(name).part())) {
                progress.accept(name + ": was rebuilt, starting it again");
                keeping.release(List.of(name));
                process(name).stop(STOP_PATIENCE);
            }
            if (running(name)) {
                progress.accept(name + ": already running");
            } else {
                keeping.release(List.of(name));
                launch(name);
                started.add(name);
            }
        }
        awaitHealthy(names, START_PATIENCE);
        if (!started.isEmpty()) {
            progress.accept("healthy after " + since.seconds() + " s");
        }
    }

    private void launch(String name) {
        settings.closeToOthers();
        var process = process(name);
        if (process.part().needs().keySet().stream().allMatch(java.nio.file.Files::exists)) {
            parts.prepare(process.part());
        }
        keeping.alone(() -> {
            if (!running(name)) {
                process(name).start();
            }
        });
    }

    /** From now on what ends by itself is started again, by a process that outlives this one. */
    public void watch(Collection<String> names) {
        keeping.keep(names);
        Watch.begin(settings);
    }

    /** From now on nobody starts them again; they go on running. */
    public void leave(Collection<String> names) {
        keeping.release(names);
        if (processes.keySet().stream().noneMatch(keeping::isKept)) {
            Watch.end(settings);
        }
    }

    /** What the process that watches does, and what is looked at beside it every second. */
    void watchNow(Runnable beside) throws InterruptedException {
        new Watch(processes.values(), keeping, Clock.systemUTC(), progress).run(beside);
    }

    /** Does something while all parts stand still and none is started, and answers for how long they stood. */
    public Duration still(FileWork work) {
        var stood = new Duration[1];
        keeping.alone(() -> stood[0] = Stillness.of(processes.values()).during(work));
        return stood[0];
    }

    boolean watched() {
        return Watch.process(settings).find().isPresent();
    }

    /** Starts one part and returns at once. */
    public void launchOne(String name) {
        if (process(name).find().isEmpty()) {
            launch(name);
        }
    }

    /** Makes a second replica of a service known, under the name that is answered; it does not run yet. */
    public String second(String service) {
        return known(parts.second(service));
    }

    /** The same with a mongod beside the embedded store, on a port of its own. */
    public String beside(Path mongod) {
        return known(parts.beside(mongod));
    }

    private String known(Part part) {
        processes.computeIfAbsent(part.name(), name -> new PartProcess(settings, part));
        return part.name();
    }

    /** Waits for all of them; a process that died is told at once, with the end of its log. */
    public void awaitHealthy(Collection<String> names, Duration patience) {
        var since = new Since();
        var waiting = new ArrayList<>(names);
        var back = new HashSet<String>();
        while (!waiting.isEmpty()) {
            waiting.stream()
                    .filter(name -> !back.contains(name) && process(name).optimizesLater())
                    .forEach(back::add);
            for (String name : List.copyOf(waiting)) {
                if (healthy(name)) {
                    waiting.remove(name);
                    progress.accept(name + ": ready after " + since.seconds() + " s, "
                            + process(name).residentMebibytes() + " MiB");
                } else if (process(name).find().isEmpty()) {
                    throw new StackException(name + " ended while it was starting; " + end(name));
                }
            }
            if (since.longerThan(patience) && !waiting.isEmpty()) {
                throw new StackException(
                        "not ready after " + patience.toSeconds() + " s: " + waiting + "; " + end(waiting.get(0)));
            }
            since.pause();
        }
        back.forEach(name -> process(name).optimizeNow());
    }

    private String end(String name) {
        return "the end of " + process(name).log() + ":\n"
                + Logs.tail(process(name).log());
    }

    private boolean healthy(String name) {
        if (!process(name).ready()) {
            return false;
        }
        if (name.equals(Parts.KEYCLOAK) && ensureRealm()) {
            progress.accept("keycloak: realm " + KeycloakRealm.NAME + " created");
        }
        return true;
    }

    /** Creates the realm in a running identity server that has none; whether it had to be created. */
    boolean ensureRealm() {
        return new KeycloakRealm(settings, secrets, parts).ensure();
    }

    /** Stops what this stack started, services first, and nothing else. */
    public void stop(Collection<String> names) {
        leave(names);
        var services = names.stream().filter(Parts::isService).toList();
        var rest = names.stream().filter(name -> !Parts.isService(name)).toList();
        for (List<String> group : List.of(services, rest)) {
            group.parallelStream().forEach(name -> {
                if (process(name).stop(STOP_PATIENCE)) {
                    progress.accept(name + ": stopped");
                }
            });
        }
    }

    /** Kills one part as a crash would. */
    public void kill(String name) {
        process(name).kill();
    }

    /** Freezes one part, as a long pause of its machine would. */
    public void freeze(String name) {
        process(name).signal("STOP");
    }

    public void thaw(String name) {
        process(name).signal("CONT");
    }

    public boolean running(String name) {
        return process(name).find().isPresent();
    }

    /** The process ids of what runs, by part. */
    public Map<String, Long> pids() {
        var pids = new LinkedHashMap<String, Long>();
        processes.forEach((name, process) -> process.find().ifPresent(running -> pids.put(name, running.pid())));
        return pids;
    }

    public boolean ready(String name) {
        return process(name).ready();
    }

    /** One line per part. */
    public List<String> status() {
        var status = new Status(keeping, watched());
        return processes.values().stream().map(status::line).toList();
    }

    /** Forgets all data; only when nothing runs. Secrets stay. */
    public void wipe() {
        names().stream().filter(this::running).findFirst().ifPresent(name -> {
            throw new StackException(name + " is running; infra/down first");
        });
        try {
            Archive.delete(settings.data());
        } catch (IOException failed) {
            throw new StackException("the data could not be removed", failed);
        }
    }

    private PartProcess process(String name) {
        var process = processes.get(name);
        if (process == null) {
            throw new StackException("no part is called " + name + "; there are " + names());
        }
        return process;
    }
}
