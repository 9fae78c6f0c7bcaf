package cn.zhibu.stack.store;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.stack.store.language.Filter;
import cn.zhibu.stack.store.language.SortBy;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is asked, by whatever plan, the store finds what the language alone says of each document, in its order:
 * values of mixed kinds, arrays in arrays, missing fields, every operator.
 */
class PlansTests {

    private static final int DOCUMENTS = 80;
    private static final int QUESTIONS = 1000;
    private static final String[] SCALARS = {
        "0",
        "1",
        "1.0",
        "NumberLong(1)",
        "NumberDecimal('1.50')",
        "1.5",
        "2",
        "-1",
        "NaN",
        "Infinity",
        "null",
        "'a'",
        "'b'",
        "'支'",
        "''",
        "true",
        "ISODate('2025-01-01T00:00:00Z')",
        "{}",
        "{x: 1}",
        "undefined",
        "{'$minKey': 1}"
    };
    private static final int USUAL = 6;
    private static final String[] PATHS = {"a", "a", "c", "a.x", "a.y", "b", "c", "c.x", "a.0", "a.0.x"};

    static Stream<Long> seeds() {
        return Stream.of(1L, 2L, 3L, 4L, new Random().nextLong());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyPlanFindsWhatTheLanguageSays(long seed) {
        var random = new Random(seed);
        try (var store = EmbeddedStore.forTests();
                MongoClient client = StoreUnderTest.client(store.uri())) {
            var collection = client.getDatabase("d").getCollection("c", BsonDocument.class);
            indexes(collection);
            var documents = new ArrayList<BsonDocument>();
            for (int id = 0; id < DOCUMENTS; id++) {
                documents.add(document(id, random));
            }
            collection.insertMany(documents);
            int answered = 0;
            for (int question = 0; question < QUESTIONS; question++) {
                var filter = filter(random, 2);
                var sort = sort(random);
                int most = random.nextInt(4) == 0 ? 1 + random.nextInt(20) : 0;
                var found = found(collection, filter, sort, most);
                answered += found.isEmpty() ? 0 : 1;
                assertThat(found)
                        .as("seed %d: %s by %s, %d", seed, filter, sort, most)
                        .isEqualTo(said(documents, filter, sort, most));
                assertThat(collection.countDocuments(filter))
                        .as("seed %d: number of %s", seed, filter)
                        .isEqualTo(said(documents, filter, sort, 0).size());
            }
            assertThat(answered).as("questions with an answer").isGreaterThan(QUESTIONS / 5);
        }
    }

    private static void indexes(MongoCollection<BsonDocument> collection) {
        for (String key : List.of(
                "{a: 1, _id: 1}",
                "{a: -1, b: 1}",
                "{b: 1, a: -1, _id: -1}",
                "{'a.x': 1, 'a.y': -1}",
                "{c: -1, b: 1}")) {
            collection.createIndex(BsonDocument.parse(key));
        }
        for (String key : List.of("{'a.y': 1, b: 1}", "{'c.x': -1, _id: 1}")) {
            collection.createIndex(BsonDocument.parse(key), new IndexOptions().sparse(true));
        }
    }

    private static BsonDocument document(int id, Random random) {
        var document = new BsonDocument("_id", new BsonInt32(id));
        for (String field : List.of("a", "b", "c")) {
            if (random.nextInt(6) > 0) {
                document.put(field, field.equals("b") ? scalar(random) : value(random, 2));
            }
        }
        return document;
    }

    private static BsonValue scalar(Random random) {
        return BsonDocument.parse("{v: " + SCALARS[random.nextInt(random.nextBoolean() ? USUAL : SCALARS.length)] + "}")
                .get("v");
    }

    private static BsonValue value(Random random, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(8);
        if (kind == 4) {
            var inner = new BsonDocument();
            for (String field : List.of("x", "y")) {
                if (random.nextBoolean()) {
                    inner.put(field, field.equals("x") ? value(random, depth - 1) : scalar(random));
                }
            }
            return inner;
        }
        return kind < 4 ? scalar(random) : array(random, depth);
    }

    /** No array of documents whose fields are arrays too, which no compound index takes. */
    private static BsonArray array(Random random, int depth) {
        var array = new BsonArray();
        for (int elements = random.nextInt(4); elements > 0; elements--) {
            array.add(
                    random.nextInt(3) == 0
                            ? new BsonDocument("x", scalar(random)).append("y", scalar(random))
                            : value(random, depth - 1));
        }
        return array;
    }

    private static BsonDocument filter(Random random, int depth) {
        var filter = new BsonDocument();
        for (int some = random.nextInt(5) / 3; some >= 0; some--) {
            if (depth > 0 && random.nextInt(6) == 0) {
                var each = new BsonArray(List.of(filter(random, depth - 1), filter(random, depth - 1)));
                filter.put(random.nextInt(3) > 0 ? "$or" : "$and", each);
            } else {
                filter.put(PATHS[random.nextInt(PATHS.length)], test(random, depth));
            }
        }
        return filter;
    }

    private static BsonValue test(Random random, int depth) {
        int kind = random.nextInt(10);
        if (kind < 3) {
            return operand(random);
        }
        if (kind < 6 && depth > 0) {
            var inner = random.nextBoolean()
                    ? test(random, depth - 1)
                    : new BsonDocument(random.nextBoolean() ? "x" : "y", test(random, depth - 1));
            var each = inner.isDocument() && !inner.asDocument().isEmpty()
                    ? inner
                    : new BsonDocument("$eq", operand(random));
            return new BsonDocument("$elemMatch", each);
        }
        var tests = operator(random);
        if (random.nextInt(3) == 0) {
            tests.putAll(operator(random));
        }
        return tests;
    }

    private static BsonDocument operator(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> new BsonDocument("$gt", operand(random));
            case 1 -> new BsonDocument("$gte", operand(random));
            case 2 -> new BsonDocument("$lt", operand(random));
            case 3 -> new BsonDocument("$lte", operand(random));
            case 4 -> new BsonDocument("$ne", operand(random));
            case 5 -> BsonDocument.parse("{$exists: " + random.nextBoolean() + "}");
            case 6 -> BsonDocument.parse("{$regex: '^" + (random.nextBoolean() ? "a" : "") + "'}");
            default -> {
                var any = new BsonArray();
                for (int some = random.nextInt(4); some > 0; some--) {
                    any.add(operand(random));
                }
                yield new BsonDocument("$in", any);
            }
        };
    }

