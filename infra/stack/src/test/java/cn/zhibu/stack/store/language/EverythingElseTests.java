package cn.zhibu.stack.store.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.zhibu.stack.store.Cases;
import cn.zhibu.stack.store.language.ClosedList.Kind;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Goes through MongoDB's operators by name: what is not on the list is refused, in words that name it. */
class EverythingElseTests {

    private static Stream<DynamicTest> each(Kind kind, Consumer<String> said) {
        return Cases.names(kind.word()).stream()
                .filter(name -> !ClosedList.read().allows(kind, name))
                .map(name -> DynamicTest.dynamicTest(kind + " " + name, () -> refused(name, () -> said.accept(name))));
    }

    private static void refused(String name, Runnable said) {
        var refused = catchThrowableOfType(Refused.class, said::run);
        assertThat(refused)
                .as(name)
                .isNotNull()
                .hasMessageContaining(name)
                .hasMessageContaining("is not on the list of infra/docs/database.md");
    }

    private static BsonDocument document(String name, String value) {
        return BsonDocument.parse("{'" + name + "': " + value + "}");
    }

    @TestFactory
    Stream<DynamicTest> queries() {
        return each(Kind.QUERY, name -> Filter.parse(new BsonDocument("a", document(name, "1"))));
    }

    @TestFactory
    Stream<DynamicTest> queriesAtTheTop() {
        return each(Kind.QUERY, name -> Filter.parse(document(name, "[{a: 1}]")));
    }

    @TestFactory
    Stream<DynamicTest> queriesWithin() {
        return each(
                Kind.QUERY,
                name -> Filter.parse(BsonDocument.parse("{$or: [{a: {$elemMatch: {b: {$gt: 1, " + name + ": 1}}}}]}")));
    }

    @TestFactory
    Stream<DynamicTest> updates() {
        return each(Kind.UPDATE, name -> Change.parse(new BsonDocument(name, document("a", "1"))));
    }

    @TestFactory
    Stream<DynamicTest> stages() {
        return each(Kind.STAGE, name -> Pipeline.parse(List.of(document(name, "{a: 1}"))));
    }

    @TestFactory
    Stream<DynamicTest> accumulators() {
        return each(
                Kind.ACCUMULATOR,
                name -> Pipeline.parse(List.of(new BsonDocument(
                        "$group", new BsonDocument("_id", new BsonInt32(1)).append("a", document(name, "'$a'"))))));
    }

    /** No expression stands on the list: neither in $group nor in $project nor in a projection. */
    @TestFactory
    Stream<DynamicTest> expressions() {
        return Cases.names("expression").stream()
                .map(name -> DynamicTest.dynamicTest("expression " + name, () -> {
                    var expression = document(name, "['$a']");
                    refused(
                            name,
                            () -> Pipeline.parse(
                                    List.of(new BsonDocument("$group", new BsonDocument("_id", expression)))));
                    refused(
                            name,
                            () -> Pipeline.parse(List.of(new BsonDocument(
                                    "$group",
                                    new BsonDocument("_id", new BsonString("x"))
                                            .append("n", new BsonDocument("$sum", expression))))));
                    refused(
                            name,
                            () -> Pipeline.parse(
                                    List.of(new BsonDocument("$project", new BsonDocument("a", expression)))));
                    refused(name, () -> Projection.parse(new BsonDocument("a", expression)));
                }));
    }
}
