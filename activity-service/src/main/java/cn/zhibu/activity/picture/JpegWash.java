package cn.zhibu.activity.picture;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Copies of a JPEG its tables and scans, how it has to be turned and, if it is a small one, its colour profile. What
 * comes behind its end (a second picture, a film) is left out.
 */
final class JpegWash {

    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int FRAME = 0xC0;
    private static final int PROGRESSIVE = 0xC2;
    private static final int FRAME_FIELDS = 6;
    private static final int PER_COMPONENT = 3;
    private static final int COEFFICIENT = 2; // bytes
    private static final int JFIF = 14;
    private static final int ADOBE = 12;

    private final DataInputStream in;
    private final DataOutputStream out;
    private int width;
    private int height;
    private int components;
    private int turn = 1;
    private int scans;
    private boolean partial;
    private boolean adobe;
    private long coefficients;

    private JpegWash(InputStream from, OutputStream to) {
        in = new DataInputStream(from);
        out = new DataOutputStream(to);
    }

    static Washed wash(InputStream from, OutputStream to) throws IOException {
        return new JpegWash(from, to).washed();
    }

    private Washed washed() throws IOException {
        if (in.readUnsignedShort() != (0xFF00 | START)) {
            throw new IOException("no JPEG");
        }
        out.writeShort(0xFF00 | START);
        try {
            int marker = marker();
            while (marker != END) {
                marker = segment(marker);
            }
        } catch (EOFException brokenOff) {
            if (scans == 0) {
                throw brokenOff;
            }
        }
        if (scans == 0) {
            throw new IOException("nothing to see");
        }
        out.writeShort(0xFF00 | END);
        return new Washed(kind(), width, height, turn, components, scans, partial || scans > 1 ? coefficients : 0);
    }

    private Washed.Kind kind() {
        return components < 4 ? Washed.Kind.JPEG : adobe ? Washed.Kind.PRINTED_UPSIDE_DOWN : Washed.Kind.PRINTED;
    }

    private int marker() throws IOException {
        if (in.readUnsignedByte() != 0xFF) {
            throw new IOException("no marker where one has to be");
        }
        int marker = 0xFF;
        while (marker == 0xFF) {
            marker = in.readUnsignedByte();
        }
        return marker;
    }

    /** Reads one segment, copies it if it is needed, and answers the marker behind it. */
    private int segment(int marker) throws IOException {
        int length = in.readUnsignedShort() - Short.BYTES;
        if (length < 0) {
            throw new IOException("a segment of " + length + " bytes");
        }
        var body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        switch (marker) {
            case 0xC0, 0xC1, PROGRESSIVE -> frame(marker, body);
            case 0xC4, 0xDB, 0xDD -> write(marker, body);
            case SCAN -> {
                return scan(body);
            }
            case 0xE0 -> jfif(body);
            case 0xE1 -> exif(body);
            case 0xE2 -> profile(body);
            case 0xEE -> adobe(body);
            default -> refuse(marker);
        }
        return marker();
    }

    /** Other kinds of frame (lossless, hierarchical, arithmetic) nobody's camera writes; the rest is left out. */
    private static void refuse(int marker) throws IOException {
        if (marker >= FRAME && marker <= 0xCF || marker >= 0xD0 && marker <= START) {
            throw new IOException("marker " + marker);
        }
    }

    private void frame(int marker, byte[] body) throws IOException {
        if (components > 0 || body.length < FRAME_FIELDS + PER_COMPONENT) {
            throw new IOException("a second frame or half of one");
        }
        height = (body[1] & 0xFF) << 8 | body[2] & 0xFF;
        width = (body[3] & 0xFF) << 8 | body[4] & 0xFF;
        components = body[5];
        if (width == 0 || height == 0 || body.length < FRAME_FIELDS + PER_COMPONENT * components) {
            throw new IOException("a frame without size");
        }
        if (components != 1 && components != 3 && components != 4) {
            throw new IOException(components + " components");
        }
        partial = marker == PROGRESSIVE;
        coefficients = coefficients(body);
        write(marker, body);
    }

