package cn.zhibu.stack.store.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Projections, orders and pipelines of the list against what MongoDB's manual and server say. */
class ReadingTests {

    private static List<BsonDocument> documents(String json) {
        return BsonDocument.parse("{v: " + json + "}").getArray("v").stream()
                .map(each -> (BsonDocument) new RawBsonDocument(each.asDocument(), new BsonDocumentCodec()))
                .toList();
    }

    private static String json(List<BsonDocument> documents) {
        return String.join("\n", documents.stream().map(BsonDocument::toJson).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | {_id: 1, a: 1} | {_id: 1, a: 1}",
                "{c: 1, a: 1} | {_id: 1, a: 1, b: 2, c: 3} | {_id: 1, a: 1, c: 3}",
                "{a: 1, _id: 0} | {_id: 1, a: 1, b: 2} | {a: 1}",
                "{_id: 0} | {_id: 1, a: 1} | {a: 1}",
                "{_id: 1} | {_id: 1, a: 1} | {_id: 1}",
                "{a: true, _id: false} | {_id: 1, a: 1} | {a: 1}",
                "{a: NumberLong(1)} | {_id: 1, a: 1, b: 1} | {_id: 1, a: 1}",
                "{a: 0, b: 0} | {_id: 1, a: 1, b: 1, c: 1} | {_id: 1, c: 1}",
                "{a: 0, _id: 1} | {_id: 1, a: 1, c: 1} | {_id: 1, c: 1}",
                "{x: 1} | {a: 1, _id: 1, x: 1} | {_id: 1, x: 1}",
                "{'a.b': 1} | {_id: 1, a: {b: 1, c: 2}} | {_id: 1, a: {b: 1}}",
                "{a: {b: 1}} | {_id: 1, a: {b: 1, c: 2}} | {_id: 1, a: {b: 1}}",
                "{'a.b': 1, 'a.c': 1} | {_id: 1, a: {c: 2, d: 3, b: 1}} | {_id: 1, a: {c: 2, b: 1}}",
                "{'a.b': 1} | {_id: 1, a: 5} | {_id: 1}",
                "{'_id.a': 1} | {_id: {a: 1, b: 2}, c: 1} | {_id: {a: 1}}",
                "{'_id.a': 0} | {_id: {a: 1, b: 2}, c: 1} | {_id: {b: 2}, c: 1}",
                "{'_id.a': 1, c: 1} | {_id: {a: 1, b: 2}, c: 1} | {_id: {a: 1}, c: 1}",
                "{'a.b': 1} | {_id: 1, a: {c: 1}} | {_id: 1, a: {}}",
                "{'a.b': 1} | {_id: 1, a: [{b: 1, c: 1}, 5, {c: 1}, [{b: 2}]]} | {_id: 1, a: [{b: 1}, {}, [{b: 2}]]}",
                "{'a.b': 0} | {_id: 1, a: {b: 1, c: 2}} | {_id: 1, a: {c: 2}}",
                "{'a.b': 0} | {_id: 1, a: [{b: 1, c: 1}, 5, [{b: 2}]]} | {_id: 1, a: [{c: 1}, 5, [{}]]}",
                "{'a.b': 0} | {_id: 1, a: 5} | {_id: 1, a: 5}",
                "{'a.0': 1} | {_id: 1, a: [1, 2]} | {_id: 1, a: []}"
            })
    void projections(String projection, String document, String expected) {
        for (BsonDocument each : new BsonDocument[] {BsonDocument.parse(document), RawBsonDocument.parse(document)}) {
            assertThat(Projection.parse(RawBsonDocument.parse(projection))
                            .apply(each)
                            .toJson())
                    .isEqualTo(BsonDocument.parse(expected).toJson());
            assertThat(
                            projection.equals("{}")
                                    ? expected
                                    : run("[{$project: " + projection + "}]", "[" + document + "]"))
                    .isEqualTo(
                            projection.equals("{}")
                                    ? expected
                                    : BsonDocument.parse(expected).toJson());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{a: 1, b: 0} | 31254 | not both",
                "{b: 0, a: 1} | 31253 | not both",
                "{a: 1, 'a.b': 1} | 31249 | collision",
                "{'a.b': 1, a: 1} | 31249 | collision",
                "{_id: 0, '_id.a': 1} | 31249 | collision",
                "{a: '$b'} | 2 | is not on the list of infra/docs/database.md",
                "{a: {$slice: 1}} | 2 | is not on the list",
                "{a: {$elemMatch: {b: 1}}} | 2 | is not on the list",
                "{a: {$meta: 'textScore'}} | 2 | is not on the list",
                "{'a.$': 1} | 2 | a part that is empty or starts with $",
                "{a: {}} | 2 | is not on the list",
                "{'a..b': 1} | 2 | a part that is empty"
            })
    void otherProjectionsAreRefused(String projection, int code, String words) {
        var refused = catchThrowableOfType(Refused.class, () -> Projection.parse(BsonDocument.parse(projection)));
        assertThat(refused).isNotNull().hasMessageContaining(words);
        assertThat(refused.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{a: 1} | {a: null} {a: 1} {a: 2.5} {a: NumberDecimal('2.6')} {a: 'x'} {a: {}} {a: true}",
                "{a: -1} | {a: '支'} {a: '党'} {a: 'a'} {a: 3} {a: -Infinity} {a: NaN} {}",
                "{a: 1} | {a: []} {b: 1} {a: [5, 1]} {a: 2} {a: [3, 9]}",
                "{a: -1} | {a: [3, 9]} {a: [5, 1]} {a: 2} {b: 1} {a: []}",
                "{a: 1, b: -1} | {a: 1, b: 2} {a: 1, b: 1} {a: 2, b: 5}",
                "{'a.b': 1} | {a: []} {a: [{b: 1}, {b: 9}]} {a: {b: 5}}",
                "{'a.b': 1, 'a.c': 1} | {a: [{b: 1, c: 5}, {b: 2, c: 0}]} {a: [{b: 1, c: 6}]} {a: [{b: 2, c: 1}]}",
                "{a: 1} | {a: '\\uffee'} {a: '\\ud83d\\ude00'}",
                "{a: 1.0} | {a: 1} {a: 2}",
                "{a: NumberLong(-1)} | {a: 2} {a: 1}"
            })
    void orders(String sort, String ascending) {
        var expected = documents("[" + ascending.replace("} {", "}, {") + "]");
        var order = SortBy.parse(RawBsonDocument.parse(sort));
        for (int seed = 0; seed < 20; seed++) {
            var shuffled = new ArrayList<>(expected);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(json(order.sorted(shuffled.stream(), 0).toList())).isEqualTo(json(expected));
            assertThat(json(shuffled.stream().sorted(order.comparator()).toList()))
                    .isEqualTo(json(expected));
            assertThat(json(order.sorted(shuffled.stream(), 2).toList())).isEqualTo(json(expected.subList(0, 2)));
        }
    }

