package cn.zhibu.stack.store.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    @CsvFileSource(resources = "/cases/changes.txt", delimiter = '|', quoteCharacter = '~')
    void operatorsChange(String update, String before, String after) {
        for (BsonDocument document : new BsonDocument[] {BsonDocument.parse(before), RawBsonDocument.parse(before)}) {
            var changed = Change.parse(RawBsonDocument.parse(update)).apply(document);
            assertThat(json(written(changed))).isEqualTo(json(BsonDocument.parse(after)));
            assertThat(json(document)).as("the document before").isEqualTo(json(BsonDocument.parse(before)));
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/cases/unchanged.txt", delimiter = '|', quoteCharacter = '~')
    void whatChangesNothingGivesTheSameDocument(String update, String before) {
        var document = RawBsonDocument.parse(before);
        assertThat(Change.parse(BsonDocument.parse(update)).apply(document)).isSameAs(document);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/cases/refused-changes.txt", delimiter = '|', quoteCharacter = '~')
    void whatCannotBeDoneIsRefused(String update, String before, int code, String words) {
        var document = RawBsonDocument.parse(before);
        var refused = catchThrowableOfType(
                Refused.class, () -> Change.parse(RawBsonDocument.parse(update)).apply(document));
        assertThat(refused).as(update).isNotNull().hasMessageContaining(words);
        assertThat(refused.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/cases/upserts.txt", delimiter = '|', quoteCharacter = '~')
    void anUpsertInsertsWhatFilterAndChangeSay(String filter, String update, String inserted) {
        var document = Change.parse(RawBsonDocument.parse(update)).insert(Filter.parse(RawBsonDocument.parse(filter)));
        assertThat(json(written(document))).isEqualTo(json(BsonDocument.parse(inserted)));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/cases/refused-upserts.txt", delimiter = '|', quoteCharacter = '~')
    void anUpsertThatContradictsItselfIsRefused(String filter, String update, int code) {
        var change = Change.parse(BsonDocument.parse(update));
        var refused =
                catchThrowableOfType(Refused.class, () -> change.insert(Filter.parse(BsonDocument.parse(filter))));
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo(code);
    }

    /** MongoDB counts these as modified; the store, which compares bytes, does not. */
    @ParameterizedTest
    @ValueSource(strings = {"{$push: {a: {$each: [2], $slice: 1}}}", "{a: [1]}"})
    void whatComesToTheSameGivesTheSameDocument(String update) {
        var document = RawBsonDocument.parse("{_id: 1, a: [1]}");
        assertThat(Change.parse(BsonDocument.parse(update)).apply(document)).isSameAs(document);
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
