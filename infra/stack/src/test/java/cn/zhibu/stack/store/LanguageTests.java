package cn.zhibu.stack.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The tables of cases over the wire, on every store that keeps to MongoDB's manual, without an index and with indexes on
 * what is asked for: to the byte of type and order.
 */
class LanguageTests extends EachStore {

    private static final String BARE = "bare";
    private static final String INDEXED = "indexed";

    private static Stream<DynamicTest> cases(List<String> tables, BiConsumer<Table, List<String>> check) {
        return onFaithfulStores(database -> {
            for (String collection : List.of(BARE, INDEXED)) {
                var table = new Table(database, collection);
                for (String name : tables) {
                    Cases.table(name).forEach(cells -> check.accept(table, cells));
                }
            }
        });
    }

    /** One collection that every case finds empty. */
    private record Table(MongoDatabase database, String name) {

        Table {
            if (name.equals(INDEXED)) {
                for (String key : List.of(
                        "{a: 1}",
                        "{a: -1, _id: 1}",
                        "{'a.b': 1, 'a.c': 1}",
                        "{'a.b.c': 1}",
                        "{'a.x': 1}",
                        "{b: -1, c: 1}")) {
                    database.getCollection(name).createIndex(BsonDocument.parse(key));
                }
            }
        }

        BsonDocument run(String command, BsonDocument with) {
            var whole = new BsonDocument(command, new BsonString(name));
            whole.putAll(with);
            return database.runCommand(whole, BsonDocument.class);
        }

        void holds(BsonArray documents) {
            run("delete", BsonDocument.parse("{deletes: [{q: {}, limit: 0}]}"));
            if (!documents.isEmpty()) {
                var answer = run("insert", new BsonDocument("documents", documents));
                assertThat(answer.getInt32("n").getValue())
                        .as(documents.toString())
                        .isEqualTo(documents.size());
            }
        }

        List<String> answer(String command, BsonDocument with) {
            return run(command, with).getDocument("cursor").getArray("firstBatch").stream()
                    .map(each -> json(each.asDocument()))
                    .toList();
        }
    }

    /** A document in words, without an _id that the store made. */
    private static String json(BsonDocument document) {
        var id = document.get("_id");
        if (id != null && id.isObjectId()) {
            document.remove("_id");
        }
        return document.toJson();
    }

    private static BsonValue value(String json) {
        return BsonDocument.parse("{v: " + json + "}").get("v");
    }

    private static BsonArray array(BsonValue... values) {
        return new BsonArray(List.of(values));
    }

