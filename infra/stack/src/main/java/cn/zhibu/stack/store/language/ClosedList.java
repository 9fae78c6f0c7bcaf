package cn.zhibu.stack.store.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The closed list of what the product says to its database: the table of infra/docs/database.md, nothing else. */
public final class ClosedList {

    private static final String RESOURCE = "/zhibu/stack/database.md";
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final ClosedList OF_THE_DOCUMENT = parse(text());

    private final List<Row> rows;
    private final Map<Kind, Set<String>> names = new HashMap<>();

    /** What a row is about (the first cell of the table), and MongoDB's code for one that it does not know. */
    public enum Kind {
        COMMAND(115, "CommandNotSupported"),
        QUERY(2, "BadValue"),
        UPDATE(9, "FailedToParse"),
        STAGE(40324, "Location40324"),
        ACCUMULATOR(15952, "Location15952"),
        INDEX(197, "InvalidIndexSpecificationOption");

        private final int code;
        private final String codeName;

        Kind(int code, String codeName) {
            this.code = code;
            this.codeName = codeName;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One thing that is allowed, and the test that shows that every store does the same. */
    public record Row(Kind kind, String name, String test) {}

    private ClosedList(List<Row> rows) {
        this.rows = rows;
        rows.forEach(
                row -> names.computeIfAbsent(row.kind, kind -> new TreeSet<>()).add(row.name));
    }

    /** The list of the document, read once. */
    public static ClosedList read() {
        return OF_THE_DOCUMENT;
    }

    private static String text() {
        try (var stream = ClosedList.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static ClosedList parse(String markdown) {
        var rows = new ArrayList<Row>();
        for (String line : markdown.lines().toList()) {
            var cells = line.split("(?<!\\\\)\\|");
            for (Kind kind : Kind.values()) {
                if (cells.length >= 6 && cells[1].strip().equals(kind.word())) {
                    rows.add(new Row(kind, quoted(cells[2], line), quoted(cells[5], line)));
                }
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalStateException("no row of the closed list could be read");
        }
        return new ClosedList(List.copyOf(rows));
    }

    private static String quoted(String cell, String line) {
        var name = NAME.matcher(cell);
        if (!name.find()) {
            throw new IllegalStateException("a row of the closed list names nothing: " + line);
        }
        return name.group(1);
    }

    public List<Row> rows() {
        return rows;
    }

    public boolean allows(Kind kind, String name) {
        return names.getOrDefault(kind, Set.of()).contains(name);
    }

    /** Refuses, in words and with MongoDB's code, what is not on the list. */
    public void require(Kind kind, String name) {
        if (!allows(kind, name)) {
            throw Refused.notOnTheList(kind.code, kind.codeName, kind.word() + " " + name);
        }
    }
}
