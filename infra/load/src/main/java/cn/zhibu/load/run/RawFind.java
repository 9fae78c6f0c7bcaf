package cn.zhibu.load.run;

import cn.zhibu.load.kernel.Arrivals;
import cn.zhibu.load.kernel.Latency;
import cn.zhibu.load.measure.LoadException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;

/** One document by its id, through the driver and nothing else: the least that a keyed read can cost. */
final class RawFind implements AutoCloseable {

    private static final int THREADS = 8;
    private static final int KEYS = 500;

    private final MongoClient client;
    private final ExecutorService hands = Executors.newFixedThreadPool(THREADS);
    private final MongoCollection<Document> documents;
    private final List<Object> ids = new ArrayList<>();

    /** @param uri of the store; the largest collection of the largest report database is read */
    RawFind(String uri) {
        client = MongoClients.create(uri);
        documents = largest(client);
        for (var document : documents.find().projection(new Document("_id", 1)).limit(KEYS)) {
            ids.add(document.get("_id"));
        }
    }

    private static MongoCollection<Document> largest(MongoClient client) {
        MongoCollection<Document> largest = null;
        long most = 0;
        for (String database : client.listDatabaseNames()) {
            if (!database.startsWith("report_")) {
                continue;
            }
            for (String name : client.getDatabase(database).listCollectionNames()) {
                var each = client.getDatabase(database).getCollection(name);
                long size = each.countDocuments();
                if (size > most) {
                    most = size;
                    largest = each;
                }
            }
        }
        if (largest == null) {
            throw new LoadException("the store holds nothing of the report service yet");
        }
        return largest;
    }

    String name() {
        return documents.getNamespace().getCollectionName();
    }

    Latency run(double rate, Duration lasting, long seed) {
        var latency = new Latency();
        var arrivals = new Arrivals(rate, seed);
        var work = new ArrayList<java.util.concurrent.Future<?>>();
        long begin = System.nanoTime();
        int number = 0;
        for (long after = arrivals.next(); after < lasting.toNanos(); after = arrivals.next()) {
            long meant = begin + after;
            for (long left = meant - System.nanoTime(); left > 0; left = meant - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            var id = ids.get(number++ % ids.size());
            work.add(hands.submit(() -> one(id, meant, latency)));
        }
        for (var each : work) {
            try {
                each.get(30, TimeUnit.SECONDS);
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException failed) {
                latency.note(0, 0, 0, 0, false);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
        return latency;
    }

    private void one(Object id, long meant, Latency latency) {
        long left = System.nanoTime();
        boolean found = documents.find(Filters.eq("_id", id)).first() != null;
        latency.note(meant, left, System.nanoTime(), found ? 200 : 404, found);
    }

    @Override
    public void close() {
        hands.shutdownNow();
        client.close();
    }
}
