package cn.zhibu.member.dues;

import static cn.zhibu.member.dues.DuesProblem.DUES_FULL;
import static cn.zhibu.member.dues.DuesProblem.DUES_REASON_MISSING;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.rules.DuesRules;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * By what the dues of a branch's members are reckoned. One record for each branch, so that the standards of all members are
 * fixed in one act; a branch that somebody joins fixes its own, and learns no salary from the one before.
 *
 * @param id of the branch
 */
@Document("dues_standards")
record DuesStandards(
        @Id String id,
        Scope scope,
        List<Held> members,
        @Version @Nullable Long version) implements Scoped {

    /** As many as one record keeps of all members together. */
    static final int MOST = 12_000;

    /** What was fixed for a member, in the order in which it was said; nothing is taken out. */
    record Held(String member, List<Standard> standards) {

        /** The one of a month: the one that begins last, and of two that begin together the one that was said last. */
        Optional<Standard> on(LocalDate month) {
            Standard found = null;
            for (var each : standards) {
                if (!each.from().isAfter(month)
                        && (found == null || !each.from().isBefore(found.from()))) {
                    found = each;
                }
            }
            return Optional.ofNullable(found);
        }
    }

    /**
     * In force until another one begins.
     *
     * @param from first day of the month from which it holds
     * @param base yuan; an income, or the amount agreed on
     * @param reason why it was changed within the year (DU-17) or corrected
     */
    record Standard(
            LocalDate from,
            String category,
            @Nullable Sealed base,
            @Nullable String reason,
            Instant at,
            String by) {}

    /** What is fixed for one member. */
    record Fixing(
            String member,
            LocalDate from,
            String category,
            @Nullable Sealed base) {}

    /** Who acts, when, and why where that is asked for. */
    record Stamp(Instant at, String by, @Nullable String reason) {}

    static DuesStandards none(Scope branch) {
        return new DuesStandards(branch.unit(), branch, List.of(), null);
    }

    /** Fixes standards; one that changes what holds in the year already, or corrects it, says why. */
    Change<DuesStandards> fix(List<Fixing> fixings, DuesRules rules, Stamp stamp) {
        if (members.stream().mapToInt(held -> held.standards().size()).sum() >= MOST) {
            throw DUES_FULL.of(MOST);
        }
        var all = new ArrayList<>(members);
        for (var fixing : fixings) {
            var held = of(fixing.member()).orElseGet(() -> new Held(fixing.member(), List.of()));
            if (stamp.reason() == null && changes(held, fixing, rules)) {
                throw DUES_REASON_MISSING.at("/reason");
            }
            all.removeIf(each -> each.member().equals(fixing.member()));
            all.add(with(held, fixing, stamp));
        }
        var next = new DuesStandards(id, scope, List.copyOf(all), version);
        var event = new DuesEvent.Fixed(id, scope.ancestors(), fixings.get(0).from(), fixings.size());
        return Change.of(next, event).because(stamp.reason());
    }

    Optional<Held> of(String member) {
        return members.stream().filter(held -> held.member().equals(member)).findFirst();
    }

    /** Whether it is anything but the first one, or the new one of a year, or of the month or quarter whose income it is. */
    private static boolean changes(Held held, Fixing fixing, DuesRules rules) {
        var before = held.on(fixing.from());
        if (before.isEmpty()) {
            return false;
        }
        var period = rules.category(fixing.category(), fixing.from())
                .map(DuesRules.Category::fixedFor)
                .orElseThrow();
        return before.get().from().equals(fixing.from())
                || !period.firstDay(fixing.from()).equals(fixing.from());
    }

    private static Held with(Held held, Fixing fixing, Stamp stamp) {
        var standards = new ArrayList<>(held.standards());
        standards.add(
                new Standard(fixing.from(), fixing.category(), fixing.base(), stamp.reason(), stamp.at(), stamp.by()));
        return new Held(held.member(), List.copyOf(standards));
    }
}
