package cn.zhibu.activity.picture;

import java.util.Arrays;

/**
 * Makes fewer pixels of many: each is the mean of those it stands for, those that cannot be seen not counting. Rows come
 * and go one by one, so that a picture need not be there as a whole.
 */
final class Averaging {

    private static final int OPAQUE = 255;

    private final int fromWidth;
    private final int fromHeight;
    private final int width;
    private final int height;
    private final int[] red;
    private final int[] green;
    private final int[] blue;
    private final int[] alpha;

    Averaging(int fromWidth, int fromHeight, int width, int height) {
        this.fromWidth = fromWidth;
        this.fromHeight = fromHeight;
        this.width = width;
        this.height = height;
        red = new int[width];
        green = new int[width];
        blue = new int[width];
        alpha = new int[width];
    }

    /** Rows of a picture, each pixel as alpha, red, green, blue. */
    interface Rows {

        /** One row; the next call may use the same array again. */
        int[] row(int y);
    }

    /** The first row that the row {@code y} of the result is made of. */
    int first(int y) {
        return (int) ((long) y * fromHeight / height);
    }

    /** The row behind the last one that the row {@code y} of the result is made of. */
    int end(int y) {
        return (int) Math.max(first(y) + 1L, ((y + 1L) * fromHeight + height - 1) / height);
    }

    /** One row of the result. */
    int[] row(int y, Rows from) {
        for (var sums : new int[][] {red, green, blue, alpha}) {
            Arrays.fill(sums, 0);
        }
        int rows = end(y) - first(y);
        for (int at = first(y); at < end(y); at++) {
            add(from.row(at));
        }
        var row = new int[width];
        for (int x = 0; x < width; x++) {
            int seen = alpha[x];
            int count = rows * (endOf(x) - firstOf(x));
            row[x] = seen == 0
                    ? 0
                    : (seen + count / 2) / count << 24
                            | (red[x] + seen / 2) / seen << 16
                            | (green[x] + seen / 2) / seen << 8
                            | (blue[x] + seen / 2) / seen;
        }
        return row;
    }

    private void add(int[] pixels) {
        for (int x = 0; x < width; x++) {
            int end = endOf(x);
            for (int at = firstOf(x); at < end; at++) {
                int pixel = pixels[at];
                int seen = pixel >>> 24;
                alpha[x] += seen;
                red[x] += (pixel >> 16 & 0xFF) * seen;
                green[x] += (pixel >> 8 & 0xFF) * seen;
                blue[x] += (pixel & 0xFF) * seen;
            }
        }
    }

    private int firstOf(int x) {
        return (int) ((long) x * fromWidth / width);
    }

    private int endOf(int x) {
        return (int) Math.max(firstOf(x) + 1L, ((x + 1L) * fromWidth + width - 1) / width);
    }

    /** The pixel on white paper. */
    static int onWhite(int pixel) {
        int seen = pixel >>> 24;
        if (seen == OPAQUE) {
            return pixel;
        }
        int white = OPAQUE * (OPAQUE - seen);
        return OPAQUE << 24
                | ((pixel >> 16 & 0xFF) * seen + white) / OPAQUE << 16
                | ((pixel >> 8 & 0xFF) * seen + white) / OPAQUE << 8
                | ((pixel & 0xFF) * seen + white) / OPAQUE;
    }
}
