package cn.zhibu.report.claim;

import cn.zhibu.report.content.Sentence.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of a sentence: text, {placeholder} or {placeholder|format}, and stretches in [brackets] that are left out
 * when something in them is missing.
 */
final class Pattern {

    private static final java.util.regex.Pattern PLACEHOLDER =
            java.util.regex.Pattern.compile("\\{([A-Za-z.]+)(?:\\|([a-z]+))?}");
    private static final String MISSING = "—";

    private Pattern() {}

    /** Finds what stands for a placeholder; empty when there is nothing to show. */
    @FunctionalInterface
    interface Lookup {
        Optional<List<Part>> find(String name, @Nullable String format);

        /** What stands for a placeholder is one text. */
        static Lookup ofTexts(Function<String, Optional<String>> texts) {
            return (name, format) -> texts.apply(name).map(text -> List.of(Part.text(text)));
        }
    }

    static List<Part> fill(String pattern, Lookup lookup) {
        var parts = new ArrayList<Part>();
        int at = 0;
        while (at < pattern.length()) {
            int open = pattern.indexOf('[', at);
            int end = open < 0 ? pattern.length() : open;
            parts.addAll(stretch(pattern.substring(at, end), lookup).parts());
            if (open < 0) {
                break;
            }
            int close = pattern.indexOf(']', open);
            if (close < 0) {
                throw new IllegalArgumentException("a bracket is not closed in: " + pattern);
            }
            var optional = stretch(pattern.substring(open + 1, close), lookup);
            if (optional.complete()) {
                parts.addAll(optional.parts());
            }
            at = close + 1;
        }
        return join(parts);
    }

    static String text(List<Part> parts) {
        var text = new StringBuilder();
        parts.forEach(part -> text.append(part.text()));
        return text.toString();
    }

    private record Stretch(List<Part> parts, boolean complete) {}

    private static Stretch stretch(String pattern, Lookup lookup) {
        var parts = new ArrayList<Part>();
        var complete = true;
        int at = 0;
        Matcher matcher = PLACEHOLDER.matcher(pattern);
        while (matcher.find()) {
            parts.add(Part.text(pattern.substring(at, matcher.start())));
            var found = lookup.find(matcher.group(1), matcher.group(2));
            complete &= found.isPresent();
            parts.addAll(found.orElse(List.of(Part.text(MISSING))));
            at = matcher.end();
        }
        parts.add(Part.text(pattern.substring(at)));
        return new Stretch(parts, complete);
    }

    /** Neighbouring texts become one; figures stay by themselves. */
    private static List<Part> join(List<Part> parts) {
        var joined = new ArrayList<Part>();
        for (var part : parts) {
            var last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (part.text().isEmpty()) {
                continue;
            }
            if (last != null && last.figure() == null && part.figure() == null) {
                joined.set(joined.size() - 1, Part.text(last.text() + part.text()));
            } else {
                joined.add(part);
            }
        }
        return List.copyOf(joined);
    }
}
