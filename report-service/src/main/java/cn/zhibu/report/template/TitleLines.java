package cn.zhibu.report.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Breaks a title between words into lines of about one length, never inside a word and with no line of a few characters. */
final class TitleLines {

    /** Characters of the title's size on a line of 156 mm, one of them to spare. */
    private static final double WIDTH = 19;

    private static final double SHORTEST = 5;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[A-Za-z.]+}");
    private static final Pattern INSIDE_NAMES =
            Pattern.compile("(?<=[省市县区镇乡旗])(?=\\p{IsHan}{2})|(?<=街道)(?=\\p{IsHan}{2})|(?=党支部|党总支|党委)");

    private TitleLines() {}

    /** @param pattern the title in the outline, with a bar wherever it may be broken */
    static String broken(String pattern, String title) {
        if (width(title) <= WIDTH) {
            return title;
        }
        var pieces = pieces(pattern, title);
        for (int lines = 2; lines <= pieces.size(); lines++) {
            var best = best(pieces, lines);
            if (best != null) {
                return String.join("\n", best);
            }
        }
        return title;
    }

    static List<String> pieces(String pattern, String title) {
        if (title.indexOf(' ') >= 0) {
            return List.of(title.split("(?<= )"));
        }
        var segments = pattern.split("\\|");
        var regex = new StringBuilder();
        for (var segment : segments) {
            regex.append('(').append(regex(segment)).append(')');
        }
        var matcher = Pattern.compile(regex.toString()).matcher(title);
        if (!matcher.matches()) {
            return List.of(title);
        }
        var pieces = new ArrayList<String>();
        for (int i = 0; i < segments.length; i++) {
            var text = matcher.group(i + 1);
            pieces.addAll(PLACEHOLDER.matcher(segments[i]).matches() ? names(text) : List.of(text));
        }
        return pieces;
    }

    private static List<String> names(String name) {
        return List.of(INSIDE_NAMES.split(name));
    }

    private static String regex(String segment) {
        var regex = new StringBuilder();
        int at = 0;
        var matcher = PLACEHOLDER.matcher(segment);
        while (matcher.find()) {
            regex.append(Pattern.quote(segment.substring(at, matcher.start()))).append(".+?");
            at = matcher.end();
        }
        return regex.append(Pattern.quote(segment.substring(at))).toString();
    }

    private static @Nullable List<String> best(List<String> pieces, int lines) {
        double mean = width(String.join("", pieces)) / lines;
        @Nullable List<String> best = null;
        double least = Double.MAX_VALUE;
        for (var candidate : split(pieces, lines)) {
            double unevenness = candidate.stream()
                    .mapToDouble(line -> Math.pow(width(line) - mean, 2))
                    .sum();
            if (unevenness < least) {
                least = unevenness;
                best = candidate;
            }
        }
        return best;
    }

    /** Every way to set the pieces in so many lines that fit. */
    private static List<List<String>> split(List<String> pieces, int lines) {
        var ways = new ArrayList<List<String>>();
        if (lines == 1) {
            var line = String.join("", pieces).strip();
            return fits(line) ? List.of(List.of(line)) : List.of();
        }
        for (int first = 1; first <= pieces.size() - lines + 1; first++) {
            var line = String.join("", pieces.subList(0, first)).strip();
            if (fits(line)) {
                for (var rest : split(pieces.subList(first, pieces.size()), lines - 1)) {
                    var way = new ArrayList<String>();
                    way.add(line);
                    way.addAll(rest);
                    ways.add(way);
                }
            }
        }
        return ways;
    }

    private static boolean fits(String line) {
        return width(line) <= WIDTH && width(line) >= SHORTEST;
    }

    /** In characters of full width. */
    static double width(String text) {
        return text.codePoints().mapToDouble(each -> each < 0x2000 ? 0.5 : 1).sum();
    }
}
