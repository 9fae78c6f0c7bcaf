package cn.zhibu.report.claim;

import cn.zhibu.report.content.Sentence.Part;
import java.util.List;
import java.util.regex.Pattern;

/** Takes away what follows upon itself: "区级“区级文明校园”" where a title names its level, "等等" where a list is cut. */
final class Repetition {

    private static final Pattern TWICE = Pattern.compile("(\\p{IsHan}{2,12})(“?)\\1");

    private Repetition() {}

    static String removed(String text) {
        return TWICE.matcher(text.replace("等等", "等")).replaceAll("$2$1");
    }

    static List<Part> removed(List<Part> parts) {
        return parts.stream()
                .map(part -> part.figure() == null ? Part.text(removed(part.text())) : part)
                .toList();
    }
}
