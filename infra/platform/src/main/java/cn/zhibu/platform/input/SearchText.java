package cn.zhibu.platform.input;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** A name or a text as it is looked for: however its middle dot, blanks, width and case were typed, it is found. */
public final class SearchText {

    /** Middle dots and their like; NFKC makes one of some of them. */
    private static final String DOTS = "\u00b7\u0387\u2022\u2027\u2219\u22c5\u30fb\ua78f\uff65\u2024\uff0e\u318d";

    private SearchText() {}

    /** The folded form: compare it with the folded form of what is there. */
    public static String of(String text) {
        var folded = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(point -> {
            boolean left = Texts.blank(point)
                    || DOTS.indexOf(point) >= 0
                    || Character.getType(point) == Character.FORMAT
                    || Character.getType(point) == Character.CONTROL
                    || Character.getType(point) == Character.SURROGATE;
            if (!left) {
                folded.appendCodePoint(point);
            }
        });
        return folded.toString().toLowerCase(Locale.ROOT);
    }

    /** Each character and each pair of neighbours of the folded form: what an index holds. */
    public static List<String> pieces(String text) {
        var points = of(text).codePoints().mapToObj(Character::toString).toList();
        var pieces = new LinkedHashSet<String>();
        for (int at = 0; at < points.size(); at++) {
            pieces.add(points.get(at));
            if (at + 1 < points.size()) {
                pieces.add(points.get(at) + points.get(at + 1));
            }
        }
        return new ArrayList<>(pieces);
    }

    /** The piece to ask an index for; the rest is compared afterwards. Empty where nothing can be looked for. */
    public static String first(String text) {
        var folded = of(text);
        return folded.substring(0, folded.offsetByCodePoints(0, Math.min(2, Texts.length(folded))));
    }
}
