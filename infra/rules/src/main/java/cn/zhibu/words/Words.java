package cn.zhibu.words;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /** By language tag, as clients read it. */
    public Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("zh-CN", zh);
        texts.put("en", en);
        return texts;
    }

    /** The text where there is one. */
    public static @Nullable String in(@Nullable Words words, Language language) {
        return words == null ? null : words.in(language);
    }
}
