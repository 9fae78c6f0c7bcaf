package cn.zhibu.report.template;

import cn.zhibu.report.content.Period;
import cn.zhibu.words.Language;
import cn.zhibu.words.Words;

/** The name a paper is saved under says whose it is, what, on which time, and which copy. */
final class FileName {

    private FileName() {}

    static String ofYear(Words unit, Words kind, int year, Copy copy, Language language) {
        return language == Language.ZH
                ? file(unit.zh() + year + kind.zh(), copy, language)
                : file(unit.en() + ", " + kind.en() + " " + year, copy, language);
    }

    static String ofTerm(Words unit, Words kind, Period term, Copy copy, Language language) {
        var years = term.from().getYear() + "-" + term.until().getYear();
        return language == Language.ZH
                ? file(unit.zh() + kind.zh() + years, copy, language)
                : file(unit.en() + ", " + kind.en() + " " + years, copy, language);
    }

    private static String file(String name, Copy copy, Language language) {
        var whole = language == Language.ZH
                ? name + "（" + copy.names().zh() + "）"
                : name + " (" + copy.names().en() + ")";
        return whole.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_") + ".docx";
    }
}
