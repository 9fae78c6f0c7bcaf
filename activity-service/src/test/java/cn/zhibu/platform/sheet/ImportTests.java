package cn.zhibu.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.sheet.Import.State;
import cn.zhibu.process.problem.FieldFault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImportTests {

    private static final Instant NOW = Instant.parse("2026-11-20T01:00:00Z");

    private static Import brought() {
        var subject = new Import.Subject("competition", 1, "a.xlsx", List.of(), 0, 2, List.of(2));
        return Import.bring("i", new Scope("b", List.of("t", "b")), "sec", subject, NOW)
                .state();
    }

    @Test
    void itIsEnteredPartByPartAndTakenBackPartByPart() {
        var entering = brought().confirm().state();
        assertThat(entering.going()).isTrue();
        var done = entering.partDone(entering, 1, 100, List.of()).state();
        assertThat(done.progress().records()).isEqualTo(100);
        assertThat(done.partDone(entering, 1, 100, List.of()).state())
                .as("told twice")
                .isSameAs(done);
        var entered = done.finished(entering, NOW).state();
        assertThat(entered.state()).isEqualTo(State.ENTERED);
        assertThat(entered.progress().records()).isEqualTo(100);
        var withdrawing = entered.withdraw("录错").state();
        var withdrawn = withdrawing
                .partDone(withdrawing, 1, 98, List.of(7, 9))
                .state()
                .finished(withdrawing, NOW)
                .state();
        assertThat(withdrawn.state()).isEqualTo(State.WITHDRAWN);
        assertThat(withdrawn.progress().left()).containsExactly(7, 9);
    }

    @Test
    void aRefusedRowLeadsBackToWhereItCanBePutRight() {
        var entering = brought().confirm().state();
        var undoing = entering.stopped(entering, new Import.Stop(17, "RECORD_BRANCH_CLOSED"))
                .state();
        assertThat(undoing.state()).isEqualTo(State.UNDOING);
        var open = undoing.finished(undoing, NOW.plusSeconds(60)).state();
        assertThat(open.open()).isTrue();
        assertThat(open.progress().stop()).isEqualTo(new Import.Stop(17, "RECORD_BRANCH_CLOSED"));
        assertThat(open.until()).isEqualTo(NOW.plusSeconds(60).plus(Import.KEPT));
        var again = open.confirm().state();
        assertThat(again.progress().attempt())
                .as("its records have other names")
                .isEqualTo(2);
        assertThat(again.progress().stop()).isNull();
        assertThat(again.partDone(entering, 1, 5, List.of()).state())
                .as("a round of before")
                .isSameAs(again);
    }

    @Test
    void whatIsUnderWayIsNeitherConfirmedNorTakenBack() {
        var entering = brought().confirm().state();
        assertThatThrownBy(entering::confirm).hasMessage("IMPORT_UNDER_WAY");
        assertThatThrownBy(() -> entering.withdraw("x")).hasMessage("IMPORT_NOT_ENTERED");
        assertThatThrownBy(() -> brought().withdraw("x")).hasMessage("IMPORT_NOT_ENTERED");
    }

    @Test
    void ofACellThatCouldNotBeReadOnlyThatIsSaid() {
        var line = new ImportLine(3, "去年", Map.of(), Map.of("/values/name", "MERGED_CELL"), false, false, false);
        var asEntered = List.of(FieldFault.of("/values/name", "REQUIRED"), FieldFault.of("/values/level", "REQUIRED"));
        assertThat(line.faults(asEntered))
                .extracting(fault -> fault.pointer() + ":" + fault.code())
                .containsExactly("/values/name:MERGED_CELL", "/date:NOT_A_DATE", "/values/level:REQUIRED");
        var empty = new ImportLine(3, null, Map.of(), Map.of(), false, false, false);
        assertThat(empty.faults(List.of())).extracting(FieldFault::code).containsExactly("REQUIRED");
        var late = new ImportLine(3, "2999-01-01", Map.of(), Map.of(), false, false, false);
        assertThat(late.faults(List.of())).extracting(FieldFault::code).containsExactly("TOO_LATE");
    }
}