    @Test
    void missingAndNullAreOneInAnOrderAndEqualOnesKeepTheirs() {
        var given = documents("[{_id: 1, a: null}, {_id: 2}, {_id: 3, a: null}, {_id: 4}]");
        var order = SortBy.parse(BsonDocument.parse("{a: 1}"));
        assertThat(order.sorted(given.stream(), 0).toList()).isEqualTo(given);
        assertThat(order.sorted(given.stream(), 3).toList()).isEqualTo(given.subList(0, 3));
        assertThat(SortBy.parse(new BsonDocument()).fields()).isEmpty();
        assertThat(SortBy.parse(new BsonDocument()).sorted(given.stream(), 0).toList())
                .isEqualTo(given);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{a: 2} | must be 1",
                "{a: 'x'} | must be 1",
                "{a: true} | must be 1",
                "{$natural: 1} | is not on the list of infra/docs/database.md",
                "{a: {$meta: 'textScore'}} | is not on the list",
                "{'': 1} | empty part",
                "{'a..b': 1} | empty part"
            })
    void otherOrdersAreRefused(String sort, String words) {
        var refused = catchThrowableOfType(Refused.class, () -> SortBy.parse(BsonDocument.parse(sort)));
        assertThat(refused).isNotNull().hasMessageContaining(words);
        assertThat(refused.code()).isEqualTo(2);
    }

    @Test
    void twoArraysHaveNoOrder() {
        var order = SortBy.parse(BsonDocument.parse("{a: 1, b: 1}"));
        assertThat(catchThrowableOfType(Refused.class, () -> order.key(BsonDocument.parse("{a: [1], b: [1]}")))
                        .code())
                .isEqualTo(2);
    }

    private static Pipeline pipeline(String stages) {
        return Pipeline.parse(documents(stages));
    }

    /** The whole of a pipeline, its leading stages done as a store does them without an index. */
    private static String run(String stages, String given) {
        var pipeline = pipeline(stages);
        var filter = pipeline.filter();
        var sort = pipeline.sort();
        Stream<BsonDocument> found = documents(given).stream().filter(each -> filter == null || filter.matches(each));
        found = sort == null ? found : sort.sorted(found, 0);
        found = found.skip(pipeline.skip());
        found = pipeline.limit() == 0 ? found : found.limit(pipeline.limit());
        return json(pipeline.run(found).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[] | [{_id: 1}] | [{_id: 1}]",
                "[{$match: {a: 1}}, {$match: {b: 1}}] | [{a: 1}, {a: 1, b: 1}] | [{a: 1, b: 1}]",
                "[{$sort: {a: -1}}, {$match: {a: {$gt: 1}}}, {$skip: 1}, {$limit: 1}] | [{a: 1}, {a: 2}, {a: 3}, {a: 4}] | [{a: 3}]",
                "[{$limit: 3}, {$skip: 1}, {$limit: 1}] | [{a: 1}, {a: 2}, {a: 3}, {a: 4}] | [{a: 2}]",
                "[{$limit: 2}, {$match: {a: 2}}] | [{a: 1}, {a: 2}, {a: 2}] | [{a: 2}]",
                "[{$limit: 3}, {$sort: {a: -1}}, {$skip: 1}, {$limit: 1}] | [{a: 1}, {a: 2}, {a: 3}, {a: 4}] | [{a: 2}]",
                "[{$count: 'n'}] | [{a: 1}, {a: 2}] | [{n: 2}]",
                "[{$match: {a: 5}}, {$count: 'n'}] | [{a: 1}] | []",
                "[{$group: {_id: null, n: {$sum: 1}}}] | [{a: 1}, {a: 2}] | [{_id: null, n: 2}]",
                "[{$group: {_id: 1, n: {$sum: 1}}}] | [] | []",
                "[{$group: {_id: '$a', n: {$sum: 1}}}] | [{a: 1}, {a: 1.0}, {a: NumberDecimal('1.0')}, {a: '1'}] | [{_id: 1, n: 3}, {_id: '1', n: 1}]",
                "[{$group: {_id: '$a', n: {$sum: 1}}}] | [{a: null}, {}, {a: 0}] | [{_id: null, n: 2}, {_id: 0, n: 1}]",
                "[{$group: {_id: '$a', n: {$sum: 1}}}] | [{a: [1, 2]}, {a: 1}, {a: [1, 2.0]}] | [{_id: [1, 2], n: 2}, {_id: 1, n: 1}]",
                "[{$group: {_id: {u: '$u', s: '$s.u'}, n: {$sum: 1}}}] | [{u: 'a', s: {u: 'x'}}, {u: 'b'}, {u: 'b'}] | [{_id: {u: 'a', s: 'x'}, n: 1}, {_id: {u: 'b'}, n: 2}]",
                "[{$group: {_id: '$a.b', n: {$sum: 1}}}] | [{a: [{b: 1}, {c: 1}, {b: 2}]}, {a: {b: 5}}, {a: 5}] | [{_id: [1, 2], n: 1}, {_id: 5, n: 1}, {_id: null, n: 1}]",
                "[{$group: {_id: 1, s: {$sum: '$a'}}}] | [{a: 1}, {a: 'x'}, {a: 2.5}, {}] | [{_id: 1, s: 3.5}]",
                "[{$group: {_id: 1, s: {$sum: '$a'}}}] | [{a: NumberDecimal('12.50')}, {a: 1}] | [{_id: 1, s: NumberDecimal('13.50')}]",
                "[{$group: {_id: 1, s: {$sum: '$a'}}}] | [{a: 2147483647}, {a: 1}] | [{_id: 1, s: NumberLong(2147483648)}]",
                "[{$group: {_id: 1, s: {$sum: '$a'}}}] | [{a: [1, 2]}] | [{_id: 1, s: 0}]",
                "[{$group: {_id: 1, f: {$first: '$a'}}}] | [{b: 1}, {a: 2}] | [{_id: 1, f: null}]",
                "[{$sort: {a: -1}}, {$group: {_id: 1, f: {$first: '$a'}}}] | [{a: 1}, {a: 2}] | [{_id: 1, f: 2}]",
                "[{$group: {_id: 1, x: {$max: '$a'}, y: {$min: '$a'}}}] | [{a: 1}, {a: 'x'}, {a: null}, {}] | [{_id: 1, x: 'x', y: 1}]",
                "[{$group: {_id: 1, x: {$max: '$a'}, y: {$min: '$a'}}}] | [{a: null}, {}] | [{_id: 1, x: null, y: null}]",
                "[{$group: {_id: 1, x: {$max: '$a'}}}] | [{a: 1.0}, {a: 1}] | [{_id: 1, x: 1.0}]",
                "[{$group: {_id: 1, x: {$max: '$a'}}}] | [{a: [1, 2]}, {a: 9}] | [{_id: 1, x: [1, 2]}]",
                "[{$project: {a: 1, n: '$b.c', _id: 0}}] | [{_id: 1, a: 1, b: {c: 2}}, {_id: 2}] | [{a: 1, n: 2}, {}]",
                "[{$project: {n: '$a'}}] | [{_id: 1, n: 9, a: 1}] | [{_id: 1, n: 1}]",
                "[{$project: {a: '$b', b: '$a', _id: 0}}] | [{a: 1, b: 2}] | [{a: 2, b: 1}]",
                "[{$project: {n: '$a.b'}}] | [{_id: 1, a: [{b: 1}, {b: 2}]}] | [{_id: 1, n: [1, 2]}]",
                "[{$project: {a: 0}}] | [{_id: 1, a: 1, b: 2}] | [{_id: 1, b: 2}]"
            })
    void pipelines(String stages, String given, String expected) {
        assertThat(run(stages, given)).isEqualTo(json(documents(expected)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[{$lookup: {from: 'x'}}] | 40324 | stage $lookup is not on the list of infra/docs/database.md",
                "[{$unwind: '$a'}] | 40324 | stage $unwind is not on the list",
                "[{$out: 'x'}] | 40324 | stage $out is not on the list",
                "[{$merge: 'x'}] | 40324 | stage $merge is not on the list",
                "[{$facet: {}}] | 40324 | stage $facet is not on the list",
                "[{$addFields: {a: 1}}] | 40324 | stage $addFields is not on the list",
                "[{$match: {a: {$size: 1}}}] | 2 | query $size is not on the list",
                "[{$group: {_id: 1, a: {$push: '$a'}}}] | 15952 | accumulator $push is not on the list",
                "[{$group: {_id: 1, a: {$avg: '$a'}}}] | 15952 | accumulator $avg is not on the list",
                "[{$group: {_id: {$toUpper: '$a'}}}] | 168 | expression $toUpper is not on the list",
                "[{$group: {_id: 1, a: {$sum: {$add: [1, 2]}}}}] | 168 | expression $add is not on the list",
                "[{$group: {_id: '$$ROOT'}}] | 2 | the variable $$ROOT is not on the list",
                "[{$group: {n: {$sum: 1}}}] | 15955 | _id",
                "[{$group: {_id: 1, n: 1}}] | 40234 | accumulator",
                "[{$group: {_id: 1, n: {$sum: 1, $max: 1}}}] | 40234 | accumulator",
                "[{$group: {_id: 1, 'a.b': {$sum: 1}}}] | 2 | dot",
                "[{$group: {_id: '$a..b'}}] | 2 | empty",
                "[{$group: {_id: '$'}}] | 2 | empty",
                "[{$project: {a: {$concat: ['a']}}}] | 2 | is not on the list",
                "[{$project: {a: 'x'}}] | 2 | is not on the list",
                "[{$project: {'a.b': '$c'}}] | 2 | is not on the list",
                "[{$project: {a: 0, b: '$c'}}] | 31253 | not both",
                "[{$project: {'a.b': 1, a: '$c'}}] | 31249 | collision",
                "[{$project: {a: '$c', 'a.b': 1}}] | 31249 | collision",
                "[{$project: {}}] | 51272 | no field",
                "[{$sort: {}}] | 15976 | at least one",
                "[{$sort: {a: 3}}] | 2 | must be 1",
                "[{$limit: 0}] | 2 | at least 1",
                "[{$limit: 1.5}] | 2 | integer",
                "[{$skip: -1}] | 2 | at least 0",
                "[{$count: ''}] | 2 | name",
                "[{$count: 'a.b'}] | 2 | name",
                "[{$match: 1}] | 2 | document",
                "[{$match: {}, $limit: 1}] | 40323 | exactly one",
                "[{}] | 40323 | exactly one"
            })
    void otherPipelinesAreRefused(String stages, int code, String words) {
        var refused = catchThrowableOfType(Refused.class, () -> pipeline(stages));
        assertThat(refused).as(stages).isNotNull().hasMessageContaining(words);
        assertThat(refused.code()).isEqualTo(code);
    }

    @Test
    void whatLeadsIsForAnIndex() {
        var pipeline = pipeline("[{$match: {a: 1}}, {$sort: {b: -1}}, {$match: {c: 1}}, {$skip: 5}, {$limit: 10},"
                + " {$limit: 3}, {$count: 'n'}]");
        assertThat(pipeline.filter()).isNotNull();
        assertThat(pipeline.filter().condition())
                .isEqualTo(Filter.parse(BsonDocument.parse("{a: 1, c: 1}")).condition());
        assertThat(pipeline.sort().fields()).containsExactly(new SortBy.Field("b", true));
        assertThat(pipeline.skip()).isEqualTo(5);
        assertThat(pipeline.limit()).isEqualTo(10);
        assertThat(pipeline.counts()).isFalse();
        assertThat(pipeline("[{$match: {a: 1}}, {$count: 'n'}]").counts()).isTrue();
        assertThat(pipeline("[{$match: {a: 1}}, {$group: {_id: 1, n: {$sum: 1}}}]")
                        .counts())
                .isTrue();
        assertThat(pipeline("[{$group: {_id: 1, n: {$sum: '$a'}}}]").counts()).isFalse();
        assertThat(pipeline("[{$project: {a: 1}}, {$count: 'n'}]").counts()).isFalse();
    }

    private static Stream<BsonDocument> heavy(int number) {
        var text = "x".repeat(100_000);
        return IntStream.range(0, number)
                .mapToObj(
                        each -> new BsonDocument("_id", new BsonInt32(each)).append("t", new BsonString(text + each)));
    }

    @Test
    void memoryIsBounded() {
        var sort = "[{$project: {t: 1}}, {$sort: {_id: -1}}";
        assertThat(code(sort + "]", 1000)).isEqualTo(292);
        assertThat(pipeline(sort + ", {$limit: 5}]")
                        .run(heavy(1000))
                        .map(each -> each.getInt32("_id").getValue()))
                .containsExactly(999, 998, 997, 996, 995);
        assertThat(code("[{$group: {_id: '$t'}}]", 1000)).isEqualTo(292);
        assertThat(code("[{$group: {_id: '$_id', t: {$max: '$t'}}}]", 1000)).isEqualTo(292);
        assertThat(pipeline("[{$group: {_id: 1, t: {$max: '$t'}}}]").run(heavy(1000)))
                .hasSize(1);
    }

    private static int code(String stages, int number) {
        return catchThrowableOfType(
                        Refused.class, () -> pipeline(stages).run(heavy(number)).toList())
                .code();
    }

    @Test
    void closingReachesWhatWasFound() {
        for (String stages : Arrays.asList(
                "[]",
                "[{$group: {_id: 1}}]",
                "[{$project: {a: 1}}, {$sort: {a: 1}}]",
                "[{$count: 'n'}]",
                "[{$project: {a: 1}}, {$match: {a: 1}}]")) {
            var closed = new AtomicBoolean();
            pipeline(stages)
                    .run(Stream.of(new BsonDocument()).onClose(() -> closed.set(true)))
                    .close();
            assertThat(closed).as(stages).isTrue();
        }
    }
}
