package cn.zhibu.report.fact;

import cn.zhibu.directory.QuorumService;
import cn.zhibu.directory.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Judges meetings by the branch of their day (BR-07, BR-10): a form that was held without its quorum is no longer among
 * the forms of the evidence but among the inquorate ones, meets no duty and is not counted as one that does.
 */
@Component
final class Judging {

    static final String FORM = "form";
    static final String INQUORATE = "inquorate";
    static final String ATTENDEES = "attendees";
    static final String ABSENTEES = "absentees";
    private static final String SESSION = "session";

    private final QuorumService quorums;

    Judging(QuorumService quorums) {
        this.quorums = quorums;
    }

    /** Whether it was told who was there, as it is of what needs a quorum. */
    static boolean needsQuorum(Source source) {
        return source.kind().equals(SESSION)
                && (source.values().containsKey(ATTENDEES) || source.values().containsKey(ABSENTEES));
    }

    Source judged(Source source, @Nullable Shape shape) {
        if (!needsQuorum(source)) {
            return source;
        }
        var attendees = source.values().get(ATTENDEES);
        var there = attendees == null ? List.<String>of() : attendees;
        var asked = new ArrayList<>(there);
        asked.addAll(source.values().getOrDefault(ABSENTEES, List.of()));
        var forms = source.values().getOrDefault(FORM, List.of());
        var inquorate = shape == null
                ? List.<String>of()
                : quorums.inquorate(forms, shape, source.date(), asked, there).stream()
                        .sorted()
                        .toList();
        return source.with(values(source.values(), forms, inquorate));
    }

    /** The fact as it counts, or none where it is of a form that had no quorum. */
    @Nullable
    Found judged(Found found, @Nullable Shape shape) {
        var source = judged(found.source(), shape);
        var form = found.fact().by().get(FORM);
        return form != null
                        && source.values().getOrDefault(INQUORATE, List.of()).contains(form)
                ? null
                : new Found(source, found.fact());
    }

    private static Map<String, List<String>> values(
            Map<String, List<String>> values, List<String> forms, List<String> inquorate) {
        var judged = new HashMap<>(values);
        judged.remove(ATTENDEES);
        judged.remove(ABSENTEES);
        if (!inquorate.isEmpty()) {
            judged.put(
                    FORM,
                    forms.stream().filter(form -> !inquorate.contains(form)).toList());
            judged.put(INQUORATE, inquorate);
        }
        return judged;
    }
}
