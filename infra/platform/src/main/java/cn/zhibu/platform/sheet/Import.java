package cn.zhibu.platform.sheet;

import static cn.zhibu.platform.sheet.ImportProblem.IMPORT_NOT_ENTERED;
import static cn.zhibu.platform.sheet.ImportProblem.IMPORT_UNDER_WAY;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.CompoundIndexes;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Rows of a sheet on their way to becoming records of one branch: looked at first, then entered as a whole or not at all, and
 * taken back as a whole. It is there for who brought it and nobody else.
 *
 * @param account who brought it
 * @param until when it is forgotten, if it is not entered by then
 */
@Document("imports")
@CompoundIndexes({
    @CompoundIndex(name = "author", def = "{'account': 1, 'at': -1, '_id': -1}"),
    @CompoundIndex(name = "states", def = "{'progress.state': 1, 'until': 1}")
})
record Import(
        @Id String id,
        Scope scope,
        String account,
        Subject subject,
        Progress progress,
        Instant at,
        Instant until,
        @Version @Nullable Long version)
        implements Scoped {

    /** For how long rows wait to be entered. */
    static final Duration KEPT = Duration.ofDays(7);

    /** Where it stands; of the last three of those before the end, rounds of a job go on. */
    enum State {
        PREVIEW,
        ENTERING,
        UNDOING,
        WITHDRAWING,
        ENTERED,
        WITHDRAWN
    }

    /**
     * What was brought.
     *
     * @param file its name
     * @param ignored headings of columns that were not read
     * @param hidden rows that were hidden in the sheet
     * @param firsts the first row of each part
     */
    record Subject(
            String kind,
            int kindVersion,
            String file,
            List<String> ignored,
            int hidden,
            int rows,
            List<Integer> firsts) {}

    /**
     * How far it has come.
     *
     * @param attempt number of the confirmation; records are named after it
     * @param parts that are done
     * @param records that are entered, or taken back
     * @param left rows whose records were corrected since and stay
     * @param reason why it was taken back
     * @param stop the row that was refused while they were being entered
     */
    record Progress(
            State state,
            int attempt,
            int parts,
            int records,
            List<Integer> left,
            @Nullable String reason,
            @Nullable Stop stop) {}

    /** A row that was refused, and the refusal's code. */
    record Stop(int row, String code) {}

    static Change<Import> bring(String id, Scope scope, String account, Subject subject, Instant now) {
        var progress = new Progress(State.PREVIEW, 0, 0, 0, List.of(), null, null);
        return Change.of(new Import(id, scope, account, subject, progress, now, now.plus(KEPT), null));
    }

    State state() {
        return progress.state();
    }

    boolean open() {
        return state() == State.PREVIEW;
    }

    boolean going() {
        return state() == State.ENTERING || state() == State.UNDOING || state() == State.WITHDRAWING;
    }

    void refuseUnlessOpen() {
        if (!open()) {
            throw IMPORT_UNDER_WAY.of();
        }
    }

    Change<Import> confirm() {
        refuseUnlessOpen();
        return to(new Progress(State.ENTERING, progress.attempt() + 1, 0, 0, List.of(), null, null));
    }

    /** A part is done; of two that do the same at one time the one who is further on counts. */
    Change<Import> partDone(Import begun, int part, int records, List<Integer> stay) {
        if (!goesOn(begun) || part <= progress.parts()) {
            return Change.of(this);
        }
        var all = new ArrayList<>(progress.left());
        all.addAll(stay);
        return to(new Progress(
                state(),
                progress.attempt(),
                part,
                progress.records() + records,
                List.copyOf(all),
                progress.reason(),
                progress.stop()));
    }

    Change<Import> stopped(Import begun, Stop stop) {
        return goesOn(begun)
                ? to(new Progress(State.UNDOING, progress.attempt(), 0, 0, List.of(), null, stop))
                : Change.of(this);
    }

    /** All parts are done: entered, taken back, or, after a stop, as it was before. */
    Change<Import> finished(Import begun, Instant now) {
        if (!goesOn(begun)) {
            return Change.of(this);
        }
        return switch (state()) {
            case ENTERING -> to(with(State.ENTERED));
            case WITHDRAWING -> to(with(State.WITHDRAWN));
            default -> {
                var again = new Progress(State.PREVIEW, progress.attempt(), 0, 0, List.of(), null, progress.stop());
                yield Change.of(new Import(id, scope, account, subject, again, at, now.plus(KEPT), version));
            }
        };
    }

    Change<Import> withdraw(String reason) {
        if (state() != State.ENTERED) {
            throw IMPORT_NOT_ENTERED.of();
        }
        return to(new Progress(State.WITHDRAWING, progress.attempt(), 0, 0, List.of(), reason, null));
    }

    private boolean goesOn(Import begun) {
        return state() == begun.state() && progress.attempt() == begun.progress.attempt();
    }

    private Progress with(State next) {
        return new Progress(
                next,
                progress.attempt(),
                progress.parts(),
                progress.records(),
                progress.left(),
                progress.reason(),
                progress.stop());
    }

    private Change<Import> to(Progress next) {
        return Change.of(new Import(id, scope, account, subject, next, at, until, version));
    }
}
