package cn.zhibu.stack.move;

import cn.zhibu.stack.launch.StackException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.RawBsonDocument;

/**
 * Copies every database, collection, index and document, in the order in which they were written, and reads them again on
 * the other side. Cut off, it goes on with the database it was at.
 */
final class Move {

    private static final Set<String> OF_THE_SERVER = Set.of("admin", "config", "local");
    private static final int READ_AT_ONCE = 20; // documents of up to some megabytes
    private static final int WRITTEN_AT_ONCE = 500;
    private static final int LENGTH_AT_ONCE = 4 << 20; // bytes
    private static final Duration TOLD = Duration.ofSeconds(5);
    private static final String ID_INDEX = "_id_";

    private final MongoClient source;
    private final MongoClient target;
    private final Consumer<String> progress;
    private long told = System.nanoTime();
    private long documents;

    Move(MongoClient source, MongoClient target, Consumer<String> progress) {
        this.source = source;
        this.target = target;
        this.progress = progress;
    }

    /** Answers how many documents there are now on the other side. */
    long run() {
        var databases = databases(source);
        if (databases.isEmpty()) {
            throw new StackException("the store to move from is empty");
        }
        var mark = new Mark(target);
        mark.begin(databases, databases(target));
        int number = 0;
        for (String database : databases) {
            number++;
            var name = database + " (" + number + " of " + databases.size() + ")";
            if (mark.holds(database)) {
                progress.accept(name + ": there already");
                continue;
            }
            target.getDatabase(database).drop();
            long moved = move(database);
            mark.note(database);
            documents += moved;
            progress.accept(name + ": " + moved + " documents, the same on both sides");
        }
        if (!databases(source).equals(databases) || !databases(target).equals(databases)) {
            throw new StackException("the databases are not the same on both sides; somebody writes");
        }
        mark.end();
        return documents;
    }

    private static Set<String> databases(MongoClient client) {
        var names = new TreeSet<String>();
        client.listDatabaseNames().into(names);
        names.removeAll(OF_THE_SERVER);
        names.remove(Mark.DATABASE);
        return names;
    }

    private long move(String name) {
        var from = source.getDatabase(name);
        var to = target.getDatabase(name);
        long moved = 0;
        for (String collection : collections(from)) {
            var sum = copy(from.getCollection(collection, RawBsonDocument.class), to);
            var indexes = indexes(from, collection);
            if (!indexes.isEmpty()) {
                to.runCommand(
                        new Document("createIndexes", collection).append("indexes", List.copyOf(indexes.values())));
            }
            compare(from, to, collection, sum);
            moved += sum.count();
        }
        return moved;
    }

    private static List<String> collections(MongoDatabase database) {
        return database.listCollectionNames().into(new ArrayList<>()).stream()
                .filter(name -> !name.startsWith("system."))
                .sorted()
                .toList();
    }

    /** By name, in the order in which they were made; that of the ids is everywhere. */
    private static Map<String, Document> indexes(MongoDatabase database, String collection) {
        var indexes = new LinkedHashMap<String, Document>();
        for (Document index : database.getCollection(collection).listIndexes()) {
            List.of("v", "ns", "background").forEach(index::remove);
            indexes.put(index.getString("name"), index);
        }
        indexes.remove(ID_INDEX);
        return indexes;
    }

    private Sum copy(MongoCollection<RawBsonDocument> from, MongoDatabase to) {
        var name = from.getNamespace().getCollectionName();
        var into = to.getCollection(name, RawBsonDocument.class);
        var sum = new Sum();
        var batch = new ArrayList<RawBsonDocument>();
        long length = 0;
        for (RawBsonDocument document : from.find().batchSize(READ_AT_ONCE)) {
            sum.add(document);
            batch.add(document);
            length += document.getByteBuffer().remaining();
            if (batch.size() == WRITTEN_AT_ONCE || length > LENGTH_AT_ONCE) {
                into.insertMany(batch);
                batch.clear();
                length = 0;
                tell(from, sum, "copied");
            }
        }
        if (!batch.isEmpty()) {
            into.insertMany(batch);
        }
        return sum;
    }

    private void compare(MongoDatabase from, MongoDatabase to, String collection, Sum copied) {
        var there = new Sum();
        var target = to.getCollection(collection, RawBsonDocument.class);
        for (RawBsonDocument document : target.find().batchSize(READ_AT_ONCE)) {
            there.add(document);
            tell(target, there, "compared");
        }
        var place = from.getName() + "." + collection;
        if (!there.same(copied)) {
            throw new StackException(place + " is not the same on both sides: " + copied.count() + " documents ("
                    + copied + ") here, " + there.count() + " (" + there + ") there");
        }
        if (!indexes(from, collection).equals(indexes(to, collection))) {
            throw new StackException(place + " has other indexes there: " + indexes(to, collection));
        }
        if (from.getCollection(collection).countDocuments() != copied.count()) {
            throw new StackException(place + " is being written; stop whatever does");
        }
    }

    private void tell(MongoCollection<?> collection, Sum sum, String done) {
        if (System.nanoTime() - told > TOLD.toNanos()) {
            told = System.nanoTime();
            progress.accept("  " + collection.getNamespace().getFullName() + ": " + sum.count() + " documents " + done);
        }
    }
}
