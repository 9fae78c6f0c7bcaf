package cn.zhibu.platform.input;

import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What of a text an index holds and a search asks for: pairs of neighbouring characters where Chinese is written, whole words
 * and numbers elsewhere, all folded (width, case). A text is found when it has every piece of what was typed.
 */
public final class SearchWords {

    private static final int LONGEST = 40;

    private SearchWords() {}

    /** The pieces of what is there, or of what was typed; none of a single Chinese character. */
    public static List<String> of(Collection<String> texts) {
        var pieces = new LinkedHashSet<String>();
        texts.forEach(text -> split(text, pieces));
        return List.copyOf(pieces);
    }

    private static void split(String text, Set<String> pieces) {
        int[] points = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .toArray();
        int at = 0;
        while (at < points.length) {
            int end = at;
            if (joined(points[at])) {
                while (end < points.length && joined(points[end])) {
                    end++;
                }
                pairs(points, at, end, pieces);
            } else if (Character.isLetterOrDigit(points[at])) {
                while (end < points.length && Character.isLetterOrDigit(points[end]) && !joined(points[end])) {
                    end++;
                }
                pieces.add(new String(points, at, Math.min(LONGEST, end - at)));
            } else {
                end++;
            }
            at = end;
        }
    }

    private static void pairs(int[] points, int from, int until, Set<String> pieces) {
        for (int at = from; at + 1 < until; at++) {
            pieces.add(new String(points, at, 2));
        }
    }

    /** Written without blanks between the words. */
    private static boolean joined(int point) {
        return Character.isIdeographic(point);
    }
}
