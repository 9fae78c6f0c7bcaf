package cn.zhibu.report.duty;

import cn.zhibu.report.duty.RulePack.Rule;
import cn.zhibu.report.fact.Source;
import java.time.LocalDate;
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
        var standing = new Standing(State.UPCOMING, Duties.Reason.UPCOMING.name(), List.of(from));
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

    Duty with(List<Source> met) {
        return new Duty(rule, unit, group, period, from, due, standing, mets(met), inquorate);
    }

    /** Meetings that were held in the period without their quorum: they are shown and meet nothing. */
    Duty without(List<Source> quorum) {
        return new Duty(rule, unit, group, period, from, due, standing, metBy, mets(quorum));
    }

    private List<Met> mets(List<Source> sources) {
        return sources.stream().map(each -> Met.of(each, due)).toList();
    }

    Duty by(Met met) {
        return new Duty(rule, unit, group, period, from, due, standing, List.of(met), inquorate);
    }

    Duty stands(State state, Duties.Reason reason, Object... args) {
        return new Duty(
                rule,
                unit,
                group,
                period,
                from,
                due,
                new Standing(state, reason.name(), List.of(args)),
                metBy,
                inquorate);
    }

    /** What the day says of a duty that nothing has met: due on the last day, overdue from the next. */
    Duty orTime(LocalDate today) {
        if (state() == State.EXEMPT) {
            return this;
        }
        if (today.isBefore(from)) {
            return stands(State.UPCOMING, Duties.Reason.UPCOMING, from);
        }
        var missing = rule.times() - metBy.size();
        var overdue = today.isAfter(due);
        if (!inquorate.isEmpty()) {
            var reason = overdue ? Duties.Reason.OVERDUE_INQUORATE : Duties.Reason.DUE_INQUORATE;
            return stands(overdue ? State.OVERDUE : State.DUE, reason, due, metBy.size(), missing, inquorate.size());
        }
        return overdue
                ? stands(State.OVERDUE, Duties.Reason.OVERDUE, due, metBy.size(), missing)
                : stands(State.DUE, Duties.Reason.DUE, due, metBy.size(), missing);
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

    /** How it stands and why. */
    public record Standing(State state, String reason, List<Object> args) {}

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
