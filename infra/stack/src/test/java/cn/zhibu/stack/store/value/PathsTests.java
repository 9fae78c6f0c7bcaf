package cn.zhibu.stack.store.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What paths find, and under which rows a document stands in an index, as MongoDB does it. */
class PathsTests {

    private static List<String> found(BsonDocument document, String path, boolean through) {
        var found = new ArrayList<String>();
        Paths.any(document, Path.of(path), through, value -> {
            found.add(value == null ? "missing" : json(value));
            return false;
        });
        return found;
    }

    private static String json(BsonValue value) {
        var json = new BsonDocument("v", value).toJson().replaceAll("\\s|\"", "");
        return json.substring(3, json.length() - 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: 1} | a | 1",
                "{b: 1} | a | missing",
                "{a: 1} | a.b | missing",
                "{a: null} | a.b | missing",
                "{a: {b: 2}} | a.b | 2",
                "{a: [1, 2]} | a | 1 2 [1,2]",
                "{a: []} | a | []",
                "{a: [[1], 2]} | a | [1] 2 [[1],2]",
                "{a: [1, 2]} | a.b | ''",
                "{a: []} | a.b | ''",
                "{a: [{b: 1}, {c: 2}, 3, [{b: 4}]]} | a.b | 1 missing",
                "{a: [{b: [1, 2]}, {b: 3}]} | a.b | 1 2 [1,2] 3",
                "{a: {b: [{c: 1}, {c: [2]}]}} | a.b.c | 1 2 [2]",
                "{a: [5, 7, 3]} | a.1 | 7",
                "{a: [5, [2, 4], 3]} | a.1 | [2,4]",
                "{a: [5, {'1': 4}, 3]} | a.1 | 4 {1:4}",
                "{a: [5, {b: 4}, 3]} | a.1.b | missing 4",
                "{a: [5, [{b: 4}], 3]} | a.1.b | 4",
                "{a: [{b: [2, 3]}, {b: [4, 5]}]} | a.0.b | missing 2 3 [2,3] missing",
                "{a: [[1, 2], [3]]} | a.0.1 | 2",
                "{a: {'0': 'x'}} | a.0 | x",
                "{a: [5, 7]} | a.01 | ''",
                "{a: [5, 7]} | a.9 | ''",
                "{'': {a: 1}} | .a | 1",
                "{a: [{b: []}, {b: []}]} | a.b.x | ''"
            })
    void pathsFindThroughArrays(String document, String path, String expected) {
        assertThat(String.join(" ", found(BsonDocument.parse(document), path, true)))
                .isEqualTo(expected);
        assertThat(String.join(" ", found(RawBsonDocument.parse(document), path, true)))
                .isEqualTo(expected);
    }

    @Test
    void theEndOfAPathIsNotEnteredWhereOnlyTheArrayIsWanted() {
        assertThat(found(BsonDocument.parse("{a: [1, 2]}"), "a", false)).containsExactly("[1,2]");
        assertThat(found(BsonDocument.parse("{a: [{b: [1]}, {b: 2}]}"), "a.b", false))
                .containsExactly("[1]", "2");
    }

    private static String rows(BsonDocument document, String paths, boolean sparse) {
        var list = Arrays.stream(paths.split(",")).map(Path::of).toList();
        return String.join(
                " ",
                KeyRows.of(document, list, sparse).stream()
                        .map(row -> String.join(
                                ",", row.stream().map(PathsTests::json).toList()))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: 1} | a | 1",
                "{} | a | null",
                "{a: 1, b: 2} | a,b | 1,2",
                "{a: 1} | a,b | 1,null",
                "{a: [1, 2]} | a | 1 2",
                "{a: []} | a | {$undefined:true}",
                "{a: [[1, 2], 3]} | a | [1,2] 3",
                "{a: [1, 2], b: 3} | a,b | 1,3 2,3",
                "{a: [{b: 1, c: 2}, {b: 3}]} | a.b,a.c | 1,2 3,null",
                "{a: [{b: 1}, 5]} | a.b | 1 null",
                "{a: []} | a.b | null",
                "{a: [], b: 1} | a,b | {$undefined:true},1",
                "{a: [{b: [1, 2]}, {b: []}]} | a.b | 1 2 {$undefined:true}",
                "{a: [5, 7]} | a.1 | 7 7",
                "{a: [[1, 2]]} | a.0 | [1,2] [1,2]",
                "{a: [{b: 4}, {b: 5}]} | a.1.b | 5 5",
                "{a: 5} | a.b | null",
                "{s: {u: 'x', r: ['p', 'q']}, d: 1} | s.r,d,s.u | p,1,x q,1,x"
            })
    void rowsAreThoseOfMongoDbsIndexes(String document, String paths, String expected) {
        assertThat(rows(BsonDocument.parse(document), paths, false)).isEqualTo(expected);
        assertThat(rows(RawBsonDocument.parse(document), paths, false)).isEqualTo(expected);
        assertThat(rows(BsonDocument.parse(document), paths, true))
                .isEqualTo(String.join(
                        " ",
                        Arrays.stream(expected.split(" "))
                                .filter(row -> !row.matches("null(,null)*"))
                                .toList()));
    }

    @Test
    void anExplicitNullIsThereForASparseIndex() {
        assertThat(rows(BsonDocument.parse("{a: null}"), "a", true)).isEqualTo("null");
        assertThat(rows(BsonDocument.parse("{a: null}"), "a,b", true)).isEqualTo("null,null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a: [1], b: [2]}", "{a: [], b: []}", "{a: [{c: 1}], b: [{c: 1}]}"})
    void twoArraysAreRefused(String document) {
        assertThatThrownBy(() -> rows(RawBsonDocument.parse(document), "a,b", false))
                .isInstanceOf(KeyRows.ParallelArrays.class)
                .hasMessage("cannot index parallel arrays [b] [a]");
    }

    @Test
    void aNumberThatIsPlaceAndFieldIsRefused() {
        assertThatThrownBy(() -> rows(BsonDocument.parse("{a: [{'0': 1}]}"), "a.0", false))
                .isInstanceOf(KeyRows.AmbiguousField.class);
    }

    @Test
    void depthIsMeasuredWithoutRecursion() {
        assertThat(Depth.of(BsonDocument.parse("{}"))).isEqualTo(1);
        assertThat(Depth.of(RawBsonDocument.parse("{a: [{b: 1}], c: {'$code': 'f', '$scope': {a: {}}}}")))
                .isEqualTo(3);
        assertThat(Depth.within(nested(100))).isTrue();
        assertThat(Depth.within(nested(101))).isFalse();
        assertThat(Depth.within(nested(200_000))).isFalse();
    }

    private static BsonDocument nested(int levels) {
        BsonValue value = new BsonInt32(1);
        for (int level = 1; level < levels; level++) {
            value = level % 2 == 0 ? new BsonArray(List.of(value)) : new BsonDocument("a", value);
        }
        return new BsonDocument("a", value);
    }
}
