package cn.zhibu.activity.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Fewer pixels of many. */
class AveragingTests {

    private static int[][] noise(int width, int height, long seed, int least) {
        var random = new Random(seed);
        var rows = new int[height][width];
        for (var row : rows) {
            for (int x = 0; x < width; x++) {
                int alpha = least + random.nextInt(256 - least);
                row[x] = alpha << 24 | random.nextInt(1 << 24);
            }
        }
        return rows;
    }

    @RepeatedTest(40)
    void everyPixelIsTheMeanOfThoseItStandsFor(RepetitionInfo which) {
        var random = new Random(which.getCurrentRepetition());
        int fromWidth = 1 + random.nextInt(60);
        int fromHeight = 1 + random.nextInt(60);
        int width = 1 + random.nextInt(fromWidth);
        int height = 1 + random.nextInt(fromHeight);
        var from = noise(fromWidth, fromHeight, which.getCurrentRepetition(), 255);
        var averaging = new Averaging(fromWidth, fromHeight, width, height);
        for (int y = 0; y < height; y++) {
            var row = averaging.row(y, at -> from[at]);
            for (int x = 0; x < width; x++) {
                double sum = 0;
                int count = 0;
                for (int v = y * fromHeight / height; v < Math.ceil((y + 1.0) * fromHeight / height); v++) {
                    for (int u = x * fromWidth / width; u < Math.ceil((x + 1.0) * fromWidth / width); u++) {
                        sum += from[v][u] & 0xFF;
                        count++;
                    }
                }
                assertThat(row[x] & 0xFF).isBetween((int) Math.floor(sum / count), (int) Math.ceil(sum / count));
                assertThat(row[x] >>> 24).isEqualTo(255);
            }
        }
    }

    @Test
    void whatIsNotMadeSmallerStaysAsItIs() {
        var from = noise(17, 9, 1, 1);
        var averaging = new Averaging(17, 9, 17, 9);
        for (int y = 0; y < 9; y++) {
            int at = y;
            assertThat(averaging.row(y, row -> from[row])).isEqualTo(from[at]);
        }
    }

    @Test
    void whatCannotBeSeenDoesNotColourWhatCan() {
        int[] row = {0x00FF0000, 0xFF0000FF};
        var pixel = new Averaging(2, 1, 1, 1).row(0, at -> row)[0];
        assertThat(pixel).isEqualTo(0x800000FF);
        assertThat(Averaging.onWhite(0x00FF0000)).isEqualTo(0xFFFFFFFF);
        assertThat(Averaging.onWhite(0xFF123456)).isEqualTo(0xFF123456);
    }
}
