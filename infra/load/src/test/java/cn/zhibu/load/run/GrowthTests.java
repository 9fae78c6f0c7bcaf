package cn.zhibu.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthTests {

    @Test
    void theSlopeSaysHowCostGrows() {
        assertThat(Growth.slope(Map.of(30, 7.0, 300, 7.0, 3000, 7.0))).isCloseTo(0, within(1e-9));
        assertThat(Growth.slope(Map.of(30, 0.3, 300, 3.0, 3000, 30.0))).isCloseTo(1, within(1e-9));
        assertThat(Growth.slope(Map.of(10, 1.0, 1000, 10.0))).isCloseTo(0.5, within(1e-9));
    }
}
