package cn.zhibu.stack.backup;

import cn.zhibu.stack.launch.OwnerOnly;
import cn.zhibu.stack.launch.Settings;
import cn.zhibu.stack.launch.Stack;
import cn.zhibu.stack.launch.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts back what {@link WholeBackup} took; what is there is moved aside, not deleted. */
public final class WholeRestore {

    private static final List<String> PARTS = List.of("data", "secrets");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Stack stack;
    private final Settings settings;
    private final Consumer<String> progress;

    WholeRestore(Stack stack, Consumer<String> progress) {
        this.stack = stack;
        this.settings = stack.settings();
        this.progress = progress;
    }

    /** What {@code infra/restore} calls: {@code [--replace] [--keys FILE] FILE}. */
    public static void main(String[] arguments) {
        boolean replace = false;
        Path keys = null;
        Path file = null;
        for (int at = 0; at < arguments.length; at++) {
            switch (arguments[at]) {
                case "--replace" -> replace = true;
                case "--keys" -> keys = Path.of(arguments[++at]).toAbsolutePath();
                default -> file = Path.of(arguments[at]).toAbsolutePath();
            }
        }
        try {
            if (file == null) {
                throw new StackException("which file?");
            }
            var stack = new Stack(Settings.of(System.getenv()), System.out::println);
            new WholeRestore(stack, System.out::println).put(file, keys, replace);
        } catch (IOException | UncheckedIOException failed) {
            System.err.println("The backup could not be put back: " + failed);
            System.exit(1);
        } catch (StackException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    void put(Path file, @Nullable Path namedKeys, boolean replace) throws IOException {
        var keys = namedKeys == null ? keys(file) : namedKeys;
        for (Path needed : List.of(file, keys, Hashes.beside(file))) {
            if (!Files.isReadable(needed)) {
                throw new StackException(needed + " cannot be read; it was made with " + file);
            }
        }
        Hashes.check(Hashes.beside(file), file);
        Hashes.check(Hashes.beside(file), keys);
        stack.names().stream().filter(stack::running).findFirst().ifPresent(name -> {
            throw new StackException("the stack is running (" + name + "); infra/down first");
        });
        if (Files.exists(settings.local().resolve("data")) && !replace) {
            throw new StackException("there are data in " + settings.local() + "; --replace moves them aside");
        }
        var moment = LocalDateTime.now().format(MOMENT);
        var half = OwnerOnly.folder(settings.local().resolve("restoring-" + moment));
        try {
            Tools.run("tar", "-C", half.toString(), "-xzf", file.toString());
            Tools.run("tar", "-C", half.toString(), "-xzf", keys.toString());
            exchange(half, settings.local().resolve("before-" + moment));
        } finally {
            Tools.run("rm", "-rf", half.toString());
        }
        progress.accept("restored from " + file + "; infra/up --no-demo starts it");
    }

    private void exchange(Path half, Path before) throws IOException {
        boolean moved = false;
        for (String part : PARTS) {
            var here = settings.local().resolve(part);
            if (Files.exists(here)) {
                Files.move(here, OwnerOnly.folder(before).resolve(part));
                moved = true;
            }
            Files.move(half.resolve(part), here);
        }
        try (var left = Files.newDirectoryStream(
                Files.createDirectories(settings.local().resolve("run")), "*.pid")) {
            for (Path pid : left) {
                Files.delete(pid);
            }
        }
        if (moved) {
            progress.accept("what was there lies in " + before);
        }
    }

    /** Beside the file, or where those of each day's backups are kept. */
    private Path keys(Path file) {
        var name = file.getFileName() + ".keys";
        var beside = file.resolveSibling(name);
        var apart = settings.backupKeys().resolve(name);
        return !Files.exists(beside) && Files.exists(apart) ? apart : beside;
    }
}
