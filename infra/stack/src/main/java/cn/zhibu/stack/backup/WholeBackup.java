package cn.zhibu.stack.backup;

import cn.zhibu.stack.launch.OwnerOnly;
import cn.zhibu.stack.launch.Settings;
import cn.zhibu.stack.launch.Stack;
import cn.zhibu.stack.launch.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything a stack keeps, in one file: documents, events, accounts and files as they were at one moment. They are copied
 * while all parts stand still, and packed while they go on.
 */
public final class WholeBackup {

    static final String ENDING = ".tar.gz";

    private static final String HALF = ".part";
    private static final String FILES = "files";
    private static final String DATA = "data";
    private static final int TIMES = 3;
    private static final Duration LONGEST_COPY = Duration.ofSeconds(40);
    private static final Duration LEFT = Duration.ofDays(1);
    private static final Set<Integer> PACKED = Set.of(0, 1); // 1: a file got another time or another link meanwhile
    private static final double MEBIBYTE = 1 << 20;

    /** @param stood how long the parts stood still */
    record Taken(Path file, Path keys, long bytes, Duration stood) {

        String words() {
            return String.format(
                    "%s (%.1f MiB; everything stood still for %.1f s)",
                    file, bytes / MEBIBYTE, stood.toMillis() / 1000.0);
        }
    }

    private final Stack stack;
    private final Settings settings;

    WholeBackup(Stack stack) {
        this.stack = stack;
        this.settings = stack.settings();
    }

    /** What {@code infra/backup} calls: {@code FILE}. */
    public static void main(String[] arguments) {
        try {
            var stack = new Stack(Settings.remembering(System.getenv()), System.out::println);
            var file = Path.of(arguments[0]).toAbsolutePath();
            var taken = new WholeBackup(stack).take(file, file.resolveSibling(file.getFileName() + ".keys"));
            System.out.println("backup: " + taken.words() + ", its keys: " + taken.keys());
        } catch (IOException | UncheckedIOException failed) {
            System.err.println("The backup could not be written: " + failed);
            System.exit(1);
        } catch (StackException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    /** Only one at a time, whoever asks for it. */
    Taken take(Path file, Path keys) throws IOException {
        var lock = Files.createDirectories(settings.local().resolve("run")).resolve("backup.lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var alone = channel.tryLock()) {
            if (alone == null) {
                throw new OverlappingFileLockException();
            }
            return takeAlone(file, keys);
        } catch (OverlappingFileLockException another) {
            throw new StackException("a backup is being taken already", another);
        }
    }

    private Taken takeAlone(Path file, Path keys) throws IOException {
        var data = settings.local().resolve(DATA);
        if (!Files.isDirectory(data)) {
            throw new StackException("there are no data in " + settings.local());
        }
        for (Path wanted : List.of(file, keys)) {
            if (Files.exists(wanted)) {
                throw new StackException(wanted + " is there already; it is not overwritten");
            }
        }
        refuseFullDisk(data, place(file));
        place(keys);
        var copy = settings.local().resolve("backup-copy");
        try {
            var stood = copy(data, fresh(copy).resolve(DATA));
            pack(copy, DATA, half(file));
            pack(settings.local(), "secrets", half(keys));
            Tools.gently(Set.of(0), "tar", "-tzf", half(file).toString());
            Hashes.write(file, half(file), keys, half(keys));
            for (Path whole : List.of(keys, file)) {
                try (var written = FileChannel.open(half(whole), StandardOpenOption.WRITE)) {
                    written.force(true);
                }
                Files.move(half(whole), whole, StandardCopyOption.ATOMIC_MOVE);
            }
            return new Taken(file, keys, Files.size(file), stood);
        } finally {
            Files.deleteIfExists(half(file));
            Files.deleteIfExists(half(keys));
            Tools.run("rm", "-rf", copy.toString());
        }
    }

    private static Path half(Path file) {
        return file.resolveSibling(file.getFileName() + HALF);
    }

    /** The folder it goes to, without what one that was cut off long ago left there. */
    private static Path place(Path file) throws IOException {
        var folder = file.toAbsolutePath().resolveSibling("");
        if (!Files.isDirectory(folder)) {
            OwnerOnly.folder(folder);
        }
        try (var left = Files.newDirectoryStream(folder, "zhibu-*" + HALF)) {
            for (Path half : left) {
                if (Files.getLastModifiedTime(half)
                        .toInstant()
                        .isBefore(Instant.now().minus(LEFT))) {
                    Files.delete(half);
                }
            }
        }
        return folder;
    }

    private static Path fresh(Path folder) throws IOException {
        Tools.run("rm", "-rf", folder.toString());
        return OwnerOnly.folder(folder);
    }

    /** The copy lies beside the data, the packed file where it is wanted, which may be another disk. */
    private static void refuseFullDisk(Path data, Path target) throws IOException {
        long size = Tools.size(data);
        for (Path disk : List.of(data, target)) {
            var refusal = fullness(size, Files.getFileStore(disk).getUsableSpace(), disk);
            if (refusal != null) {
                throw new StackException(refusal);
            }
        }
    }

    static @Nullable String fullness(long data, long free, Path disk) {
        return free >= TIMES * data
                ? null
                : String.format(
                        "only %.0f MiB are free on the disk of %s; three times the data are %.0f MiB",
                        free / MEBIBYTE, disk, TIMES * data / MEBIBYTE);
    }

    /**
     * Evidence files never change once they have their name: they are linked, most of them before anything stands still.
     * The rest is copied.
     */
    private Duration copy(Path data, Path copy) throws IOException {
        OwnerOnly.folder(copy);
        link(data.resolve(FILES), copy.resolve(FILES));
        return stack.still(() -> {
            link(data.resolve(FILES), copy.resolve(FILES));
            var command = new ArrayList<>(List.of("cp", "-a", "--reflink=auto", "--sparse=auto"));
            try (var all = Files.newDirectoryStream(data, part -> !part.endsWith(FILES))) {
                all.forEach(part -> command.add(part.toString()));
            }
            command.add(copy.toString());
            Tools.run(LONGEST_COPY, Set.of(0), command);
        });
    }

    private static void link(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (var all = Files.walk(from)) {
            for (var each = all.iterator(); each.hasNext(); ) {
                var one = each.next();
                var there = to.resolve(from.relativize(one).toString());
                if (Files.isDirectory(one)) {
                    Files.createDirectories(there);
                } else {
                    linkOne(one, there);
                }
            }
        }
    }

    private static void linkOne(Path one, Path there) throws IOException {
        try {
            Files.createLink(there, one);
        } catch (FileAlreadyExistsException linkedBefore) {
            return;
        } catch (NoSuchFileException dropped) {
            return; // nothing names it any more
        }
    }

    private static void pack(Path folder, String what, Path into) throws IOException {
        Tools.gently(
                PACKED,
                "tar",
                "-C",
                folder.toString(),
                "--warning=no-file-changed",
                "--sparse",
                "-czf",
                into.toString(),
                what);
    }
}
