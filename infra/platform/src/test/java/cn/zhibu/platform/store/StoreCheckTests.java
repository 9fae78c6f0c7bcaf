package cn.zhibu.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import cn.zhibu.platform.store.StoreCheck.Wish;
import cn.zhibu.process.Promises;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.ServerAddress;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What a service says at its start to a store that cannot keep what it is asked for. */
class StoreCheckTests {

    private static final Document ALONE = new Document("ok", 1.0);
    private static final Document MEMBER = new Document("ok", 1.0).append("setName", "zhibu");
    private static final Mono<UpdateResult> WRITTEN = Mono.just(UpdateResult.acknowledged(1, 1L, null));

    @SuppressWarnings("unchecked")
    private final MongoCollection<Document> marks = mock(MongoCollection.class);

    private StoreCheck check(Mono<Document> hello, Mono<UpdateResult> write, Wish wish) {
        var client = mock(MongoClient.class);
        var database = mock(MongoDatabase.class);
        when(client.getDatabase("probe_shared")).thenReturn(database);
        when(database.runCommand(any(Bson.class))).thenReturn(hello);
        when(database.getCollection("store_check")).thenReturn(marks);
        when(marks.withWriteConcern(any())).thenReturn(marks);
        when(marks.updateOne(any(Bson.class), any(Bson.class), any(UpdateOptions.class)))
                .thenReturn(write);
        return new StoreCheck(client, "probe_shared", wish);
    }

    @Test
    void aReplicaSetThatJournalsIsGoodForBoth() {
        for (var wish : Wish.values()) {
            var check = check(Mono.just(MEMBER), WRITTEN, wish);
            check.start();
            assertThat(check.isRunning()).isTrue();
        }
        verify(marks, org.mockito.Mockito.atLeastOnce()).withWriteConcern(Promises.WRITE);
    }

    @Test
    void oneMachineAloneIsRefusedWhereASetIsRequiredAndSaidElsewhere() {
        assertThatThrownBy(() -> check(Mono.just(ALONE), WRITTEN, Wish.REQUIRED).start())
                .hasMessageContaining("no replica set");
        assertThatCode(() -> check(Mono.just(ALONE), WRITTEN, Wish.of("wanted")).start())
                .doesNotThrowAnyException();
    }

    @Test
    void aStoreWithoutAJournalIsRefused() {
        var refusal = BsonDocument.parse(
                "{ok: 0, code: 2, errmsg: \"cannot use 'j' option when a host does not have journaling enabled\"}");
        Mono<UpdateResult> refused = Mono.error(new MongoCommandException(refusal, new ServerAddress("127.0.0.1")));
        assertThatThrownBy(() -> check(Mono.just(MEMBER), refused, Wish.WANTED).start())
                .hasMessageContaining("journal");
    }

    @Test
    void aStoreThatIsAwayIsWaitedForByWhoNeedsIt() {
        Mono<Document> away = Mono.error(
                new MongoSocketOpenException("away", new ServerAddress("127.0.0.1"), new java.net.ConnectException()));
        assertThatCode(() -> check(away, WRITTEN, Wish.REQUIRED).start()).doesNotThrowAnyException();
    }
}
