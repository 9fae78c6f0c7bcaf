package cn.zhibu.stack.store.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Positions are told apart however far they lie from each other. */
class SeenTests {

    @Test
    void eachPositionIsNewOnce() {
        var seen = new Seen();
        var known = new HashSet<Long>();
        var random = new Random(1);
        for (int at = 0; at < 20_000; at++) {
            long position = (5L << 40) + (random.nextBoolean() ? random.nextInt(5000) : random.nextLong(1L << 40));
            assertThat(seen.add(position)).isEqualTo(known.add(position));
        }
    }
}
