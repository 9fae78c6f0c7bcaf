package cn.zhibu.platform.sheet;

import static cn.zhibu.platform.sheet.ImportProblem.SHEET_UNPACKS_TOO_LARGE;
import static cn.zhibu.platform.sheet.ImportProblem.SHEET_UNREADABLE;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dhatim.fastexcel.reader.CellRangeAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a workbook says beside its rows. Each part is unpacked and counted once before anything else reads it: sizes that are
 * written in the file are not believed, and a part that declares its own entities is not read.
 */
final class Outline {

    private static final int ENTRIES = 1000;
    private static final long UNPACKED = 120L << 20; // bytes
    private static final long STRINGS = 24L << 20; // bytes: they are kept in memory while rows are read
    private static final int RATIO = 200; // unpacked to packed, of a part
    private static final long SMALL = 1L << 20;
    private static final int MERGES = 1000; // more of them are not looked at
    private static final int ARRAYS = 100; // formulas that fill several cells
    private static final int LAST_COLUMN = 16_384;

    /** The cells of one part that are one. */
    static final class Shape {

        private final List<CellRangeAddress> merged = new ArrayList<>();

        /** Marks the cells of a row that are part of larger ones whose values stand elsewhere; {@code row} counts from 1. */
        void cover(int row, Map<Integer, Raw> cells) {
            for (var one : merged) {
                if (one.containsRow(row - 1)) {
                    int last = Math.min(one.getLastColumn(), WorkbookReading.COLUMNS - 1);
                    int first = one.getFirstColumn() + (one.getFirstRow() == row - 1 ? 1 : 0);
                    for (int at = first; at <= last; at++) {
                        cells.put(at, Raw.of(Raw.Sort.MERGED_CELL));
                    }
                }
            }
        }
    }

    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, String> targets = new HashMap<>();
    private final Map<String, String> sheets = new HashMap<>();
    private boolean from1904;
    private int arrays;
    private long left = UNPACKED;

    private Outline() {}

    static Outline of(Path path) throws IOException {
        var outline = new Outline();
        try (var zip = new ZipFile(path.toFile())) {
            if (zip.size() > ENTRIES) {
                throw SHEET_UNPACKS_TOO_LARGE.at("/file");
            }
            var names = new HashSet<String>();
            for (var entries = zip.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                if (!names.add(entry.getName().toLowerCase(Locale.ROOT))) {
                    throw SHEET_UNREADABLE.at("/file");
                }
                try (var in = zip.getInputStream(entry)) {
                    outline.part(entry, in);
                }
            }
            if (outline.sheets.isEmpty()) {
                throw SHEET_UNREADABLE.at("/file");
            }
        } catch (XMLStreamException broken) {
            throw new IOException(broken);
        }
        return outline;
    }

    boolean from1904() {
        return from1904;
    }

    /** Of a sheet by its name. */
    Shape shape(String sheet) {
        var target = targets.getOrDefault(sheets.getOrDefault(sheet, ""), "");
        var part = target.startsWith("/") ? target.substring(1) : "xl/" + target;
        return shapes.getOrDefault(part.toLowerCase(Locale.ROOT), new Shape());
    }

    private void part(ZipEntry entry, InputStream packed) throws IOException, XMLStreamException {
        var name = entry.getName().toLowerCase(Locale.ROOT);
        var in =
                new Counted(packed, entry.getCompressedSize(), name.endsWith("sharedstrings.xml") ? STRINGS : UNPACKED);
        if (name.endsWith(".xml") || name.endsWith(".rels")) {
            var factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            var xml = factory.createXMLStreamReader(in);
            boolean ofInterest = name.startsWith("xl/worksheets/") && name.endsWith(".xml")
                    || "xl/workbook.xml".equals(name)
                    || "xl/_rels/workbook.xml.rels".equals(name);
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD) {
                    throw SHEET_UNREADABLE.at("/file");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (!ofInterest) {
                        break;
                    }
                    element(name, xml);
                }
            }
        }
        in.transferTo(java.io.OutputStream.nullOutputStream());
    }

    private void element(String part, XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            case "workbookPr" -> from1904 = yes(xml.getAttributeValue(null, "date1904"));
            case "sheet" -> sheet(xml);
            case "Relationship" ->
                targets.put(text(xml.getAttributeValue(null, "Id")), text(xml.getAttributeValue(null, "Target")));
            case "c" -> refuseBeyond(xml.getAttributeValue(null, "r"));
            case "f" -> {
                if ("array".equals(xml.getAttributeValue(null, "t")) && ++arrays > ARRAYS) {
                    throw SHEET_UNPACKS_TOO_LARGE.at("/file");
                }
            }
            case "mergeCell" -> {
                var shape = shapes.computeIfAbsent(part, fresh -> new Shape());
                if (shape.merged.size() < MERGES) {
                    shape.merged.add(CellRangeAddress.valueOf(text(xml.getAttributeValue(null, "ref"))));
                }
            }
            default -> {}
        }
    }

    /** A row is held as wide as its last cell. */
    private static void refuseBeyond(@Nullable String address) {
        int column = 0;
        for (int at = 0; address != null && at < address.length() && Character.isLetter(address.charAt(at)); at++) {
            column = column * 26 + Character.toUpperCase(address.charAt(at)) - 'A' + 1;
            if (column < 0 || column > LAST_COLUMN) {
                throw SHEET_UNREADABLE.at("/file");
            }
        }
    }

    private void sheet(XMLStreamReader xml) {
        for (int at = 0; at < xml.getAttributeCount(); at++) {
            if ("id".equals(xml.getAttributeLocalName(at))) {
                sheets.put(text(xml.getAttributeValue(null, "name")), xml.getAttributeValue(at));
            }
        }
    }

    private static boolean yes(@Nullable String value) {
        return "1".equals(value) || "true".equals(value) || "on".equals(value);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** Counts what is unpacked, of the part and of the whole. */
    private final class Counted extends FilterInputStream {

        private final long packed;
        private final long most;
        private long size;

        Counted(InputStream in, long packed, long most) {
            super(in);
            this.packed = packed;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            count(Math.max(0, read));
            return read;
        }

        /** Who reads a part closes it at what he takes for its end; what comes behind is counted too. */
        @Override
        public void close() {}

        private void count(int read) {
            size += read;
            left -= read;
            boolean tight = size > SMALL && size / Math.max(1, packed) > RATIO;
            if (left < 0 || size > most || tight) {
                throw SHEET_UNPACKS_TOO_LARGE.at("/file");
            }
        }
    }
}
