package cn.zhibu.report.duty;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.report.duty.Duty.State;
import cn.zhibu.report.duty.DutyEvent.Owed;
import cn.zhibu.rules.RulePack.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What has been told of one branch's duties. One document per branch, so that everything a look finds is told together: a
 * hundred old duties are one event, not a hundred.
 */
@Document("duty_watches")
record DutyWatch(
        @Id String id,
        Scope scope,
        List<Told> told,
        @Version @Nullable Long version) implements Scoped {

    enum Stage {
        DUE_SOON,
        OVERDUE,
        SETTLED
    }

    /** How far the telling of one duty has got. */
    record Told(Owed duty, Stage stage) {}

    /** What a look goes by. */
    record Look(LocalDate today, Leads leads) {

        /** The years whose duties can have something to tell. */
        Set<Integer> years() {
            return new TreeSet<>(List.of(since().getYear(), today.getYear()));
        }

        LocalDate since() {
            return today.minusMonths(leads.months());
        }

        /** A missed month is not spoken of for ever; what is done once can still be made good. */
        boolean concerns(Duty duty) {
            return period(duty) == Period.ONCE || !duty.due().isBefore(since());
        }

        @Nullable
        Stage stage(Duty duty) {
            if (duty.state() == State.OVERDUE) {
                return Stage.OVERDUE;
            }
            var told = duty.due().minusDays(leads.of(period(duty)));
            return duty.state() == State.DUE && !today.isBefore(told) ? Stage.DUE_SOON : null;
        }

        private static Period period(Duty duty) {
            return Period.valueOf(duty.rule().period());
        }
    }

    static DutyWatch over(Scope scope) {
        return new DutyWatch(nameOf(scope.unit()), scope, List.of(), null);
    }

    static String nameOf(String unit) {
        return Command.nameOf("duty-watch", unit);
    }

    /** @param duties all duties of the branch in the years that the look is at */
    Change<DutyWatch> look(List<Duty> duties, Look look) {
        var after = new HashMap<String, Told>();
        told.forEach(each -> after.put(each.duty().duty(), each));
        var fresh = new EnumMap<Stage, List<Owed>>(Stage.class);
        var standing = new HashSet<String>();
        for (var duty : duties) {
            if (look.concerns(duty)) {
                standing.add(duty.id());
                tell(owed(duty), look.stage(duty), after, fresh);
            }
        }
        for (var each : told) {
            var gone = !standing.contains(each.duty().duty());
            if (gone && each.duty().due().isBefore(look.since())) {
                after.remove(each.duty().duty()); // too long ago to be spoken of
            } else if (gone) {
                tell(each.duty(), null, after, fresh); // the rule or the group is no longer there
            }
        }
        return fresh.isEmpty() ? Change.of(this) : new Change<>(knowing(after), events(fresh));
    }

    private static void tell(Owed duty, @Nullable Stage now, Map<String, Told> told, Map<Stage, List<Owed>> fresh) {
        var known = told.get(duty.duty());
        var stage = now == null && known != null ? Stage.SETTLED : now;
        if (stage == null || known != null && known.stage() == stage) {
            return;
        }
        told.put(duty.duty(), new Told(duty, stage));
        fresh.computeIfAbsent(stage, none -> new ArrayList<>()).add(duty);
    }

    private DutyWatch knowing(Map<String, Told> after) {
        var sorted = after.values().stream()
                .sorted(Comparator.comparing((Told each) -> each.duty().due())
                        .thenComparing(each -> each.duty().duty()))
                .toList();
        return new DutyWatch(id, scope, sorted, version);
    }

    private List<DomainEvent> events(Map<Stage, List<Owed>> fresh) {
        var events = new ArrayList<DomainEvent>();
        fresh.forEach((stage, duties) -> {
            var sorted = duties.stream()
                    .sorted(Comparator.comparing(Owed::due).thenComparing(Owed::duty))
                    .toList();
            events.add(
                    switch (stage) {
                        case DUE_SOON -> new DutyEvent.DueSoon(scope.unit(), scope.ancestors(), sorted);
                        case OVERDUE -> new DutyEvent.Overdue(scope.unit(), scope.ancestors(), sorted);
                        case SETTLED -> new DutyEvent.Settled(scope.unit(), scope.ancestors(), sorted);
                    });
        });
        return events;
    }

    private static Owed owed(Duty duty) {
        return new Owed(duty.id(), duty.rule().id(), duty.group(), duty.period(), duty.due());
    }
}
