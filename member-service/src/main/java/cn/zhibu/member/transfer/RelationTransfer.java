package cn.zhibu.member.transfer;

import static cn.zhibu.member.transfer.TransferProblem.*;

import cn.zhibu.member.transfer.Step.Side;
import cn.zhibu.member.transfer.TransferEvent.Branch;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.change.Unique;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.CompoundIndexes;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The transfer of one member's organisational relation (ED-13 to ED-15). Until it is accepted the member counts where the
 * person was; with the acceptance it is decided, and the file follows ({@link Carrying}).
 *
 * @param scope the giving branch, or of a transfer into the bureau the receiving one
 * @param sides the ids of all units at or above one of the branches: for whom it is there
 * @param asked the day on which it was asked
 * @param steps what was done, oldest first
 * @param letters oldest first; the last one counts
 * @param openKey the member while it is open, so that there is one; its own id afterwards
 */
@Document("relation_transfers")
@CompoundIndexes({
    @CompoundIndex(name = "acts", def = "{'course.acts.ancestors': 1, 'course.day': 1, '_id': 1}"),
    @CompoundIndex(name = "sides", def = "{'sides': 1, 'course.open': 1, 'course.day': 1, '_id': 1}"),
    @CompoundIndex(name = "once", def = "{'openKey': 1}", unique = true)
})
@Unique(index = "once", field = "/member", refusal = TransferProblem.class, as = "TRANSFER_OPEN_ALREADY")
record RelationTransfer(
        @Id String id,
        Scope scope,
        Kind kind,
        Who who,
        Way way,
        List<String> sides,
        Course course,
        LocalDate asked,
        List<Step> steps,
        List<Letter> letters,
        String openKey,
        @Version @Nullable Long version)
        implements Scoped {

    private static final int MOST_LETTERS = 20;

    enum Kind {
        INSIDE,
        OUT,
        IN
    }

    enum State {
        ASKED,
        ACCEPTED,
        REFUSED,
        WITHDRAWN,
        ENDED
    }

    /** What is done first, and the day on which it is. */
    record Asking(Step step, LocalDate today) {}

    /**
     * How it stands.
     *
     * @param acts the branch that has to do something; null when it is over
     * @param day by when something is to be done, or when it was over
     */
    record Course(State state, boolean open, @Nullable Scope acts, LocalDate day) {}

    /** A transfer within the bureau: the other branch acts next. */
    static Change<RelationTransfer> askInside(String id, Who who, Way way, Asking asking, LocalDate due) {
        if (way.of(Side.GIVING).unit().equals(way.of(Side.RECEIVING).unit())) {
            throw TRANSFER_SAME_BRANCH.at("/to");
        }
        return ask(id, Kind.INSIDE, who, way, asking, List.of(), due);
    }

    /** Out of the bureau, by a letter; the giving branch waits for the receipt slip. */
    static Change<RelationTransfer> askOut(String id, Who who, Way way, Asking asking, Letter letter) {
        return ask(id, Kind.OUT, who, way, asking, List.of(letter), letter.until());
    }

    /** Into the bureau, by a letter of somebody else's; the receiving branch accepts or refuses. */
    static Change<RelationTransfer> askIn(String id, Who who, Way way, Asking asking, Letter letter) {
        return ask(id, Kind.IN, who, way, asking, List.of(letter), letter.until());
    }

    private static Change<RelationTransfer> ask(
            String id, Kind kind, Who who, Way way, Asking asking, List<Letter> letters, LocalDate due) {
        var side = asking.step().side();
        var acts = way.of(kind == Kind.INSIDE ? other(side) : side);
        var course = new Course(State.ASKED, true, acts, due);
        var made = new RelationTransfer(
                id,
                way.of(kind == Kind.IN ? Side.RECEIVING : Side.GIVING),
                kind,
                who,
                way,
                way.sides(),
                course,
                asking.today(),
                List.of(asking.step()),
                letters,
                who.key(),
                null);
        return Change.of(
                made,
                new TransferEvent.Asked(
                        id,
                        made.scope.unit(),
                        made.scope.ancestors(),
                        kind.name(),
                        made.knownMember(),
                        Objects.requireNonNull(Branch.of(acts)),
                        due));
    }

    /** Accepted on that day, or of a transfer to outside the receipt slip of that day: from now on it is decided (ED-14). */
    Change<RelationTransfer> accept(Step accepted) {
        refuseUnlessOpen();
        var on = Objects.requireNonNull(accepted.on());
        if (on.isBefore(earliest())) {
            throw TRANSFER_TOO_EARLY.at("/on", earliest());
        }
        return Change.of(
                over(State.ACCEPTED, accepted, on),
                new TransferEvent.Accepted(
                        id, scope.unit(), scope.ancestors(), kind.name(), who.member(), askedBy(), on));
    }

    /** Not without a reason (ED-14). */
    Change<RelationTransfer> refuse(Step refused, LocalDate today, String why) {
        refuseUnlessOpen();
        return Change.of(
                        over(State.REFUSED, refused, today),
                        new TransferEvent.Refused(id, scope.unit(), scope.ancestors(), kind.name(), askedBy()))
                .because(why);
    }

    /** Taken back by whoever asked, as long as nobody has decided. */
    Change<RelationTransfer> withdraw(Step withdrawn, LocalDate today, String why) {
        refuseUnlessOpen();
        return Change.of(
                        over(State.WITHDRAWN, withdrawn, today),
                        new TransferEvent.Withdrawn(id, scope.unit(), scope.ancestors(), kind.name()))
                .because(why);
    }

    /** The membership that it was to end is over by another act. Once it is over itself, nothing changes. */
    Change<RelationTransfer> end(Step ended, LocalDate today) {
        return course.state() == State.ASKED || course.state() == State.ACCEPTED
                ? Change.of(
                        over(State.ENDED, ended, today),
                        new TransferEvent.Ended(id, scope.unit(), scope.ancestors(), kind.name(), askedBy()))
                : Change.of(this);
    }

    /** Another letter, in the place of one that has run out or was lost (ED-15). */
    Change<RelationTransfer> issue(Letter letter, Step issued) {
        refuseUnlessOpen();
        if (kind != Kind.OUT) {
            throw LETTER_NOT_OF_THIS.of();
        }
        if (letters.size() >= MOST_LETTERS) {
            throw LETTERS_FULL.of(MOST_LETTERS);
        }
        if (letters.stream().anyMatch(known -> known.number().equals(letter.number()))) {
            throw LETTER_NUMBER_USED.at("/number");
        }
        if (letter.on().isBefore(letter().on())) {
            throw LETTER_TOO_EARLY.at("/on", letter().on());
        }
        var all = new ArrayList<>(letters);
        all.add(letter);
        var next = new Course(State.ASKED, true, course.acts(), letter.until());
        var acts = Objects.requireNonNull(Branch.of(course.acts()));
        return Change.of(
                new RelationTransfer(
                        id,
                        scope,
                        kind,
                        who,
                        way,
                        sides,
                        next,
                        asked,
                        after(issued),
                        List.copyOf(all),
                        openKey,
                        version),
                new TransferEvent.LetterIssued(id, scope.unit(), scope.ancestors(), letter.on(), letter.until(), acts));
    }

    /** As it would be written for the first time: what is there already is answered then. */
    RelationTransfer unsaved() {
        return new RelationTransfer(id, scope, kind, who, way, sides, course, asked, steps, letters, openKey, null);
    }

    /** Who asked, and for which side. */
    Step asking() {
        return steps.get(0);
    }

    /** For which side it is answered. */
    Side answering() {
        return kind == Kind.INSIDE ? other(asking().side()) : asking().side();
    }

    Instant since() {
        return steps.get(steps.size() - 1).at();
    }

    /** The letter that counts. */
    Letter letter() {
        return letters.get(letters.size() - 1);
    }

    boolean is(State state) {
        return course.state() == state;
    }

    /** The day on which the membership changes; of what is accepted. */
    LocalDate movedOn() {
        return course.day();
    }

    /** The file, where there is one already. */
    @Nullable
    String knownMember() {
        return who.name() != null && !is(State.ACCEPTED) ? null : who.member();
    }

    /** The receipt cannot be older than the letter; a branch cannot accept before it was wished and before it was asked. */
    private LocalDate earliest() {
        if (kind != Kind.INSIDE) {
            return letters.get(0).on();
        }
        var wished = Objects.requireNonNull(asking().on());
        return wished.isBefore(asked) ? wished : asked;
    }

    private Branch askedBy() {
        return Objects.requireNonNull(Branch.of(way.of(asking().side())));
    }

    private RelationTransfer over(State state, Step step, LocalDate on) {
        var now = new Course(state, false, null, on);
        return new RelationTransfer(id, scope, kind, who, way, sides, now, asked, after(step), letters, id, version);
    }

    private List<Step> after(Step step) {
        var all = new ArrayList<>(steps);
        all.add(step);
        return List.copyOf(all);
    }

    private static Side other(Side side) {
        return side == Side.GIVING ? Side.RECEIVING : Side.GIVING;
    }

    /** Who comes second is told what was done first, and when. */
    private void refuseUnlessOpen() {
        if (!course.open()) {
            var told =
                    switch (course.state()) {
                        case ACCEPTED -> TRANSFER_ACCEPTED_ALREADY;
                        case REFUSED -> TRANSFER_REFUSED_ALREADY;
                        case WITHDRAWN -> TRANSFER_WITHDRAWN_ALREADY;
                        default -> TRANSFER_ENDED_ALREADY;
                    };
            throw told.of(course.day());
        }
    }
}
