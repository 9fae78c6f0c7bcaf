package cn.zhibu.report.duty;

import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.change.Scope;
import java.time.LocalDate;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.CompoundIndexes;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The duties of one branch in one year as they were last judged: what screens, reminders and reports read. Nothing is in it
 * that is not in the facts, the directory and the rules; it may be thrown away at any time.
 *
 * @param founded the branch's first day, by which tables are ordered
 * @param judgement by what it was judged and what was found; none while it has to be judged anew
 * @param lookOn the next day on which there may be something to tell; none when there never will be
 */
@Document("duty_sheets")
@CompoundIndexes({
    @CompoundIndex(
            name = "renewal",
            def = "{'year': 1, 'scope.ancestors': 1, 'judgement.basis': 1, 'judgement.turns': 1}"),
    @CompoundIndex(name = "table", def = "{'year': 1, 'scope.ancestors': 1, 'founded': 1, 'scope.unit': 1}"),
    @CompoundIndex(name = "unit", def = "{'scope.unit': 1}"),
    @CompoundIndex(name = "look", def = "{'lookOn': 1}")
})
record DutySheet(
        @Id String id,
        Scope scope,
        LocalDate founded,
        int year,
        @Nullable Judged judgement,
        @Nullable LocalDate lookOn,
        @Version @Nullable Long version) {

    /** Before every day: something has happened that nobody has looked at. */
    static final LocalDate AT_ONCE = LocalDate.EPOCH;

    /**
     * What was found.
     *
     * @param basis by which rules and from which read models; another one has to judge anew
     * @param packed the judgements, as JSON in zlib's form ({@link SheetText}); nothing where another release kept them
     * @param cells what the table shows on the days from {@code day} until the day before {@code turns}, as JSON; nothing where
     *     it was read without ({@link SheetLines})
     * @param mark names the cells: another one wherever they are others
     * @param tally the cells as the store counts and finds them
     * @param turns the first day on which something may stand otherwise; none when nothing will
     */
    record Judged(
            String basis,
            @Nullable Binary packed,
            @Nullable String cells,
            String mark,
            Tally tally,
            LocalDate day,
            @Nullable LocalDate turns) {

        /** Whether the cells are those of that day. */
        boolean shows(LocalDate today) {
            return !today.isBefore(day) && (turns == null || today.isBefore(turns));
        }
    }

    static String nameOf(String unit, int year) {
        return Command.nameOf("duty-sheet", unit, Integer.toString(year));
    }

    /** A sheet that nobody has judged yet. */
    static DutySheet blank(Scope scope, LocalDate founded, int year) {
        return new DutySheet(nameOf(scope.unit(), year), scope, founded, year, null, AT_ONCE, null);
    }

    /** To be judged anew; also when it is already, so that whoever is judging it now finds that it has changed. */
    DutySheet stale() {
        return new DutySheet(id, scope, founded, year, null, AT_ONCE, version);
    }

    DutySheet judged(Judged found) {
        return new DutySheet(id, scope, founded, year, found, AT_ONCE, version);
    }

    DutySheet looked(@Nullable Judged found, @Nullable LocalDate next) {
        return new DutySheet(id, scope, founded, year, found, next, version);
    }

    /** The same judgements as another day shows them; what there is to tell of them is not touched. */
    DutySheet shown(Judged found) {
        return new DutySheet(id, scope, founded, year, found, lookOn, version);
    }

    /** Whether it was judged on that basis. */
    boolean stands(String basis) {
        return judgement != null && judgement.basis().equals(basis);
    }
}
