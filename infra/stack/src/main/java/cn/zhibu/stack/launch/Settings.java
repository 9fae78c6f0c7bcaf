package cn.zhibu.stack.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where one stack lives: the sources, its own folder, and a number that is added to every port, so that a second
 * stack can run beside the first.
 *
 * @param root the repository
 * @param local data, logs, secrets and process ids of this stack
 * @param dist the unpacked broker and identity server; may be shared by several stacks
 * @param daily the backups that are taken without being asked for
 */
public record Settings(
        Path root,
        Path local,
        Path dist,
        Jvm jvm,
        int portBase,
        @Nullable Path mongod,
        BackupSettings daily) {

    /** Where the product's days begin, whatever the machine's clock is set to. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final String PORT_BASE = "ZHIBU_PORT_BASE";
    private static final String MONGOD = "ZHIBU_MONGOD";
    private static final int HIGHEST_BASE = 65_535 - 27_017;

    public Settings {
        if (portBase < 0 || portBase > HIGHEST_BASE) {
            throw new StackException("ZHIBU_PORT_BASE must be between 0 and " + HIGHEST_BASE + ", not " + portBase);
        }
    }

    /** From ZHIBU_ROOT, ZHIBU_LOCAL, ZHIBU_DIST, ZHIBU_PORT_BASE, ZHIBU_JAVA_HOME, ZHIBU_COMPILER, ZHIBU_MONGOD, ... and the PATH. */
    public static Settings of(Map<String, String> environment) {
        var root = Path.of(environment.getOrDefault("ZHIBU_ROOT", ""))
                .toAbsolutePath()
                .normalize();
        var local = root.resolve(environment.getOrDefault("ZHIBU_LOCAL", ".local"));
        var dist = root.resolve(environment.getOrDefault("ZHIBU_DIST", ".local/dist"));
        return new Settings(
                root,
                local,
                dist,
                Jvm.of(environment),
                number(environment),
                findMongod(environment),
                BackupSettings.of(environment));
    }

    /** The same, on the ports and with the store that its data were made with, unless others are named. */
    public static Settings remembering(Map<String, String> environment) {
        var settings = of(environment);
        var kept = settings.notes().portBase();
        if (!environment.containsKey(PORT_BASE) && kept != null) {
            settings = settings.beside(settings.local(), kept);
        }
        boolean named = !environment.getOrDefault(MONGOD, "").isEmpty();
        return !named && DataNotes.EMBEDDED.equals(settings.notes().store()) ? settings.with(null) : settings;
    }

    private DataNotes notes() {
        return new DataNotes(data());
    }

    /** Refuses data that were made on other ports or lie in another store; otherwise notes both. */
    void keep() {
        var made = notes().portBase();
        if (made != null && made != portBase) {
            throw new StackException("The data in " + local + " were made with " + PORT_BASE + "=" + made
                    + "; start with that, or from nothing with --fresh");
        }
        var kept = notes().store();
        if (kept != null && !kept.equals(store())) {
            throw new StackException(
                    "The documents in " + local
                            + (mongod == null
                                    ? " lie in a mongod's files; name it with ZHIBU_MONGOD, or move them with infra/move-store --from mongod"
                                    : " lie in the embedded store; move them with infra/move-store --to mongod, or start without ZHIBU_MONGOD"));
        }
        notes().notePortBase(portBase);
        notes().noteStore(store());
    }

    private String store() {
        return mongod == null ? DataNotes.EMBEDDED : DataNotes.MONGOD;
    }

    /** From now on the documents lie in this store. */
    public void moved() {
        notes().noteStore(store());
    }

    /** Records, events, accounts and files are nobody else's, whoever made their folder. */
    void closeToOthers() {
        try {
            OwnerOnly.folder(data());
            OwnerOnly.folder(local.resolve("logs"));
        } catch (IOException failed) {
            throw new StackException("the folders in " + local + " can neither be made nor closed", failed);
        }
    }

    /** The same stack in another folder and on other ports. */
    public Settings beside(Path otherLocal, int otherPortBase) {
        return new Settings(root, otherLocal, dist, jvm, otherPortBase, mongod, daily);
    }

    /** The same stack on this mongod, or with none on the embedded store. */
    public Settings with(@Nullable Path otherMongod) {
        return new Settings(root, local, dist, jvm, portBase, otherMongod, daily);
    }

    private static int number(Map<String, String> environment) {
        var text = environment.getOrDefault(PORT_BASE, "0");
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException wrong) {
            throw new StackException("ZHIBU_PORT_BASE must be a number, not " + text, wrong);
        }
    }

    private static @Nullable Path findMongod(Map<String, String> environment) {
        var named = environment.get(MONGOD);
        if (named != null && !named.isEmpty()) {
            if (!Files.isExecutable(Path.of(named))) {
                throw new StackException("ZHIBU_MONGOD names " + named + ", which cannot be run");
            }
            return Path.of(named);
        }
        for (String directory : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            var file = Path.of(directory, "mongod");
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        return null;
    }

    int port(int usual) {
        return usual + portBase;
    }

    Path java() {
        return jvm.program();
    }

    Path data(String part) {
        return data().resolve(part);
    }

    /** Everything that is forgotten with --fresh and taken by a backup. */
    Path data() {
        return local.resolve("data");
    }

    /** Where the backups of each day go. */
    public Path backupFolder() {
        var named = daily.to();
        return named == null ? local.resolve("backups") : named;
    }

    /** Where their keys go, which are not to lie with them. */
    public Path backupKeys() {
        var named = daily.keys();
        return named == null ? local.resolve("backup-keys") : named;
    }

    Path log(String part) {
        return local.resolve("logs").resolve(part + ".log");
    }

    Path pid(String part) {
        return local.resolve("run").resolve(part + ".pid");
    }

    Path secret(String name) {
        return local.resolve("secrets").resolve(name);
    }
}
