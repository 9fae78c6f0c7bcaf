package cn.zhibu.stack.store.plan;

import cn.zhibu.stack.store.engine.Index;
import cn.zhibu.stack.store.engine.Range;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * How the documents of a query are found.
 *
 * @param stretches what is read of which index, one after the other or merged in order; empty: the whole collection
 * @param equalities how many first fields of the index are bound to single values
 * @param sorted whether what comes is in the order asked for; otherwise it is sorted in memory
 * @param backwards whether the entries are read against their order
 * @param doubled whether a document may come twice
 * @param exact whether every entry read is a document that matches, so that counting needs no document
 */
record Plan(
        List<Stretch> stretches,
        int equalities,
        boolean ranged,
        boolean sorted,
        boolean backwards,
        boolean doubled,
        boolean exact) {

    /**
     * A stretch of one index.
     *
     * @param common how many bytes of its entries are bound; what follows them is what stretches are merged by
     * @param judged what its entries are judged by
     */
    record Stretch(Index index, Range range, int common, Judged judged) {}

    static Plan whole(boolean sorted) {
        return new Plan(List.of(), 0, false, sorted, false, false, false);
    }

    boolean usesIndex() {
        return !stretches.isEmpty();
    }

    boolean merged(Query query) {
        return query.ordered() && sorted && stretches.size() > 1;
    }

    /** Whether the entries alone say how many documents there are. */
    boolean countable() {
        return exact
                && !doubled
                && usesIndex()
                && stretches.stream().allMatch(stretch -> stretch.judged().isEmpty());
    }

    boolean bounded() {
        return equalities > 0 || ranged;
    }

    /** As MongoDB's explain tells it: stages and indexes, no values. */
    BsonDocument told(Query query) {
        var read = usesIndex() ? stage("FETCH", indexes(query)) : new BsonDocument("stage", new BsonString("COLLSCAN"));
        return query.ordered() && !sorted ? stage("SORT", read) : read;
    }

    private BsonDocument indexes(Query query) {
        var used = stretches.stream().map(Stretch::index).distinct().toList();
        var scans = new BsonArray();
        used.forEach(index -> scans.add(scan(index)));
        if (merged(query)) {
            return new BsonDocument("stage", new BsonString("SORT_MERGE")).append("inputStages", scans);
        }
        return used.size() == 1
                ? scan(used.get(0))
                : new BsonDocument("stage", new BsonString("OR")).append("inputStages", scans);
    }

    private BsonDocument scan(Index index) {
        return new BsonDocument("stage", new BsonString("IXSCAN"))
                .append("keyPattern", index.spec().getDocument("key"))
                .append("indexName", new BsonString(index.name()))
                .append("isMultiKey", BsonBoolean.valueOf(index.throughArrays()))
                .append("direction", new BsonString(backwards ? "backward" : "forward"));
    }

    private static BsonDocument stage(String name, BsonDocument input) {
        return new BsonDocument("stage", new BsonString(name)).append("inputStage", input);
    }
}
