package cn.zhibu.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.load.kernel.Latency;
import cn.zhibu.load.measure.Round;
import cn.zhibu.load.measure.Rounds;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NeighbourTests {

    private static Rounds rounds(int good, int bad, long... millis) {
        var rounds = new Rounds();
        for (long each : millis) {
            var latency = new Latency();
            for (int number = 0; number < good + bad; number++) {
                latency.note(0, 0, 1_000_000, number < good ? 200 : 429, number < good);
            }
            rounds.add(new Round(latency, Map.of("gateway", each), 1));
        }
        return rounds;
    }

    @Test
    void aCrowdThatCouldNotAskEnoughShowsNothing() {
        assertThat(Neighbour.verdict(700, 120, rounds(100, 0, 100, 101), true, rounds(100, 0, 200)))
                .startsWith("void: the crowd");
    }

    @Test
    void silenceThatWasNotTheSameShowsNothing() {
        assertThat(Neighbour.verdict(1200, 120, rounds(100, 0, 100, 140), true, rounds(100, 0, 200)))
                .startsWith("void: the processor time");
    }

    @Test
    void othersAreLeftAloneOnlyWhenTheyAreNeitherSlowedNorRefused() {
        var silent = rounds(100, 0, 100, 101);
        assertThat(Neighbour.verdict(1200, 120, silent, true, rounds(100, 0, 200)))
                .isEqualTo("met");
        assertThat(Neighbour.verdict(1200, 120, silent, false, rounds(100, 0, 200)))
                .isEqualTo("not met");
        assertThat(Neighbour.verdict(1200, 120, silent, true, rounds(90, 10, 200)))
                .startsWith("not met: more than one request");
    }
}
