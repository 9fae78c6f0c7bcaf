package cn.zhibu.kit.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What may be asked without an index: the table under its own heading in infra/docs/database.md, nothing else. */
record Unindexed(Set<Shape> shapes) {

    private static final String RESOURCE = "/zhibu/stack/database.md";
    private static final String HEADING = "## Queries without an index";
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| `([^`]+)` \\| (.+) \\|");

    static Unindexed read() {
        try (var stream = Unindexed.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Unindexed parse(String markdown) {
        var from = markdown.indexOf(HEADING);
        if (from < 0) {
            throw new IllegalStateException("there is no chapter \"" + HEADING + "\"");
        }
        var next = markdown.indexOf("\n## ", from);
        var shapes = new TreeSet<Shape>();
        for (var line : markdown.substring(from, next < 0 ? markdown.length() : next)
                .lines()
                .toList()) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                shapes.add(new Shape(row.group(1), row.group(2)));
            } else if (line.startsWith("| `")) {
                throw new IllegalStateException("a row without collection, question and reason: " + line);
            }
        }
        return new Unindexed(Set.copyOf(shapes));
    }
}
