package cn.zhibu.catalogue;

import cn.zhibu.words.Words;
import java.util.Map;

/** What one sort of unit calls things in its reports: words of texts, and options by {@code field.option}. */
public record Own(String of, Map<String, Words> words, Map<String, Words> options) {

    public Own {
        words = words == null ? Map.of() : words;
        options = options == null ? Map.of() : options;
    }
}
