package cn.zhibu.words;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The two languages of the product. */
public enum Language {
    ZH,
    EN;

    /** English for whoever asks for it; Chinese for everybody else, and where nothing is said. */
    public static Language of(@Nullable Locale locale) {
        return locale != null && locale.getLanguage().equals("en") ? EN : ZH;
    }
}
