package cn.zhibu.report.report;

import cn.zhibu.report.content.Content;
import cn.zhibu.report.content.Sentence;
import cn.zhibu.report.content.Sentence.Kind;
import cn.zhibu.words.Language;
import cn.zhibu.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has changed in a report since it was pinned, sentence by sentence. */
final class Differences {

    private Differences() {}

    enum Type {
        ADDED,
        REMOVED,
        /** It reads differently. */
        CHANGED,
        /** It reads the same, but other records, or other versions of them, stand behind it. */
        SOURCES
    }

    /** One changed sentence, as it read and as it reads. */
    record Difference(
            String sentence,
            Type type,
            @Nullable Words before,
            @Nullable Words after) {}

    static List<Difference> between(Content pinned, Content now) {
        var before = sentences(pinned);
        var after = sentences(now);
        var differences = new ArrayList<Difference>();
        before.forEach((id, sentence) -> {
            var other = after.get(id);
            if (other == null) {
                differences.add(new Difference(id, Type.REMOVED, words(sentence), null));
            } else if (!words(sentence).equals(words(other))) {
                differences.add(new Difference(id, Type.CHANGED, words(sentence), words(other)));
            } else if (!sentence.figures().equals(other.figures())) {
                differences.add(new Difference(id, Type.SOURCES, words(sentence), words(other)));
            }
        });
        after.forEach((id, sentence) -> {
            if (!before.containsKey(id)) {
                differences.add(new Difference(id, Type.ADDED, null, words(sentence)));
            }
        });
        return differences;
    }

    private static Map<String, Sentence> sentences(Content content) {
        var map = new LinkedHashMap<String, Sentence>();
        for (var sentence : content.sentences()) {
            if (sentence.kind() != Kind.FIXED) {
                map.put(sentence.id(), sentence);
            }
        }
        return map;
    }

    private static Words words(Sentence sentence) {
        return new Words(sentence.reads(Language.ZH), sentence.reads(Language.EN));
    }
}
