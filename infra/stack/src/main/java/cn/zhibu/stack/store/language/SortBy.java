package cn.zhibu.stack.store.language;

import cn.zhibu.stack.store.value.KeyBytes;
import cn.zhibu.stack.store.value.KeyRows;
import cn.zhibu.stack.store.value.Numbers;
import cn.zhibu.stack.store.value.Path;
import cn.zhibu.stack.store.value.Weight;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;

/** The order of what is found. */
public final class SortBy {

    private static final int MOST_FIELDS = 32;

    /** A path and its direction. */
    public record Field(String path, boolean descending) {}

    private final List<Field> fields;
    private final List<Path> paths;

    private SortBy(List<Field> fields) {
        this.fields = fields;
        this.paths = fields.stream().map(field -> Path.of(field.path)).toList();
    }

    public static SortBy parse(BsonDocument sort) {
        if (sort.size() > MOST_FIELDS) {
            throw Refused.badValue("an order has more than " + MOST_FIELDS + " fields");
        }
        var fields = new ArrayList<Field>();
        sort.forEach((path, value) -> fields.add(field(Filter.path(path), value)));
        return new SortBy(List.copyOf(fields));
    }

    private static Field field(String path, BsonValue value) {
        if (path.startsWith("$") || value.isDocument()) {
            throw Refused.notOnTheList(2, "BadValue", "an order by " + path + ": " + value);
        }
        boolean ascending = Numbers.is(value) && Numbers.compare(value, new BsonInt32(1)) == 0;
        boolean descending = Numbers.is(value) && Numbers.compare(value, new BsonInt32(-1)) == 0;
        if (!ascending && !descending) {
            throw Refused.badValue("the order of '" + path + "' must be 1 (ascending) or -1 (descending)");
        }
        if (Arrays.asList(path.split("\\.", -1)).contains("")) {
            throw Refused.badValue("the path '" + path + "' of an order has an empty part");
        }
        return new Field(path, descending);
    }

    /** Empty where no order is asked for. */
    public List<Field> fields() {
        return fields;
    }

    /** Orders, compared without sign, as the documents do: of an array its least (descending: greatest) element. */
    public byte[] key(BsonDocument document) {
        try {
            return KeyRows.of(document, paths, false).stream()
                    .map(this::key)
                    .min(Arrays::compareUnsigned)
                    .orElseThrow();
        } catch (KeyRows.Unindexable refused) {
            throw Refused.badValue("cannot sort: " + refused.getMessage());
        }
    }

    private byte[] key(List<BsonValue> row) {
        var bytes = new ByteArrayOutputStream();
        for (int at = 0; at < row.size(); at++) {
            KeyBytes.append(bytes, row.get(at), fields.get(at).descending);
        }
        return bytes.toByteArray();
    }

    public Comparator<BsonDocument> comparator() {
        return Comparator.comparing(this::key, Arrays::compareUnsigned);
    }

    /** A document with its key and its place in what was given, which decides between equal keys. */
    private record Entry(byte[] key, long place, BsonDocument document, long weight) implements Comparable<Entry> {

        @Override
        public int compareTo(Entry other) {
            int order = Arrays.compareUnsigned(key, other.key);
            return order == 0 ? Long.compare(place, other.place) : order;
        }
    }

    /** Sorts in memory, keeping the first {@code most} only (0: all); refuses to hold more than 64 MB. */
    public Stream<BsonDocument> sorted(Stream<BsonDocument> documents, long most) {
        var memory = new Pipeline.Memory("an order without an index");
        var held = new PriorityQueue<Entry>(Comparator.reverseOrder());
        documents.forEachOrdered(new java.util.function.Consumer<>() {
            private long place;

            @Override
            public void accept(BsonDocument document) {
                var key = key(document);
                var entry = new Entry(key, place++, document, key.length + Weight.of(document));
                boolean full = most > 0 && held.size() >= most;
                if (full && entry.compareTo(held.peek()) > 0) {
                    return;
                }
                memory.add(full ? entry.weight - held.remove().weight : entry.weight);
                held.add(entry);
            }
        });
        var sorted = held.toArray(new Entry[0]);
        Arrays.sort(sorted);
        return Arrays.stream(sorted).map(Entry::document).onClose(documents::close);
    }
}
