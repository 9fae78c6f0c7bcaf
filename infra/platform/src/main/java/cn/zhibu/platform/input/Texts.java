package cn.zhibu.platform.input;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text as it comes in. Blanks of every kind around it go, line ends become one kind, what steers direction or is not seen
 * goes, halves of characters and control characters are refused; the rest is NFC. Characters are code points.
 */
public final class Texts {

    private static final int JOINER = 0x200d;
    private static final int NON_JOINER = 0x200c;
    private static final int MONGOLIAN_SEPARATOR = 0x180e;
    private static final int OBJECT = 0xfffc;
    private static final int PICTURES = 0x1f000;
    private static final int LAST_PICTURE = 0x1faff;
    private static final String FILLERS = "\u115f\u1160\u3164\uffa0\u2800\u034f";
    private static final Pattern LINE_END = Pattern.compile("\r\n|[\r\u000b\f\u0085\u2028\u2029]");
    private static final Pattern SEEN_AS_ONE = Pattern.compile("\\X");

    /** Scripts whose letters do not change their form with a joiner beside them. */
    private static final Set<UnicodeScript> UNJOINED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.LATIN,
            UnicodeScript.COMMON,
            UnicodeScript.INHERITED,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.CYRILLIC,
            UnicodeScript.GREEK);

    private Texts() {}

    /** The text as it is stored; null when nothing of it is left: absent, empty and blank are the same. */
    public static @Nullable String read(String typed) {
        var points = LINE_END.matcher(typed).replaceAll("\n").codePoints().toArray();
        var kept = new StringBuilder(typed.length());
        for (int at = 0; at < points.length; at++) {
            if (unprintable(points[at])) {
                throw new InputFault("UNPRINTABLE");
            }
            if (seen(points, at)) {
                kept.appendCodePoint(points[at]);
            }
        }
        var text = stripped(Normalizer.normalize(kept, Normalizer.Form.NFC));
        return text.isEmpty() ? null : text;
    }

    /** Without the blanks of every kind around it. */
    public static String stripped(String text) {
        int from = 0;
        int until = text.length();
        while (from < until && blank(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (until > from && blank(text.codePointBefore(until))) {
            until -= Character.charCount(text.codePointBefore(until));
        }
        return text.substring(from, until);
    }

    /** Number of characters, as people count them in a limit: code points. */
    public static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }

    /** The first characters, at most so many code points; what is seen as one (a flag, a family) is not cut. */
    public static String cut(String text, int most) {
        if (length(text) <= most) {
            return text;
        }
        var whole = SEEN_AS_ONE.matcher(text);
        int end = 0;
        while (whole.find() && Character.codePointCount(text, 0, whole.end()) <= most) {
            end = whole.end();
        }
        return text.substring(0, end);
    }

    static boolean blank(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || FILLERS.indexOf(point) >= 0;
    }

    /** Halves, controls and what is no character at all: neither XML nor mail can hold them. */
    private static boolean unprintable(int point) {
        return point == '\n' || point == '\t'
                ? false
                : Character.getType(point) == Character.SURROGATE
                        || Character.getType(point) == Character.CONTROL
                        || (point & 0xfffe) == 0xfffe
                        || point >= 0xfdd0 && point <= 0xfdef;
    }

    private static boolean seen(int[] points, int at) {
        int point = points[at];
        if (point == OBJECT) {
            return false;
        }
        if (Character.getType(point) != Character.FORMAT) {
            return true;
        }
        return switch (point) {
            case JOINER -> joins(points, at) || afterJoinedLetter(points, at);
            case NON_JOINER, MONGOLIAN_SEPARATOR -> afterJoinedLetter(points, at);
            default -> false;
        };
    }

    /** Between two pictures, which together are another picture. */
    private static boolean joins(int[] points, int at) {
        int before = at - 1;
        while (before >= 0 && (points[before] == 0xfe0f || points[before] >= 0x1f3fb && points[before] <= 0x1f3ff)) {
            before--;
        }
        return before >= 0 && at + 1 < points.length && picture(points[before]) && picture(points[at + 1]);
    }

    private static boolean picture(int point) {
        return point >= PICTURES && point <= LAST_PICTURE
                || Character.getType(point) == Character.OTHER_SYMBOL && point != OBJECT && !blank(point);
    }

    private static boolean afterJoinedLetter(int[] points, int at) {
        return at > 0
                && at + 1 < points.length
                && Character.isLetter(points[at - 1])
                && Character.isLetter(points[at + 1])
                && !UNJOINED.contains(UnicodeScript.of(points[at - 1]));
    }
}
