package cn.zhibu.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The two answers that a first writer gets whom another first writer was faster than. */
class NewestTests {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final List<Boolean> inserting = new ArrayList<>();

    @Test
    void whoMeetsAnotherFirstWriterAsksOnceMoreAndMayBeTheNewerOne() {
        assertThat(put(store("_id_", 1))).isTrue();
        assertThat(inserting).containsExactly(true, false);
    }

    @Test
    void onlyTheSecondAnswerSaysThatTheOtherIsNewer() {
        assertThat(put(store("_id_", 0))).isFalse();
        assertThat(inserting).containsExactly(true, false);
    }

    @Test
    void anotherUniqueValueThatIsTakenIsNoAgeAndIsTold() {
        assertThatThrownBy(() -> put(store("once", 1))).isInstanceOf(MongoWriteException.class);
        assertThat(inserting).containsExactly(true);
    }

    @Test
    void theIndexIsReadFromWhatEachStoreSays() {
        for (var said : List.of(
                "E11000 duplicate key error collection: a.b index: once dup key: { name: \"x\" }",
                "E11000 duplicate key error collection: a.b index: once  dup key: { : \"x\" }",
                "E11000 duplicate key error index: a.b.$once dup key: { : \"x\" }")) {
            assertThat(Duplicates.index(taken(said))).as(said).isEqualTo("once");
        }
        assertThat(Duplicates.index(new IllegalStateException())).isNull();
        assertThat(Duplicates.index(failure(121, "Document failed validation"))).isNull();
    }

    private static Boolean put(MongoCollection<Document> store) {
        return Newest.put(store, "row", 5, new Document("a", 1), new Document()).block(LIMIT);
    }

    /** A store in which another has just inserted: it refuses to insert, and matches so many when asked to update. */
    @SuppressWarnings("unchecked")
    private MongoCollection<Document> store(String index, long matched) {
        return (MongoCollection<Document>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MongoCollection.class}, (proxy, method, args) -> {
                    assertThat(method.getName()).isEqualTo("updateOne");
                    boolean insert = args.length == 3 && ((UpdateOptions) args[2]).isUpsert();
                    inserting.add(insert);
                    return insert
                            ? Mono.error(taken(
                                    "E11000 duplicate key error collection: a.b index: " + index + " dup key: { : 1 }"))
                            : Mono.just(UpdateResult.acknowledged(matched, matched, null));
                });
    }

    private static MongoWriteException taken(String message) {
        return failure(11000, message);
    }

    private static MongoWriteException failure(int code, String message) {
        return new MongoWriteException(
                new WriteError(code, message, new BsonDocument()), new ServerAddress("127.0.0.1"), Set.of());
    }
}
