package cn.zhibu.stack.store.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.stack.store.language.ClosedList.Kind;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row taken from the table takes its operator from the language. */
class ClosedListTests {

    private static ClosedList without(Kind kind, String name) {
        var table = ClosedList.read().rows().stream()
                .filter(row -> row.kind() != kind || !row.name().equals(name))
                .map(row -> "| " + row.kind().word() + " | `" + row.name() + "` | m | s | `" + row.test() + "` |")
                .toList();
        return ClosedList.parse(String.join("\n", table));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "QUERY | $eq | {a: 1}",
                "QUERY | $in | {a: {$in: [1]}}",
                "QUERY | $gt | {a: {$gt: 1}}",
                "QUERY | $gte | {a: {$gte: 1}}",
                "QUERY | $lt | {a: {$lt: 1}}",
                "QUERY | $lte | {a: {$lte: 1}}",
                "QUERY | $ne | {a: {$ne: 1}}",
                "QUERY | $exists | {a: {$exists: true}}",
                "QUERY | $or | {$or: [{a: 1}]}",
                "QUERY | $and | {$and: [{a: 1}]}",
                "QUERY | $elemMatch | {a: {$elemMatch: {b: 1}}}",
                "QUERY | $regex | {a: /^x/}",
                "UPDATE | $set | {$set: {a: 1}}",
                "UPDATE | $unset | {$unset: {a: 1}}",
                "UPDATE | $inc | {$inc: {a: 1}}",
                "UPDATE | $max | {$max: {a: 1}}",
                "UPDATE | $push | {$push: {a: 1}}",
                "UPDATE | $push $each | {$push: {a: {$each: [1]}}}",
                "UPDATE | $push $slice | {$push: {a: {$each: [1], $slice: 1}}}",
                "UPDATE | $pull | {$pull: {a: 1}}",
                "UPDATE | $addToSet | {$addToSet: {a: 1}}",
                "UPDATE | $setOnInsert | {$setOnInsert: {a: 1}}",
                "UPDATE | replacement | {a: 1}",
                "STAGE | $match | {$match: {a: 1}}",
                "STAGE | $group | {$group: {_id: 1}}",
                "STAGE | $sort | {$sort: {a: 1}}",
                "STAGE | $limit | {$limit: 1}",
                "STAGE | $skip | {$skip: 1}",
                "STAGE | $project | {$project: {a: 1}}",
                "STAGE | $count | {$count: 'n'}",
                "ACCUMULATOR | $sum | {$group: {_id: 1, n: {$sum: 1}}}",
                "ACCUMULATOR | $first | {$group: {_id: 1, n: {$first: 1}}}",
                "ACCUMULATOR | $max | {$group: {_id: 1, n: {$max: 1}}}",
                "ACCUMULATOR | $min | {$group: {_id: 1, n: {$min: 1}}}"
            })
    void withoutItsRowAnOperatorIsRefused(Kind kind, String name, String said) {
        var document = BsonDocument.parse(said);
        parse(kind, document, ClosedList.read());
        assertThatThrownBy(() -> parse(kind, document, without(kind, name)))
                .isInstanceOf(Refused.class)
                .hasMessage(kind.word() + " " + name + " is not on the list of infra/docs/database.md");
    }

    private static void parse(Kind kind, BsonDocument document, ClosedList list) {
        switch (kind) {
            case QUERY -> assertThat(Filter.parse(document, list)).isNotNull();
            case UPDATE -> assertThat(Change.parse(document, list)).isNotNull();
            default -> assertThat(Pipeline.parse(List.of(document), list)).isNotNull();
        }
    }

    /** Whatever row stands in the table is known to the language, or the row promises what nothing does. */
    @Test
    void everyRowOfTheLanguageIsSpokenAbove() {
        var spoken = ClosedList.read().rows().stream()
                .filter(row -> row.kind() != Kind.COMMAND && row.kind() != Kind.INDEX)
                .count();
        assertThat(spoken).isEqualTo(34);
    }
}
