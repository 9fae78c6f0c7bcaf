package cn.zhibu.stack.store.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.zhibu.stack.store.language.Condition.All;
import cn.zhibu.stack.store.language.Condition.Any;
import cn.zhibu.stack.store.language.Condition.Element;
import cn.zhibu.stack.store.language.Condition.Operator;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each query operator of the list against what MongoDB's manual and server say. */
class FilterTests {

    private static void check(String filter, String document, boolean expected) {
        var parsed = Filter.parse(BsonDocument.parse(filter));
        assertThat(parsed.matches(BsonDocument.parse(document))).isEqualTo(expected);
        assertThat(parsed.matches(RawBsonDocument.parse(document))).isEqualTo(expected);
        assertThat(Filter.parse(RawBsonDocument.parse(filter)).matches(RawBsonDocument.parse(document)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/cases/equality.txt", delimiter = '|', quoteCharacter = '~')
    void equality(String filter, String document, boolean expected) {
        check(filter, document, expected);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/cases/ranges.txt", delimiter = '|', quoteCharacter = '~')
    void ranges(String filter, String document, boolean expected) {
        check(filter, document, expected);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/cases/sets.txt", delimiter = '|', quoteCharacter = '~')
    void setsAndExistenceAndText(String filter, String document, boolean expected) {
        check(filter, document, expected);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/cases/elements.txt", delimiter = '|', quoteCharacter = '~')
    void oneElement(String filter, String document, boolean expected) {
        check(filter, document, expected);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/cases/refused-filters.txt", delimiter = '|', quoteCharacter = '~')
    void whatIsNotOnTheListIsRefusedInWords(String filter, int code, String words) {
        var refused = catchThrowableOfType(Refused.class, () -> Filter.parse(RawBsonDocument.parse(filter)));
        assertThat(refused).as(filter).isNotNull().hasMessageContaining(words);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.codeName()).isEqualTo("BadValue");
    }

    @Test
    void thePlannerReadsATree() {
        var filter = Filter.parse(BsonDocument.parse(
                "{$and: [{a: 1}, {$and: [{b: {$gte: 2, $lt: 3}}]}], $or: [{c: /^x/}, {d: {$elemMatch: {$gt: 1}}}],"
                        + " e: {$in: [1, 2]}, g: {$in: [1]}, f: {$exists: false}}"));
        assertThat(filter.condition())
                .isEqualTo(new All(List.of(
                        test("a", Operator.EQ, new BsonInt32(1)),
                        test("b", Operator.GTE, new BsonInt32(2)),
                        test("b", Operator.LT, new BsonInt32(3)),
                        new Any(List.of(
                                test("c", Operator.REGEX, new BsonString("^x")),
                                new Element("d", test("", Operator.GT, new BsonInt32(1)), true))),
                        test("e", Operator.IN, new BsonArray(List.of(new BsonInt32(1), new BsonInt32(2)))),
                        test("g", Operator.EQ, new BsonInt32(1)),
                        test("f", Operator.EXISTS, BsonBoolean.FALSE))));
        assertThat(Filter.parse(new BsonDocument()).condition()).isEqualTo(new All(List.of()));
    }

    private static Condition.Test test(String path, Operator operator, BsonValue operand) {
        return new Condition.Test(path, operator, operand);
    }

    @Test
    void hostileFiltersAreBounded() {
        var deep = new BsonDocument("a", new BsonInt32(1));
        for (int level = 0; level < 200; level++) {
            deep = new BsonDocument("$and", new BsonArray(List.of(deep)));
        }
        var filter = deep;
        assertThat(catchThrowableOfType(Refused.class, () -> Filter.parse(filter))
                        .code())
                .isEqualTo(15);
        var many = new BsonArray(
                IntStream.range(0, 100_001).mapToObj(BsonInt32::new).toList());
        assertThat(catchThrowableOfType(
                        Refused.class, () -> Filter.parse(new BsonDocument("a", new BsonDocument("$in", many)))))
                .hasMessageContaining("100000");
        var path = "a" + ".a".repeat(200);
        assertThat(catchThrowableOfType(Refused.class, () -> Filter.parse(new BsonDocument(path, many))))
                .hasMessageContaining("200 parts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a: {$in: [5, 1, 3, null, 'x', [1], {b: 1}, NaN]}}"})
    void aLargeSetFindsEachOfItsValues(String filter) {
        var parsed = Filter.parse(BsonDocument.parse(filter));
        for (BsonValue value : BsonDocument.parse(filter).getDocument("a").getArray("$in")) {
            assertThat(parsed.matches(new BsonDocument("a", value)))
                    .as(value.toString())
                    .isTrue();
        }
        assertThat(parsed.matches(BsonDocument.parse("{a: 2}"))).isFalse();
    }
}
