package cn.zhibu.report.words;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** One text in both languages; neither may be empty. */
public record Words(
        @JsonProperty("zh-CN") String zh,
        @JsonProperty("en") String en) {

    public Words {
        if (zh == null || zh.isBlank() || en == null || en.isBlank()) {
            throw new IllegalArgumentException("a text is missing in one language: " + zh + " / " + en);
        }
    }

    public String in(Language language) {
        return language == Language.ZH ? zh : en;
    }

    /** The text where there is one. */
    public static @Nullable String in(@Nullable Words words, Language language) {
        return words == null ? null : words.in(language);
    }
}
