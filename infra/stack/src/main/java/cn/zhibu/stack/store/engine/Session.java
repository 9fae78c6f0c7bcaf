package cn.zhibu.stack.store.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to the file with what is said over it. Used by one thread at a time. */
public final class Session implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Session.class);
    private static final String READ = "SELECT checksum, document FROM documents WHERE position = ?";
    private static final String ADD = "INSERT INTO documents (position, checksum, document) VALUES (?, ?, ?)";
    private static final String REPLACE = "UPDATE documents SET checksum = ?, document = ? WHERE position = ?";
    private static final String REMOVE = "DELETE FROM documents WHERE position = ?";
    private static final String REMOVE_ALL = "DELETE FROM documents WHERE position >= ? AND position < ?";
    private static final String POSITIONS =
            "SELECT position FROM documents WHERE position >= ? AND position < ? ORDER BY position LIMIT ?";
    private static final String LAST = "SELECT max(position) FROM documents WHERE position >= ? AND position < ?";
    private static final String ADD_KEY = "INSERT INTO keys (indexed, entry) VALUES (?, ?)";
    private static final String REMOVE_KEY = "DELETE FROM keys WHERE indexed = ? AND entry = ?";
    private static final String REMOVE_KEYS = "DELETE FROM keys WHERE indexed = ?";
    private static final String UP =
            "SELECT entry FROM keys WHERE indexed = ? AND entry >= ? AND entry < ? ORDER BY entry LIMIT ?";
    private static final String DOWN =
            "SELECT entry FROM keys WHERE indexed = ? AND entry >= ? AND entry < ? ORDER BY entry DESC LIMIT ?";
    private static final String COUNT_KEYS =
            "SELECT count(*) FROM (SELECT 1 FROM keys WHERE indexed = ?" + " AND entry >= ? AND entry < ? LIMIT ?)";
    private static final String COUNT = "SELECT documents FROM collections WHERE id = ?";
    private static final String SIZE =
            "SELECT coalesce(sum(length(document)), 0) FROM documents WHERE position >= ? AND position < ?";

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Session(Connection connection) {
        this.connection = connection;
    }

    /** Something that is asked of the file. */
    interface Work<T extends @Nullable Object> {
        T run(PreparedStatement statement) throws SQLException;
    }

    <T extends @Nullable Object> T with(String text, Work<T> work) {
        try {
            var statement = statements.get(text);
            if (statement == null) {
                statement = connection.prepareStatement(text);
                statements.put(text, statement);
            }
            return work.run(statement);
        } catch (SQLException failed) {
            throw FileFailure.of(failed);
        }
    }

    void run(String text) {
        with(text, PreparedStatement::execute);
    }

    int change(String text, Object... values) {
        return with(text, statement -> {
            for (int at = 0; at < values.length; at++) {
                if (values[at] instanceof byte[] bytes) {
                    statement.setBytes(at + 1, bytes);
                } else if (values[at] instanceof String words) {
                    statement.setString(at + 1, words);
                } else {
                    statement.setLong(at + 1, ((Number) values[at]).longValue());
                }
            }
            return statement.executeUpdate();
        });
    }

    long number(String text, long... values) {
        return with(text, statement -> {
            for (int at = 0; at < values.length; at++) {
                statement.setLong(at + 1, values[at]);
            }
            try (var found = statement.executeQuery()) {
                return found.next() ? found.getLong(1) : 0;
            }
        });
    }

    /** From here on this session sees one state of the file, until {@link #endReading}. */
    void beginReading() {
        run("BEGIN");
        number(COUNT, 0);
    }

    void endReading() {
        run("COMMIT");
    }

    /** Null when there is none at this position. Refuses one that is not what was written. */
    public byte @Nullable [] document(long position) {
        var found = with(READ, statement -> {
            statement.setLong(1, position);
            try (var row = statement.executeQuery()) {
                return row.next() ? List.of(checked(position, row.getBytes(2), row.getLong(1))) : List.<byte[]>of();
            }
        });
        return found.isEmpty() ? null : found.get(0);
    }

    private static byte[] checked(long position, byte[] document, long sum) {
        if (checksum(document) != sum) {
            throw new FileFailure(FileFailure.Kind.DAMAGED, "document " + position);
        }
        return document;
    }

    void add(long position, byte[] document) {
        change(ADD, position, checksum(document), document);
    }

    void replace(long position, byte[] document) {
        change(REPLACE, checksum(document), document, position);
    }

    void remove(long position) {
        change(REMOVE, position);
    }

    void removeAll(Collection collection) {
        change(REMOVE_ALL, collection.begin(), collection.end());
    }

    public List<Long> positions(long from, long before, int most) {
        return with(POSITIONS, statement -> {
            statement.setLong(1, from);
            statement.setLong(2, before);
            statement.setInt(3, most);
            var positions = new ArrayList<Long>();
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    positions.add(found.getLong(1));
                }
            }
            return positions;
        });
    }

    /** 0 when the collection has no documents. */
    long last(Collection collection) {
        return number(LAST, collection.begin(), collection.end());
    }

    public long count(Collection collection) {
        return number(COUNT, collection.id());
    }

    public long bytes(Collection collection) {
        return number(SIZE, collection.begin(), collection.end());
    }

    void addKey(long index, byte[] entry) {
        change(ADD_KEY, index, entry);
    }

    void removeKey(long index, byte[] entry) {
        change(REMOVE_KEY, index, entry);
    }

    void removeKeys(long index) {
        change(REMOVE_KEYS, index);
    }

    /** Entries of an index from a first one on, before an end, in order or against it. */
    public List<byte[]> entries(long index, Range range, boolean backwards, int most) {
        return with(backwards ? DOWN : UP, statement -> {
            statement.setLong(1, index);
            statement.setBytes(2, range.from());
            statement.setBytes(3, range.before());
            statement.setInt(4, most);
            var entries = new ArrayList<byte[]>();
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    entries.add(found.getBytes(1));
                }
            }
            return entries;
        });
    }

    public long countEntries(long index, Range range, long most) {
        return with(COUNT_KEYS, statement -> {
            statement.setLong(1, index);
            statement.setBytes(2, range.from());
            statement.setBytes(3, range.before());
            statement.setLong(4, most);
            try (var found = statement.executeQuery()) {
                return found.next() ? found.getLong(1) : 0;
            }
        });
    }

    static long checksum(byte[] document) {
        var sum = new CRC32C();
        sum.update(document, 0, document.length);
        return sum.getValue();
    }

    /** After a failure: whatever was begun is given up, and every statement is made anew. */
    void recover() {
        for (PreparedStatement statement : statements.values()) {
            quietly(statement::close);
        }
        statements.clear();
        quietly(() -> execute("ROLLBACK"));
    }

    private interface Step {
        void run() throws SQLException;
    }

    private static void quietly(Step step) {
        try {
            step.run();
        } catch (SQLException given) {
            log.trace("given up: {}", given.getMessage());
        }
    }

    private void execute(String text) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(text);
        }
    }

    /** Gives free pages at the end of the file back to the system. */
    void giveBack(int pages) {
        try {
            execute("PRAGMA incremental_vacuum(" + pages + ")");
        } catch (SQLException failed) {
            throw FileFailure.of(failed);
        }
    }

    @Override
    public void close() {
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException failed) {
            throw FileFailure.of(failed);
        }
    }
}
