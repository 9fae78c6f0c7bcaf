package cn.zhibu.activity.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** What a picture is drawn on, row by row and turned upright on the way. */
final class Sheet implements Decoding.Sheet, Averaging.Rows {

    private static final float QUALITY = 0.88f;

    private final int wide;
    private final int high;
    private final int turn;
    private final boolean clear;
    private final BufferedImage image;
    private final int[] pixels;

    /**
     * An empty one.
     *
     * @param wide pixels before it is turned
     * @param clear whether what cannot be seen stays so; otherwise the paper is white
     */
    Sheet(int wide, int high, int turn, boolean clear) {
        this.wide = wide;
        this.high = high;
        this.turn = turn;
        this.clear = clear;
        boolean onItsSide = turn >= 5;
        image = new BufferedImage(
                onItsSide ? high : wide,
                onItsSide ? wide : high,
                clear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    Size size() {
        return new Size(image.getWidth(), image.getHeight());
    }

    @Override
    public void row(int y, int[] row) {
        for (int x = 0; x < wide; x++) {
            pixels[place(x, y)] = clear ? row[x] : Averaging.onWhite(row[x]);
        }
    }

    /** As EXIF numbers the eight ways to hold a camera. */
    private int place(int x, int y) {
        int width = image.getWidth();
        return switch (turn) {
            case 2 -> y * width + wide - 1 - x;
            case 3 -> (high - 1 - y) * width + wide - 1 - x;
            case 4 -> (high - 1 - y) * width + x;
            case 5 -> x * width + y;
            case 6 -> x * width + high - 1 - y;
            case 7 -> (wide - 1 - x) * width + high - 1 - y;
            case 8 -> (wide - 1 - x) * width + y;
            default -> y * width + x;
        };
    }

    @Override
    public int[] row(int y) {
        var row = java.util.Arrays.copyOfRange(pixels, y * image.getWidth(), (y + 1) * image.getWidth());
        for (int x = 0; !clear && x < row.length; x++) {
            row[x] |= 0xFF000000;
        }
        return row;
    }

    /** The same on less paper, white. */
    Sheet smaller(int edge) {
        double smaller = Math.max(1, Math.max(image.getWidth(), image.getHeight()) / (double) edge);
        int width = (int) Math.max(1, Math.round(image.getWidth() / smaller));
        int height = (int) Math.max(1, Math.round(image.getHeight() / smaller));
        var averaging = new Averaging(image.getWidth(), image.getHeight(), width, height);
        var sheet = new Sheet(width, height, 1, false);
        for (int y = 0; y < height; y++) {
            sheet.row(y, averaging.row(y, this));
        }
        return sheet;
    }

    void write(String format, Path to) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (var file = Files.newOutputStream(to);
                var out = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(out);
            var how = writer.getDefaultWriteParam();
            if ("jpeg".equals(format)) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
    }
}
