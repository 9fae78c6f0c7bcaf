package cn.zhibu.rules;

import cn.zhibu.words.Words;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the product may not be made into, and the words by which somebody would ask for it (rules 1.11). */
public record Ban(
        String id,
        Words names,
        Words regulation,
        Words article,
        RulePack.Mark mark,
        boolean verified,
        When when,
        List<String> zh,
        List<String> en) {

    /** Whether a word is refused wherever it stands, or only on what people would be made to give. */
    public enum When {
        ALWAYS,
        REQUIRED
    }

    /** The word of the ban that a text holds, if it holds one. */
    public Optional<String> in(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var joined = plain.replaceAll("[^\\p{L}\\p{N}]", "");
        return zh.stream()
                .filter(joined::contains)
                .findFirst()
                .or(() -> en.stream().filter(word -> whole(word, plain)).findFirst());
    }

    private static boolean whole(String word, String text) {
        var parts = Arrays.stream(word.split("[ -]")).map(Pattern::quote).collect(Collectors.joining("[^a-z0-9]*"));
        return Pattern.compile("(?<![a-z])" + parts + "(?![a-z])").matcher(text).find();
    }
}
