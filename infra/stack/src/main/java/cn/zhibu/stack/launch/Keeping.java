package cn.zhibu.stack.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Which parts are to be kept running, and how often each was started again: files beside the process ids, so that
 * infra/up, infra/down and the process that watches know the same.
 */
final class Keeping {

    private static final Object IN_THIS_PROCESS = new Object();

    private final Settings settings;

    Keeping(Settings settings) {
        this.settings = settings;
    }

    private Path kept(String name) {
        return settings.pid(name).resolveSibling(name + ".kept");
    }

    private Path restarted(String name) {
        return settings.pid(name).resolveSibling(name + ".restarts");
    }

    boolean isKept(String name) {
        return Files.exists(kept(name));
    }

    /** From now on whatever ends is started again. */
    void keep(Collection<String> names) {
        alone(() -> {
            for (String name : names) {
                Files.writeString(kept(name), "");
            }
        });
    }

    /** From now on nobody starts them again; what has just been started again is there to be stopped. */
    void release(Collection<String> names) {
        alone(() -> {
            for (String name : names) {
                Files.deleteIfExists(kept(name));
                Files.deleteIfExists(restarted(name));
            }
        });
    }

    Restarts restarts(String name) {
        try {
            return Files.exists(restarted(name))
                    ? new Restarts(Files.readAllLines(restarted(name)).stream()
                            .map(Instant::parse)
                            .toList())
                    : new Restarts(List.of());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void noteRestart(String name, Instant now) {
        try {
            Files.writeString(restarted(name), now + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Does something that only one process may do at a time. */
    void alone(FileWork work) {
        var lock = settings.pid("watch").resolveSibling("lock");
        synchronized (IN_THIS_PROCESS) {
            try {
                Files.createDirectories(lock.getParent());
                try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var held = channel.lock()) {
                    if (held.isValid()) {
                        work.run();
                    }
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