    private static List<String> jsons(String documents) {
        return value(documents).asArray().stream()
                .map(each -> each.asDocument().toJson())
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> filters() {
        return cases(List.of("equality", "ranges", "sets", "elements"), (table, cells) -> {
            table.holds(array(value(cells.get(1))));
            var found = table.run("count", new BsonDocument("query", value(cells.get(0))));
            assertThat(found.getInt32("n").getValue() == 1)
                    .as("%s: %s", table.name, cells)
                    .isEqualTo(Boolean.valueOf(cells.get(2)));
            var filter = new BsonDocument("filter", value(cells.get(0)));
            assertThat(table.answer("find", filter))
                    .as("%s: %s", table.name, cells)
                    .hasSize(found.getInt32("n").getValue());
        });
    }

    private static BsonDocument update(BsonValue filter, BsonValue change, boolean upsert) {
        var update = new BsonDocument("q", filter).append("u", change).append("upsert", BsonBoolean.valueOf(upsert));
        return new BsonDocument("updates", array(update));
    }

    @TestFactory
    Stream<DynamicTest> changes() {
        return cases(List.of("changes"), (table, cells) -> {
            table.holds(array(value(cells.get(1))));
            var answer = table.run("update", update(new BsonDocument(), value(cells.get(0)), false));
            assertThat(answer).as("%s", cells).doesNotContainKey("writeErrors");
            assertThat(answer.getInt32("nModified").getValue()).as("%s", cells).isEqualTo(1);
            assertThat(table.answer("find", new BsonDocument()))
                    .as("%s", cells)
                    .containsExactly(json(value(cells.get(2)).asDocument()));
        });
    }

    @TestFactory
    Stream<DynamicTest> changesOfNothing() {
        return cases(List.of("unchanged"), (table, cells) -> {
            table.holds(array(value(cells.get(1))));
            var answer = table.run("update", update(new BsonDocument(), value(cells.get(0)), false));
            assertThat(answer).as("%s", cells).doesNotContainKey("writeErrors");
            assertThat(answer.getInt32("n").getValue()).as("%s", cells).isEqualTo(1);
            assertThat(answer.getInt32("nModified").getValue()).as("%s", cells).isZero();
        });
    }

    @TestFactory
    Stream<DynamicTest> upserts() {
        return cases(List.of("upserts"), (table, cells) -> {
            table.holds(new BsonArray());
            var answer = table.run("update", update(value(cells.get(0)), value(cells.get(1)), true));
            assertThat(answer.getArray("upserted")).as("%s", cells).hasSize(1);
            assertThat(table.answer("find", new BsonDocument()))
                    .as("%s", cells)
                    .containsExactly(json(value(cells.get(2)).asDocument()));
        });
    }

    @TestFactory
    Stream<DynamicTest> projections() {
        return cases(List.of("projections"), (table, cells) -> {
            table.holds(array(value(cells.get(1))));
            var expected = json(value(cells.get(2)).asDocument());
            assertThat(table.answer("find", new BsonDocument("projection", value(cells.get(0)))))
                    .as("%s", cells)
                    .containsExactly(expected);
        });
    }

    @TestFactory
    Stream<DynamicTest> orders() {
        return cases(List.of("orders"), (table, cells) -> {
            var expected = jsons("[" + cells.get(1).replace("} {", "}, {") + "]");
            for (int seed = 0; seed < 3; seed++) {
                var shuffled = new ArrayList<>(
                        value("[" + cells.get(1).replace("} {", "}, {") + "]").asArray());
                Collections.shuffle(shuffled, new Random(seed));
                table.holds(new BsonArray(shuffled));
                var sort = new BsonDocument("sort", value(cells.get(0)));
                assertThat(table.answer("find", sort))
                        .as("%s: %s", table.name, cells)
                        .isEqualTo(expected);
                assertThat(table.answer("find", sort.append("limit", new BsonInt32(2))))
                        .as("%s: %s", table.name, cells)
                        .isEqualTo(expected.subList(0, 2));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> pipelines() {
        return cases(List.of("pipelines"), (table, cells) -> {
            table.holds(value(cells.get(1)).asArray());
            var stages = new BsonDocument("pipeline", value(cells.get(0))).append("cursor", new BsonDocument());
            var found = table.answer("aggregate", stages);
            if (cells.get(0).contains("$group")) {
                assertThat(found).as("%s", cells).containsExactlyInAnyOrderElementsOf(jsons(cells.get(2)));
            } else {
                assertThat(found).as("%s", cells).isEqualTo(jsons(cells.get(2)));
            }
        });
    }

    /** What a command answered with: its own refusal or that of its one write. */
    private static BsonDocument refusal(Table table, String command, BsonDocument with) {
        try {
            var errors = table.run(command, with).get("writeErrors");
            return errors == null ? new BsonDocument() : errors.asArray().get(0).asDocument();
        } catch (MongoCommandException refused) {
            return refused.getResponse();
        }
    }

    private static void refused(String name, String words, int code, BsonDocument refusal) {
        assertThat(refusal).as(name).containsKey("errmsg");
        assertThat(refusal.getString("errmsg").getValue()).contains(words);
        assertThat(refusal.getInt32("code").getValue()).as(name).isEqualTo(code);
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        return onOurs(database -> {
            var table = new Table(database, BARE);
            Cases.table("refused-filters")
                    .forEach(cells -> refused(
                            cells.get(0),
                            cells.get(2),
                            Integer.parseInt(cells.get(1)),
                            refusal(table, "find", new BsonDocument("filter", value(cells.get(0))))));
            Cases.table("refused-projections")
                    .forEach(cells -> refused(
                            cells.get(0),
                            cells.get(2),
                            Integer.parseInt(cells.get(1)),
                            refusal(table, "find", new BsonDocument("projection", value(cells.get(0))))));
            Cases.table("refused-orders")
                    .forEach(cells -> refused(
                            cells.get(0),
                            cells.get(1),
                            2,
                            refusal(table, "find", new BsonDocument("sort", value(cells.get(0))))));
            Cases.table("refused-pipelines")
                    .forEach(cells -> refused(
                            cells.get(0),
                            cells.get(2),
                            Integer.parseInt(cells.get(1)),
                            refusal(
                                    table,
                                    "aggregate",
                                    new BsonDocument("pipeline", value(cells.get(0)))
                                            .append("cursor", new BsonDocument()))));
        });
    }

    @TestFactory
    Stream<DynamicTest> refusalsOfWrites() {
        return onOurs(database -> {
            var table = new Table(database, BARE);
            for (List<String> cells : Cases.table("refused-changes")) {
                var before = value(cells.get(1)).asDocument();
                table.holds(array(before));
                var held = table.answer("find", new BsonDocument());
                var refusal = refusal(table, "update", update(new BsonDocument(), value(cells.get(0)), false));
                refused(cells.get(0), cells.get(3), Integer.parseInt(cells.get(2)), refusal);
                assertThat(table.answer("find", new BsonDocument()))
                        .as("%s", cells)
                        .isEqualTo(held);
            }
            for (List<String> cells : Cases.table("refused-upserts")) {
                table.holds(new BsonArray());
                var refusal = refusal(table, "update", update(value(cells.get(0)), value(cells.get(1)), true));
                refused(cells.get(0), "", Integer.parseInt(cells.get(2)), refusal);
                assertThat(table.answer("find", new BsonDocument()))
                        .as("%s", cells)
                        .isEmpty();
            }
        });
    }
}
