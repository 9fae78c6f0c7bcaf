package cn.zhibu.activity.record;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.record.WorkRecord.Body;
import cn.zhibu.platform.change.Scope;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The other side of a record: the branch to which something was given, and what it says of it. It may read and answer the
 * record, and nothing else of its owner.
 *
 * @param again whether it had answered before the record was corrected
 * @param said null while it has not answered
 * @param turn whose turn it is, as ancestors of the unit; empty when nobody's
 */
record Giving(
        Scope other, Answer answer, boolean again, @Nullable Said said, List<String> turn) {

    enum Answer {
        WAITING,
        CONFIRMED,
        DIFFERENT,
        REFUSED
    }

    /**
     * What was said, when and by whom.
     *
     * @param date the day as it was there; null where the day is right
     * @param values numbers as they were there, by field id
     * @param reason in people's words; it stays in this service
     */
    record Said(
            Answer answer,
            @Nullable LocalDate date,
            Map<String, Object> values,
            @Nullable String reason,
            Entry entry) {}

    Giving {
        turn = turn == null ? List.of() : List.copyOf(turn);
    }

    static Giving offered(Scope other) {
        return new Giving(other, Answer.WAITING, false, null, other.ancestors());
    }

    Giving answered(Said what, Scope owner) {
        var turn = what.answer() == Answer.CONFIRMED ? List.<String>of() : owner.ancestors();
        return new Giving(other, what.answer(), again, what, turn);
    }

    /** After a correction it is asked again, unless the correction says the same, or just what it had said itself. */
    Giving after(Body before, Body corrected) {
        if (before.saysTheSame(corrected)) {
            return this;
        }
        return answer == Answer.DIFFERENT && as(before).saysTheSame(corrected)
                ? new Giving(other, Answer.CONFIRMED, again, said, List.of())
                : new Giving(other, Answer.WAITING, again || said != null, null, other.ancestors());
    }

    /** What the record would say by the answer. */
    Body as(Body body) {
        if (said == null) {
            return body;
        }
        var values = new LinkedHashMap<>(body.values());
        values.putAll(said.values());
        var date = said.date() == null ? body.date() : said.date();
        return new Body(date, values, body.restricted(), body.about(), body.evidence(), body.persons());
    }

    /** Nothing more is asked of a record that does not count. */
    Giving over() {
        return new Giving(other, answer, again, said, List.of());
    }
}
