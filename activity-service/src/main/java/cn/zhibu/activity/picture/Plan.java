package cn.zhibu.activity.picture;

import java.awt.Rectangle;

/**
 * What becomes of a picture, decided before anything of it is decoded.
 *
 * @param width and height as stored, of what is drawn anew
 * @param asSent whether the file itself is kept, because it would be illegible if it were smaller or cannot be drawn
 * @param drawable whether there is enough memory for it
 * @param heap bytes that it takes
 */
record Plan(int width, int height, boolean asSent, boolean drawable, long heap) {

    private static final long ENCODING = 2L << 20;
    private static final int LONGEST_PREVIEW = 3; // times as long as wide
    private static final long EFFORT = 2_000_000_000L; // pixels of all scans

    static Plan of(Washed washed, PictureSettings settings) {
        double longer = Math.max(washed.width(), washed.height());
        double shorter = Math.min(washed.width(), washed.height());
        double smaller = Math.max(1, longer / settings.edge());
        boolean asSent = shorter / smaller < Math.min(shorter, settings.legible());
        boolean drawable =
                washed.coefficients() <= settings.outside().toBytes() && washed.pixels() * washed.scans() <= EFFORT;
        int width = (int) Math.max(1, Math.round(washed.width() / smaller));
        int height = (int) Math.max(1, Math.round(washed.height() / smaller));
        long sheet = asSent ? 0 : (long) width * height * Integer.BYTES;
        return new Plan(width, height, asSent || !drawable, drawable, Decoding.most(washed) + sheet + ENCODING);
    }

    boolean reduced(Washed washed) {
        return !asSent && width < washed.width();
    }

    /** The part of a picture that its preview shows: all of it, or of a very long one the beginning. */
    static Rectangle shown(Washed washed) {
        int width = (int) Math.min(washed.width(), (long) LONGEST_PREVIEW * washed.height());
        int height = (int) Math.min(washed.height(), (long) LONGEST_PREVIEW * washed.width());
        boolean upright = washed.turn() == 1;
        return new Rectangle(
                upright ? 0 : (washed.width() - width) / 2,
                upright ? 0 : (washed.height() - height) / 2,
                width,
                height);
    }
}
