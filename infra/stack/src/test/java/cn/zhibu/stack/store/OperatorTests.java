package cn.zhibu.stack.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The reading half of the closed list: each operator does what MongoDB's manual says, on every store. */
class OperatorTests extends EachStore {

    private static MongoCollection<Document> people(MongoDatabase database) {
        var people = database.getCollection("people");
        people.insertMany(List.of(
                Document.parse(
                        "{_id: 1, unit: 'a', age: 30, tags: ['x', 'y'], scope: {unit: 'u1', ancestors: ['r', 'u1']}}"),
                Document.parse("{_id: 2, unit: 'a', age: 40, tags: [], scope: {unit: 'u2', ancestors: ['r', 'u2']}}"),
                Document.parse("{_id: 3, unit: 'b', age: 50, tags: ['y'], name: 'Wang', left: null}"),
                Document.parse("{_id: 4, unit: 'b', age: 60, name: 'Wan', parts: [{k: 1, v: 'p'}, {k: 2, v: 'q'}]}")));
        return people;
    }

    private static List<Object> ids(MongoCollection<Document> people, Bson filter) {
        var ids = new ArrayList<>();
        people.find(filter).sort(ascending("_id")).forEach(document -> ids.add(document.get("_id")));
        return ids;
    }

    private static Stream<DynamicTest> finds(Object... filtersAndIds) {
        return onEachStore(database -> {
            var people = people(database);
            for (int at = 0; at < filtersAndIds.length; at += 2) {
                assertThat(ids(people, (Bson) filtersAndIds[at]))
                        .as(filtersAndIds[at].toString())
                        .isEqualTo(filtersAndIds[at + 1]);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> findByEquality() {
        return finds(
                eq("unit", "a"), List.of(1, 2),
                eq("age", 30L), List.of(1),
                eq("age", 30.0), List.of(1),
                eq("tags", "y"), List.of(1, 3),
                eq("unit", "nobody"), List.of(),
                eq("_id", 3), List.of(3),
                Document.parse("{age: {$eq: 40}}"), List.of(2));
    }

    @TestFactory
    Stream<DynamicTest> findByNullMeansNullOrMissing() {
        return finds(eq("left", null), List.of(1, 2, 3, 4), eq("name", null), List.of(1, 2));
    }

    @TestFactory
    Stream<DynamicTest> findByDottedPathAndThroughArrays() {
        return finds(
                eq("scope.unit", "u2"), List.of(2),
                eq("scope.ancestors", "r"), List.of(1, 2),
                eq("parts.k", 2), List.of(4),
                eq("parts.1.v", "q"), List.of(4));
    }

    @TestFactory
    Stream<DynamicTest> findIn() {
        return finds(
                in("unit", "b", "c"), List.of(3, 4),
                in("scope.ancestors", "u1", "u2"), List.of(1, 2),
                in("_id", 1, 4, 9), List.of(1, 4),
                in("unit", List.of()), List.of());
    }

    @TestFactory
    Stream<DynamicTest> findByRange() {
        return finds(
                gt("age", 40), List.of(3, 4),
                gte("age", 40), List.of(2, 3, 4),
                lt("age", 40), List.of(1),
                lte("age", 40.0), List.of(1, 2),
                and(gte("age", 40), lt("age", 60)), List.of(2, 3),
                gt("name", "Wan"), List.of(3));
    }

    @TestFactory
    Stream<DynamicTest> findNotEqual() {
        return finds(
                ne("unit", "a"), List.of(3, 4), ne("name", null), List.of(3, 4), ne("tags", "x"), List.of(2, 3, 4));
    }

    @TestFactory
    Stream<DynamicTest> findByExistence() {
        return finds(exists("left"), List.of(3), exists("left", false), List.of(1, 2, 4));
    }

    @TestFactory
    Stream<DynamicTest> findWithOrAndAnd() {
        return finds(
                or(eq("age", 30), eq("name", "Wan")), List.of(1, 4),
                Document.parse("{$and: [{unit: 'b'}, {$or: [{age: 50}, {age: 30}]}]}"), List.of(3));
    }

    @TestFactory
    Stream<DynamicTest> findByOneElement() {
        return onEachStore(database -> {
            var spells = database.getCollection("spells");
            spells.insertOne(Document.parse("{_id: 1, s: [{u: ['a', 'b'], f: '2020-01-01', t: '2021-01-01'},"
                    + " {u: ['c'], f: '2023-01-01', t: '9999-12-31'}]}"));
            spells.insertOne(Document.parse("{_id: 2, s: [{u: ['a'], f: '2022-01-01', t: '9999-12-31'}]}"));
            spells.insertOne(Document.parse("{_id: 3, s: []}"));
            assertThat(covering(spells, "a", "2020-06-01")).containsExactly(1);
            assertThat(covering(spells, "a", "2023-06-01")).containsExactly(2);
            assertThat(covering(spells, "c", "2020-06-01")).isEmpty();
            assertThat(covering(spells, "b", "2020-12-31")).containsExactly(1);
        });
    }

    private static List<Object> covering(MongoCollection<Document> spells, String unit, String day) {
        var element = new Document("u", new Document("$in", List.of(unit)))
                .append("f", new Document("$lte", day))
                .append("t", new Document("$gt", day));
        return spells.find(new Document("s", new Document("$elemMatch", element)))
                .sort(new Document("_id", 1))
                .map(found -> found.get("_id"))
                .into(new ArrayList<>());
    }

    @TestFactory
    Stream<DynamicTest> findByBeginningOfText() {
        return finds(regex("name", "^Wang"), List.of(3), regex("name", "^Wa"), List.of(3, 4));
    }

    @TestFactory
    Stream<DynamicTest> findSortsSkipsAndLimits() {
        return onEachStore(database -> {
            var people = people(database);
            var found = new ArrayList<>();
            people.find(new Document())
                    .sort(descending("unit", "age"))
                    .skip(1)
                    .limit(2)
                    .forEach(document -> found.add(document.get("_id")));
            assertThat(found).isEqualTo(List.of(3, 2));
            assertThat(people.find().sort(ascending("name", "_id")).first()).containsEntry("_id", 1);
        });
    }

    @TestFactory
    Stream<DynamicTest> findProjects() {
        return onEachStore(database -> {
            var people = people(database);
            assertThat(people.find(eq("_id", 1))
                            .projection(Projections.include("unit", "scope.unit"))
                            .first())
                    .isEqualTo(Document.parse("{_id: 1, unit: 'a', scope: {unit: 'u1'}}"));
            assertThat(people.find(eq("_id", 3))
                            .projection(Projections.exclude("tags", "left"))
                            .first())
                    .isEqualTo(Document.parse("{_id: 3, unit: 'b', age: 50, name: 'Wang'}"));
            assertThat(people.find(eq("_id", 3))
                            .projection(Document.parse("{_id: 0, unit: 1}"))
                            .first())
                    .isEqualTo(Document.parse("{unit: 'b'}"));
        });
    }

    @TestFactory
    Stream<DynamicTest> findReadsOnInBatches() {
        return onEachStore(database -> {
            var many = database.getCollection("many");
            var documents = new ArrayList<Document>();
            for (int number = 0; number < 1205; number++) {
                documents.add(new Document("_id", number));
            }
            many.insertMany(documents);
            assertThat(many.find().into(new ArrayList<>())).hasSize(1205);
            assertThat(many.find().batchSize(100).into(new ArrayList<>())).hasSize(1205);
            try (var cursor = many.find().batchSize(10).iterator()) {
                assertThat(cursor.next()).isNotNull();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> countCounts() {
        return onEachStore(database -> {
            var people = people(database);
            assertThat(people.countDocuments(eq("unit", "a"))).isEqualTo(2);
            assertThat(people.countDocuments()).isEqualTo(4);
            assertThat(people.estimatedDocumentCount()).isEqualTo(4);
            assertThat(database.getCollection("none").countDocuments()).isZero();
        });
    }

    @TestFactory
    Stream<DynamicTest> aggregateGroups() {
        return onEachStore(database -> assertThat(aggregate(
                        people(database),
                        "{$match: {age: {$lt: 60}}}",
                        "{$sort: {age: 1}}",
                        "{$group: {_id: '$unit', n: {$sum: 1}, ages: {$sum: '$age'}, youngest: {$first: '$_id'},"
                                + " max: {$max: '$age'}, min: {$min: '$age'}}}",
                        "{$sort: {_id: 1}}"))
                .isEqualTo(List.of(
                        Document.parse("{_id: 'a', n: 2, ages: 70, youngest: 1, max: 40, min: 30}"),
                        Document.parse("{_id: 'b', n: 1, ages: 50, youngest: 3, max: 50, min: 50}"))));
    }

    @TestFactory
    Stream<DynamicTest> aggregateGroupsByAWholeDocument() {
        return onEachStore(database -> assertThat(aggregate(
                        people(database),
                        "{$group: {_id: {unit: '$unit', scope: '$scope.unit'}, n: {$sum: 1}}}",
                        "{$sort: {'_id.unit': 1, '_id.scope': 1}}"))
                .isEqualTo(List.of(
                        Document.parse("{_id: {unit: 'a', scope: 'u1'}, n: 1}"),
                        Document.parse("{_id: {unit: 'a', scope: 'u2'}, n: 1}"),
                        Document.parse("{_id: {unit: 'b'}, n: 2}"))));
    }

    @TestFactory
    Stream<DynamicTest> aggregatePagesProjectsAndCounts() {
        return onEachStore(database -> {
            var people = people(database);
            assertThat(aggregate(people, "{$sort: {_id: -1}}", "{$skip: 1}", "{$limit: 2}", "{$project: {age: 1}}"))
                    .isEqualTo(List.of(Document.parse("{_id: 3, age: 50}"), Document.parse("{_id: 2, age: 40}")));
            assertThat(aggregate(people, "{$match: {unit: 'b'}}", "{$count: 'n'}"))
                    .isEqualTo(List.of(Document.parse("{n: 2}")));
            assertThat(aggregate(people, "{$match: {unit: 'none'}}", "{$count: 'n'}"))
                    .isEmpty();
        });
    }

    private static List<Document> aggregate(MongoCollection<Document> collection, String... stages) {
        return collection
                .aggregate(Arrays.stream(stages).map(Document::parse).toList())
                .into(new ArrayList<>());
    }
}
