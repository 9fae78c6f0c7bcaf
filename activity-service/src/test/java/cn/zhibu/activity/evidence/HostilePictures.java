package cn.zhibu.activity.evidence;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Pictures that take far more memory than they look, or that lie about what they are. */
final class HostilePictures {

    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int RGBA = 6;

    private HostilePictures() {}

    /** All of them by name; what has to come of each stands before the colon: the status. */
    static Map<String, Supplier<byte[]>> all() {
        var all = new LinkedHashMap<String, Supplier<byte[]>>();
        all.put("201: 40 million grey pixels in five kilobytes", () -> png(6300, 6300, 1, GREY, false));
        all.put("201: 40 million coloured pixels in a PNG", () -> png(6300, 6300, 8, RGB, false));
        all.put("201: 40 million pixels of 16 bit", () -> png(6300, 6300, 16, RGBA, false));
        all.put("201: interlaced", () -> png(6300, 6300, 8, RGBA, true));
        all.put("201: with a palette", () -> png(6300, 6300, 8, PALETTE, false));
        all.put("201: as wide as can be", () -> png(65_535, 1000, 8, RGBA, false));
        all.put("201: as high as can be", () -> png(1000, 65_535, 8, RGBA, false));
        all.put("201: a line", () -> png(65_535, 1, 16, RGBA, false));
        all.put("201: a photo of 40 million pixels", () -> jpeg(7700, 5200, false));
        all.put("201: a progressive one of 40 million", () -> jpeg(7700, 5200, true));
        all.put("201: one of 100 million", () -> jpeg(11_600, 8700, false));
        all.put("201: a printer's", () -> printed(3000, 4000));
        all.put("201: with ten megabytes of nothing before it", HostilePictures::padded);
        all.put("201: with a packed text of a gigabyte", HostilePictures::withText);
        all.put("415: a film", HostilePictures::gif);
        all.put("413: sides of 2^31-1", () -> SampleFiles.boastfulPng(Integer.MAX_VALUE, Integer.MAX_VALUE));
        all.put("413: a line of 2^31-1", () -> SampleFiles.boastfulPng(Integer.MAX_VALUE, 1));
        all.put("422: negative sides", () -> SampleFiles.boastfulPng(-5, -7));
        all.put("422: 100 million pixels that are not there", () -> SampleFiles.boastfulPng(10_000, 10_000));
        all.put("413: a JPEG that says it is as large as can be", () -> framed(65_535, 65_535, 3));
        all.put("422: a JPEG of five colours", () -> framed(100, 100, 5));
        all.put("422: a JPEG without size", () -> framed(0, 0, 3));
        all.put("422: a chunk of two gigabytes", HostilePictures::chunk);
        all.put("201: a thousand scans", HostilePictures::scans);
        all.put("422: half a header", () -> Arrays.copyOf(SampleFiles.picture("png", 50, 50), 40));
        all.put("422: a JPEG that ends at once", () -> new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0});
        all.put("413: a paper of a hundred thousand parts", HostilePictures::manyParts);
        all.put("415: an old paper that goes in circles", HostilePictures::circles);
        return all;
    }

    private static byte[] manyParts() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 100_000; i++) {
                var part = new ZipEntry(Integer.toString(i, 36));
                part.setMethod(ZipEntry.STORED);
                part.setSize(0);
                part.setCrc(0);
                zip.putNextEntry(part);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    /** Each sector of its list of parts is followed by itself, and each part by itself. */
    private static byte[] circles() {
        var file = ByteBuffer.wrap(SampleFiles.compound("Other")).order(ByteOrder.LITTLE_ENDIAN);
        int directory = (file.getInt(48) + 1) * 512;
        int table = (file.getInt(76) + 1) * 512;
        file.putInt(table + file.getInt(48) * Integer.BYTES, file.getInt(48));
        file.putInt(directory + 128 + 68, 1).putInt(directory + 128 + 72, 1);
        return file.array();
    }

    /** Every bit of it is nothing, which packs well. */
    static byte[] png(int width, int height, int depth, int colour, boolean interlaced) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(0x89504E470D0A1A0AL);
            var header = ByteBuffer.allocate(13).putInt(width).putInt(height);
            header.put((byte) depth).put((byte) colour).putShort((short) 0).put((byte) (interlaced ? 1 : 0));
            chunk(out, "IHDR", header.array());
            if (colour == PALETTE) {
                chunk(out, "PLTE", new byte[768]);
            }
            chunk(out, "IDAT", rows(width, height, depth * bands(colour), interlaced));
            chunk(out, "IEND", new byte[0]);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    private static int bands(int colour) {
        return colour == RGB ? 3 : colour == RGBA ? 4 : 1;
    }

    private static byte[] rows(int width, int height, int bits, boolean interlaced) throws IOException {
        int[][] passes = interlaced
                ? new int[][] {
                    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
                }
                : new int[][] {{0, 0, 1, 1}};
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes, new Deflater(9), 64 * 1024)) {
            for (var pass : passes) {
                long wide = (width - pass[0] + pass[2] - 1) / pass[2];
                int high = (height - pass[1] + pass[3] - 1) / pass[3];
                var row = new byte[(int) (1 + (wide * bits + 7) / 8)];
                for (int y = 0; y < high; y++) {
                    out.write(row);
                }
            }
        }
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String name, byte[] content) throws IOException {
        var crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.US_ASCII));
        crc.update(content);
        out.writeInt(content.length);
        out.writeBytes(name);
        out.write(content);
        out.writeInt((int) crc.getValue());
    }

    static byte[] jpeg(int width, int height, boolean progressive) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var pen = image.createGraphics();
        pen.setPaint(new java.awt.GradientPaint(0, 0, Color.RED, width, height, Color.BLUE));
        pen.fillRect(0, 0, width, height);
        pen.dispose();
        return written(new IIOImage(image, null, null), progressive);
    }

    private static byte[] written(IIOImage image, boolean progressive) {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            var how = writer.getDefaultWriteParam();
            how.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.write(null, image, how);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Four colours, marked as Adobe marks them: half of the cyan is there, nothing else. */
    static byte[] printed(int width, int height) {
        var raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
        var row = new int[width * 4];
        for (int x = 0; x < row.length; x++) {
            row[x] = x % 4 == 0 ? 128 : 255;
        }
        for (int y = 0; y < height; y++) {
            raster.setPixels(0, y, width, 1, row);
        }
        var bare = written(new IIOImage(raster, null, null), false);
        var adobe = new byte[] {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        return ByteBuffer.allocate(bare.length + adobe.length)
                .put(bare, 0, 2)
                .put(adobe)
                .put(bare, 2, bare.length - 2)
                .array();
    }

    private static byte[] padded() {
        var bare = SampleFiles.picture("jpg", 400, 300);
        var out = new ByteArrayOutputStream();
        out.write(bare, 0, 2);
        for (int i = 0; i < 160; i++) {
            out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE2, (byte) 0xFF, (byte) 0xFF});
            out.writeBytes("ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(new byte[65_533 - 12]);
        }
        out.write(bare, 2, bare.length - 2);
        return out.toByteArray();
    }

    private static byte[] withText() {
        var packed = new ByteArrayOutputStream();
        packed.writeBytes("Comment\0\0".getBytes(StandardCharsets.US_ASCII));
        try (var text = new DeflaterOutputStream(packed, new Deflater(1), 64 * 1024)) {
            for (int i = 0; i < 1024; i++) {
                text.write(new byte[1 << 20]);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return behindTheHeader("zTXt", packed.toByteArray(), packed.size());
    }

    private static byte[] chunk() {
        return behindTheHeader("PLTE", new byte[1000], Integer.MAX_VALUE);
    }

    private static byte[] behindTheHeader(String name, byte[] content, int length) {
        var bare = SampleFiles.picture("png", 400, 300);
        return ByteBuffer.allocate(bare.length + content.length + 12)
                .put(bare, 0, 33)
                .putInt(length)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .putInt(0)
                .put(bare, 33, bare.length - 33)
                .array();
    }

    private static byte[] gif() {
        var image = new BufferedImage(2000, 2000, BufferedImage.TYPE_BYTE_INDEXED);
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < 20; i++) {
                writer.writeToSequence(new IIOImage(image, null, null), null);
            }
            writer.endWriteSequence();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A small JPEG whose frame says something else. */
    private static byte[] framed(int width, int height, int components) {
        var jpeg = SampleFiles.picture("jpg", 64, 64);
        for (int at = 2; at < jpeg.length - 10; at++) {
            if ((jpeg[at] & 0xFF) == 0xFF && (jpeg[at + 1] & 0xFF) == 0xC0) {
                ByteBuffer.wrap(jpeg).putShort(at + 5, (short) height).putShort(at + 7, (short) width);
                jpeg[at + 9] = (byte) components;
                return jpeg;
            }
        }
        throw new IllegalStateException("no frame");
    }

    /** The last scan of a progressive picture again and again: each means that all of it is gone through. */
    private static byte[] scans() {
        var jpeg = jpeg(6000, 4000, true);
        int last = jpeg.length - 2;
        int from = last - 2;
        while ((jpeg[from] & 0xFF) != 0xFF || (jpeg[from + 1] & 0xFF) != 0xDA) {
            from--;
        }
        var scan = Arrays.copyOfRange(jpeg, from, last);
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, last);
        for (int i = 0; i < 1000 && out.size() + scan.length < 19 << 20; i++) {
            out.writeBytes(scan);
        }
        out.write(jpeg, last, 2);
        return out.toByteArray();
    }
}
