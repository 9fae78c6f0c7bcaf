package cn.zhibu.kit;

import cn.zhibu.stack.store.EmbeddedStore;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A store and a broker for the tests of one module, started once per JVM. */
public final class TestStack {

    private static final EmbeddedStore STORE = EmbeddedStore.forTests();
    private static final EmbeddedKafkaKraftBroker BROKER = broker();
    private static final String STORE_URI = uri();
    private static final MongoClient UNHEARD = MongoClients.create(STORE_URI);
    private static final Path MASTER_KEY = masterKey();
    private static final Path FILES = folder();

    private TestStack() {}

    public static String storeUri() {
        return STORE_URI;
    }

    /** The store for tests themselves: nobody listens to what they look at. */
    public static MongoClient store() {
        return UNHEARD;
    }

    public static String brokers() {
        return BROKER.getBrokersAsString();
    }

    public static Path masterKeyFile() {
        return MASTER_KEY;
    }

    /** A folder for files, fresh for this JVM. */
    public static Path files() {
        return FILES;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("zhibu-test-files");
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String uri() {
        return STORE.uri();
    }

    private static EmbeddedKafkaKraftBroker broker() {
        var broker = new EmbeddedKafkaKraftBroker(1, 3);
        broker.brokerProperty("log.cleaner.dedupe.buffer.size", "8388608");
        broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
        broker.afterPropertiesSet();
        return broker;
    }

    private static Path masterKey() {
        try {
            var key = new byte[32];
            new SecureRandom().nextBytes(key);
            var file = Files.createTempFile("zhibu-test", ".key");
            file.toFile().deleteOnExit();
            return Files.writeString(file, Base64.getEncoder().encodeToString(key));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
