package cn.zhibu.kit.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That a command is known again by what it asks, whatever the values. */
class ShapeTests {

    private static List<String> asked(String command) {
        var said = BsonDocument.parse(command);
        return Question.in("d", said.getFirstKey(), said).stream()
                .map(question -> Shape.of(said.getFirstKey(), question).toString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{find: 'c', filter: {a: 'x', b: {$gte: 1, $lt: 2}}, sort: {b: -1, _id: 1}, limit: 20} | c: find {a: ?, b: {$gte: ?, $lt: ?}} sort {b: -1, _id: 1} limit",
                "{find: 'c', filter: {a: {$in: [1, 2, 3]}}} | c: find {a: {$in: [?]}}",
                "{find: 'c', filter: {a: {$in: [null, 3]}}} | c: find {a: {$in: [?, null]}}",
                "{find: 'c', filter: {a: {$in: []}}} | c: find {a: {$in: []}}",
                "{find: 'c', filter: {a: null}} | c: find {a: null}",
                "{find: 'c', filter: {a: {$exists: false}}} | c: find {a: {$exists: false}}",
                "{find: 'c', filter: {a: /^b/}} | c: find {a: ^}",
                "{find: 'c', filter: {a: {b: 1}}} | c: find {a: ?}",
                "{find: 'c', filter: {a: {$elemMatch: {b: 1, c: {$gt: 2}}}}} | c: find {a: {$elemMatch: {b: ?, c: {$gt: ?}}}}",
                "{find: 'c', filter: {$and: [{b: 1}, {$or: [{a: 1}, {a: 2}]}]}} | c: find {$and: [{$or: [{a: ?}]}, {b: ?}]}",
                "{find: 'c', filter: {'a.0.b': 1, 'a.17.b': 2}} | c: find {a.#.b: ?}",
                "{count: 'c', query: {a: 1}, limit: 5} | c: count {a: ?} limit",
                "{findAndModify: 'c', query: {a: 1}, sort: {b: 1}} | c: findAndModify {a: ?} sort {b: 1} limit",
                "{aggregate: 'c', pipeline: [{$match: {a: 1}}, {$sort: {b: 1}}, {$limit: 3}]} | c: aggregate {a: ?} sort {b: 1} limit",
                "{aggregate: 'c', pipeline: [{$group: {_id: 1}}, {$sort: {b: 1}}]} | c: aggregate {}",
                "{update: 'c', updates: [{q: {a: 1}, u: {}, multi: true}]} | c: update {a: ?}",
                "{delete: 'c', deletes: [{q: {a: 1}, limit: 1}]} | c: delete {a: ?} limit"
            })
    void whatIsAskedStandsWithoutValues(String command, String shape) {
        assertThat(asked(command)).containsExactly(shape.strip());
    }

    @Test
    void eachChangeOfACommandAsks() {
        assertThat(asked("{update: 'c', updates: [{q: {a: 1}}, {q: {b: 1}}]}"))
                .containsExactly("c: update {a: ?} limit", "c: update {b: ?} limit");
    }

    @Test
    void whoAsksForTheNumberOfAllAsksNothing() {
        assertThat(asked("{count: 'c', query: {}}")).isEmpty();
        assertThat(asked("{insert: 'c', documents: [{a: 1}]}")).isEmpty();
    }

    @Test
    void whateverAsksIsExplainedAsIfItWereRead() {
        var said = BsonDocument.parse("{findAndModify: 'c', query: {a: 1}, sort: {b: 1}, update: {$set: {a: 2}}}");
        assertThat(Question.in("d", "findAndModify", said).get(0).kept().explain())
                .isEqualTo(BsonDocument.parse("{explain: {find: 'c', filter: {a: 1}, sort: {b: 1}, limit: 1},"
                        + " verbosity: 'queryPlanner'}"));
    }
}
