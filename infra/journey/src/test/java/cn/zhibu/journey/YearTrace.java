package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.journey.Trace.Row;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every figure of the kindergarten's year, in the Word file, found again by recomputing from the raw records through the
 * API; and a gift that is withdrawn takes its sentence with it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class YearTrace {

    private final Trace trace = new Trace("qinghe.secretary", "debriefing");

    static Stream<Row> rows() throws IOException {
        return Trace.rows("kindergarten.tsv");
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("rows")
    void eachRowStandsInTheWordFileAndIsRecomputedFromItsRecords(Row row) {
        trace.holds(row);
    }

    @Test
    @Order(2)
    void whatTheRulesAskStandsBesideWhatWasHeldK01() {
        var sentence = ChainTests.text(ChainTests.sentence(trace.report, "三会一课"));
        assertThat(sentence).contains("32次");
        assertThat(trace.word).contains("32次");
    }

    @Test
    @Order(3)
    void everyNumberOfTheReportHasRecordsBehindItOrARule() {
        assertThat(trace.figuresWithGrounds()).isGreaterThan(28);
    }

    @Test
    @Order(9)
    void withdrawingTheGiftChangesItsSentenceWithinSeconds() throws IOException {
        trace.followsAWithdrawal(
                rows().filter(row -> row.id().equals("K09")).findFirst().orElseThrow());
    }
}
