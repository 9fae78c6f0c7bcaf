package cn.zhibu.activity.picture;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/** Copies of a PNG its pixels, its palette and how its colours are meant, and nothing else. */
final class PngWash {

    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int HEADER = 13;
    private static final int PALETTE = 3;
    private static final int AT_ONCE = 64 * 1024;

    /** What is copied, and how long it may be. */
    private static final Map<String, Integer> LONGEST =
            Map.of("PLTE", 768, "tRNS", 256, "gAMA", 4, "cHRM", 32, "sRGB", 1, "pHYs", 9, "IDAT", Integer.MAX_VALUE);

    private static final Map<Integer, Integer> BANDS = Map.of(0, 1, 2, 3, PALETTE, 1, 4, 2, 6, 4);

    private PngWash() {}

    static Washed wash(InputStream from, OutputStream to) throws IOException {
        var in = new DataInputStream(from);
        var out = new DataOutputStream(to);
        if (in.readLong() != SIGNATURE || in.readInt() != HEADER || !"IHDR".equals(name(in))) {
            throw new IOException("no PNG");
        }
        out.writeLong(SIGNATURE);
        var header = in.readNBytes(HEADER);
        in.skipNBytes(Integer.BYTES);
        chunk(out, "IHDR", header);
        rest(in, out);
        chunk(out, "IEND", new byte[0]);
        return read(header);
    }

    private static void rest(DataInputStream in, DataOutputStream out) throws IOException {
        boolean pixels = false;
        while (true) {
            int length;
            try {
                length = in.readInt();
            } catch (EOFException withoutItsEnd) {
                length = 0;
                if (pixels) {
                    return;
                }
                throw withoutItsEnd;
            }
            var name = name(in);
            var longest = LONGEST.get(name);
            if ("IEND".equals(name)) {
                return;
            }
            if (length < 0 || longest != null && length > longest) {
                throw new IOException("a chunk of " + length + " bytes");
            }
            pixels |= "IDAT".equals(name);
            if (longest == null) {
                in.skipNBytes((long) length + Integer.BYTES);
            } else {
                copy(in, out, name, length);
                in.skipNBytes(Integer.BYTES);
            }
        }
    }

    private static void copy(DataInputStream in, DataOutputStream out, String name, int length) throws IOException {
        out.writeInt(length);
        var checked = new CheckedOutputStream(out, new CRC32());
        checked.write(name.getBytes(StandardCharsets.ISO_8859_1));
        var buffer = new byte[Math.min(AT_ONCE, length)];
        for (int left = length; left > 0; ) {
            int some = Math.min(left, buffer.length);
            in.readFully(buffer, 0, some);
            checked.write(buffer, 0, some);
            left -= some;
        }
        out.writeInt((int) checked.getChecksum().getValue());
    }

    private static void chunk(DataOutputStream out, String name, byte[] content) throws IOException {
        copy(new DataInputStream(new java.io.ByteArrayInputStream(content)), out, name, content.length);
    }

    private static String name(DataInputStream in) throws IOException {
        return new String(in.readNBytes(Integer.BYTES), StandardCharsets.ISO_8859_1);
    }

    private static Washed read(byte[] header) throws IOException {
        var fields = ByteBuffer.wrap(header);
        int width = fields.getInt();
        int height = fields.getInt();
        int depth = fields.get();
        var bands = BANDS.get((int) fields.get());
        if (width <= 0 || height <= 0 || bands == null) {
            throw new IOException("a header that means nothing");
        }
        return new Washed(Washed.Kind.PNG, width, height, 1, bands * (depth > Byte.SIZE ? 2 : 1), 1, 0);
    }
}