    private long coefficients(byte[] body) throws IOException {
        long mostWide = 1;
        long mostHigh = 1;
        long share = 0;
        for (int i = 0; i < components; i++) {
            int sampling = body[FRAME_FIELDS + 1 + PER_COMPONENT * i];
            int wide = sampling >> 4 & 0xF;
            int high = sampling & 0xF;
            if (wide < 1 || wide > 4 || high < 1 || high > 4) {
                throw new IOException("sampling " + sampling);
            }
            mostWide = Math.max(mostWide, wide);
            mostHigh = Math.max(mostHigh, high);
            share += (long) wide * high;
        }
        long blocks = (width / (8 * mostWide) + 1) * (height / (8 * mostHigh) + 1);
        return blocks * 64 * share * COEFFICIENT;
    }

    /** Copies a scan and its data, in which a marker is told from data by what follows it. */
    private int scan(byte[] body) throws IOException {
        if (components == 0 || body.length == 0) {
            throw new IOException("a scan before its frame");
        }
        scans++;
        partial |= body[0] != components;
        write(SCAN, body);
        while (true) {
            int next = in.readUnsignedByte();
            if (next == 0xFF) {
                int marker = in.readUnsignedByte();
                while (marker == 0xFF) {
                    marker = in.readUnsignedByte();
                }
                if (marker != 0 && (marker < 0xD0 || marker > 0xD7)) {
                    return marker;
                }
                out.write(0xFF);
                out.write(marker);
            } else {
                out.write(next);
            }
        }
    }

    private void jfif(byte[] body) throws IOException {
        if (starts(body, "JFIF\0") && body.length >= JFIF) {
            var bare = Arrays.copyOf(body, JFIF);
            bare[JFIF - 1] = 0;
            bare[JFIF - 2] = 0; // no picture of the picture
            write(0xE0, bare);
        }
    }

    private void adobe(byte[] body) throws IOException {
        if (starts(body, "Adobe") && body.length >= ADOBE) {
            adobe = true;
            write(0xEE, Arrays.copyOf(body, ADOBE));
        }
    }

    private void profile(byte[] body) throws IOException {
        if (starts(body, "ICC_PROFILE\0\1\1") && components != 1 && components != 4) {
            write(0xE2, body);
        }
    }

    private void exif(byte[] body) throws IOException {
        if (!starts(body, "Exif\0\0")) {
            return;
        }
        turn = turn(body);
        if (turn != 1) {
            var bytes = new ByteArrayOutputStream();
            var tiff = new DataOutputStream(bytes);
            tiff.writeBytes("Exif\0\0MM\0*");
            tiff.writeInt(8);
            tiff.writeShort(1);
            tiff.writeShort(ExifIFD0Directory.TAG_ORIENTATION);
            tiff.writeShort(3);
            tiff.writeInt(1);
            tiff.writeInt(turn << 16);
            tiff.writeInt(0);
            write(0xE1, bytes.toByteArray());
        }
    }

    private static int turn(byte[] body) {
        try {
            var metadata = new Metadata();
            new ExifReader().extract(new ByteArrayReader(body), metadata, 6);
            var exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
            int turn = exif == null || !exif.containsTag(ExifIFD0Directory.TAG_ORIENTATION)
                    ? 1
                    : exif.getInt(ExifIFD0Directory.TAG_ORIENTATION);
            return turn >= 1 && turn <= 8 ? turn : 1;
        } catch (MetadataException | RuntimeException odd) {
            return 1;
        }
    }

    private static boolean starts(byte[] body, String text) {
        var start = text.getBytes(StandardCharsets.ISO_8859_1);
        return body.length >= start.length && Arrays.equals(body, 0, start.length, start, 0, start.length);
    }

    private void write(int marker, byte[] body) throws IOException {
        out.writeShort(0xFF00 | marker);
        out.writeShort(body.length + Short.BYTES);
        out.write(body);
    }
}
