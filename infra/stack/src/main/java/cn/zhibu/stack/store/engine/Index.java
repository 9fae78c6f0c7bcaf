package cn.zhibu.stack.store.engine;

import cn.zhibu.stack.store.language.Refused;
import cn.zhibu.stack.store.language.SortBy;
import cn.zhibu.stack.store.value.KeyBytes;
import cn.zhibu.stack.store.value.KeyRows;
import cn.zhibu.stack.store.value.Path;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;

/**
 * One index: what it is over, and the entries a document has in it. An entry is the bytes of the fields' values, in
 * their order, and the position of the document behind them.
 */
public final class Index {

    public static final String ID = "_id_";
    private static final int POSITION_BYTES = Long.BYTES;
    private static final int MOST_ENTRIES = 100_000;

    private final long id;
    private final BsonDocument spec;
    private final List<SortBy.Field> fields;
    private final List<Path> paths;
    private final boolean unique;
    private final boolean sparse;
    private final AtomicLong arrays;

    Index(long id, BsonDocument spec, long arrays) {
        this.id = id;
        this.spec = spec;
        this.fields = spec.getDocument("key").entrySet().stream()
                .map(field -> new SortBy.Field(
                        field.getKey(), field.getValue().asNumber().intValue() < 0))
                .toList();
        this.paths = fields.stream().map(field -> Path.of(field.path())).toList();
        this.unique = spec.getBoolean("unique", BsonBoolean.FALSE).getValue() || name().equals(ID);
        this.sparse = spec.getBoolean("sparse", BsonBoolean.FALSE).getValue();
        this.arrays = new AtomicLong(arrays);
    }

    static BsonDocument ofIds() {
        return new BsonDocument("v", new BsonInt32(2))
                .append("key", new BsonDocument("_id", new BsonInt32(1)))
                .append("name", new org.bson.BsonString(ID));
    }

    public long id() {
        return id;
    }

    public String name() {
        return spec.getString("name").getValue();
    }

    /** As listIndexes shows it. */
    public BsonDocument spec() {
        return spec;
    }

    public List<SortBy.Field> fields() {
        return fields;
    }

    public boolean unique() {
        return unique;
    }

    public boolean sparse() {
        return sparse;
    }

    /** Whether some document has, or had, an array on the way of this field. */
    public boolean throughArray(int field) {
        return (arrays.get() & (1L << field)) != 0;
    }

    public boolean throughArrays() {
        return arrays.get() != 0;
    }

    long arrays() {
        return arrays.get();
    }

    /** Notes on which fields this document has arrays; true when that is new. */
    boolean noteArrays(BsonDocument document) {
        long found = 0;
        for (int at = 0; at < paths.size(); at++) {
            if (metArray(document, paths.get(at).parts())) {
                found |= 1L << at;
            }
        }
        long added = found;
        long before = arrays.getAndUpdate(known -> known | added);
        return (added & ~before) != 0;
    }

    private static boolean metArray(BsonDocument document, List<String> parts) {
        BsonValue value = document;
        for (String part : parts) {
            value = value instanceof BsonDocument parent ? parent.get(part) : null;
            if (value == null || value.isArray()) {
                return value != null;
            }
        }
        return false;
    }

    /** The values' bytes of each row of the document, without its position, each once and in order. */
    TreeSet<byte[]> keys(BsonDocument document) {
        List<List<BsonValue>> rows;
        try {
            rows = KeyRows.of(document, paths, sparse);
        } catch (KeyRows.ParallelArrays parallel) {
            throw new Refused(171, "CannotIndexParallelArrays", String.valueOf(parallel.getMessage()));
        }
        if (rows.size() > MOST_ENTRIES) {
            throw new Refused(283, "CannotBuildIndexKeys", "more than " + MOST_ENTRIES + " entries in index " + name());
        }
        var keys = new TreeSet<byte[]>(Arrays::compareUnsigned);
        for (List<BsonValue> row : rows) {
            var bytes = new ByteArrayOutputStream(48);
            for (int at = 0; at < row.size(); at++) {
                KeyBytes.append(bytes, row.get(at), fields.get(at).descending());
            }
            keys.add(bytes.toByteArray());
        }
        return keys;
    }

    public static byte[] entry(byte[] key, long position) {
        return ByteBuffer.allocate(key.length + POSITION_BYTES)
                .put(key)
                .putLong(position)
                .array();
    }

    public static long position(byte[] entry) {
        return ByteBuffer.wrap(entry).getLong(entry.length - POSITION_BYTES);
    }

    /** The first row's values, as an error about a doubled key shows them. */
    BsonDocument shown(BsonDocument document) {
        var values = new BsonDocument();
        var row = KeyRows.of(document, paths, false).get(0);
        for (int at = 0; at < fields.size(); at++) {
            values.append(fields.get(at).path(), row.get(at));
        }
        return values;
    }

    @Override
    public String toString() {
        return name();
    }
}
