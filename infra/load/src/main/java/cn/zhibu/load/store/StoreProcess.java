package cn.zhibu.load.store;

import cn.zhibu.load.measure.LoadException;
import cn.zhibu.load.measure.Machine;
import cn.zhibu.stack.launch.Settings;
import cn.zhibu.stack.launch.Stack;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** A store in a folder and on a port of its own, in a process started as the stack starts its store. */
final class StoreProcess implements AutoCloseable {

    private static final List<String> STORE = List.of("store");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path folder;
    private final Stack stack;

    /** With nothing in it. */
    StoreProcess(Settings beside, Path folder, int portBase) {
        this.folder = folder;
        var settings = beside.beside(folder, portBase);
        new Stack(settings, said -> {}).stop(STORE); // of a run that was cut off
        delete();
        this.stack = new Stack(settings, said -> {});
        start();
    }

    /** Answers how many seconds it took until it answered. */
    double start() {
        long began = System.nanoTime();
        stack.launchOne("store");
        stack.awaitHealthy(STORE, PATIENCE);
        try (var client = client()) {
            client.listDatabaseNames().first();
        }
        return (System.nanoTime() - began) / 1e9;
    }

    void stop() {
        stack.stop(STORE);
    }

    void kill() {
        stack.kill("store");
    }

    MongoClient client() {
        return MongoClients.create(uri());
    }

    String uri() {
        return stack.storeUri();
    }

    long pid() {
        var pid = stack.pids().get("store");
        if (pid == null) {
            throw new LoadException("the store has ended; its log is in " + folder.resolve("logs"));
        }
        return pid;
    }

    long residentMebibytes() {
        return Machine.resident(pid());
    }

    double fileMebibytes() {
        try (var files = Files.walk(folder.resolve("data"))) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / (double) (1 << 20);
        } catch (IOException failed) {
            throw new LoadException(folder + " cannot be read", failed);
        }
    }

    private void delete() {
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

    @Override
    public void close() {
        stop();
        delete();
    }
}
