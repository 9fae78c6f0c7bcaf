package cn.zhibu.load.store;

import cn.zhibu.load.measure.LoadException;
import com.mongodb.client.MongoClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;

/**
 * The demo's largest bureau as the services keep it: every collection with its indexes and documents.
 *
 * @param bureau its id
 * @param lasting ids of its units, people, committees and accounts
 */
record Original(String bureau, List<Kept> collections, Set<String> lasting) {

    static final List<String> SERVICES = List.of("member", "activity", "report", "notification");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** @param indexes as they are made, without the one of the ids */
    record Kept(String service, String name, List<Document> indexes, List<RawBsonDocument> documents) {}

    static Original of(MongoClient store) {
        var bureaus = store.getDatabase("member_shared").getCollection("bureaus");
        var sizes = new LinkedHashMap<String, Long>();
        for (Document bureau : bureaus.find()) {
            var id = bureau.getString("_id");
            sizes.put(
                    id,
                    store.getDatabase(database("report", id))
                            .getCollection("ledger")
                            .countDocuments());
        }
        var bureau = sizes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow(() -> new LoadException("the store holds no bureau yet; infra/up without --no-demo"))
                .getKey();
        var all = new ArrayList<Kept>();
        for (String service : SERVICES) {
            var database = store.getDatabase(database(service, bureau));
            for (String name : database.listCollectionNames()) {
                var indexes = new ArrayList<Document>();
                for (Document index : database.getCollection(name).listIndexes()) {
                    index.remove("v");
                    if (!index.getString("name").equals("_id_")) {
                        indexes.add(index);
                    }
                }
                var documents = database.getCollection(name, RawBsonDocument.class)
                        .find()
                        .batchSize(50)
                        .into(new ArrayList<>());
                all.add(new Kept(service, name, indexes, documents));
            }
        }
        return new Original(bureau, List.copyOf(all), lasting(all));
    }

    static String database(String service, String bureau) {
        return service + "_" + bureau.replace("-", "");
    }

    private static Set<String> lasting(List<Kept> all) {
        var ids = new HashSet<String>();
        for (Kept kept : all) {
            if (kept.service().equals("member")) {
                for (BsonDocument document : kept.documents()) {
                    ID.matcher(document.toJson()).results().forEach(found -> ids.add(found.group()));
                }
            }
        }
        return Set.copyOf(ids);
    }

    Kept kept(String service, String name) {
        return collections.stream()
                .filter(one -> one.service().equals(service) && one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LoadException("the demo keeps no " + name + " of " + service + "-service"));
    }
}
