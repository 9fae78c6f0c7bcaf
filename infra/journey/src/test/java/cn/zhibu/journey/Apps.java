package cn.zhibu.journey;

import cn.zhibu.stack.launch.Stack;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/**
 * The services taken apart, with the archives of classes that a service leaves when it is stopped: made by the first
 * product of a run, linked by every other, so that no start loads its classes anew. Nothing of a test is in them.
 */
final class Apps {

    private static final String APPS = "apps";
    private static final List<String> BEFORE = List.of("kafka", "keycloak", "store");

    private final Stack stack;
    private final Path own;
    private final Path shared;

    private Apps(Stack stack) {
        this.stack = stack;
        this.own = stack.settings().local().resolve(APPS);
        this.shared = stack.settings().local().resolveSibling(APPS);
    }

    /** Starts everything; whoever comes second waits for the archives of the first. */
    static void start(Stack stack) {
        stack.start(BEFORE);
        try {
            new Apps(stack).take();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        stack.start(stack.names());
    }

    private void take() throws IOException {
        Files.createDirectories(shared.getParent());
        try (var channel = FileChannel.open(
                shared.resolveSibling("apps.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            if (!whole()) {
                var services = services();
                stack.start(services);
                stack.stop(services);
                link(own, shared);
            } else if (!linked()) {
                link(shared, own);
            }
        }
    }

    private List<String> services() {
        return stack.names().stream().filter(name -> !BEFORE.contains(name)).toList();
    }

    /** Whether there is an archive of each service as it is built now. */
    private boolean whole() throws IOException {
        for (var service : services()) {
            var home = shared.resolve(service);
            var built = stack.settings().root().resolve(service + "/target").resolve(name(service));
            if (!Files.exists(home.resolve("classes.jsa"))
                    || Files.getLastModifiedTime(home.resolve(name(service)))
                                    .compareTo(Files.getLastModifiedTime(built))
                            < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean linked() throws IOException {
        for (var service : services()) {
            var jar = own.resolve(service).resolve(name(service));
            if (!Files.exists(jar)
                    || !Files.isSameFile(jar, shared.resolve(service).resolve(name(service)))) {
                return false;
            }
        }
        return true;
    }

    private static String name(String service) {
        return service + "-1.0.0-SNAPSHOT.jar";
    }

    private static void link(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            try (var old = Files.walk(to)) {
                for (var file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        try (var all = Files.walk(from)) {
            for (var file : all.toList()) {
                var copy = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.createLink(copy, file);
                }
            }
        }
    }
}
