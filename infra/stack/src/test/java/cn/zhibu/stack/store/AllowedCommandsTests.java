package cn.zhibu.stack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.stack.store.language.ClosedList;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.Arrays;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the closed list is read from the document, names tests that exist, and that leaving it is noticed. */
class AllowedCommandsTests {

    private static AllowedCommands after(String command) {
        var allowed = new AllowedCommands();
        try (var store = EmbeddedStore.forTests();
                MongoClient client = StoreUnderTest.client(store.uri(), allowed)) {
            MongoDatabase database = client.getDatabase("d");
            try {
                database.runCommand(Document.parse(command));
            } catch (com.mongodb.MongoException refused) {
                assertThat(refused).isNotNull();
            }
        }
        return allowed;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{distinct: 'c', key: 'a'} | command distinct",
                "{find: 'c', filter: {a: {$size: 1}}} | query $size",
                "{find: 'c', filter: {$or: [{b: {$size: 1}}]}} | query $size",
                "{find: 'c', filter: {a: 1}, collation: {locale: 'zh'}} | option collation",
                "{delete: 'c', deletes: [{q: {a: {$nin: [1]}}, limit: 1}]} | query $nin",
                "{update: 'c', updates: [{q: {a: 1}, u: {$rename: {a: 'b'}}}]} | update $rename",
                "{update: 'c', updates: [{q: {a: 1}, u: {$push: {a: {$each: [1], $position: 0}}}}]} | $push $position",
                "{update: 'c', updates: [{q: {a: 1}, u: {$set: {a: 1}}, multi: true}]} | more than one document",
                "{findAndModify: 'c', query: {a: {$type: 2}}, update: {$set: {a: 1}}} | query $type",
                "{aggregate: 'c', pipeline: [{$lookup: {from: 'x'}}], cursor: {}} | stage $lookup",
                "{aggregate: 'c', pipeline: [{$match: {a: {$mod: [2, 0]}}}], cursor: {}} | query $mod",
                "{aggregate: 'c', pipeline: [{$group: {_id: 1, a: {$push: '$a'}}}], cursor: {}} | accumulator $push",
                "{aggregate: 'c', pipeline: [{$project: {a: {$concat: ['a']}}}], cursor: {}} | expression $concat",
                "{createIndexes: 'c', indexes: [{key: {a: 1}, name: 'a', expireAfterSeconds: 1}]} | index expireAfterSeconds",
                "{createIndexes: 'c', indexes: [{key: {a: 'text'}, name: 'a'}]} | an index of kind"
            })
    void whatIsNotOnTheListIsNoticed(String command, String violation) {
        var allowed = after(command);
        assertThat(String.join("\n", allowed.violations())).contains(violation.strip());
        assertThatThrownBy(allowed::assertNone).hasMessageContaining("closed list");
    }

    @Test
    void anUnanchoredExpressionIsNoticed() {
        var allowed = new AllowedCommands();
        try (var store = EmbeddedStore.forTests();
                MongoClient client = StoreUnderTest.client(store.uri(), allowed)) {
            var things = client.getDatabase("d").getCollection("c");
            assertThatThrownBy(() -> things.find(com.mongodb.client.model.Filters.regex("a", "b"))
                            .first())
                    .hasMessageContaining("anchored");
        }
        assertThat(allowed.violations()).singleElement().asString().contains("not anchored");
    }

    @Test
    void whatIsOnTheListPasses() {
        after("{find: 'c', filter: {a: {$in: [1]}}}").assertNone();
        after("{aggregate: 'c', pipeline: [{$match: {a: 1}}, {$group: {_id: '$a', n: {$sum: 1}}}], cursor: {}}")
                .assertNone();
    }

    @Test
    void everyRowNamesATestThatExists() throws Exception {
        for (ClosedList.Row row : ClosedList.read().rows()) {
            var names = row.test().split("#");
            var test = Class.forName("cn.zhibu.stack.store." + names[0]);
            assertThat(Arrays.stream(test.getDeclaredMethods()).map(java.lang.reflect.Method::getName))
                    .as(row.toString())
                    .contains(names[1]);
        }
    }

    @Test
    void aListThatCannotBeReadIsAnError() {
        assertThatThrownBy(() -> ClosedList.parse("no table here")).hasMessageContaining("no row");
        assertThatThrownBy(() -> ClosedList.parse("| query | eq | a | b | `T#m` |"))
                .hasMessageContaining("names nothing");
    }
}
