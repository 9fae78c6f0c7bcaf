package cn.zhibu.member.roster;

import cn.zhibu.platform.input.SearchText;
import java.util.List;

/** The pieces by which a name is found, however its middle dot, blanks, width and case were typed. */
final class Bigrams {

    private Bigrams() {}

    static List<String> of(String text) {
        return SearchText.pieces(text);
    }

    /** The piece of a search text to ask the index for; the rest is compared afterwards. */
    static String first(String text) {
        return SearchText.first(text);
    }

    /** Whether a name contains a text. */
    static boolean found(String name, String text) {
        return SearchText.of(name).contains(SearchText.of(text));
    }
}
