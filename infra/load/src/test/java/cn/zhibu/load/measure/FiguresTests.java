package cn.zhibu.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cn.zhibu.load.kernel.Latency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTests {

    private static final String STAT =
            "4711 (java) (x) S 1 4711 4711 0 -1 4194304 1 2 3 4 250 50 900 900 20 0 31 0 12345";

    @TempDir
    private Path folder;

    private static Round round(long millis, int requests) {
        var latency = new Latency();
        for (int number = 0; number < requests; number++) {
            latency.note(0, 0, 1_000_000, 200, true);
        }
        return new Round(latency, Map.of("gateway", millis / 4, "store", millis - millis / 4), 2);
    }

    @Test
    void processorTimeIsUserAndSystemOfTheProcessItselfWhateverItsNameIs() {
        assertThat(Cpu.millis(STAT)).isEqualTo(3000);
    }

    @Test
    void ourOwnProcessorTimeGrowsWithWork() {
        var self = Map.of("self", ProcessHandle.current().pid());
        var before = Cpu.millis(self);
        long end = System.nanoTime() + 300_000_000;
        while (System.nanoTime() < end) {
            Math.log(System.nanoTime());
        }
        assertThat(Cpu.sum(Cpu.between(before, Cpu.millis(self)))).isPositive();
    }

    @Test
    void aProcessThatEndedMeanwhileSpoilsTheRunInOneLine() {
        assertThatThrownBy(() -> Cpu.millis(Map.of("store", 4_194_304_000L)))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("store");
    }

    @Test
    void eachOperationCarriesItsPartOfAllProcessesWithAndWithoutIdleWork() {
        var round = round(400, 100);
        assertThat(round.perOperation()).isCloseTo(4, within(1e-9));
        assertThat(round.perOperation(50)).isCloseTo(3, within(1e-9));
        assertThat(round.perOperation(1000)).isZero();
    }

    @Test
    void theMedianOfTheRoundsStandsWithTheirRange() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0)))
                .isEqualTo(new Spread(2, 1, 3))
                .hasToString("2.00 (1.00-3.00)");
        assertThat(Spread.of(List.of(1.0, 2.0, 3.0, 10.0)).median()).isEqualTo(2.5);
    }

    @Test
    void aDriftOfMoreThanAQuarterMakesTheRunVoid() {
        var steady = new Rounds();
        steady.add(round(400, 100));
        steady.add(round(440, 100));
        steady.add(round(480, 100));
        var drifting = new Rounds();
        drifting.add(round(400, 100));
        drifting.add(round(440, 100));
        drifting.add(round(520, 100));
        assertThat(steady.isVoid()).isFalse();
        assertThat(drifting.isVoid()).isTrue();
        assertThat(Verdict.of(1, 2, drifting.isVoid())).isEqualTo(Verdict.VOID);
        assertThat(Verdict.of(1, 2, steady.isVoid())).isEqualTo(Verdict.MET);
        assertThat(Verdict.of(2.1, 2, steady.isVoid())).isEqualTo(Verdict.NOT_MET);
    }

    @Test
    void whereRequestsFailedNoGoalIsMetHoweverFastTheOthersWere() {
        var rounds = new Rounds();
        rounds.add(round(400, 98));
        assertThat(Verdict.of(1, 2, rounds)).isEqualTo(Verdict.MET);
        var latency = new Latency();
        latency.note(0, 0, 0, 500, false);
        latency.note(0, 0, 0, 500, false);
        rounds.add(new Round(latency, Map.of("gateway", 8L), 1));
        assertThat(Verdict.of(1, 2, rounds)).isEqualTo(Verdict.FAILING);
        assertThat(Verdict.of(1, 2, new Rounds())).isEqualTo(Verdict.FAILING);
    }

    @Test
    void theSharesOfTheProcessesAddUpAndBeginWithTheGreatest() {
        var rounds = new Rounds();
        rounds.add(round(400, 100));
        assertThat(rounds.shares().keySet()).containsExactly("store", "gateway");
        assertThat(rounds.shares().get("store")).isCloseTo(0.75, within(1e-9));
    }

    @Test
    void theTableIsWrittenBetweenItsMarksAndTheRestStays() throws IOException {
        var file = folder.resolve("performance.md");
        Files.writeString(file, "before\n<!-- figures -->\nold\n<!-- end of figures -->\nafter\n");
        var report = new Report(line -> {});
        report.part("submit");
        report.figure("p99, ms", Spread.of(List.of(4.0)), "goal 10", Verdict.MET);
        report.write(file);
        assertThat(Files.readString(file))
                .startsWith("before\n")
                .endsWith("after\n")
                .contains("| p99, ms | 4.00 | goal 10 | met |")
                .doesNotContain("old");
    }
}
