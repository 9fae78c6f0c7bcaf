package cn.zhibu.stack.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bson.Document;

/**
 * Eight writers that enter documents, change them, and enter three at once, and remember what was acknowledged when:
 * afterwards each must be there, nothing that was never tried, and of three at once all or none.
 */
final class Writers {

    static final int WRITERS = 8;
    private static final int TOGETHER = 3;

    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> attempted = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /** That a document had at least this number, known at this moment (seconds). */
    record Acknowledged(double at, String id, int n) {}

    static double now() {
        var now = Instant.now();
        return now.getEpochSecond() + now.getNano() / 1e9;
    }

    static MongoCollection<Document> collection(MongoClient client) {
        return client.getDatabase("d").getCollection("c");
    }

    List<Thread> start(MongoClient client, String round) {
        var collection = collection(client);
        collection.createIndex(Document.parse("{writer: 1, n: -1}"));
        collection.createIndex(Document.parse("{group: 1}"));
        var threads = new ArrayList<Thread>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            var thread = new Thread(() -> writeUntilStopped(collection, round, number));
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    void stop() {
        stopped = true;
    }

    private void writeUntilStopped(MongoCollection<Document> collection, String round, int writer) {
        try {
            for (int at = 0; !stopped; at++) {
                var id = round + "-" + writer + "-" + at / 5;
                switch (at % 5) {
                    case 0 -> insert(collection, id, writer);
                    case 1 -> together(collection, id, writer);
                    default -> change(collection, id);
                }
            }
        } catch (RuntimeException killed) {
            assertThat(killed).isNotNull();
        }
    }

    private static Document document(String id, int writer, String group) {
        return new Document("_id", id)
                .append("n", 1)
                .append("writer", writer)
                .append("group", group)
                .append("pad", "x".repeat(200));
    }

    private void insert(MongoCollection<Document> collection, String id, int writer) {
        attempted.put(id, 1);
        collection.insertOne(document(id, writer, null));
        acknowledged.add(new Acknowledged(now(), id, 1));
    }

    private void together(MongoCollection<Document> collection, String id, int writer) {
        var three = new ArrayList<Document>();
        for (int at = 0; at < TOGETHER; at++) {
            three.add(document(id + "+" + at, writer, id));
            attempted.put(id + "+" + at, 1);
        }
        collection.insertMany(three);
        three.forEach(each -> acknowledged.add(new Acknowledged(now(), each.getString("_id"), 1)));
    }

    private void change(MongoCollection<Document> collection, String id) {
        int n = attempted.merge(id, 1, Integer::sum);
        collection.updateOne(new Document("_id", id), Updates.inc("n", 1));
        acknowledged.add(new Acknowledged(now(), id, n));
    }

    int size() {
        return acknowledged.size();
    }

    /** Against what was acknowledged up to a moment. */
    void check(Map<String, Document> stored, double moment) {
        for (Acknowledged each : acknowledged) {
            if (each.at <= moment) {
                var found = stored.get(each.id);
                assertThat(found == null ? 0 : found.getInteger("n"))
                        .as("%s was acknowledged with %d", each.id, each.n)
                        .isGreaterThanOrEqualTo(each.n);
            }
        }
        var groups = new HashMap<String, Integer>();
        stored.forEach((id, document) -> {
            assertThat(document.getInteger("n")).as(id).isLessThanOrEqualTo(attempted.getOrDefault(id, 0));
            if (document.getString("group") != null) {
                groups.merge(document.getString("group"), 1, Integer::sum);
            }
        });
        assertThat(groups.values()).as("three at once").allMatch(count -> count == TOGETHER);
    }

    static Map<String, Document> stored(MongoClient client) {
        var stored = new HashMap<String, Document>();
        collection(client).find().forEach(document -> stored.put(document.getString("_id"), document));
        return stored;
    }
}
