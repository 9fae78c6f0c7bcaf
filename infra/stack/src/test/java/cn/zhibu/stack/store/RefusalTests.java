package cn.zhibu.stack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store would do wrongly without a word is an error, and nothing is changed. */
class RefusalTests {

    private EmbeddedStore store;
    private MongoClient client;
    private MongoDatabase database;

    @BeforeEach
    void start() {
        store = EmbeddedStore.forTests();
        client = StoreUnderTest.client(store.uri());
        database = client.getDatabase("d");
        database.getCollection("c").insertOne(Document.parse("{_id: 1, a: 'x'}"));
    }

    @AfterEach
    void stop() {
        client.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{createIndexes: 'c', indexes: [{key: {t: 1}, name: 't', expireAfterSeconds: 5}]}",
                "{createIndexes: 'c', indexes: [{key: {t: 1}, name: 't', unique: true, partialFilterExpression: {a: 1}}]}",
                "{createIndexes: 'c', indexes: [{key: {t: 'text'}, name: 't'}]}",
                "{createIndexes: 'c', indexes: [{key: {t: '2dsphere'}, name: 't'}]}",
                "{createIndexes: 'c', indexes: [{key: {t: 'hashed'}, name: 't'}]}",
                "{createIndexes: 'c', indexes: [{key: {'$**': 1}, name: 't'}]}",
                "{createIndexes: 'c', indexes: [{key: {t: 1}, name: 't', collation: {locale: 'zh'}}]}",
                "{createIndexes: 'c', indexes: [{key: {t: 1}, name: 't', hidden: true}]}",
                "{create: 'v', validator: {a: 1}}",
                "{create: 'v', capped: true, size: 1000}",
                "{create: 'v', viewOn: 'c', pipeline: []}",
                "{find: 'c', filter: {}, collation: {locale: 'zh'}}",
                "{find: 'c', filter: {}, tailable: true}",
                "{find: 'c', filter: {$where: 'true'}}",
                "{find: 'c', filter: {$text: {$search: 'x'}}}",
                "{find: 'none', filter: {a: {$foo: 1}}}",
                "{find: 'c', filter: {a: {$mod: [2, 0]}}}",
                "{find: 'c', filter: {}, sort: {$natural: -1}}",
                "{aggregate: 'c', pipeline: [{$out: 'x'}], cursor: {}}",
                "{aggregate: 'c', pipeline: [{$merge: 'x'}], cursor: {}}",
                "{aggregate: 'c', pipeline: [{$changeStream: {}}], cursor: {}}",
                "{aggregate: 'c', pipeline: [{$project: {d: {$dayOfWeek: '$t'}}}], cursor: {}}",
                "{aggregate: 'c', pipeline: [], cursor: {}, collation: {locale: 'zh'}}",
                "{aggregate: 1, pipeline: [], cursor: {}}",
                "{update: 'c', updates: [{q: {}, u: [{$set: {a: 1}}]}]}",
                "{update: 'c', updates: [{q: {}, u: {$set: {a: 1}}, collation: {locale: 'zh'}}]}",
                "{update: 'c', updates: [{q: {}, u: {$set: {a: 1}}, sort: {a: 1}}]}",
                "{update: 'c', updates: [{q: {}, u: {$set: {a: 1}}, multi: true}]}",
                "{find: 'c', filter: {}, hint: 'none'}",
                "{find: 'c', filter: {}, readConcern: {level: 'linearizable'}}",
                "{insert: 'c', documents: [{_id: 2}], writeConcern: {w: 2}}",
                "{insert: 'c', documents: [{_id: 2}], writeConcern: {w: 'some'}}",
                "{createIndexes: 'c', indexes: [{key: {'a.0': 1}, name: 't'}]}",
                "{distinct: 'c', key: 'a'}",
                "{drop: 'c'}",
                "{create: 'v'}",
                "{insert: 'c', documents: [{_id: 2}], txnNumber: 1, startTransaction: true, autocommit: false}",
                "{renameCollection: 'd.c', to: 'd.e'}",
                "{collMod: 'c', validator: {}}",
                "{mapReduce: 'c'}"
            })
    void whatItDoesNotDoIsAnError(String command) {
        assertThatThrownBy(() -> database.runCommand(Document.parse(command)))
                .isInstanceOf(MongoCommandException.class);
        assertThat(database.getCollection("c").find().first()).isEqualTo(Document.parse("{_id: 1, a: 'x'}"));
        assertThat(database.getCollection("c").countDocuments()).isEqualTo(1);
    }

    @Test
    void anotherIndexOfTheSameNameOrKeysIsAnError() {
        var collection = database.getCollection("c");
        collection.createIndex(Document.parse("{a: 1}"));
        assertThatThrownBy(() -> database.runCommand(
                        Document.parse("{createIndexes: 'c', indexes: [{key: {b: 1}, name: 'a_1'}]}")))
                .hasMessageContaining("86");
        assertThatThrownBy(() -> database.runCommand(
                        Document.parse("{createIndexes: 'c', indexes: [{key: {a: 1}, name: 'other'}]}")))
                .hasMessageContaining("85");
    }

    @Test
    void aUniqueIndexOverDoubledValuesIsNotBuilt() {
        var collection = database.getCollection("c");
        collection.insertOne(Document.parse("{_id: 2, a: 'x'}"));
        assertThatThrownBy(() -> collection.createIndex(
                        Document.parse("{a: 1}"), new com.mongodb.client.model.IndexOptions().unique(true)))
                .hasMessageContaining("E11000");
        collection.insertOne(Document.parse("{_id: 3, a: 'x'}"));
    }

    @Test
    void twoArraysInOneCompoundIndexAreRefusedAsByMongoDb() {
        var collection = database.getCollection("c");
        collection.createIndex(Document.parse("{l: 1, m: 1}"));
        assertThatThrownBy(() -> collection.insertOne(Document.parse("{_id: 2, l: [1], m: [2]}")))
                .hasMessageContaining("parallel arrays");
        assertThatThrownBy(
                        () -> collection.updateOne(new Document("_id", 1), Document.parse("{$set: {l: [1], m: [2]}}")))
                .hasMessageContaining("parallel arrays");
        assertThat(collection.find(Document.parse("{l: null}")).first()).containsEntry("_id", 1);
    }

    @Test
    void aDocumentThatIsTooLargeIsRefusedAndChangesNothing() {
        var collection = database.getCollection("c");
        collection.createIndex(Document.parse("{k: 1}"));
        var half = "x".repeat(9_000_000);
        collection.updateOne(new Document("_id", 1), new Document("$set", new Document("one", half)));
        assertThatThrownBy(() -> collection.updateOne(
                        new Document("_id", 1), new Document("$set", new Document("two", half).append("k", 1))))
                .hasMessageContaining("bytes");
        assertThat(collection.countDocuments(new Document("k", 1))).isZero();
        assertThat(collection.countDocuments(new Document("k", null))).isEqualTo(1);
    }
}
