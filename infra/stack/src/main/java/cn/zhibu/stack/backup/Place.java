package cn.zhibu.stack.backup;

import cn.zhibu.stack.launch.Secrets;
import cn.zhibu.stack.launch.Stack;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where an installation keeps what belongs to its bureaus.
 *
 * @param store URI of the document store
 * @param kafka address of the broker
 * @param files folder of the evidence files, one folder per bureau in it
 * @param masterKey file of the key that wraps the bureaus' keys
 */
record Place(String store, String kafka, Path files, Path masterKey) {

    /** The services, each with a database per bureau and one beside them. */
    static final List<String> SERVICES = List.of("member", "activity", "report", "notification");

    /** That of the environment, as services read it; what is not named there is the local stack's. */
    static Place of(Stack stack, Map<String, String> environment) {
        return new Place(
                environment.getOrDefault("ZHIBU_MONGODB_URI", stack.storeUri()),
                environment.getOrDefault("ZHIBU_KAFKA", stack.kafka()),
                Path.of(environment.getOrDefault(
                        "ZHIBU_FILES_FOLDER", stack.folder("files").toString())),
                Path.of(environment.getOrDefault(
                        "ZHIBU_MASTER_KEY_FILE",
                        stack.secrets().file(Secrets.MASTER_KEY).toString())));
    }

    /** A client that asks of the store what the services ask of it: what is put back is journalled by the majority. */
    MongoClient client() {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(store))
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readConcern(ReadConcern.MAJORITY)
                .build());
    }
}
