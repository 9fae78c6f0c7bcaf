package cn.zhibu.notification.inbox;

import cn.zhibu.platform.change.Change;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Something one person should know. Named after its occasion and the person, so it is never there twice.
 *
 * @param account whose inbox it is in
 * @param what happened; the words for it stand in the reader's language in front
 * @param subject id of the report or the committee; of the branch where it is about duties
 * @param matter more about it; old notices have none
 */
@Document("notices")
@CompoundIndex(name = "newest", def = "{'account': 1, 'at': -1, '_id': -1, 'matter.hidden': 1}")
@CompoundIndex(name = "unread", def = "{'account': 1, 'readAt': 1, 'at': -1, '_id': -1, 'matter.hidden': 1}")
@CompoundIndex(name = "of", def = "{'subject': 1, 'what': 1, 'matter.settledAt': 1}")
@CompoundIndex(name = "open", def = "{'what': 1, 'matter.settledAt': 1, 'unit': 1}")
record Notice(
        @Id String id,
        String account,
        What what,
        String subject,
        String unit,
        int year,
        Instant at,
        @Nullable Instant readAt,
        @Nullable Matter matter,
        @Version @Nullable Long version) {

    /**
     * What it is about.
     *
     * @param date the day it leads up to
     * @param settledAt since when there is nothing left to do
     * @param hidden not shown in the inbox, because the person does not want it there
     * @param occasion what it was told for, the same for all who were told; older notices have none
     */
    record Matter(
            List<Debt> debts,
            @Nullable LocalDate date,
            @Nullable Instant settledAt,
            boolean hidden,
            @Nullable String occasion) {

        Matter settled(List<Debt> now, @Nullable Instant at) {
            return new Matter(now, date, at, hidden, occasion);
        }
    }

    /** A duty, and since when it is settled. */
    record Debt(Owed duty, @Nullable Instant settledAt) {}

    /** Reading twice is reading once. */
    Change<Notice> read(Instant now) {
        return readAt != null
                ? Change.of(this)
                : Change.of(new Notice(id, account, what, subject, unit, year, at, now, matter, version));
    }

    /** Some of its duties are met, or no longer asked for; when none is left there is nothing more to do. */
    Change<Notice> settle(Collection<String> duties, Instant now) {
        if (matter == null || matter.debts().stream().noneMatch(debt -> open(debt, duties))) {
            return Change.of(this);
        }
        var debts = matter.debts().stream()
                .map(debt -> open(debt, duties) ? new Debt(debt.duty(), now) : debt)
                .toList();
        var done = debts.stream().allMatch(debt -> debt.settledAt() != null);
        return Change.of(about(matter.settled(debts, done ? now : null)));
    }

    /** What it asked for is done. */
    Change<Notice> settle(Instant now) {
        return matter == null || matter.settledAt() != null
                ? Change.of(this)
                : Change.of(about(matter.settled(matter.debts(), now)));
    }

    /** What it asked for was done by mistake, or taken back. */
    Change<Notice> revive() {
        return matter == null || matter.settledAt() == null
                ? Change.of(this)
                : Change.of(about(matter.settled(matter.debts(), null)));
    }

    List<Debt> debts() {
        return matter == null ? List.of() : matter.debts();
    }

    @Nullable
    Instant settledAt() {
        return matter == null ? null : matter.settledAt();
    }

    private static boolean open(Debt debt, Collection<String> duties) {
        return debt.settledAt() == null && duties.contains(debt.duty().duty());
    }

    private Notice about(Matter other) {
        return new Notice(id, account, what, subject, unit, year, at, readAt, other, version);
    }
}