    private static BsonValue operand(Random random) {
        var value = random.nextInt(4) == 0 ? value(random, 1) : scalar(random);
        boolean comparable = !new BsonDocument("v", value).toJson().contains("undefined");
        return comparable ? value : new BsonInt32(1);
    }

    private static BsonDocument sort(Random random) {
        return BsonDocument.parse(List.of(
                        "{_id: 1}",
                        "{_id: -1}",
                        "{a: 1, _id: 1}",
                        "{a: -1, _id: -1}",
                        "{b: 1, _id: 1}",
                        "{b: -1, a: 1, _id: 1}",
                        "{c: -1, b: 1, _id: 1}",
                        "{'a.x': 1, 'a.y': -1, _id: 1}",
                        "{'c.x': 1, _id: -1}")
                .get(random.nextInt(9)));
    }

    private static List<Object> found(
            MongoCollection<BsonDocument> collection, BsonDocument filter, BsonDocument sort, int most) {
        return collection
                .find(filter)
                .sort(sort)
                .limit(most)
                .map(each -> (Object) each.getInt32("_id").getValue())
                .into(new ArrayList<>());
    }

    private static List<Object> said(List<BsonDocument> documents, BsonDocument filter, BsonDocument sort, int most) {
        var parsed = Filter.parse(filter);
        return SortBy.parse(sort)
                .sorted(documents.stream().filter(parsed::matches), most)
                .map(each -> (Object) each.getInt32("_id").getValue())
                .toList();
    }
}
