package cn.zhibu.stack.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A service's jar, taken apart because that starts faster, and its archive of loaded classes. The archive is a cache:
 * the first run leaves it behind when it is stopped, later runs use it, nothing needs it.
 */
final class Archive {

    private static final String CLASSES = "classes.jsa";

    private Archive() {}

    /** What a start at this moment takes along. */
    static List<String> flags(Path home) {
        var archive = home.resolve(CLASSES);
        if (Files.exists(archive)) {
            return List.of(
                    "-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
        }
        return List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    /** Takes the jar apart unless that was done since the jar was built. */
    static void extract(Settings settings, Path jar, Path home) throws IOException {
        var extracted = home.resolve(jar.getFileName());
        if (!stale(jar, extracted)) {
            return;
        }
        delete(home);
        Files.createDirectories(home.getParent());
        var log =
                Files.createDirectories(settings.log("x").getParent()).resolve("extract-" + jar.getFileName() + ".log");
        var process = new ProcessBuilder(
                        settings.java().toString(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        home.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new StackException(jar + " could not be taken apart:\n" + Logs.tail(log));
            }
        } catch (InterruptedException stopped) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", stopped);
        }
        Files.setLastModifiedTime(extracted, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis()));
    }

    static boolean stale(Path jar, Path extracted) {
        return !Files.exists(extracted)
                || extracted.toFile().lastModified() < jar.toFile().lastModified();
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
