package cn.zhibu.stack.store.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each update operator of the list against what MongoDB's manual and server say, to the byte. */
class ChangeTests {

    private static String json(BsonDocument document) {
        return document.toJson();
    }

    /** The document as it lies on the disk: whatever a change gives back can be written. */
    private static BsonDocument written(BsonDocument document) {
        return new RawBsonDocument(document, new BsonDocumentCodec());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{$set: {a: 2}} | {_id: 1, a: 1, b: 1} | {_id: 1, a: 2, b: 1}",
                "{$set: {c: 1, b: 2, a: 3}} | {_id: 1, c: 0} | {_id: 1, c: 1, a: 3, b: 2}",
                "{$set: {'10': 1, '9': 1, 'b': 1, 'B': 1}} | {_id: 1} | {_id: 1, '9': 1, '10': 1, B: 1, b: 1}",
                "{$set: {z: 1}, $inc: {y: 1}, $push: {x: 1}} | {_id: 1} | {_id: 1, x: [1], y: 1, z: 1}",
                "{$set: {'a.b': 1}} | {_id: 1} | {_id: 1, a: {b: 1}}",
                "{$set: {'a.b': 1}} | {_id: 1, a: {c: 1}} | {_id: 1, a: {c: 1, b: 1}}",
                "{$set: {'a.c': 1, 'a.b': 2}} | {_id: 1} | {_id: 1, a: {b: 2, c: 1}}",
                "{$set: {a: NumberDecimal('12.50')}} | {_id: 1, a: NumberDecimal('12.5')} | {_id: 1, a: NumberDecimal('12.50')}",
                "{$set: {a: NumberLong(1)}} | {_id: 1, a: 1} | {_id: 1, a: NumberLong(1)}",
                "{$set: {a: 1.0}} | {_id: 1, a: 1} | {_id: 1, a: 1.0}",
                "{$set: {a: -0.0}} | {_id: 1, a: 0.0} | {_id: 1, a: -0.0}",
                "{$set: {a: {c: 1, b: 1}}} | {_id: 1, a: {b: 1, c: 1}} | {_id: 1, a: {c: 1, b: 1}}",
                "{$set: {a: null}} | {_id: 1} | {_id: 1, a: null}",
                "{$set: {'a.1': 9}} | {_id: 1, a: [1, 2, 3]} | {_id: 1, a: [1, 9, 3]}",
                "{$set: {'a.4': 9}} | {_id: 1, a: [1, 2]} | {_id: 1, a: [1, 2, null, null, 9]}",
                "{$set: {'a.10': 9, 'a.2': 8}} | {_id: 1, a: [1]} | {_id: 1, a: [1, null, 8, null, null, null, null, null, null, null, 9]}",
                "{$set: {'a.1.b': 9}} | {_id: 1, a: [{b: 1}, {b: 2, c: 3}]} | {_id: 1, a: [{b: 1}, {b: 9, c: 3}]}",
                "{$set: {'a.2.b': 9}} | {_id: 1, a: [1]} | {_id: 1, a: [1, null, {b: 9}]}",
                "{$set: {'a.0': 9}} | {_id: 1, a: {}} | {_id: 1, a: {'0': 9}}",
                "{$set: {'a.0': 9}} | {_id: 1} | {_id: 1, a: {'0': 9}}",
                "{$set: {_id: 1, a: 2}} | {_id: 1} | {_id: 1, a: 2}",
                "{$set: {_id: 1.0}} | {_id: 1} | {_id: 1.0}",
                "{$set: {a: {$x: 1}}} | {_id: 1} | {_id: 1, a: {$x: 1}}",
                "{$unset: {a: ''}} | {_id: 1, a: 1, b: 2} | {_id: 1, b: 2}",
                "{$unset: {'a.b': 1}} | {_id: 1, a: {b: 1, c: 2}} | {_id: 1, a: {c: 2}}",
                "{$unset: {'a.b': 1}} | {_id: 1, a: {b: 1}} | {_id: 1, a: {}}",
                "{$unset: {'a.1': 1}} | {_id: 1, a: [1, 2, 3]} | {_id: 1, a: [1, null, 3]}",
                "{$unset: {'a.1.b': 1}} | {_id: 1, a: [1, {b: 1}]} | {_id: 1, a: [1, {}]}",
                "{$set: {a: 1}, $unset: {b: 1}} | {_id: 1, b: 1} | {_id: 1, a: 1}",
                "{$inc: {a: 1}} | {_id: 1, a: 1} | {_id: 1, a: 2}",
                "{$inc: {a: -1}} | {_id: 1, a: 1} | {_id: 1, a: 0}",
                "{$inc: {a: 5}} | {_id: 1} | {_id: 1, a: 5}",
                "{$inc: {'a.b': NumberLong(5)}} | {_id: 1} | {_id: 1, a: {b: NumberLong(5)}}",
                "{$inc: {a: 1}} | {_id: 1, a: 2147483647} | {_id: 1, a: NumberLong(2147483648)}",
                "{$inc: {a: NumberLong(0)}} | {_id: 1, a: 1} | {_id: 1, a: NumberLong(1)}",
                "{$inc: {a: 0.5}} | {_id: 1, a: 1} | {_id: 1, a: 1.5}",
                "{$inc: {a: NumberDecimal('0.10')}} | {_id: 1, a: NumberDecimal('12.5')} | {_id: 1, a: NumberDecimal('12.60')}",
                "{$inc: {a: 1}} | {_id: 1, a: NumberDecimal('0.10')} | {_id: 1, a: NumberDecimal('1.10')}",
                "{$inc: {'a.1': 1}} | {_id: 1, a: [1, 2]} | {_id: 1, a: [1, 3]}",
                "{$max: {a: 5}} | {_id: 1, a: 4} | {_id: 1, a: 5}",
                "{$max: {a: 5}} | {_id: 1} | {_id: 1, a: 5}",
                "{$max: {a: 'x'}} | {_id: 1, a: 4} | {_id: 1, a: 'x'}",
                "{$max: {a: 1}} | {_id: 1, a: null} | {_id: 1, a: 1}",
                "{$max: {a: ISODate('2025-01-02T00:00:00Z')}} | {_id: 1, a: ISODate('2025-01-01T00:00:00Z')} | {_id: 1, a: ISODate('2025-01-02T00:00:00Z')}",
                "{$push: {a: 3}} | {_id: 1, a: [1, 2]} | {_id: 1, a: [1, 2, 3]}",
                "{$push: {a: [3]}} | {_id: 1, a: [1]} | {_id: 1, a: [1, [3]]}",
                "{$push: {a: {x: 1}}} | {_id: 1} | {_id: 1, a: [{x: 1}]}",
                "{$push: {a: {$each: [3, 4]}}} | {_id: 1, a: [1]} | {_id: 1, a: [1, 3, 4]}",
                "{$push: {a: {$each: []}}} | {_id: 1} | {_id: 1, a: []}",
                "{$push: {a: {$each: [3, 4], $slice: -3}}} | {_id: 1, a: [1, 2]} | {_id: 1, a: [2, 3, 4]}",
                "{$push: {a: {$each: [3], $slice: 2}}} | {_id: 1, a: [1, 2]} | {_id: 1, a: [1, 2]}",
                "{$push: {a: {$each: [3], $slice: 0}}} | {_id: 1, a: [1, 2]} | {_id: 1, a: []}",
                "{$push: {a: {$each: [], $slice: -1.0}}} | {_id: 1, a: [1, 2]} | {_id: 1, a: [2]}",
                "{$push: {a: {$slice: NumberLong('-9223372036854775808'), $each: [3]}}} | {_id: 1, a: [1]} | {_id: 1, a: [1, 3]}",
                "{$push: {'a.b': 1}} | {_id: 1, a: {b: [0]}} | {_id: 1, a: {b: [0, 1]}}",
                "{$addToSet: {a: 3}} | {_id: 1, a: [1]} | {_id: 1, a: [1, 3]}",
                "{$addToSet: {a: 3}} | {_id: 1} | {_id: 1, a: [3]}",
                "{$addToSet: {a: [1]}} | {_id: 1, a: [1]} | {_id: 1, a: [1, [1]]}",
                "{$addToSet: {a: {x: 1, y: 2}}} | {_id: 1, a: [{y: 2, x: 1}]} | {_id: 1, a: [{y: 2, x: 1}, {x: 1, y: 2}]}",
                "{$pull: {a: 1}} | {_id: 1, a: [1, 2, 1.0]} | {_id: 1, a: [2]}",
                "{$pull: {a: {$in: [1, 3]}}} | {_id: 1, a: [1, 2, 3]} | {_id: 1, a: [2]}",
                "{$pull: {a: {$gte: 2}}} | {_id: 1, a: [1, 2, 'x', 3]} | {_id: 1, a: [1, 'x']}",
                "{$pull: {a: {x: 1}}} | {_id: 1, a: [{x: 1, y: 1}, {x: 2}, 1]} | {_id: 1, a: [{x: 2}, 1]}",
                "{$pull: {a: {x: {$lte: 5}}}} | {_id: 1, a: [{x: 5}, {x: 6}]} | {_id: 1, a: [{x: 6}]}",
                "{$pull: {a: {x: null}}} | {_id: 1, a: [{y: 1}, {x: 6}]} | {_id: 1, a: [{x: 6}]}",
                "{$pull: {a: {$or: [{x: 1}, {y: 1}]}}} | {_id: 1, a: [{y: 1}, {x: 2}]} | {_id: 1, a: [{x: 2}]}",
                "{$pull: {a: [1]}} | {_id: 1, a: [[1], [1, 2], 1]} | {_id: 1, a: [[1, 2], 1]}",
                "{$pull: {a: null}} | {_id: 1, a: [null, 1]} | {_id: 1, a: [1]}",
                "{$pull: {a: /^x/}} | {_id: 1, a: ['xy', 'y']} | {_id: 1, a: ['y']}",
                "{$pull: {'a.b': 1}} | {_id: 1, a: {b: [1]}} | {_id: 1, a: {b: []}}",
                "{$pull: {'a.0.b': 1}} | {_id: 1, a: [{b: [1, 2]}]} | {_id: 1, a: [{b: [2]}]}",
                "{b: 1} | {_id: 1, a: 1} | {_id: 1, b: 1}",
                "{} | {_id: 1, a: 1} | {_id: 1}",
                "{b: 1, _id: 1} | {_id: 1, a: 1} | {_id: 1, b: 1}",
                "{a: {$x: 1}} | {_id: 1} | {_id: 1, a: {$x: 1}}"
            })
    void operatorsChange(String update, String before, String after) {
        for (BsonDocument document : new BsonDocument[] {BsonDocument.parse(before), RawBsonDocument.parse(before)}) {
            var changed = Change.parse(RawBsonDocument.parse(update)).apply(document);
            assertThat(json(written(changed))).isEqualTo(json(BsonDocument.parse(after)));
            assertThat(json(document)).as("the document before").isEqualTo(json(BsonDocument.parse(before)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{$set: {a: 1}} | {_id: 1, a: 1}",
                "{$set: {a: {b: [1]}}} | {_id: 1, a: {b: [1]}}",
                "{$set: {}} | {_id: 1, a: 1}",
                "{$set: {'a.0': 1}} | {_id: 1, a: [1]}",
                "{$unset: {b: 1, 'a.b': 1, 'c.5': 1, 'c.x': 1}} | {_id: 1, a: 1, c: [1]}",
                "{$unset: {'a.b': 1}} | {_id: 1, a: null}",
                "{$inc: {a: 0}} | {_id: 1, a: 1}",
                "{$max: {a: 1.0}} | {_id: 1, a: 1}",
                "{$max: {a: 0}} | {_id: 1, a: 1}",
                "{$push: {a: {$each: []}}} | {_id: 1, a: [1]}",
                "{$push: {a: {$each: [], $slice: 5}}} | {_id: 1, a: [1]}",
                "{$push: {a: {$each: [2], $slice: 1}}} | {_id: 1, a: [1]}",
                "{$addToSet: {a: 1.0}} | {_id: 1, a: [1, 1]}",
                "{$pull: {a: 5}} | {_id: 1, a: [1]}",
                "{$pull: {b: 5, 'c.d': 1}} | {_id: 1, a: [1], c: 1}",
                "{$setOnInsert: {b: 1}} | {_id: 1, a: 1}",
                "{$setOnInsert: {'a.b': 1}} | {_id: 1, a: 1}",
                "{_id: 1, a: 1} | {_id: 1, a: 1}",
                "{a: 1} | {_id: 1, a: 1}"
            })
    void whatChangesNothingGivesTheSameDocument(String update, String before) {
        var document = RawBsonDocument.parse(before);
        assertThat(Change.parse(BsonDocument.parse(update)).apply(document)).isSameAs(document);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{$inc: {a: 1}} | {_id: 1, a: null} | 14 | non-numeric type null",
                "{$inc: {a: 1}} | {_id: 1, a: 'x'} | 14 | non-numeric type string",
                "{$inc: {a: 'x'}} | {_id: 1, a: 1} | 14 | a value of type string",
                "{$inc: {a: 1}} | {_id: 1, a: NumberLong('9223372036854775807')} | 2 | 64-bit",
                "{$push: {a: 1}} | {_id: 1, a: null} | 2 | must be an array but is of type null",
                "{$push: {a: 1}} | {_id: 1, a: 5} | 2 | must be an array",
                "{$addToSet: {a: 1}} | {_id: 1, a: null} | 2 | must be an array",
                "{$pull: {a: 1}} | {_id: 1, a: 'x'} | 2 | must be an array",
                "{$set: {'a.b': 1}} | {_id: 1, a: null} | 28 | cannot create the field 'b' in 'a'",
                "{$set: {'a.b': 1}} | {_id: 1, a: 5} | 28 | cannot create the field 'b' in 'a'",
                "{$set: {'a.b': 1}} | {_id: 1, a: [1]} | 28 | cannot create the field 'b'",
                "{$set: {'a.0.b': 1}} | {_id: 1, a: [1]} | 28 | cannot create the field 'b' in 'a.0'",
                "{$inc: {'a.b': 1}} | {_id: 1, a: 'x'} | 28 | cannot create",
                "{$push: {'a.b': 1}} | {_id: 1, a: null} | 28 | cannot create",
                "{$set: {'a.9000000': 1}} | {_id: 1, a: [1]} | 34 | nulls",
                "{$set: {_id: 2}} | {_id: 1} | 66 | _id",
                "{$unset: {_id: 1}} | {_id: 1} | 66 | _id",
                "{$inc: {_id: 1}} | {_id: 1} | 66 | _id",
                "{$set: {'_id.a': 2}} | {_id: {a: 1}} | 66 | _id",
                "{_id: 2, a: 1} | {_id: 1} | 66 | _id",
                "{$set: {a: 1}, $inc: {a: 1}} | {_id: 1} | 40 | conflict at 'a'",
                "{$set: {a: 1, 'a.b': 1}} | {_id: 1} | 40 | conflict at 'a'",
                "{$set: {'a.b': 1}, $unset: {a: 1}} | {_id: 1} | 40 | conflict at 'a'",
                "{$set: {'': 1}} | {_id: 1} | 56 | empty field name",
                "{$set: {'a..b': 1}} | {_id: 1} | 56 | empty field name",
                "{$set: {'a.': 1}} | {_id: 1} | 56 | empty field name",
                "{$set: {'$a': 1}} | {_id: 1} | 52 | dollar",
                "{$set: {'a.$b': 1}} | {_id: 1} | 52 | dollar",
                "{a: 1, $set: {b: 1}} | {_id: 1} | 52 | dollar",
                "{$set: {b: 1}, a: 1} | {_id: 1} | 9 | a field among update operators",
                "{$set: 1} | {_id: 1} | 9 | takes a document",
                "{$set: {'a.$': 1}} | {_id: 1} | 2 | is not on the list of infra/docs/database.md",
                "{$set: {'a.$[].b': 1}} | {_id: 1} | 2 | is not on the list",
                "{$set: {'a.$[x].b': 1}} | {_id: 1} | 2 | is not on the list",
                "{$rename: {a: 'b'}} | {_id: 1} | 9 | update $rename is not on the list",
                "{$min: {a: 1}} | {_id: 1} | 9 | update $min is not on the list",
                "{$mul: {a: 1}} | {_id: 1} | 9 | update $mul is not on the list",
                "{$pop: {a: 1}} | {_id: 1} | 9 | update $pop is not on the list",
                "{$currentDate: {a: true}} | {_id: 1} | 9 | update $currentDate is not on the list",
                "{$pullAll: {a: [1]}} | {_id: 1} | 9 | update $pullAll is not on the list",
                "{$push: {a: {$each: [1], $position: 0}}} | {_id: 1} | 9 | update $push $position is not on the list",
                "{$push: {a: {$each: [1], $sort: 1}}} | {_id: 1} | 9 | update $push $sort is not on the list",
                "{$push: {a: {$each: [1], b: 1}}} | {_id: 1} | 2 | unrecognized clause",
                "{$push: {a: {$each: 1}}} | {_id: 1} | 2 | must be an array",
                "{$push: {a: {$slice: 1}}} | {_id: 1} | 2 | must be an array",
                "{$push: {a: {$each: [1], $slice: 1.5}}} | {_id: 1} | 2 | must be an integer",
                "{$addToSet: {a: {$each: [1]}}} | {_id: 1} | 9 | update $addToSet $each is not on the list",
                "{$pull: {a: {$size: 1}}} | {_id: 1} | 2 | query $size is not on the list",
                "{$pull: {a: {x: {$all: [1]}}}} | {_id: 1} | 2 | query $all is not on the list",
                "{_id: [1]} | {a: 1} | 53 | _id"
            })
    void whatCannotBeDoneIsRefused(String update, String before, int code, String words) {
        var document = RawBsonDocument.parse(before);
        var refused = catchThrowableOfType(
                Refused.class, () -> Change.parse(RawBsonDocument.parse(update)).apply(document));
        assertThat(refused).as(update).isNotNull().hasMessageContaining(words);
        assertThat(refused.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{_id: 'k'} | {$set: {a: 1}} | {_id: 'k', a: 1}",
                "{b: 1, _id: 'k'} | {$set: {a: 1}} | {_id: 'k', b: 1, a: 1}",
                "{b: 1, a: 2} | {$set: {c: 1}} | {a: 2, b: 1, c: 1}",
                "{b: 1} | {$set: {b: 2}} | {b: 2}",
                "{b: 1} | {$inc: {b: 2}} | {b: 3}",
                "{'x.y': 1, 'x.z': 2} | {$set: {'x.a': 3}} | {x: {y: 1, z: 2, a: 3}}",
                "{a: {$eq: 1}, b: {$gt: 5}, c: {$in: [1, 2]}, d: {$exists: false}} | {$set: {e: 1}} | {a: 1, e: 1}",
                "{a: {$in: [1]}, _id: {$in: ['k']}} | {$set: {e: 1}} | {_id: 'k', a: 1, e: 1}",
                "{a: {$elemMatch: {$eq: 1}}, b: {$ne: 1}, c: /^x/} | {$set: {e: 1}} | {e: 1}",
                "{a: {$eq: /abc/}} | {$set: {e: 1}} | {a: /abc/, e: 1}",
                "{'_id.x': 1, '_id.y': 2} | {$set: {e: 1}} | {_id: {x: 1, y: 2}, e: 1}",
                "{a: [1, 2], b: {'x.x': 1}} | {$set: {e: 1}} | {a: [1, 2], b: {'x.x': 1}, e: 1}",
                "{_id: 1, x: 1, 'x.x': 1} | {e: 1} | {_id: 1, e: 1}",
                "{$and: [{a: 1}, {b: 2}]} | {$set: {e: 1}} | {a: 1, b: 2, e: 1}",
                "{$or: [{a: 1}, {b: 2}]} | {$set: {e: 1}} | {e: 1}",
                "{$or: [{a: 1}]} | {$set: {e: 1}} | {a: 1, e: 1}",
                "{a: {x: 1}} | {$set: {'a.y': 2}} | {a: {x: 1, y: 2}}",
                "{a: null} | {$setOnInsert: {b: 1}} | {a: null, b: 1}",
                "{_id: 1} | {$setOnInsert: {a: 1, b: 2}, $inc: {n: 1}} | {_id: 1, a: 1, b: 2, n: 1}",
                "{a: 1} | {$setOnInsert: {_id: 'x'}} | {_id: 'x', a: 1}",
                "{a: 1} | {$set: {b: 1}, $unset: {a: 1}} | {b: 1}",
                "{_id: 1, v: 3} | {$set: {v: 4}, $push: {l: {$each: [1, 2], $slice: -1}}} | {_id: 1, v: 4, l: [2]}",
                "{_id: 'k', b: 1} | {a: 1} | {_id: 'k', a: 1}",
                "{b: 1} | {a: 1} | {a: 1}",
                "{_id: 'k'} | {a: 1, _id: 'k'} | {_id: 'k', a: 1}",
                "{b: 1} | {a: 1, _id: 'k'} | {_id: 'k', a: 1}"
            })
    void anUpsertInsertsWhatFilterAndChangeSay(String filter, String update, String inserted) {
        var document = Change.parse(RawBsonDocument.parse(update)).insert(Filter.parse(RawBsonDocument.parse(filter)));
        assertThat(json(written(document))).isEqualTo(json(BsonDocument.parse(inserted)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{_id: 1} | {$set: {_id: 2}} | 66",
                "{_id: 1} | {_id: 2} | 66",
                "{a: 1, 'a.b': 2} | {$set: {c: 1}} | 54",
                "{'a.b': 1, 'a-b': 1, a: 2} | {$set: {c: 1}} | 54",
                "{$and: [{a: 1}, {a: 2}]} | {$set: {c: 1}} | 54",
                "{'_id.a': 1} | {c: 1} | 55",
                "{_id: 1, '_id.a': 1} | {$set: {c: 1}} | 54",
                "{$and: [{_id: 1}, {_id: 1}]} | {c: 1} | 54",
                "{_id: [1, 2]} | {c: 1} | 53",
                "{_id: {$eq: [1, 2]}} | {$set: {c: 1}} | 53",
                "{a: 1} | {_id: /abc/} | 53",
                "{a: 5} | {$set: {'a.b': 1}} | 28",
                "{a: 'x'} | {$inc: {a: 1}} | 14",
                "{a: 1} | {$setOnInsert: {_id: [1]}} | 53"
            })
    void anUpsertThatContradictsItselfIsRefused(String filter, String update, int code) {
        var change = Change.parse(BsonDocument.parse(update));
        var refused =
                catchThrowableOfType(Refused.class, () -> change.insert(Filter.parse(BsonDocument.parse(filter))));
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo(code);
    }

    @Test
    void replacementsAreTold() {
        assertThat(Change.parse(BsonDocument.parse("{a: 1}")).isReplacement()).isTrue();
        assertThat(Change.parse(new BsonDocument()).isReplacement()).isTrue();
        assertThat(Change.parse(BsonDocument.parse("{$set: {a: 1}}")).isReplacement())
                .isFalse();
    }

    @Test
    void noChangeMakesADocumentTooDeep() {
        var value = new BsonDocument("x", new BsonArray());
        for (int level = 0; level < 90; level++) {
            value = new BsonDocument("x", value);
        }
        var set = new BsonDocument("$set", new BsonDocument("a" + ".a".repeat(20), value));
        assertThat(catchThrowableOfType(Refused.class, () -> Change.parse(set)).code())
                .isEqualTo(15);
    }
}
