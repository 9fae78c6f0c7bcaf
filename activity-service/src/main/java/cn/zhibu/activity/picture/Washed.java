package cn.zhibu.activity.picture;

/**
 * A picture's file of which only what a decoder needs is left, and what was read on the way.
 *
 * @param width in pixels, as stored
 * @param turn how it has to be turned to be upright, as EXIF numbers it: 1 to 8
 * @param pixelBytes that one decoded pixel takes
 * @param scans in which its rows come; with more than one they are there only at the end
 * @param coefficients bytes that a decoder holds beside the heap until the last scan is read
 */
record Washed(Kind kind, int width, int height, int turn, int pixelBytes, int scans, long coefficients) {

    /** How its pixels are stored. */
    enum Kind {
        PNG,
        JPEG,
        /** A JPEG in cyan, magenta, yellow and black. */
        PRINTED,
        /** The same as Adobe writes it: what is not there instead of what is. */
        PRINTED_UPSIDE_DOWN
    }

    private static final int FIRST_TURNED_ON_ITS_SIDE = 5;

    boolean png() {
        return kind == Kind.PNG;
    }

    boolean onItsSide() {
        return turn >= FIRST_TURNED_ON_ITS_SIDE;
    }

    long pixels() {
        return (long) width * height;
    }

    Size upright(int wide, int high) {
        return onItsSide() ? new Size(high, wide) : new Size(wide, high);
    }
}
