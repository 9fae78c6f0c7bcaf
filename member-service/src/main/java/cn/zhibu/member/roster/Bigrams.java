package cn.zhibu.member.roster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The pieces by which a name is found: each character and each pair of neighbours, in lower case. */
final class Bigrams {

    private Bigrams() {}

    static List<String> of(String text) {
        var clean = clean(text);
        var pieces = new ArrayList<String>();
        for (int i = 0; i < clean.length(); i++) {
            pieces.add(clean.substring(i, i + 1));
            if (i + 2 <= clean.length()) {
                pieces.add(clean.substring(i, i + 2));
            }
        }
        return pieces.stream().distinct().toList();
    }

    /** The piece of a search text to ask the index for; the rest is compared afterwards. */
    static String first(String text) {
        var clean = clean(text);
        return clean.length() < 2 ? clean : clean.substring(0, 2);
    }

    /** Whether a name contains a text, however blanks and capitals are typed. */
    static boolean found(String name, String text) {
        return clean(name).contains(clean(text));
    }

    private static String clean(String text) {
        return text.replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
    }
}
