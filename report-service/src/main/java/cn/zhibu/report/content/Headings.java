package cn.zhibu.report.content;

import cn.zhibu.words.Language;
import cn.zhibu.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers headings anew when one in between is left out: 一、 and （一）, I. and (1). */
final class Headings {

    private static final String[] HAN = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    private static final String[] ROMAN = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"};
    private static final Pattern NUMBER_ZH = Pattern.compile("^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)");
    private static final Pattern NUMBER_EN = Pattern.compile("^(?:[IVX]+\\. |\\(\\d+\\) )");

    private Headings() {}

    static List<SectionContent> numbered(List<SectionContent> sections) {
        var numbered = new ArrayList<SectionContent>();
        int first = 0;
        int second = 0;
        for (var section : sections) {
            var title = section.title();
            if (title == null || !NUMBER_ZH.matcher(title.zh()).find()) {
                numbered.add(section);
                continue;
            }
            second = section.level() == 1 ? 0 : second + 1;
            first = section.level() == 1 ? first + 1 : first;
            int number = section.level() == 1 ? first : second;
            var fresh = number > HAN.length ? title : numbered(title, section.level(), number);
            numbered.add(new SectionContent(section.id(), section.level(), fresh, section.sentences()));
        }
        return List.copyOf(numbered);
    }

    private static Words numbered(Words title, int level, int number) {
        var han = HAN[number - 1];
        return new Words(
                NUMBER_ZH.matcher(title.zh()).replaceFirst(level == 1 ? han + "、" : "（" + han + "）"),
                NUMBER_EN
                        .matcher(title.en())
                        .replaceFirst(level == 1 ? ROMAN[number - 1] + ". " : "(" + number + ") "));
    }

    /** The sections that have something to read, in themselves or below them. */
    static List<SectionContent> filled(List<SectionContent> sections) {
        var filled = new ArrayList<SectionContent>();
        for (int i = 0; i < sections.size(); i++) {
            if (reads(sections, i)) {
                filled.add(sections.get(i));
            }
        }
        return numbered(filled);
    }

    private static boolean reads(List<SectionContent> sections, int at) {
        var here = sections.get(at);
        if (!here.sentences().isEmpty()) {
            return true;
        }
        for (int i = at + 1; i < sections.size() && sections.get(i).level() > here.level(); i++) {
            if (!sections.get(i).sentences().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** A heading without its number; empty where there is none. */
    static String bare(@Nullable Words title, Language language) {
        if (title == null) {
            return "";
        }
        var number = language == Language.ZH ? NUMBER_ZH : NUMBER_EN;
        return number.matcher(title.in(language)).replaceFirst("");
    }
}
