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
import org.junit.jupiter.params.provider.CsvSource;
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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | {a: 1} | true",
                "{a: 1} | {a: 1} | true",
                "{a: 1} | {a: 1.0} | true",
                "{a: NumberLong(1)} | {a: NumberDecimal('1.00')} | true",
                "{a: 0.1} | {a: NumberDecimal('0.1')} | false",
                "{a: NumberLong('9007199254740993')} | {a: 9007199254740992.0} | false",
                "{a: '1'} | {a: 1} | false",
                "{a: true} | {a: 1} | false",
                "{a: 0.0} | {a: -0.0} | true",
                "{a: NaN} | {a: NaN} | true",
                "{a: NaN} | {a: NumberDecimal('NaN')} | true",
                "{a: 1} | {b: 1} | false",
                "{a: null} | {b: 1} | true",
                "{a: null} | {a: null} | true",
                "{a: null} | {a: 1} | false",
                "{a: null} | {a: [1, null]} | true",
                "{a: null} | {a: []} | false",
                "{a: null} | {a: undefined} | false",
                "{'a.b': null} | {a: 1} | true",
                "{'a.b': null} | {a: [1, 2]} | false",
                "{'a.b': null} | {a: []} | false",
                "{'a.b': null} | {a: [{b: 1}, {c: 1}]} | true",
                "{a: {b: 1}} | {a: {b: 1}} | true",
                "{a: {b: 1}} | {a: {b: 1.0}} | true",
                "{a: {b: 1}} | {a: {b: 1, c: 2}} | false",
                "{a: {b: 1, c: 2}} | {a: {c: 2, b: 1}} | false",
                "{a: {}} | {a: {}} | true",
                "{a: {b: 1}} | {a: [{b: 1}, 2]} | true",
                "{a: [1, 2]} | {a: [1, 2]} | true",
                "{a: [1, 2]} | {a: [2, 1]} | false",
                "{a: [1, 2]} | {a: [[1, 2], 3]} | true",
                "{a: []} | {a: []} | true",
                "{a: []} | {a: [[]]} | true",
                "{a: 1} | {a: [1, 2]} | true",
                "{a: 1} | {a: [[1]]} | false",
                "{'a.0': 1} | {a: [1, 2]} | true",
                "{'a.0': 1} | {a: {'0': 1}} | true",
                "{'a.0': 1} | {a: [[1]]} | false",
                "{'a.0.0': 1} | {a: [[1]]} | true",
                "{'a.0.b': 1} | {a: [{b: 1}]} | true",
                "{'a.b': 1} | {a: [{b: 1}]} | true",
                "{'a.b': 1} | {a: [[{b: 1}]]} | false",
                "{'a.b.c': 1} | {a: [{b: [{c: 1}]}]} | true",
                "{a: {$eq: 1}} | {a: 1} | true",
                "{a: {$eq: null}} | {} | true",
                "{a: 'x', b: 1} | {a: 'x', b: 1} | true",
                "{a: 'x', b: 1} | {a: 'x', b: 2} | false",
                "{_id: {u: 1, d: 'x'}} | {_id: {u: 1, d: 'x'}} | true",
                "{a: ObjectId('6567a1b2c3d4e5f601020304')} | {a: ObjectId('6567a1b2c3d4e5f601020304')} | true",
                "{a: ISODate('2025-01-01T00:00:00Z')} | {a: Timestamp(1735689600, 0)} | false",
                "{a: {$eq: /x/}} | {a: /x/} | true",
                "{a: {$eq: /x/}} | {a: 'x'} | false"
            })
    void equality(String filter, String document, boolean expected) {
        check(filter, document, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{a: {$gt: 1}} | {a: 2} | true",
                "{a: {$gt: 1}} | {a: 1} | false",
                "{a: {$gt: 1}} | {a: 1.5} | true",
                "{a: {$gt: 12.5}} | {a: NumberDecimal('12.50')} | false",
                "{a: {$gte: 12.5}} | {a: NumberDecimal('12.50')} | true",
                "{a: {$gt: 0.1}} | {a: NumberDecimal('0.1')} | false",
                "{a: {$lt: 0.1}} | {a: NumberDecimal('0.1')} | true",
                "{a: {$lt: NumberDecimal('1E400')}} | {a: 1E308} | true",
                "{a: {$lt: 5}} | {a: 'x'} | false",
                "{a: {$gt: 5}} | {a: 'x'} | false",
                "{a: {$lt: 5}} | {a: null} | false",
                "{a: {$lt: 5}} | {} | false",
                "{a: {$gt: NaN}} | {a: 1} | false",
                "{a: {$lt: 1}} | {a: NaN} | false",
                "{a: {$lte: 1}} | {a: NaN} | false",
                "{a: {$gte: NaN}} | {a: NaN} | true",
                "{a: {$lte: NaN}} | {a: NumberDecimal('NaN')} | true",
                "{a: {$lt: NaN}} | {a: NaN} | false",
                "{a: {$lt: Infinity}} | {a: 1} | true",
                "{a: {$gte: null}} | {} | true",
                "{a: {$gte: null}} | {a: null} | true",
                "{a: {$lte: null}} | {a: 1} | false",
                "{a: {$gt: null}} | {a: 1} | false",
                "{a: {$gt: 'b'}} | {a: 'c'} | true",
                "{a: {$gt: '支'}} | {a: '党'} | false",
                "{a: {$gt: '\\uffee'}} | {a: '\\ud83d\\ude00'} | true",
                "{a: {$lt: 'a\\u0000b'}} | {a: 'a'} | true",
                "{a: {$gt: 3}} | {a: [1, 5]} | true",
                "{a: {$gt: 5}} | {a: [1, 5]} | false",
                "{a: {$gt: 1, $lt: 4}} | {a: [0, 5]} | true",
                "{a: {$gt: 1, $lt: 4}} | {a: [0, 1]} | false",
                "{a: {$gt: 1}} | {a: []} | false",
                "{a: {$gt: [1]}} | {a: [2]} | true",
                "{a: {$gt: [1]}} | {a: 2} | false",
                "{a: {$gt: [1, 1]}} | {a: [1, 2]} | true",
                "{a: {$gt: [1]}} | {a: [[2], 0]} | true",
                "{a: {$lt: []}} | {a: []} | false",
                "{a: {$gt: {b: 1}}} | {a: {b: 2}} | true",
                "{a: {$gt: {b: 1}}} | {a: {c: 0}} | true",
                "{'a.b': {$gt: 1}} | {a: [{b: 0}, {b: 2}]} | true",
                "{'a.b': {$gt: 1}} | {a: [{b: [0, 2]}]} | true",
                "{a: {$gt: ISODate('2024-01-01T00:00:00Z')}} | {a: ISODate('2025-01-01T00:00:00Z')} | true",
                "{a: {$gt: false}} | {a: true} | true",
                "{a: {$gt: false}} | {a: 1} | false",
                "{a: {$gt: {'$minKey': 1}}} | {a: 1} | true",
                "{a: {$gt: {'$minKey': 1}}} | {a: {'$minKey': 1}} | false",
                "{a: {$lt: {'$maxKey': 1}}} | {a: 'x'} | true",
                "{a: {$lte: {'$maxKey': 1}}} | {a: {'$maxKey': 1}} | true",
                "{a: {$gte: {'$maxKey': 1}}} | {a: 1} | false"
            })
    void ranges(String filter, String document, boolean expected) {
        check(filter, document, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{a: {$in: [1, 2]}} | {a: 2.0} | true",
                "{a: {$in: [1, 2]}} | {a: 3} | false",
                "{a: {$in: []}} | {a: 1} | false",
                "{a: {$in: [null]}} | {} | true",
                "{a: {$in: [1, null]}} | {a: [2]} | false",
                "{a: {$in: ['x']}} | {a: ['y', 'x']} | true",
                "{a: {$in: [[1, 2]]}} | {a: [1, 2]} | true",
                "{a: {$in: [[1, 2]]}} | {a: [[1, 2]]} | true",
                "{a: {$in: [{b: 1}]}} | {a: {b: 1}} | true",
                "{'a.b': {$in: [3, 1]}} | {a: [{b: 1}]} | true",
                "{a: {$in: [NumberDecimal('0.1')]}} | {a: 0.1} | false",
                "{a: {$ne: 1}} | {a: 1.0} | false",
                "{a: {$ne: 1}} | {a: 2} | true",
                "{a: {$ne: 1}} | {} | true",
                "{a: {$ne: 1}} | {a: [1, 2]} | false",
                "{a: {$ne: null}} | {} | false",
                "{a: {$ne: null}} | {a: null} | false",
                "{a: {$ne: null}} | {a: 0} | true",
                "{'a.b': {$ne: 1}} | {a: [{b: 2}, {b: 1}]} | false",
                "{'a.b': {$ne: null}} | {a: []} | true",
                "{a: {$exists: true}} | {a: null} | true",
                "{a: {$exists: true}} | {a: []} | true",
                "{a: {$exists: true}} | {} | false",
                "{a: {$exists: false}} | {} | true",
                "{a: {$exists: 1}} | {a: 1} | true",
                "{a: {$exists: 0}} | {a: 1} | false",
                "{a: {$exists: null}} | {} | true",
                "{a: {$exists: 'no'}} | {a: 1} | true",
                "{a: {$exists: NumberDecimal('1E-400')}} | {a: 1} | true",
                "{a: {$exists: NumberDecimal('-0.0')}} | {a: 1} | false",
                "{'a.b': {$exists: true}} | {a: [{c: 1}, {b: 1}]} | true",
                "{'a.b': {$exists: false}} | {a: [{c: 1}, {b: 1}]} | false",
                "{'a.b': {$exists: false}} | {a: [1]} | true",
                "{'a.1': {$exists: true}} | {a: [1]} | false",
                "{'a.1': {$exists: true}} | {a: [1, 2]} | true",
                "{a: {$regex: '^Wa'}} | {a: 'Wang'} | true",
                "{a: {$regex: '^wa'}} | {a: 'Wang'} | false",
                "{a: /^Wa/} | {a: ['Li', 'Wang']} | true",
                "{a: /^1/} | {a: 12} | false",
                "{a: /^Wa/} | {a: /^Wa/} | true",
                "{a: /^a.c$/} | {a: 'abc'} | true",
                "{a: /^a.c$/} | {a: 'abcd'} | false",
                "{a: /^支/} | {a: '支部'} | true",
                "{$and: [{a: 1}, {b: 2}]} | {a: 1, b: 2} | true",
                "{$and: [{a: 1}, {b: 2}]} | {a: 1, b: 3} | false",
                "{$or: [{a: 1}, {b: 2}]} | {a: 0, b: 2} | true",
                "{$or: [{a: 1}, {b: 2}]} | {a: 0, b: 0} | false",
                "{c: 1, $or: [{a: 1}, {$and: [{b: 2}, {d: 1}]}]} | {b: 2, c: 1, d: 1} | true"
            })
    void setsAndExistenceAndText(String filter, String document, boolean expected) {
        check(filter, document, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{a: {$elemMatch: {x: 1, y: 2}}} | {a: [{x: 1, y: 2}]} | true",
                "{a: {$elemMatch: {x: 1, y: 2}}} | {a: [{x: 1}, {y: 2}]} | false",
                "{a: {$elemMatch: {x: 1}}} | {a: {x: 1}} | false",
                "{a: {$elemMatch: {x: {$gt: 1, $lt: 4}}}} | {a: [{x: 0}, {x: 5}]} | false",
                "{a: {$elemMatch: {$gt: 1, $lt: 4}}} | {a: [0, 5]} | false",
                "{a: {$elemMatch: {$gt: 1, $lt: 4}}} | {a: [0, 2]} | true",
                "{a: {$elemMatch: {$gt: 1}}} | {a: [[2]]} | false",
                "{a: {$elemMatch: {$ne: 1}}} | {a: [1, 2]} | true",
                "{a: {$elemMatch: {$ne: 1}}} | {a: [1]} | false",
                "{a: {$elemMatch: {$in: ['x']}}} | {a: ['x']} | true",
                "{a: {$elemMatch: {$exists: true}}} | {a: []} | false",
                "{a: {$elemMatch: {$elemMatch: {$gt: 1}}}} | {a: [[0, 2]]} | true",
                "{a: {$elemMatch: {}}} | {a: [{b: 1}]} | true",
                "{a: {$elemMatch: {}}} | {a: [1]} | false",
                "{a: {$elemMatch: {'0': 1}}} | {a: [[1, 2]]} | true",
                "{a: {$elemMatch: {$or: [{x: 1}, {y: 1}]}}} | {a: [{y: 1}]} | true",
                "{'a.b': {$elemMatch: {c: 1}}} | {a: [{b: [{c: 1}]}]} | true",
                "{'a.b': {$elemMatch: {c: 1}}} | {a: [{b: {c: 1}}]} | false",
                "{a: {$elemMatch: {b: null}}} | {a: [{c: 1}]} | true",
                "{a: {$elemMatch: {$eq: null}}} | {a: [null]} | true",
                "{a: {$elemMatch: {u: {$in: ['a']}, f: {$lte: '2'}, t: {$gt: '2'}}}} | {a: [{u: ['a', 'b'], f: '1', t: '3'}]} | true"
            })
    void oneElement(String filter, String document, boolean expected) {
        check(filter, document, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{a: {$size: 1}} | 2 | query $size is not on the list of infra/docs/database.md",
                "{a: {$in: [1], $nin: [2]}} | 2 | query $nin is not on the list",
                "{a: {$not: {$gt: 1}}} | 2 | query $not is not on the list",
                "{a: {$type: 'string'}} | 2 | query $type is not on the list",
                "{a: {$all: [1]}} | 2 | query $all is not on the list",
                "{$nor: [{a: 1}]} | 2 | query $nor is not on the list",
                "{$where: 'true'} | 2 | query $where is not on the list",
                "{$expr: {$gt: ['$a', 1]}} | 2 | query $expr is not on the list",
                "{$comment: 'x'} | 2 | query $comment is not on the list",
                "{$or: [{b: {$mod: [2, 0]}}]} | 2 | query $mod is not on the list",
                "{a: {$elemMatch: {b: {$all: [1]}}}} | 2 | query $all is not on the list",
                "{a: {$regex: '^a', $options: 'i'}} | 2 | query $options is not on the list",
                "{a: /^a/i} | 2 | query $options is not on the list",
                "{a: {$in: [/^a/]}} | 2 | a regular expression within $in is not on the list",
                "{$eq: 1} | 2 | unknown top level operator: $eq",
                "{a: {$gt: 1, b: 2}} | 2 | unknown operator: b",
                "{a: {$or: [1]}} | 2 | unknown operator: $or",
                "{a: {$in: 1}} | 2 | $in needs an array",
                "{a: {$in: [{$gt: 1}]}} | 2 | cannot nest $ under $in",
                "{$and: []} | 2 | $and must be a nonempty array",
                "{$or: {a: 1}} | 2 | $or must be a nonempty array",
                "{$or: [1]} | 2 | must be documents",
                "{a: {$elemMatch: 1}} | 2 | $elemMatch needs an Object",
                "{a: {$gt: /^a/}} | 2 | cannot be an argument of $gt",
                "{a: {$ne: /^a/}} | 2 | cannot be an argument of $ne",
                "{a: {$regex: 1}} | 2 | $regex has to be a string",
                "{a: undefined} | 2 | cannot compare to undefined"
            })
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
