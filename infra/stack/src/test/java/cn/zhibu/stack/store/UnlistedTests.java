package cn.zhibu.stack.store;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.stack.store.language.ClosedList;
import cn.zhibu.stack.store.language.ClosedList.Kind;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Goes through MongoDB by name, over the wire: what is not on the list is refused by the store, in words that name it. */
class UnlistedTests extends EachStore {

    /** What belongs to opening a connection and is the wire's own. */
    private static final Set<String> OPENING = Set.of("hello", "isMaster", "ismaster", "saslStart", "saslContinue");

    private static Stream<DynamicTest> each(Kind kind, Function<String, String> command) {
        return onOurs(database -> {
            var list = ClosedList.read();
            for (String name : Cases.names(kind.name().toLowerCase(java.util.Locale.ROOT))) {
                if (!list.allows(kind, name) && !(kind == Kind.COMMAND && OPENING.contains(name))) {
                    assertThat(refusal(database, command.apply(name)))
                            .as(name)
                            .contains(name)
                            .contains("is not on the list of infra/docs/database.md");
                }
            }
        });
    }

    private static String refusal(MongoDatabase database, String command) {
        try {
            var answer = database.runCommand(BsonDocument.parse(command), BsonDocument.class);
            var errors = answer.get("writeErrors");
            return errors == null
                    ? "taken: " + answer
                    : errors.asArray().get(0).asDocument().getString("errmsg").getValue();
        } catch (MongoCommandException refused) {
            return refused.getErrorMessage();
        }
    }

    @TestFactory
    Stream<DynamicTest> commands() {
        return each(Kind.COMMAND, name -> "{" + name + ": 'c'}");
    }

    @TestFactory
    Stream<DynamicTest> queriesOfFind() {
        return each(Kind.QUERY, name -> "{find: 'c', filter: {a: {" + name + ": [1]}}}");
    }

    @TestFactory
    Stream<DynamicTest> queriesOfUpdate() {
        return each(Kind.QUERY, name -> "{update: 'c', updates: [{q: {" + name + ": [{a: 1}]}, u: {$set: {a: 1}}}]}");
    }

    @TestFactory
    Stream<DynamicTest> queriesOfDelete() {
        return each(Kind.QUERY, name -> "{delete: 'c', deletes: [{q: {$or: [{a: {" + name + ": 1}}]}, limit: 1}]}");
    }

    @TestFactory
    Stream<DynamicTest> queriesOfCountAndPull() {
        return Stream.concat(
                each(Kind.QUERY, name -> "{count: 'c', query: {a: {$elemMatch: {" + name + ": [1]}}}}"),
                each(Kind.QUERY, name -> "{update: 'c', updates: [{q: {}, u: {$pull: {a: {b: {" + name + ": 1}}}}}]}"));
    }

    @TestFactory
    Stream<DynamicTest> updates() {
        return Stream.concat(
                each(Kind.UPDATE, name -> "{update: 'c', updates: [{q: {}, u: {" + name + ": {a: 1}}}]}"),
                each(
                        Kind.UPDATE,
                        name -> "{findAndModify: 'c', query: {}, update: {$set: {b: 1}, " + name + ": {a: 1}}}"));
    }

    @TestFactory
    Stream<DynamicTest> stages() {
        return each(
                Kind.STAGE,
                name -> "{aggregate: 'c', pipeline: [{$match: {a: 1}}, {" + name + ": {a: 1}}], cursor: {}}");
    }

    @TestFactory
    Stream<DynamicTest> accumulators() {
        return each(
                Kind.ACCUMULATOR,
                name -> "{aggregate: 'c', pipeline: [{$group: {_id: 1, a: {" + name + ": '$a'}}}], cursor: {}}");
    }

    @TestFactory
    Stream<DynamicTest> expressions() {
        return onOurs(database -> {
            for (String name : Cases.names("expression")) {
                for (String stage : new String[] {
                    "{$project: {a: {NAME: ['$a']}}}",
                    "{$group: {_id: {NAME: ['$a']}}}",
                    "{$group: {_id: 1, a: {$sum: {NAME: 1}}}}"
                }) {
                    assertThat(refusal(
                                    database,
                                    "{aggregate: 'c', pipeline: [" + stage.replace("NAME", name) + "], cursor: {}}"))
                            .contains(name)
                            .contains("is not on the list of infra/docs/database.md");
                }
            }
        });
    }
}
