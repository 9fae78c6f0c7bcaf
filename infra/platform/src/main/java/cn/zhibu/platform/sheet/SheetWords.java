package cn.zhibu.platform.sheet;

import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The words that stand in workbooks, in the reader's language. */
class SheetWords {

    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();

    SheetWords() {
        texts.setBasename("sheets");
        texts.setDefaultEncoding("UTF-8");
        texts.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        texts.setFallbackToSystemLocale(false);
    }

    String of(Locale locale, String key, Object... args) {
        return texts.getMessage(key, args, locale);
    }

    /** The language of the catalogue's names. */
    static String language(Locale locale) {
        return "en".equals(locale.getLanguage()) ? "en" : "zh-CN";
    }
}
