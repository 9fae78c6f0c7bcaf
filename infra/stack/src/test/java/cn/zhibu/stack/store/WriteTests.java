package cn.zhibu.stack.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.descending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The writing half of the closed list: each command and update operator, on every store. */
class WriteTests extends EachStore {

    private static MongoCollection<Document> one(MongoDatabase database) {
        var things = database.getCollection("things");
        things.insertOne(Document.parse("{_id: 'a', version: 1, n: 5, list: [1, 2, 3], inner: {x: 1, y: 2}}"));
        return things;
    }

    private static Stream<DynamicTest> changes(String update, String expected) {
        return onEachStore(database -> {
            var things = one(database);
            var result = things.updateOne(and(eq("_id", "a"), eq("version", 1)), Document.parse(update));
            assertThat(result.getMatchedCount()).isEqualTo(1);
            assertThat(things.find(eq("_id", "a")).first()).isEqualTo(Document.parse(expected));
            var missed = things.updateOne(and(eq("_id", "a"), eq("version", 7)), Document.parse(update));
            assertThat(missed.getMatchedCount()).isZero();
        });
    }

    @TestFactory
    Stream<DynamicTest> setAndUnset() {
        return changes(
                "{$set: {n: 6, 'inner.z': 3}, $unset: {'inner.x': ''}}",
                "{_id: 'a', version: 1, n: 6, list: [1, 2, 3], inner: {y: 2, z: 3}}");
    }

    @TestFactory
    Stream<DynamicTest> increment() {
        return changes(
                "{$inc: {n: 2, 'inner.new': 1}}",
                "{_id: 'a', version: 1, n: 7, list: [1, 2, 3], inner: {x: 1, y: 2, new: 1}}");
    }

    @TestFactory
    Stream<DynamicTest> pushEachAndSlice() {
        return changes(
                "{$push: {list: {$each: [4, 5], $slice: -3}, fresh: 1}}",
                "{_id: 'a', version: 1, n: 5, list: [3, 4, 5], inner: {x: 1, y: 2}, fresh: [1]}");
    }

    @TestFactory
    Stream<DynamicTest> pull() {
        return changes(
                "{$pull: {list: {$in: [1, 3]}}}", "{_id: 'a', version: 1, n: 5, list: [2], inner: {x: 1, y: 2}}");
    }

    @TestFactory
    Stream<DynamicTest> addToSet() {
        return changes(
                "{$addToSet: {list: 2, inner2: 9}}",
                "{_id: 'a', version: 1, n: 5, list: [1, 2, 3], inner: {x: 1, y: 2}, inner2: [9]}");
    }

    @TestFactory
    Stream<DynamicTest> maximum() {
        return changes(
                "{$max: {n: 9, version: 0}}", "{_id: 'a', version: 1, n: 9, list: [1, 2, 3], inner: {x: 1, y: 2}}");
    }

    @TestFactory
    Stream<DynamicTest> upsertSetsOnInsertOnce() {
        return onEachStore(database -> {
            var things = database.getCollection("things");
            var update = Document.parse("{$inc: {n: 1}, $setOnInsert: {born: 1}, $set: {last: 2}}");
            var first = things.updateOne(eq("_id", "k"), update, new UpdateOptions().upsert(true));
            assertThat(first.getUpsertedId()).isNotNull();
            var second = things.updateOne(eq("_id", "k"), update, new UpdateOptions().upsert(true));
            assertThat(second.getUpsertedId()).isNull();
            assertThat(things.find().into(new ArrayList<>()))
                    .containsExactly(Document.parse("{_id: 'k', n: 2, born: 1, last: 2}"));
        });
    }

    @TestFactory
    Stream<DynamicTest> replacement() {
        return onEachStore(database -> {
            var things = one(database);
            things.replaceOne(eq("_id", "a"), Document.parse("{_id: 'a', z: 1}"));
            things.replaceOne(eq("_id", "b"), Document.parse("{z: 2}"), new ReplaceOptions().upsert(true));
            assertThat(things.find().into(new ArrayList<>()))
                    .containsExactlyInAnyOrder(Document.parse("{_id: 'a', z: 1}"), Document.parse("{_id: 'b', z: 2}"));
        });
    }

    @TestFactory
    Stream<DynamicTest> findAndModifyBeforeAndAfter() {
        return onEachStore(database -> {
            var things = one(database);
            things.insertOne(Document.parse("{_id: 'b', version: 1, n: 9}"));
            var after = new FindOneAndUpdateOptions()
                    .returnDocument(ReturnDocument.AFTER)
                    .sort(descending("n"));
            assertThat(things.findOneAndUpdate(eq("version", 1), Document.parse("{$inc: {version: 1}}"), after))
                    .isEqualTo(Document.parse("{_id: 'b', version: 2, n: 9}"));
            assertThat(things.findOneAndUpdate(eq("_id", "b"), Document.parse("{$set: {n: 0}}")))
                    .containsEntry("n", 9);
            assertThat(things.findOneAndUpdate(eq("_id", "none"), Document.parse("{$set: {n: 0}}")))
                    .isNull();
            assertThat(things.findOneAndUpdate(eq("_id", "c"), Document.parse("{$set: {n: 3}}"), after.upsert(true)))
                    .isEqualTo(Document.parse("{_id: 'c', n: 3}"));
            assertThat(things.findOneAndDelete(eq("_id", "c"))).containsEntry("n", 3);
            assertThat(things.countDocuments()).isEqualTo(2);
        });
    }

