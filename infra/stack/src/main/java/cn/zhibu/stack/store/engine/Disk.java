package cn.zhibu.stack.store.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/**
 * The file, readable by its owner alone. It is SQLite in WAL mode: a commit is appended to {@code store.db-wal} and
 * the disk is waited for ({@code synchronous=FULL}) before anybody is told, so a power cut takes nothing back.
 *
 * @param durable whether a commit waits for the disk; only tests do without
 */
record Disk(Path file, boolean durable) {

    private static final int VERSION = 1;
    private static final int NAME = 0x5A686962;
    private static final int WRITER_CACHE_KIB = 16 * 1024;
    private static final int READER_CACHE_KIB = 3 * 1024;
    private static final int PAGES_BEFORE_CHECKPOINT = 2000;
    private static final int LARGEST_JOURNAL_BYTES = 64 * 1024 * 1024;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE collections (id INTEGER PRIMARY KEY AUTOINCREMENT, database TEXT NOT NULL, name TEXT NOT NULL,"
                    + " documents INTEGER NOT NULL DEFAULT 0, UNIQUE (database, name))",
            "CREATE TABLE indexes (id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, spec BLOB NOT NULL,"
                    + " arrays INTEGER NOT NULL DEFAULT 0)",
            "CREATE TABLE documents (position INTEGER PRIMARY KEY, checksum INTEGER NOT NULL, document BLOB NOT NULL)",
            "CREATE TABLE keys (indexed INTEGER NOT NULL, entry BLOB NOT NULL, PRIMARY KEY (indexed, entry)) WITHOUT ROWID");

    /** Makes the file if it is not there, and refuses one that is not ours. */
    static Disk open(Path file, boolean durable) {
        var disk = new Disk(file, durable);
        protect(file);
        try (var connection = disk.connect()) {
            set(connection, "PRAGMA auto_vacuum=INCREMENTAL", "PRAGMA journal_mode=WAL");
            disk.prepare(connection);
        } catch (SQLException failed) {
            throw FileFailure.of(failed);
        }
        return disk;
    }

    private void prepare(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            int version = number(connection, "PRAGMA user_version");
            if (version == 0 && number(connection, "SELECT count(*) FROM sqlite_schema") == 0) {
                statement.execute("BEGIN IMMEDIATE");
                for (String table : TABLES) {
                    statement.execute(table);
                }
                statement.execute("PRAGMA application_id=" + NAME);
                statement.execute("PRAGMA user_version=" + VERSION);
                statement.execute("COMMIT");
            } else if (version != VERSION || number(connection, "PRAGMA application_id") != NAME) {
                throw new FileFailure(FileFailure.Kind.OTHER, file + " is no store of this version");
            }
        }
    }

    private static void set(Connection connection, String... pragmas) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String pragma : pragmas) {
                statement.execute(pragma);
            }
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            return found.next() ? found.getInt(1) : 0;
        }
    }

    /** Makes the file if it is not there; its owner alone may read it. */
    static void protect(Path file) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (!Files.exists(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            var owner = PosixFilePermissions.fromString("rw-------");
            if (!Files.exists(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
            } else if (Files.isRegularFile(file)) {
                Files.setPosixFilePermissions(file, owner);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** For the one that writes; it waits for others, who may read for long, one second at most. */
    Session writer() {
        return session(WRITER_CACHE_KIB, 1000);
    }

    Session reader() {
        return session(READER_CACHE_KIB, 10_000);
    }

    private Session session(int cacheKib, int patienceMillis) {
        try {
            var connection = connect();
            set(
                    connection,
                    "PRAGMA synchronous=" + (durable ? "FULL" : "OFF"),
                    "PRAGMA cache_size=-" + cacheKib,
                    "PRAGMA busy_timeout=" + patienceMillis,
                    "PRAGMA wal_autocheckpoint=" + PAGES_BEFORE_CHECKPOINT,
                    "PRAGMA journal_size_limit=" + LARGEST_JOURNAL_BYTES,
                    "PRAGMA secure_delete=FAST");
            return new Session(connection);
        } catch (SQLException failed) {
            throw FileFailure.of(failed);
        }
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("busy_timeout", "10000");
        return DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath(), properties);
    }
}
