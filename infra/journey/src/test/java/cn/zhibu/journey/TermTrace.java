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
 * Every figure of the primary school's term, in the Word file of its re-election report, found again by recomputing from
 * the raw records through the API; and a celebration that is withdrawn changes its sentence.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class TermTrace {

    private final Trace trace = new Trace("qinghe.township", "election");

    static Stream<Row> rows() throws IOException {
        return Trace.rows("primary.tsv");
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("rows")
    void eachRowStandsInTheWordFileAndIsRecomputedFromItsRecords(Row row) {
        trace.holds(row);
    }

    @Test
    @Order(2)
    void theReportIsAddressedToTheAssemblyAndOwnWordsAreMarked() {
        assertThat(trace.word).contains("同志们：", "受上届支部委员会委托", "请予审议", "真学、真懂、真信、真用");
        var unsupported = 0;
        for (var section : trace.report.get("sections")) {
            for (var sentence : section.get("sentences")) {
                if (sentence.get("kind").asString().equals("FREE")) {
                    unsupported++;
                    assertThat(sentence.get("supported").asBoolean()).isFalse();
                }
            }
        }
        assertThat(unsupported).isEqualTo(5);
    }

    @Test
    @Order(3)
    void everyNumberOfTheReportHasRecordsBehindIt() {
        assertThat(trace.figuresWithGrounds()).isGreaterThan(23);
    }

    @Test
    @Order(9)
    void withdrawingACelebrationChangesItsSentenceWithinSeconds() throws IOException {
        trace.followsAWithdrawal(
                rows().filter(row -> row.id().equals("S11")).findFirst().orElseThrow());
    }
}
