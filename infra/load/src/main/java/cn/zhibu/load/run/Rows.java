package cn.zhibu.load.run;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.bson.Document;

/** The rows of report-service's read models, of all bureaus, whatever the order of their fields. */
record Rows(String hash, long size) {

    private static final String READ_MODEL = ".*_v\\d+";

    static Rows of(MongoClient store) {
        var rows = new TreeMap<String, String>();
        each(
                store,
                (name, collection) ->
                        collection.find().forEach(row -> rows.put(name + row.get("_id"), canonical(said(name, row)))));
        return of(rows);
    }

    /** A mark is another random word each time it is set; that there is one is what counts. */
    static Document said(String collection, Document row) {
        if (collection.contains(".directory_marks_")) {
            row.remove("mark");
        }
        return row;
    }

    static Rows of(SortedMap<String, String> rows) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            rows.forEach((name, row) -> digest.update((name + row + "\n").getBytes(StandardCharsets.UTF_8)));
            return new Rows(HexFormat.of().formatHex(digest.digest()), rows.size());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void forget(MongoClient store) {
        each(store, (name, collection) -> collection.deleteMany(new Document()));
    }

    private static void each(MongoClient store, BiConsumer<String, MongoCollection<Document>> act) {
        for (var database : store.listDatabaseNames()) {
            if (database.startsWith("report_")) {
                for (var name : store.getDatabase(database).listCollectionNames()) {
                    if (name.matches(READ_MODEL)) {
                        act.accept(
                                database + "." + name,
                                store.getDatabase(database).getCollection(name));
                    }
                }
            }
        }
    }

    static String canonical(Document row) {
        var sorted = new Document();
        new TreeMap<>(row).forEach((field, value) -> sorted.append(field, sorted(value)));
        return sorted.toJson();
    }

    private static Object sorted(Object value) {
        if (value instanceof Document inner) {
            var sorted = new Document();
            new TreeMap<>(inner).forEach((field, each) -> sorted.append(field, sorted(each)));
            return sorted;
        }
        return value instanceof List<?> list ? list.stream().map(Rows::sorted).toList() : value;
    }
}
