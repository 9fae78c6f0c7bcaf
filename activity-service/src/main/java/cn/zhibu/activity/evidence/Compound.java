package cn.zhibu.activity.evidence;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of the old Office (OLE2), of which only the names of its parts and their beginnings are read: however it is
 * made, that takes little memory. A last sector that breaks off, as WPS leaves it, is read as far as it goes.
 */
final class Compound implements Closeable {

    private static final int HEADER = 512;
    private static final int ENTRY = 128;
    private static final int MOST_ENTRIES = 8192;
    private static final int IN_HEADER = 109; // places of the allocation table
    private static final int MOST_TABLES = 64; // further sectors with such places
    private static final int MOST_SMALL = 1 << 20; // bytes of the stream of small parts
    private static final int ROOT = 5;

    private final RandomAccessFile file;
    private final int sector;
    private final List<Integer> tables = new ArrayList<>();
    private final int smallest;
    private final int firstOfSmallTable;
    private final List<Part> parts = new ArrayList<>();

    /**
     * A part.
     *
     * @param top whether it lies at the root, not in a part of its own
     */
    private record Part(String name, boolean top, int start, long size) {}

    Compound(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
        try {
            var header = read(0, HEADER);
            int shift = header.getShort(30);
            if (shift != 9 && shift != 12) {
                throw new IOException("sectors of 2^" + shift + " bytes");
            }
            sector = 1 << shift;
            smallest = header.getInt(56);
            firstOfSmallTable = header.getInt(60);
            for (int i = 0; i < IN_HEADER; i++) {
                tables.add(header.getInt(76 + Integer.BYTES * i));
            }
            int next = header.getInt(68);
            for (int i = 0; i < MOST_TABLES && next >= 0; i++) {
                var more = sector(next);
                for (int at = 0; at < sector - Integer.BYTES; at += Integer.BYTES) {
                    tables.add(more.getInt(at));
                }
                next = more.getInt(sector - Integer.BYTES);
            }
            list(chain(header.getInt(48), MOST_ENTRIES * ENTRY));
        } catch (IOException | RuntimeException broken) {
            file.close();
            throw broken;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Whether a part of that name lies at the root. */
    boolean has(String name) {
        return part(name) != null;
    }

    /** Whether a part of that name lies anywhere, in whatever letters. */
    boolean anywhere(String name) {
        return parts.stream().anyMatch(part -> part.name().equalsIgnoreCase(name));
    }

    /** The beginning of a part at the root; nothing when there is no such part. */
    ByteBuffer beginning(String name, int most) throws IOException {
        var part = part(name);
        if (part == null || part.size() <= 0) {
            return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
        }
        int length = (int) Math.min(most, part.size());
        return part.size() >= smallest ? chain(part.start(), length) : small(part.start(), length);
    }

    private @Nullable Part part(String name) {
        return parts.stream()
                .filter(part -> part.top() && part.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    /** Reads the tree of names; what is named twice, or in a circle, is read once. */
    private void list(ByteBuffer directory) throws IOException {
        int count = directory.limit() / ENTRY;
        if (count == 0 || directory.get(66) != ROOT) {
            throw new IOException("no root");
        }
        var top = new BitSet();
        var open = new ArrayDeque<Integer>(List.of(directory.getInt(76)));
        while (!open.isEmpty()) {
            int at = open.remove();
            if (at >= 0 && at < count && !top.get(at)) {
                top.set(at);
                open.add(directory.getInt(at * ENTRY + 68));
                open.add(directory.getInt(at * ENTRY + 72));
            }
        }
        for (int at = 0; at < count; at++) {
            int length = Math.max(0, Math.min(62, directory.getShort(at * ENTRY + 64) - 2));
            var name = new byte[length];
            directory.get(at * ENTRY, name);
            parts.add(new Part(
                    new String(name, StandardCharsets.UTF_16LE),
                    top.get(at),
                    directory.getInt(at * ENTRY + 116),
                    directory.getInt(at * ENTRY + 120) & 0xFFFFFFFFL));
        }
    }

    private ByteBuffer small(int start, int length) throws IOException {
        var root = parts.get(0);
        var all = chain(root.start(), (int) Math.min(MOST_SMALL, root.size()));
        var table = chain(firstOfSmallTable, MOST_SMALL / 16);
        var result = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = start; at >= 0 && result.hasRemaining(); ) {
            int some = Math.min(result.remaining(), Math.min(64, all.limit() - at * 64));
            if (some <= 0 || (at + 1) * Integer.BYTES > table.limit()) {
                break;
            }
            result.put(all.slice(at * 64, some));
            at = table.getInt(at * Integer.BYTES);
        }
        return result.flip();
    }

    /** The beginning of what lies in a chain of sectors. */
    private ByteBuffer chain(int start, int most) throws IOException {
        var result = ByteBuffer.allocate(most).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = start; at >= 0 && result.hasRemaining(); at = next(at)) {
            var one = sector(at);
            result.put(one.limit(Math.min(one.limit(), result.remaining())));
        }
        return result.flip();
    }

    private int next(int at) throws IOException {
        int perTable = sector / Integer.BYTES;
        int table = at / perTable < tables.size() ? tables.get(at / perTable) : -1;
        return table < 0 ? -1 : sector(table).getInt(at % perTable * Integer.BYTES);
    }

    private ByteBuffer sector(int number) throws IOException {
        return read((number + 1L) * sector, sector);
    }

    private ByteBuffer read(long from, int length) throws IOException {
        var bytes = new byte[length];
        if (from >= file.length()) {
            throw new IOException("a sector behind the end");
        }
        file.seek(from);
        for (int at = 0, some = 0; at < length && some >= 0; at += Math.max(0, some)) {
            some = file.read(bytes, at, length - at);
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
