package cn.zhibu.activity.paper;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** The words that stand on papers, in the reader's language. */
@Component
class PaperWords {

    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();

    PaperWords() {
        texts.setBasename("papers");
        texts.setDefaultEncoding("UTF-8");
        texts.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        texts.setFallbackToSystemLocale(false);
    }

    String of(Locale locale, String key, Object... args) {
        return texts.getMessage(key, args, locale);
    }

    String day(Locale locale, LocalDate day) {
        return english(locale)
                ? DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).format(day)
                : day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    String list(Locale locale, List<String> all) {
        return String.join(of(locale, "comma"), all);
    }

    static boolean english(Locale locale) {
        return "en".equals(locale.getLanguage());
    }
}
