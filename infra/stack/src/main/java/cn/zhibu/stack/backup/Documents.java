package cn.zhibu.stack.backup;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Projections.include;

import cn.zhibu.stack.launch.StackException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;

/** The documents of one bureau: its database in each service, and what lies about it beside. */
final class Documents {

    private static final JsonWriterSettings LINE =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();
    private static final int BATCH = 500;
    private static final int READ_AT_ONCE = 20; // documents of up to some megabytes
    private static final long BATCH_LENGTH = 4L << 20; // characters
    private static final String BUREAUS = "bureaus";

    /** Rows beside the bureaus that belong to one of them, by their id: whether it is served, and its wrapped key. */
    static final List<String> BESIDE = List.of("tenants", "tenant_keys");

    private final MongoClient client;

    Documents(MongoClient client) {
        this.client = client;
    }

    MongoDatabase own(String service, String bureau) {
        return client.getDatabase(service + "_" + bureau.replace("-", ""));
    }

    MongoDatabase shared(String service) {
        return client.getDatabase(service + "_shared");
    }

    /** The platform's own document of a bureau. */
    @Nullable
    Document bureau(Bson which) {
        return shared("member").getCollection(BUREAUS).find(which).first();
    }

    /** Why the bureau is not at rest; null when it is: suspended everywhere, and all of its events sent. */
    @Nullable
    String unrest(String bureau) {
        for (String service : Place.SERVICES) {
            var row = shared(service)
                    .getCollection("tenants")
                    .find(eq("_id", bureau))
                    .first();
            if (row == null || row.getBoolean("open", false)) {
                return service + "-service has not heard yet that the bureau is suspended";
            }
            if (unsent(service, bureau)) {
                return service + "-service has events of the bureau yet to send";
            }
        }
        return null;
    }

    /** Documents of the bureau say of themselves that they have events to send; markers beside did in earlier releases. */
    private boolean unsent(String service, String bureau) {
        var database = own(service, bureau);
        return shared(service).getCollection("outbox").countDocuments(eq("tenant", bureau)) > 0
                || collections(service, bureau).stream()
                        .anyMatch(name -> database.getCollection(name)
                                        .find(gt("_unsent.at", 0L))
                                        .projection(include("_id"))
                                        .first()
                                != null);
    }

    List<String> collections(String service, String bureau) {
        return own(service, bureau).listCollectionNames().into(new ArrayList<>()).stream()
                .filter(name -> !name.startsWith("system."))
                .sorted()
                .toList();
    }

    /** One document a line, by id. */
    static void write(MongoDatabase database, String collection, Bson which, OutputStream out) throws IOException {
        for (var document : database.getCollection(collection, BsonDocument.class)
                .find(which)
                .sort(new Document("_id", 1))
                .batchSize(READ_AT_ONCE)) {
            out.write(document.toJson(LINE).getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
    }

    /** Puts documents where they were; one that is there is replaced by itself. */
    static void read(MongoDatabase database, String collection, BufferedReader lines) throws IOException {
        var target = database.getCollection(collection, BsonDocument.class);
        var batch = new ArrayList<WriteModel<BsonDocument>>(BATCH);
        long length = 0;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var document = BsonDocument.parse(line);
            length += line.length();
            batch.add(
                    new ReplaceOneModel<>(eq("_id", document.get("_id")), document, new ReplaceOptions().upsert(true)));
            if (batch.size() == BATCH || length > BATCH_LENGTH) {
                target.bulkWrite(batch, new BulkWriteOptions().ordered(false));
                batch.clear();
                length = 0;
            }
        }
        if (!batch.isEmpty()) {
            target.bulkWrite(batch, new BulkWriteOptions().ordered(false));
        }
    }

    /** Says that the bureau is there; the last thing to be written. */
    void announce(BufferedReader line) throws IOException {
        read(shared("member"), BUREAUS, line);
    }

    void writeBureau(String bureau, OutputStream out) throws IOException {
        write(shared("member"), BUREAUS, eq("_id", bureau), out);
    }

    /** Puts back a row beside the bureaus, its key wrapped anew. */
    void beside(String service, String collection, BufferedReader lines, Keys keys) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var row = Document.parse(line);
            if (row.containsKey("keys")) {
                row = keys.rewrap(row);
            }
            var result = shared(service)
                    .getCollection(collection)
                    .replaceOne(eq("_id", row.get("_id")), row, new ReplaceOptions().upsert(true));
            if (!result.wasAcknowledged()) {
                throw new StackException("the store did not acknowledge a row of " + collection);
            }
        }
    }
}
