package cn.zhibu.activity.picture;

import java.awt.Rectangle;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** A washed file being decoded: an area of it, averaged to a size, a stripe at a time. */
final class Decoding implements AutoCloseable {

    static final long STRIPE = 12L << 20; // bytes
    private static final int MANY = 6; // stripes
    private static final int FEW = 2; // where each costs a reading of all scans
    private static final int LEAST = 8; // rows
    private static final int OPAQUE = 0xFF000000;

    private final Washed washed;
    private final ImageInputStream in;
    private final ImageReader reader;

    Decoding(Washed washed, Path file) throws IOException {
        this.washed = washed;
        this.in = ImageIO.createImageInputStream(file.toFile());
        this.reader = reader(washed);
        reader.setInput(in, false, true);
        if (reader.getWidth(0) != washed.width() || reader.getHeight(0) != washed.height()) {
            throw new IOException("two sizes");
        }
    }

    /** The reader of the JDK, whose memory is known: rows and what is asked for. */
    private static ImageReader reader(Washed washed) {
        Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName(washed.png() ? "png" : "jpeg");
        while (all.hasNext()) {
            var reader = all.next();
            if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
                return reader;
            }
            reader.dispose();
        }
        throw new IllegalStateException("This Java reads no pictures");
    }

    @Override
    public void close() throws IOException {
        reader.dispose();
        in.close();
    }

    /** Takes the rows of a result, from the top. */
    interface Sheet {
        void row(int y, int[] pixels);
    }

    void draw(Rectangle area, int width, int height, Sheet sheet) throws IOException {
        int every = every(washed, area, width, height);
        int wide = (area.width + every - 1) / every;
        int high = (area.height + every - 1) / every;
        var averaging = new Averaging(wide, high, width, height);
        int rows = rows(washed, wide);
        for (int y = 0; y < height; ) {
            int first = averaging.first(y);
            int last = y;
            while (last + 1 < height && averaging.end(last + 1) - first <= rows) {
                last++;
            }
            int end = averaging.end(last);
            int from = area.y + first * every;
            int to = Math.min(area.y + area.height, area.y + end * every);
            var stripe = stripe(new Rectangle(area.x, from, area.width, to - from), every, first);
            for (; y <= last; y++) {
                sheet.row(y, averaging.row(y, stripe));
            }
        }
    }

    /**
     * Two samples for a pixel in each direction, so that letters stay letters; fewer where too many stripes would have to
     * be read for them, since for each of them the decoder begins at the top.
     */
    private static int every(Washed washed, Rectangle area, int width, int height) {
        int every = Math.max(1, Math.min(area.width / width, area.height / height) / 2);
        long most = STRIPE * (washed.coefficients() > 0 ? FEW : MANY);
        while ((area.width / every + 1L) * (area.height / every + 1L) * washed.pixelBytes() > most) {
            every++;
        }
        return every;
    }

    private static int rows(Washed washed, int wide) {
        return (int) Math.max(LEAST, STRIPE / ((long) wide * washed.pixelBytes()));
    }

    private Stripe stripe(Rectangle region, int every, int first) throws IOException {
        var how = reader.getDefaultReadParam();
        how.setSourceRegion(region);
        how.setSourceSubsampling(every, every, 0, 0);
        return switch (washed.kind()) {
            case PNG, JPEG -> {
                var image = reader.read(0, how);
                var palette = image.getColorModel() instanceof IndexColorModel colours ? colours : null;
                yield new Stripe(image.getRaster(), palette, washed.kind(), first);
            }
            case PRINTED, PRINTED_UPSIDE_DOWN -> new Stripe(reader.readRaster(0, how), null, washed.kind(), first);
        };
    }

    /** Some rows as they were decoded. */
    private static final class Stripe implements Averaging.Rows {

        private final Raster raster;
        private final Washed.Kind kind;
        private final int first;
        private final int shift;
        private final int @Nullable [] palette;
        private final int[] samples;
        private final int[] pixels;

        Stripe(Raster raster, @Nullable IndexColorModel colours, Washed.Kind kind, int first) {
            this.raster = raster;
            this.kind = kind;
            this.first = first;
            this.shift = raster.getSampleModel().getSampleSize(0) - Byte.SIZE;
            this.palette = colours == null ? null : new int[1 << colours.getPixelSize()];
            if (colours != null && palette != null) {
                for (int i = 0; i < colours.getMapSize(); i++) {
                    palette[i] = colours.getRGB(i);
                }
            }
            this.samples = new int[raster.getWidth() * raster.getNumBands()];
            this.pixels = new int[raster.getWidth()];
        }

        @Override
        public int[] row(int y) {
            int bands = raster.getNumBands();
            raster.getPixels(raster.getMinX(), raster.getMinY() + y - first, raster.getWidth(), 1, samples);
            for (int x = 0, at = 0; x < pixels.length; x++, at += bands) {
                pixels[x] = pixel(at, bands);
            }
            return pixels;
        }

        private int pixel(int at, int bands) {
            if (palette != null) {
                return palette[samples[at]];
            }
            if (kind == Washed.Kind.PRINTED || kind == Washed.Kind.PRINTED_UPSIDE_DOWN) {
                return printed(at, kind == Washed.Kind.PRINTED ? 0xFF : 0);
            }
            int one = eight(at);
            return switch (bands) {
                case 1 -> OPAQUE | one << 16 | one << 8 | one;
                case 2 -> eight(at + 1) << 24 | one << 16 | one << 8 | one;
                case 3 -> OPAQUE | one << 16 | eight(at + 1) << 8 | eight(at + 2);
                default -> eight(at + 3) << 24 | one << 16 | eight(at + 1) << 8 | eight(at + 2);
            };
        }

        private int eight(int at) {
            return shift > 0 ? samples[at] >> shift : samples[at];
        }

        /** Cyan, magenta, yellow and black as light; {@code flip} turns ink into what is left without it. */
        private int printed(int at, int flip) {
            int black = samples[at + 3] ^ flip;
            return OPAQUE
                    | (samples[at] ^ flip) * black / 0xFF << 16
                    | (samples[at + 1] ^ flip) * black / 0xFF << 8
                    | (samples[at + 2] ^ flip) * black / 0xFF;
        }
    }

    /** Bytes that drawing to that size takes at most, the result not counted. */
    static long most(Washed washed) {
        long rows = Math.max(LEAST * (long) washed.width() * washed.pixelBytes(), STRIPE);
        return Math.min(rows, washed.pixels() * washed.pixelBytes()) + 64L * washed.width();
    }
}
