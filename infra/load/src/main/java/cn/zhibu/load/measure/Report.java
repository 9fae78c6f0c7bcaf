package cn.zhibu.load.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says each figure as it is found, and keeps all of them for a table in Markdown. */
public final class Report {

    private record Line(String figure, String value, String against, String verdict) {}

    private record Part(String title, List<String> notes, List<Line> lines) {}

    private final Consumer<String> out;
    private final List<Part> parts = new ArrayList<>();

    public Report(Consumer<String> out) {
        this.out = out;
    }

    public void part(String title) {
        parts.add(new Part(title, new ArrayList<>(), new ArrayList<>()));
        out.accept("");
        out.accept("== " + title);
    }

    /** What a reader of the figures has to know. */
    public void note(String text) {
        last().notes().add(text);
        out.accept(text);
    }

    /** Only for who watches. */
    public void progress(String text) {
        out.accept("   " + text);
    }

    /**
     * @param against what the figure is set beside, and the ratio
     * @param verdict of the goal, or nothing where there is none
     */
    public void figure(String name, Object value, String against, @Nullable Object verdict) {
        var line = new Line(name, value.toString(), against, verdict == null ? "" : verdict.toString());
        last().lines().add(line);
        out.accept(String.format("  %-46s %-28s %s %s", name, line.value(), against, line.verdict())
                .stripTrailing());
    }

    public void figure(String name, Object value) {
        figure(name, value, "", null);
    }

    /** A figure that is not to be above its goal. */
    public void limit(String name, Spread figure, double goal, Rounds rounds) {
        figure(name, figure, "goal " + Spread.number(goal), Verdict.of(figure.median(), goal, rounds));
    }

    /** p50, p99 and p99.9 of a target, from the moment meant and from the moment sent, errors and refusals. */
    public void latency(String name, Rounds rounds) {
        var all = rounds.latency();
        figure(name + ": p50 from the intended moment, ms", rounds.intended(50));
        figure(name + ": p99 from the intended moment, ms", rounds.intended(99));
        figure(
                name + ": p50 / p99 / p99.9 of all rounds, ms",
                three(all.intended(50), all.intended(99), all.intended(99.9)),
                "from sending " + three(all.sent(50), all.sent(99), all.sent(99.9)),
                null);
        figure(name + ": requests, of which failed", all.all() + ", " + all.bad(), statuses(all.statuses()), null);
    }

    private static String statuses(Map<Integer, Long> statuses) {
        return statuses.entrySet().stream()
                .map(each -> (each.getKey() == 0 ? "no answer" : each.getKey()) + ": " + each.getValue())
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String three(double one, double two, double three) {
        return Spread.number(one) + " / " + Spread.number(two) + " / " + Spread.number(three);
    }

    public void shares(Rounds rounds) {
        note("Processor time by process: "
                + rounds.shares().entrySet().stream()
                        .filter(each -> each.getValue() >= 0.005)
                        .map(each -> each.getKey() + " " + Math.round(each.getValue() * 100) + " %")
                        .collect(Collectors.joining(", "))
                + ".");
    }

    private Part last() {
        if (parts.isEmpty()) {
            throw new IllegalStateException("no part was begun");
        }
        return parts.get(parts.size() - 1);
    }

    public String markdown() {
        var text = new StringBuilder();
        for (var part : parts) {
            text.append("\n### ").append(part.title()).append("\n\n");
            part.notes().forEach(note -> text.append(note).append("\n\n"));
            if (!part.lines().isEmpty()) {
                text.append("| figure | median (range of the rounds) | beside | goal |\n| --- | --- | --- | --- |\n");
            }
            for (var line : part.lines()) {
                text.append("| ")
                        .append(String.join(" | ", line.figure(), line.value(), line.against(), line.verdict()))
                        .append(" |\n");
            }
        }
        return text.toString();
    }

    /**
     * Writes the figures to a file; where the file has a place for them, between the two marks, the rest of it stays.
     */
    public void write(Path file) {
        var begin = "<!-- figures -->\n";
        var end = "<!-- end of figures -->";
        try {
            var old = Files.exists(file) ? Files.readString(file) : "";
            int from = old.indexOf(begin);
            int until = old.indexOf(end);
            var text = from >= 0 && until > from
                    ? old.substring(0, from + begin.length()) + markdown() + "\n" + old.substring(until)
                    : markdown().stripLeading();
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new LoadException(file + " cannot be written", failed);
        }
    }
}