    @TestFactory
    Stream<DynamicTest> deleteOneAndMany() {
        return onEachStore(database -> {
            var things = database.getCollection("things");
            things.insertMany(List.of(
                    Document.parse("{_id: 1, k: 1}"),
                    Document.parse("{_id: 2, k: 1}"),
                    Document.parse("{_id: 3, k: 2}")));
            assertThat(things.deleteOne(eq("_id", 3)).getDeletedCount()).isEqualTo(1);
            assertThat(things.deleteMany(eq("k", 1)).getDeletedCount()).isEqualTo(2);
            assertThat(things.deleteMany(eq("k", 1)).getDeletedCount()).isZero();
        });
    }

    @TestFactory
    Stream<DynamicTest> insertRefusesASecondOfTheSameId() {
        return onEachStore(database -> {
            var things = one(database);
            assertThatThrownBy(() -> things.insertOne(new Document("_id", "a")))
                    .isInstanceOfSatisfying(
                            MongoWriteException.class,
                            failed -> assertThat(failed.getCode()).isEqualTo(11000));
            assertThat(things.countDocuments()).isEqualTo(1);
        });
    }

    @TestFactory
    Stream<DynamicTest> uniqueCompoundIndexRefuses() {
        return onEachStore(database -> {
            var things = database.getCollection("things");
            things.createIndex(Indexes.ascending("tenant", "code"), new IndexOptions().unique(true));
            things.insertOne(Document.parse("{_id: 1, tenant: 't', code: 1}"));
            things.insertOne(Document.parse("{_id: 2, tenant: 't', code: 2}"));
            things.insertOne(Document.parse("{_id: 3, tenant: 'u', code: 1}"));
            assertThatThrownBy(() -> things.insertOne(Document.parse("{_id: 4, tenant: 't', code: 1.0}")))
                    .hasMessageContaining("E11000");
            assertThatThrownBy(() -> things.updateOne(eq("_id", 2), Document.parse("{$set: {code: 1}}")))
                    .hasMessageContaining("E11000");
            assertThat(things.find(eq("_id", 2)).first()).containsEntry("code", 2);
            things.deleteOne(eq("_id", 1));
            things.updateOne(eq("_id", 2), Document.parse("{$set: {code: 1}}"));
        });
    }

    @TestFactory
    Stream<DynamicTest> sparseUniqueIndexLeavesOutWhoHasNoValue() {
        return onEachStore(database -> {
            var things = database.getCollection("things");
            things.createIndex(
                    Indexes.ascending("key"), new IndexOptions().unique(true).sparse(true));
            things.insertMany(List.of(
                    Document.parse("{_id: 1}"), Document.parse("{_id: 2}"), Document.parse("{_id: 3, key: 'k'}")));
            assertThatThrownBy(() -> things.insertOne(Document.parse("{_id: 4, key: 'k'}")))
                    .hasMessageContaining("E11000");
            assertThat(things.countDocuments(eq("key", null))).isEqualTo(2);
        });
    }

    @TestFactory
    Stream<DynamicTest> indexesAreListed() {
        return onEachStore(database -> {
            var things = one(database);
            things.createIndex(Indexes.ascending("scope.ancestors", "date"));
            things.createIndex(Indexes.ascending("scope.ancestors", "date"));
            var names = new ArrayList<>();
            things.listIndexes().forEach(index -> names.add(index.get("name")));
            assertThat(names).containsExactlyInAnyOrder("_id_", "scope.ancestors_1_date_1");
        });
    }

    @TestFactory
    Stream<DynamicTest> collectionsAndDatabasesAreListedAndDropped() {
        return onEachStore(database -> {
            one(database);
            assertThat(database.listCollectionNames().into(new ArrayList<>())).contains("things");
            database.drop();
            assertThat(database.listCollectionNames().into(new ArrayList<>())).doesNotContain("things");
            one(database);
            assertThat(database.getCollection("things").countDocuments()).isEqualTo(1);
        });
    }

    @TestFactory
    Stream<DynamicTest> orderedWritesStopAtTheFirstRefusal() {
        return onFaithfulStores(database -> {
            var things = database.getCollection("things");
            things.createIndex(Indexes.ascending("code"), new IndexOptions().unique(true));
            things.insertMany(List.of(
                    Document.parse("{_id: 1, code: 1}"),
                    Document.parse("{_id: 2, code: 2}"),
                    Document.parse("{_id: 3, code: 3}")));
            assertThatThrownBy(() -> things.bulkWrite(List.of(
                            new UpdateOneModel<>(eq("_id", 1), Document.parse("{$set: {code: 9}}")),
                            new UpdateOneModel<>(eq("_id", 2), Document.parse("{$set: {code: 3}}")),
                            new UpdateOneModel<>(eq("_id", 3), Document.parse("{$set: {code: 8}}")))))
                    .isInstanceOfSatisfying(MongoBulkWriteException.class, failed -> {
                        assertThat(failed.getWriteErrors()).hasSize(1);
                        assertThat(failed.getWriteErrors().get(0).getIndex()).isEqualTo(1);
                        assertThat(failed.getWriteResult().getModifiedCount()).isEqualTo(1);
                    });
            assertThat(things.find(eq("_id", 3)).first()).containsEntry("code", 3);
            assertThatThrownBy(() -> things.insertMany(List.of(
                            Document.parse("{_id: 4, code: 4}"),
                            Document.parse("{_id: 1, code: 5}"),
                            Document.parse("{_id: 6, code: 6}"))))
                    .isInstanceOfSatisfying(
                            MongoBulkWriteException.class,
                            failed -> assertThat(failed.getWriteResult().getInsertedCount())
                                    .isEqualTo(1));
            assertThat(things.countDocuments()).isEqualTo(4);
        });
    }
}
