package cn.zhibu.member.transfer;

import cn.zhibu.platform.web.Word;
import cn.zhibu.platform.web.Word.Cell;
import cn.zhibu.platform.web.Word.Row;
import cn.zhibu.platform.web.Word.Table;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/**
 * Sets an introduction letter with its receipt slip (ED-15) as Word. Identity number, phone and until when dues are paid are left
 * blank, to be filled in by hand.
 */
@Component
class LetterPaper {

    private static final int LINE = 560; // twentieths of a point
    private static final int BODY = 1800;
    private static final List<Integer> COLUMNS = List.of(18, 32, 18, 32);

    /**
     * What a letter says.
     *
     * @param sex {@code FEMALE} or {@code MALE}; null where it is not known
     */
    record Content(String name, @Nullable String sex, boolean full, String from, String to, Letter letter) {}

    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();

    LetterPaper() {
        texts.setBasename("letters");
        texts.setDefaultEncoding("UTF-8");
        texts.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        texts.setFallbackToSystemLocale(false);
    }

    String name(Content content, Locale locale) {
        return text(locale, "file", content.name()) + ".docx";
    }

    byte[] written(Content content, Locale locale) {
        var letter = content.letter();
        var held = Long.toString(ChronoUnit.DAYS.between(letter.on(), letter.until()));
        var standing = text(locale, content.full() ? "full" : "probationary");
        var sex = content.sex() == null ? "" : text(locale, "sex." + content.sex());
        var introduced = new Table(
                COLUMNS,
                List.of(
                        row(locale, "number", letter.number(), "day", day(locale, letter.on())),
                        wide(locale, "addressee", LINE, content.to()),
                        wide(
                                locale,
                                "letter",
                                BODY,
                                text(
                                        locale,
                                        "introduced",
                                        content.name(),
                                        sex,
                                        standing,
                                        content.from(),
                                        content.to())),
                        row(locale, "validity", text(locale, "days", held, day(locale, letter.until())), "dues", ""),
                        row(locale, "identityNumber", "", "phone", ""),
                        row(locale, "issuer", content.from(), "handler", "")),
                0);
        var slip = new Table(
                COLUMNS,
                List.of(
                        new Row(List.of(new Cell(List.of(text(locale, "slip")), 4, true)), LINE, true),
                        row(locale, "number", letter.number(), "name", content.name()),
                        wide(locale, "addressee", LINE, content.from()),
                        wide(locale, "letter", BODY, text(locale, "received", content.name())),
                        row(locale, "receiver", "", "day", "")),
                0);
        return Word.written(text(locale, "title"), List.of(introduced, slip));
    }

    private Row row(Locale locale, String one, String oneIs, String other, String otherIs) {
        return new Row(
                List.of(Cell.of(text(locale, one)), Cell.of(oneIs), Cell.of(text(locale, other)), Cell.of(otherIs)),
                LINE,
                true);
    }

    private Row wide(Locale locale, String key, int height, String text) {
        return new Row(List.of(Cell.of(text(locale, key)), new Cell(List.of(text), 3, false)), height, true);
    }

    private static String day(Locale locale, LocalDate day) {
        return "en".equals(locale.getLanguage())
                ? DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).format(day)
                : day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    private String text(Locale locale, String key, Object... args) {
        return texts.getMessage(key, args, locale);
    }
}
