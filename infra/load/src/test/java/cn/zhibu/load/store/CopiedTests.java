package cn.zhibu.load.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** A copy is another thing of the same shape. */
class CopiedTests {

    private static final String BUREAU = "6691035a-57a7-57db-af43-d418ae1bba1e";
    private static final String BRANCH = "f1085216-9b4a-59ed-9969-99213547c627";
    private static final String RECORD = "dca5136b-5b5a-518d-9190-64798cf204f5";
    private static final String NOW = "11111111-2222-3333-4444-555555555555";
    private static final BsonDocument FACTS = BsonDocument.parse(
            """
            {
              _id: 'RECORD#confirmed', scope: {unit: 'BRANCH', ancestors: ['BUREAU', 'BRANCH']},
              origin: {record: 'RECORD', date: '2025-11-23', sequence: 2000}, at: {$date: '2024-02-29T10:00:00Z'},
              year: 2025, body: '{"record":"RECORD","date":"2025-11-23"}', sum: {$numberDecimal: '12.50'},
              born: {$date: '1986-02-03T00:00:00Z'}
            }
            """.replace("RECORD", RECORD).replace("BRANCH", BRANCH).replace("BUREAU", BUREAU));

    private static BsonDocument copy(int group, int number, int year) {
        return new Copied(new Copied.Known(BUREAU, NOW), Set.of(BRANCH), group, number, year).of(FACTS);
    }

    private static String shape(BsonDocument document) {
        return document.toJson().replaceAll("[0-9a-f]", "#");
    }

    @Test
    void itHasTheSameShape() {
        assertThat(copy(3, 4, 2031).keySet()).containsExactlyElementsOf(FACTS.keySet());
        assertThat(shape(copy(3, 4, 2025))).isEqualTo(shape(FACTS));
    }

    @Test
    void whatBelongsTogetherStaysTogether() {
        var copy = copy(1, 2, 2024);
        var record = copy.getDocument("origin").getString("record").getValue();
        assertThat(record).isNotEqualTo(RECORD);
        assertThat(copy.getString("_id").getValue()).isEqualTo(record + "#confirmed");
        assertThat(copy.getString("body").getValue()).contains(record).contains("2024-11-23");
        var unit = copy.getDocument("scope").getString("unit").getValue();
        assertThat(copy.getDocument("scope").getArray("ancestors").toString())
                .contains(NOW)
                .contains(unit);
        assertThat(copy(1, 9, 2024).getDocument("scope").getString("unit").getValue())
                .as("the same branch does something else")
                .isEqualTo(unit);
        assertThat(copy(1, 9, 2024).getString("_id")).isNotEqualTo(copy.getString("_id"));
        assertThat(copy(2, 2, 2024).getDocument("scope").getString("unit").getValue())
                .isNotEqualTo(unit);
    }

    @Test
    void itHappensInItsYearAndEverythingElseIsAsItWas() {
        var copy = copy(0, 0, 2023);
        assertThat(copy.getDocument("origin").getString("date").getValue()).isEqualTo("2023-11-23");
        assertThat(copy.getInt32("year").getValue()).isEqualTo(2023);
        assertThat(copy.getDateTime("at").getValue())
                .isEqualTo(java.time.Instant.parse("2023-02-28T10:00:00Z").toEpochMilli());
        assertThat(copy.get("born")).as("a day long ago").isEqualTo(FACTS.get("born"));
        assertThat(copy.get("sum")).isEqualTo(FACTS.get("sum"));
        assertThat(copy.getDocument("origin").get("sequence"))
                .isEqualTo(FACTS.getDocument("origin").get("sequence"));
        assertThat(copy(0, 0, 0).getDocument("origin").getString("date").getValue())
                .isEqualTo("2025-11-23");
    }
}
