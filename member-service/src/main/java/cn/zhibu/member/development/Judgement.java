package cn.zhibu.member.development;

import cn.zhibu.member.development.Entry.Result;
import cn.zhibu.rules.DevelopmentPack;
import cn.zhibu.rules.DevelopmentPack.Stage;
import cn.zhibu.rules.DevelopmentPack.Step;
import cn.zhibu.rules.RulePack.Mark;
import cn.zhibu.words.Words;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say of a case on a day: a step that was taken is judged by the version of its own day, what is still to come
 * by that of today.
 *
 * @param lines one for each step of today's version, in its order
 */
record Judgement(DevelopmentPack pack, Stage stage, List<Line> lines) {

    enum State {
        TAKEN,
        FAILED,
        /** A later step was taken, and the rules of that day asked for this one before. */
        MISSING,
        /** A later step was taken when the rules did not ask for this one. */
        NOT_ASKED,
        OPEN
    }

    enum Kind {
        TOO_EARLY,
        TOO_LATE,
        OVERDUE,
        MISSING
    }

    /** A day that the rules name, with the point that does; {@code provisional}: the calendar of a year is not known. */
    record Bound(LocalDate day, String rule, Words article, Mark mark, boolean provisional) {}

    record Finding(Kind kind, Bound bound) {}

    /**
     * How one step stands.
     *
     * @param from not before; {@code by}: not after; of a step that is to be taken
     */
    record Line(
            Step step,
            State state,
            @Nullable Bound from,
            @Nullable Bound by,
            List<Finding> findings) {

        /** It is to be taken, or taken anew. */
        boolean pending() {
            return state == State.OPEN || state == State.FAILED;
        }
    }

    /** Who is judged: born on that day, the steps that were taken, and by how many months probation was extended. */
    record Facts(LocalDate born, List<Entry> entries, int extended) {

        Optional<Entry> passed(String step) {
            return entries.stream()
                    .filter(entry -> entry.step().equals(step) && entry.passed())
                    .findFirst();
        }

        /** The day from which a limit counts, where it has come. */
        Optional<LocalDate> since(String step) {
            return DevelopmentPack.BIRTH.equals(step)
                    ? Optional.of(born)
                    : passed(step).map(Entry::on);
        }

        boolean failed(String step) {
            return entries.stream().anyMatch(entry -> entry.step().equals(step) && entry.result() == Result.FAILED);
        }
    }

    /** The step that comes next; none where the last one was taken. */
    Optional<Line> next() {
        int last = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).state() == State.TAKEN && !lines.get(i).step().repeats()) {
                last = i;
            }
        }
        return lines.stream()
                .skip(last + 1L)
                .filter(line -> line.pending() && !line.step().repeats())
                .findFirst();
    }

    /** The first day by which something is to be done. */
    Optional<Bound> due() {
        return lines.stream()
                .filter(Line::pending)
                .map(Line::by)
                .flatMap(by -> Optional.ofNullable(by).stream())
                .min((one, other) -> one.day().compareTo(other.day()));
    }
}
