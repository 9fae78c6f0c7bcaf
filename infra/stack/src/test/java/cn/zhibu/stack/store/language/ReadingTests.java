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
import org.junit.jupiter.params.provider.CsvFileSource;

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
    @CsvFileSource(resources = "/cases/projections.txt", delimiter = '|', quoteCharacter = '~')
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
    @CsvFileSource(resources = "/cases/refused-projections.txt", delimiter = '|', quoteCharacter = '~')
    void otherProjectionsAreRefused(String projection, int code, String words) {
        var refused = catchThrowableOfType(Refused.class, () -> Projection.parse(BsonDocument.parse(projection)));
        assertThat(refused).isNotNull().hasMessageContaining(words);
        assertThat(refused.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/cases/orders.txt", delimiter = '|', quoteCharacter = '~')
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
    @CsvFileSource(resources = "/cases/refused-orders.txt", delimiter = '|', quoteCharacter = '~')
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
    @CsvFileSource(resources = "/cases/pipelines.txt", delimiter = '|', quoteCharacter = '~')
    void pipelines(String stages, String given, String expected) {
        assertThat(run(stages, given)).isEqualTo(json(documents(expected)));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/cases/refused-pipelines.txt", delimiter = '|', quoteCharacter = '~')
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
