package cn.zhibu.load.store;

import cn.zhibu.load.measure.Cpu;
import cn.zhibu.load.measure.LoadException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOneModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.Document;

/** What one document costs that is entered or changed by itself, as requests do it. */
final class Writing {

    private static final double MILLION = 1e6;

    /**
     * @param cpu milliseconds of the store's processor time for one document
     * @param wall milliseconds from one acknowledged document to the next
     */
    record Cost(double cpu, double wall) {}

    private final MongoCollection<BsonDocument> records;
    private final long pid;

    /** @param pid of the store's process */
    Writing(MongoCollection<BsonDocument> records, long pid) {
        this.records = records;
        this.pid = pid;
    }

    Cost inserts(List<BsonDocument> documents, int connections) {
        return each(documents, connections, records::insertOne);
    }

    /** All of its fields again, with the next version and an event to send, which is then taken out: two writes. */
    Cost updates(List<BsonDocument> documents, int connections) {
        return each(documents, connections, document -> {
            for (UpdateOneModel<BsonDocument> change : changes(document)) {
                if (records.updateOne(change.getFilter(), change.getUpdate()).getMatchedCount() != 1) {
                    throw new LoadException("a record that was entered is not there: " + document.get("_id"));
                }
            }
        });
    }

    private static List<UpdateOneModel<BsonDocument>> changes(BsonDocument document) {
        var fields = document.clone();
        List.of("_id", "version", "_outbox").forEach(fields::remove);
        var event = new Document("id", document.get("_id"))
                .append("type", "record.corrected.v1")
                .append("body", fields.toJson());
        return List.of(
                new UpdateOneModel<>(
                        new Document("_id", document.get("_id")).append("version", document.get("version")),
                        new Document("$set", fields)
                                .append("$inc", new Document("version", 1))
                                .append("$push", new Document("_outbox", new Document("$each", List.of(event))))),
                new UpdateOneModel<>(
                        new Document("_id", document.get("_id")),
                        new Document("$pull", new Document("_outbox", new Document("id", document.get("_id"))))));
    }

    private Cost each(List<BsonDocument> documents, int connections, Consumer<BsonDocument> write) {
        var hands = Executors.newFixedThreadPool(connections);
        long used = cpu();
        long began = System.nanoTime();
        try {
            var work = new ArrayList<Future<?>>();
            for (int hand = 0; hand < connections; hand++) {
                int first = hand;
                work.add(hands.submit(() -> {
                    for (int at = first; at < documents.size(); at += connections) {
                        write.accept(documents.get(at));
                    }
                }));
            }
            for (Future<?> one : work) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw new LoadException("the store refused a write: " + failed.getCause(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } finally {
            hands.shutdownNow();
        }
        double wall = (System.nanoTime() - began) / MILLION;
        return new Cost((double) (cpu() - used) / documents.size(), wall / documents.size());
    }

    private long cpu() {
        return Cpu.sum(Cpu.millis(Map.of("store", pid)));
    }
}
