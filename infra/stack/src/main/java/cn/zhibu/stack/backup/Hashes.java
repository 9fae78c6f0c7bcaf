package cn.zhibu.stack.backup;

import cn.zhibu.stack.launch.StackException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The hashes of a backup and of its keys, in a file beside it that {@code sha256sum -c} understands. */
final class Hashes {

    private static final String BESIDE = ".sha256";

    private Hashes() {}

    static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + BESIDE);
    }

    /** Reads both from where they lie for now. */
    static void write(Path file, Path fileNow, Path keys, Path keysNow) throws IOException {
        Files.writeString(beside(file), line(file, fileNow) + line(keys, keysNow));
    }

    private static String line(Path file, Path now) throws IOException {
        return of(now) + "  " + file.getFileName() + "\n";
    }

    /** Refuses a file that is not as it was when it was written. */
    static void check(Path list, Path file) throws IOException {
        var name = file.getFileName().toString();
        var written = written(list, name);
        if (written == null) {
            throw new StackException(list + " says nothing of " + name);
        }
        if (!written.equals(of(file))) {
            throw new StackException(file + " is damaged; nothing was changed");
        }
    }

    private static @Nullable String written(Path list, String name) throws IOException {
        return Files.readAllLines(list).stream()
                .filter(line -> line.endsWith("  " + name))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst()
                .orElse(null);
    }

    private static String of(Path file) throws IOException {
        return BureauFile.digest(out -> Files.copy(file, out), OutputStream.nullOutputStream());
    }
}
