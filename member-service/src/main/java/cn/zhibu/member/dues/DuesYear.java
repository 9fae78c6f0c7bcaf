package cn.zhibu.member.dues;

import static cn.zhibu.member.dues.DuesProblem.DUES_FULL;
import static cn.zhibu.member.dues.DuesProblem.DUES_NOT_PUBLISHED;
import static cn.zhibu.member.dues.DuesProblem.DUES_PUBLISHED;
import static cn.zhibu.member.dues.DuesProblem.DUES_PUBLISHED_EARLY;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.security.Sealed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What the members of a branch have paid for a year. One record, so that a month of the whole branch is entered in one write
 * or not at all.
 *
 * @param id the branch's, a dot and the year
 * @param earlier each act, oldest first, with what stood there before it; read where the acts are asked for alone
 */
@Document("dues_years")
record DuesYear(
        @Id String id,
        Scope scope,
        int year,
        List<Payer> payers,
        List<Edition> earlier,
        @Nullable Publication published,
        @Version @Nullable Long version)
        implements Scoped {

    DuesYear {
        earlier = earlier == null ? List.of() : earlier;
    }

    /** As much as one record keeps of what stood there before: five times over each month of two hundred members. */
    static final int MOST = 12_000;

    /** @param paid {@link Paid#written} */
    record Payer(String member, Sealed paid) {}

    /**
     * What was written in one act.
     *
     * @param before what these members had paid before it; those who had paid nothing are named alone
     * @param reason why it was corrected or taken back
     */
    record Edition(Instant at, String by, @Nullable String reason, List<Payer> before, List<String> members) {}

    /**
     * The statement was made known to the members (DU-16, OP-07).
     *
     * @param changed whether something was entered since, which is not in what was published
     */
    record Publication(LocalDate on, Instant at, String by, boolean changed) {

        Publication outdated() {
            return new Publication(on, at, by, true);
        }
    }

    /** Who acts, when, and why where that is asked for. */
    record Stamp(Instant at, String by, @Nullable String reason) {}

    static String id(String branch, int year) {
        return branch + "." + year;
    }

    static DuesYear none(Scope branch, int year) {
        return new DuesYear(id(branch.unit(), year), branch, year, List.of(), List.of(), null, null);
    }

    /** Writes what these members have paid now; {@code corrects} where something stood there before that is otherwise now. */
    Change<DuesYear> enter(Map<String, Sealed> paid, boolean corrects, Stamp stamp) {
        refuseIfFull();
        var before = payers.stream()
                .filter(payer -> paid.containsKey(payer.member()))
                .toList();
        var kept = payers.stream().filter(payer -> !paid.containsKey(payer.member()));
        var now = paid.entrySet().stream().map(each -> new Payer(each.getKey(), each.getValue()));
        var acts = new ArrayList<>(earlier);
        var members = paid.keySet().stream().sorted().toList();
        acts.add(new Edition(stamp.at(), stamp.by(), stamp.reason(), before, members));
        var all = Stream.concat(kept, now).toList();
        var told = published == null ? null : published.outdated();
        var next = new DuesYear(id, scope, year, all, List.copyOf(acts), told, version);
        var unit = scope.unit();
        return corrects
                ? Change.of(next, new DuesEvent.Corrected(id, unit, scope.ancestors(), year, paid.size()))
                        .because(stamp.reason())
                : Change.of(next, new DuesEvent.Paid(id, unit, scope.ancestors(), year, paid.size()));
    }

    private void refuseIfFull() {
        int kept = earlier.stream().mapToInt(act -> act.members().size()).sum();
        if (kept >= MOST) {
            throw DUES_FULL.of(MOST);
        }
    }

    Change<DuesYear> publish(LocalDate on, Stamp stamp) {
        if (published != null) {
            throw DUES_PUBLISHED.of(published.on());
        }
        var first = LocalDate.of(year, 1, 1);
        if (on.isBefore(first)) {
            throw DUES_PUBLISHED_EARLY.at("/on", first);
        }
        var publication = new Publication(on, stamp.at(), stamp.by(), false);
        return Change.of(
                new DuesYear(id, scope, year, payers, earlier, publication, version),
                new DuesEvent.Published(id, scope.unit(), scope.ancestors(), year, on));
    }

    Change<DuesYear> withdrawPublication(Stamp stamp) {
        if (published == null) {
            throw DUES_NOT_PUBLISHED.of(year);
        }
        return Change.of(
                        new DuesYear(id, scope, year, payers, earlier, null, version),
                        new DuesEvent.PublicationWithdrawn(id, scope.unit(), scope.ancestors(), year))
                .because(stamp.reason());
    }

    /** Whether something was entered after it was published. */
    boolean changedSince() {
        return published != null && published.changed();
    }
}
