package cn.zhibu.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.load.measure.LoadException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTests {

    @Test
    void whatIsNotSaidIsAsTheRunIsUsed() {
        var options = Options.of(List.of("submit"));
        assertThat(options.rate(99)).isEqualTo(99);
        assertThat(options.lasting(60)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aPeerComesWithItsProcesses() {
        var options = Options.of(List.of(
                "submit",
                "--rate",
                "300",
                "--for",
                "10m",
                "--peer",
                "ruoyi=http://127.0.0.1:1/x,12,13",
                "--peer-header",
                "ruoyi=Authorization: Bearer y"));
        assertThat(options.rate(99)).isEqualTo(300);
        assertThat(options.lasting(60)).isEqualTo(Duration.ofMinutes(10));
        var peer = options.peers().get(0);
        assertThat(peer.pids().values()).containsExactly(12L, 13L);
        assertThat(peer.headers()).containsEntry("Authorization", "Bearer y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "submit --rate 0",
                "submit --rate x",
                "submit --for 0s",
                "submit --for soon",
                "submit --rate",
                "submit --peer url",
                "submit --peer-header nobody=A: b",
                "submit --colour red"
            })
    void whatCannotBeUnderstoodIsRefusedInOneLine(String line) {
        var arguments = line.isEmpty() ? List.<String>of() : List.of(line.split(" "));
        assertThatThrownBy(() -> Options.of(arguments))
                .isInstanceOf(LoadException.class)
                .hasMessageNotContaining("\n");
    }
}
