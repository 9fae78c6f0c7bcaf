package cn.zhibu.stack.store.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * A collection and its indexes, as they were at one moment. The positions of its documents are a stretch of their own,
 * so that they lie together in the file.
 */
public record Collection(long id, String database, String name, List<Index> indexes) {

    private static final int BITS = 40;

    public Collection {
        indexes = List.copyOf(indexes);
    }

    public long begin() {
        return id << BITS;
    }

    public long end() {
        return (id + 1) << BITS;
    }

    /** {@code database.name}, as MongoDB writes it. */
    public String namespace() {
        return database + "." + name;
    }

    Collection with(Index index) {
        var more = new ArrayList<>(indexes);
        more.add(index);
        return new Collection(id, database, name, more);
    }
}
