package cn.zhibu.report.duty;

import cn.zhibu.report.fact.Source;
import cn.zhibu.rules.Reason;
import cn.zhibu.rules.RulePack.Rule;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One duty of one branch (or of one of its groups) in one period. */
public record Duty(
        Asked rule,
        String unit,
        @Nullable String group,
        String period,
        LocalDate from,
        LocalDate due,
        Standing standing,
        List<Met> metBy,
        List<Met> inquorate) {

    static Duty open(Rule rule, String unit, String period, LocalDate from, LocalDate due) {
        var standing = Standing.of(State.UPCOMING, Reason.UPCOMING, from);
        return new Duty(Asked.of(rule), unit, null, period, from, due, standing, List.of(), List.of());
    }

    /** Always the same for the same duty. */
    public String id() {
        return rule.id() + ":" + unit + ":" + period + (group == null ? "" : ":" + group);
    }

    public State state() {
        return standing.state();
    }

    Duty of(String group) {
        return new Duty(rule, unit, group, period, from, due, standing, metBy, inquorate);
    }

    /** Meetings that were held in the period without their quorum are shown beside and meet nothing. */
    Duty counting(List<Met> met, List<Met> withoutQuorum) {
        return new Duty(rule, unit, group, period, from, due, standing, met, withoutQuorum);
    }

    boolean isMetBy(String record) {
        return metBy.stream().anyMatch(met -> met.id().equals(record));
    }

    /** Whether the day lies in its period. */
    boolean spans(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(due);
    }

    Duty by(Met met) {
        return counting(List.of(met), inquorate);
    }

    Duty stands(Standing how) {
        return new Duty(rule, unit, group, period, from, due, how, metBy, inquorate);
    }

    /** What the day says of a duty that nothing has met: due on the last day, overdue from the next. */
    Duty orTime(LocalDate today) {
        if (today.isBefore(from)) {
            return stands(Standing.of(State.UPCOMING, Reason.UPCOMING, from));
        }
        var missing = rule.times() - metBy.size();
        var overdue = today.isAfter(due);
        var state = overdue ? State.OVERDUE : State.DUE;
        if (!inquorate.isEmpty()) {
            var reason = overdue ? Reason.OVERDUE_INQUORATE : Reason.DUE_INQUORATE;
            return stands(Standing.of(state, reason, due, metBy.size(), missing, inquorate.size()));
        }
        return stands(Standing.of(state, overdue ? Reason.OVERDUE : Reason.DUE, due, metBy.size(), missing));
    }

    /** How a duty stands. */
    public enum State {
        MET,
        DUE,
        OVERDUE,
        UPCOMING,
        EXEMPT,
        NOT_APPLICABLE
    }

    /**
     * How it stands and why.
     *
     * @param args what the reason's words name, as they are shown
     */
    public record Standing(State state, String reason, List<String> args) {

        static Standing of(State state, Reason reason, Object... args) {
            return new Standing(
                    state,
                    reason.name(),
                    Arrays.stream(args).map(String::valueOf).toList());
        }
    }

    /**
     * What meets a duty or exempts from it.
     *
     * @param type record, session or committee
     * @param enteredOn day on which it was written down for the first time, where that is known
     * @param late written down for the first time after the duty was due
     */
    public record Met(
            String id,
            String type,
            LocalDate date,
            @Nullable LocalDate enteredOn,
            boolean late) {

        static Met of(Source source, LocalDate due) {
            var entered = source.enteredOn();
            return new Met(source.id(), source.type(), source.date(), entered, entered != null && entered.isAfter(due));
        }
    }
}
