package cn.zhibu.stack.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The closed list of what the product says to its database: the table of infra/docs/database.md, nothing else. */
record AllowedList(List<Row> rows) {

    private static final String RESOURCE = "/zhibu/stack/database.md";
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    /** What a row is about; the first cell of the table. */
    enum Kind {
        COMMAND,
        QUERY,
        UPDATE,
        STAGE,
        ACCUMULATOR,
        INDEX
    }

    /** One thing that is allowed, and the test that shows that every store does the same. */
    record Row(Kind kind, String name, String test) {}

    static AllowedList read() {
        try (var stream = AllowedList.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static AllowedList parse(String markdown) {
        var rows = new ArrayList<Row>();
        for (String line : markdown.lines().toList()) {
            var cells = line.split("(?<!\\\\)\\|");
            for (Kind kind : Kind.values()) {
                if (cells.length >= 6 && cells[1].strip().equals(kind.name().toLowerCase(java.util.Locale.ROOT))) {
                    rows.add(new Row(kind, quoted(cells[2], line), quoted(cells[5], line)));
                }
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalStateException("no row of the closed list could be read");
        }
        return new AllowedList(List.copyOf(rows));
    }

    private static String quoted(String cell, String line) {
        var name = NAME.matcher(cell);
        if (!name.find()) {
            throw new IllegalStateException("a row of the closed list names nothing: " + line);
        }
        return name.group(1);
    }

    boolean allows(Kind kind, String name) {
        return rows.stream().anyMatch(row -> row.kind == kind && row.name.equals(name));
    }
}
