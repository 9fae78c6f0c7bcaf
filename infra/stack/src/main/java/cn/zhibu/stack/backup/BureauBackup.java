package cn.zhibu.stack.backup;

import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.or;

import cn.zhibu.stack.launch.Settings;
import cn.zhibu.stack.launch.Stack;
import cn.zhibu.stack.launch.StackException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@code infra/backup --bureau} and {@code infra/restore --bureau} call: {@code take CODE FILE} and
 * {@code put FILE [MASTER_KEY_FILE]}. Only a bureau that is suspended is taken, so that what is taken belongs together;
 * the others go on working. It is put only where it is not.
 */
public final class BureauBackup {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Longer than the services remember that a bureau is open. */
    private static final Duration SETTLING = Duration.ofSeconds(4);

    private static final String EVENTS = "events.jsonl";
    private static final String BUREAU = "bureau.jsonl";
    private static final String FILES = "files/";

    private final Place place;
    private final Consumer<String> progress;

    BureauBackup(Place place, Consumer<String> progress) {
        this.place = place;
        this.progress = progress;
    }

    public static void main(String[] arguments) {
        try {
            var stack = new Stack(Settings.remembering(System.getenv()), System.out::println);
            var backup = new BureauBackup(Place.of(stack, System.getenv()), System.out::println);
            if (arguments.length == 3 && arguments[0].equals("take")) {
                backup.take(arguments[1], Path.of(arguments[2]));
            } else if (arguments.length >= 2 && arguments[0].equals("put")) {
                backup.put(Path.of(arguments[1]), arguments.length > 2 ? Path.of(arguments[2]) : null);
            } else {
                throw new StackException("take CODE FILE, or put FILE [MASTER_KEY_FILE]");
            }
        } catch (IOException | UncheckedIOException failure) {
            System.err.println("The bureau could not be read or written: " + failure);
            System.exit(1);
        } catch (StackException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    void take(String code, Path target) throws IOException {
        try (var client = place.client()) {
            var documents = new Documents(client);
            var bureau = documents.bureau(eq("code", code));
            if (bureau == null) {
                throw new StackException("no bureau has the code " + code);
            }
            if (!"SUSPENDED".equals(bureau.getString("status"))) {
                throw new StackException("bureau " + code + " is open; suspend it first (the platform operator, under "
                        + "bureaus), so that nothing changes while it is taken");
            }
            var id = bureau.getString("_id");
            var events = new Events(place.kafka());
            rest(documents, events, id);
            try (var file = new BureauFile.Writer(target)) {
                long documentsTaken = writeDocuments(documents, id, file);
                var count = new long[1];
                file.put(EVENTS, out -> count[0] = events.write(id, out));
                int files = writeFiles(id, file);
                unchanged(documents, id, file.entries());
                file.finish(id, code, Keys.fingerprint(Keys.read(place.masterKey())));
                progress.accept("taken: " + documentsTaken + " collections, " + count[0] + " events, " + files
                        + " files, into " + target);
            }
        }
    }

    private void rest(Documents documents, Events events, String bureau) {
        await(() -> documents.unrest(bureau));
        pause(SETTLING);
        await(() -> {
            var unrest = documents.unrest(bureau);
            var behind = unrest == null ? events.behind() : List.<String>of();
            return unrest != null ? unrest : behind.isEmpty() ? null : "events are yet to be read by " + behind;
        });
    }

    private static void await(Supplier<@Nullable String> unrest) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (var why = unrest.get(); why != null; why = unrest.get()) {
            if (System.nanoTime() > end) {
                throw new StackException("the bureau does not come to rest: " + why);
            }
            pause(Duration.ofMillis(300));
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", stopped);
        }
    }

    private static long writeDocuments(Documents documents, String bureau, BureauFile.Writer file) throws IOException {
        long count = 0;
        for (String service : Place.SERVICES) {
            for (String collection : documents.collections(service, bureau)) {
                file.put(
                        own(service, collection),
                        out -> Documents.write(documents.own(service, bureau), collection, empty(), out));
                count++;
            }
            for (String collection : Documents.BESIDE) {
                file.put(
                        beside(service, collection),
                        out -> Documents.write(documents.shared(service), collection, eq("_id", bureau), out));
            }
        }
        file.put(BUREAU, out -> documents.writeBureau(bureau, out));
        return count;
    }

    /** Reads everything once more: what was written meanwhile by somebody who did not hear would be torn. */
    private static void unchanged(Documents documents, String bureau, Map<String, String> entries) throws IOException {
        for (String service : Place.SERVICES) {
            for (String collection : documents.collections(service, bureau)) {
                if (!digest(documents, service, bureau, collection).equals(entries.get(own(service, collection)))) {
                    throw new StackException("the bureau was still being written (" + service + ", " + collection
                            + "); try again in a moment");
                }
            }
        }
    }

    private static String digest(Documents documents, String service, String bureau, String collection)
            throws IOException {
        return BureauFile.digest(
                out -> Documents.write(documents.own(service, bureau), collection, empty(), out),
                OutputStream.nullOutputStream());
    }

    private int writeFiles(String bureau, BureauFile.Writer file) throws IOException {
        var home = place.files().resolve(bureau);
        if (!Files.isDirectory(home)) {
            return 0;
        }
        try (var all = Files.walk(home)) {
            var found = all.filter(Files::isRegularFile).sorted().toList();
            for (var one : found) {
                file.put(FILES + home.relativize(one).toString().replace('\\', '/'), out -> Files.copy(one, out));
            }
            return found.size();
        }
    }

    void put(Path source, @Nullable Path oldMasterKey) throws IOException {
        try (var file = new BureauFile.Reader(source);
                var client = place.client()) {
            var documents = new Documents(client);
            var manifest = file.manifest();
            var there = documents.bureau(or(eq("_id", manifest.bureau()), eq("code", manifest.code())));
            if (there != null) {
                throw new StackException("bureau " + manifest.code() + " is there already; nothing was changed");
            }
            var keys = keys(manifest, oldMasterKey);
            putFiles(file);
            putDocuments(documents, file);
            for (String service : Place.SERVICES) {
                for (String collection : Documents.BESIDE) {
                    documents.beside(service, collection, file.lines(beside(service, collection)), keys);
                }
            }
            long sent = new Events(place.kafka()).send(manifest.bureau(), file.lines(EVENTS));
            documents.announce(file.lines(BUREAU));
            progress.accept("bureau " + manifest.code() + " is back as it was at " + manifest.takenAt() + ": "
                    + manifest.entries().size() + " entries, " + sent + " events sent again");
            progress.accept("It is still suspended: the platform operator resumes it, and hands its administrator a "
                    + "one-time password where the identity server does not know its people.");
        }
    }

    private Keys keys(BureauFile.Manifest manifest, @Nullable Path oldMasterKey) {
        var here = Keys.read(place.masterKey());
        var old = oldMasterKey == null ? here : Keys.read(oldMasterKey);
        if (!Keys.fingerprint(old).equals(manifest.masterKey())) {
            throw new StackException("the bureau's key was wrapped with another master key; give the file of that one");
        }
        return new Keys(old, here);
    }

    private void putDocuments(Documents documents, BureauFile.Reader file) throws IOException {
        var bureau = file.manifest().bureau();
        for (var entry : file.manifest().entries().entrySet()) {
            var parts = entry.getKey().split("/");
            if (parts.length == 3 && parts[0].equals("databases")) {
                var collection = parts[2].substring(0, parts[2].lastIndexOf('.'));
                Documents.read(documents.own(parts[1], bureau), collection, file.lines(entry.getKey()));
                if (!digest(documents, parts[1], bureau, collection).equals(entry.getValue())) {
                    throw new StackException("the store holds other documents of the bureau (" + parts[1] + ", "
                            + collection + ") than the file; it is not announced");
                }
            }
        }
    }

    private void putFiles(BureauFile.Reader file) throws IOException {
        var home = place.files().resolve(file.manifest().bureau()).normalize();
        for (String name : file.manifest().entries().keySet()) {
            if (name.startsWith(FILES)) {
                var target = home.resolve(name.substring(FILES.length())).normalize();
                if (!target.startsWith(home)) {
                    throw new StackException("the file names a place outside: " + name);
                }
                Files.createDirectories(target.getParent());
                var half = Files.createTempFile(target.getParent(), "restored", ".part");
                try (var out = Files.newOutputStream(half)) {
                    file.copy(name, out);
                }
                Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static String own(String service, String collection) {
        return "databases/" + service + "/" + collection + ".jsonl";
    }

    private static String beside(String service, String collection) {
        return "shared/" + service + "/" + collection + ".jsonl";
    }
}
