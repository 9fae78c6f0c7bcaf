package cn.zhibu.report.duty;

import cn.zhibu.directory.Group;
import cn.zhibu.directory.Shape;
import cn.zhibu.report.duty.Duty.State;
import cn.zhibu.report.duty.RulePack.Condition;
import cn.zhibu.report.duty.RulePack.Rule;
import cn.zhibu.report.fact.Source;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What rules ask of one branch in one calendar year, and how each duty stands on a day. A unit's shape counts as on the
 * first day of a period; what happened inside the window meets a duty, whenever it was entered.
 */
final class Duties {

    /** Why a duty stands as it does. */
    enum Reason {
        MET,
        MET_LATE,
        DUE,
        DUE_INQUORATE,
        OVERDUE,
        OVERDUE_INQUORATE,
        UPCOMING,
        EXEMPT,
        BEGAN_LATER,
        BEFORE_KEPT,
        CLOSED,
        NO_COMMITTEE,
        NO_GROUPS,
        GROUP_CLOSED,
        FEWER_MEMBERS,
        RULE_NOT_IN_FORCE,
        RULE_ENDED
    }

    private final Shape shape;
    private final List<Source> occasions;
    private final LocalDate today;

    private Duties(Shape shape, List<Source> occasions, LocalDate today) {
        this.shape = shape;
        this.occasions = occasions.stream()
                .sorted(Comparator.comparing(Source::date).thenComparing(Source::id))
                .toList();
        this.today = today;
    }

    /** @param occasions sessions, records and exemptions of this branch, at least of the year asked for */
    static List<Duty> of(Shape shape, List<Source> occasions, List<Rule> rules, int year, LocalDate today) {
        var duties = new Duties(shape, occasions, today);
        return Revisions.of(rules).stream()
                .flatMap(rule -> duties.of(rule, year).stream())
                .toList();
    }

    private List<Duty> of(Revisions rule, int year) {
        if (rule.once()) {
            return new OnceDuties(shape, occasions, today).of(rule, year);
        }
        var duties = new ArrayList<Duty>();
        rule.of(year).stream()
                .filter(stretch -> asks(stretch.rule(), shape))
                .forEach(stretch -> period(stretch, duties));
        return duties;
    }

    static boolean asks(Rule rule, Shape shape) {
        return rule.appliesTo().contains(shape.unit().kind());
    }

    private void period(Revisions.Stretch stretch, List<Duty> duties) {
        var rule = stretch.rule();
        var first = stretch.first();
        var last = stretch.last();
        var until = shape.unit().until();
        if (shape.unit().from().isAfter(last) || until != null && !until.isAfter(first)) {
            return; // the branch was not there at all
        }
        if (!stretch.inForce()) {
            duties.add(notInForce(rule, first, last));
            return;
        }
        if (rule.perGroup() && !shape.groupsOn(first).isEmpty()) {
            shape.groupsOn(first).forEach(group -> duties.add(forGroup(rule, first, last, group)));
            return;
        }
        duties.add(judge(rule, first, last, null));
    }

    private Duty notInForce(Rule rule, LocalDate first, LocalDate last) {
        var duty = open(rule, first, last);
        var ended = rule.until();
        return ended != null && ended.isBefore(first)
                ? duty.stands(State.NOT_APPLICABLE, Reason.RULE_ENDED, ended)
                : duty.stands(State.NOT_APPLICABLE, Reason.RULE_NOT_IN_FORCE, rule.from());
    }

    private Duty forGroup(Rule rule, LocalDate first, LocalDate last, Group group) {
        var duty = judge(rule, first, last, group);
        var closed = group.until();
        return closed != null && !closed.isAfter(last) && duty.state() != State.MET
                ? duty.stands(State.NOT_APPLICABLE, Reason.GROUP_CLOSED, closed)
                : duty;
    }

    private Duty judge(Rule rule, LocalDate first, LocalDate last, @Nullable Group group) {
        var duty = group == null
                ? open(rule, first, last)
                : open(rule, first, last).of(group.id());
        var branch = shape.unit();
        if (branch.from().isAfter(first)) {
            return duty.stands(State.NOT_APPLICABLE, Reason.BEGAN_LATER, branch.from());
        }
        var missing = missing(rule.condition(), first);
        if (missing != null) {
            return missing == Reason.FEWER_MEMBERS
                    ? duty.stands(
                            State.NOT_APPLICABLE, missing, rule.condition().number())
                    : duty.stands(State.NOT_APPLICABLE, missing, first);
        }
        var met = occasions.stream()
                .filter(occasion -> meets(rule, occasion, group))
                .filter(occasion ->
                        !occasion.date().isBefore(first) && !occasion.date().isAfter(last))
                .toList();
        var counted = duty.with(met).without(inquorate(rule, first, last, group));
        if (met.size() >= rule.times()) {
            return counted.stands(State.MET, Reason.MET, met.size());
        }
        var until = branch.until();
        if (until != null && !until.isAfter(last)) {
            return counted.stands(State.NOT_APPLICABLE, Reason.CLOSED, until);
        }
        var kept = branch.keptSince();
        if (kept != null && last.isBefore(kept)) {
            return counted.stands(State.NOT_APPLICABLE, Reason.BEFORE_KEPT, kept);
        }
        return exempt(rule, last, counted, occasions).orTime(today);
    }

    /** What was held in the period as the rule asks, but without its quorum. */
    private List<Source> inquorate(Rule rule, LocalDate first, LocalDate last, @Nullable Group group) {
        return occasions.stream()
                .filter(occasion -> occasion.values().getOrDefault("inquorate", List.of()).stream()
                        .anyMatch(rule.metBy().sessions()::contains))
                .filter(occasion -> group == null || ofGroup(occasion, group))
                .filter(occasion ->
                        !occasion.date().isBefore(first) && !occasion.date().isAfter(last))
                .toList();
    }

    private static boolean ofGroup(Source occasion, Group group) {
        return occasion.values().getOrDefault("groups", List.of()).contains(group.id());
    }

    private @Nullable Reason missing(Condition condition, LocalDate day) {
        return switch (condition.type()) {
            case ALWAYS -> null;
            case COMMITTEE -> shape.committeeOn(day) ? null : Reason.NO_COMMITTEE;
            case GROUPS -> shape.groupsOn(day).isEmpty() ? Reason.NO_GROUPS : null;
            case FULL_MEMBERS -> shape.fullMembersOn(day) >= condition.number() ? null : Reason.FEWER_MEMBERS;
        };
    }

    private static boolean meets(Rule rule, Source occasion, @Nullable Group group) {
        var metBy = rule.metBy();
        if (!occasion.kind().equals("session")) {
            return occasion.kind().equals(metBy.kind());
        }
        var held = occasion.values().getOrDefault("form", List.of()).stream().anyMatch(metBy.sessions()::contains);
        return held && (group == null || ofGroup(occasion, group));
    }

    /** An exemption holds for a duty whose last day lies within it. */
    static Duty exempt(Rule rule, LocalDate due, Duty duty, List<Source> occasions) {
        var exemption = rule.exemption();
        if (exemption == null) {
            return duty;
        }
        return occasions.stream()
                .filter(occasion -> occasion.kind().equals(exemption.kind()))
                .filter(occasion -> rule.id().equals(occasion.first("rule")))
                .filter(occasion ->
                        !occasion.date().isAfter(due) && !until(occasion).isBefore(due))
                .findFirst()
                .map(occasion -> duty.with(List.of(occasion))
                        .stands(
                                State.EXEMPT,
                                Reason.EXEMPT,
                                until(occasion),
                                Objects.requireNonNullElse(occasion.first("reason"), "-"),
                                Objects.requireNonNullElse(occasion.first("document"), "-")))
                .orElse(duty);
    }

    private static LocalDate until(Source exemption) {
        var until = exemption.first("until");
        return until == null ? exemption.date() : LocalDate.parse(until);
    }

    private Duty open(Rule rule, LocalDate first, LocalDate last) {
        return Duty.open(rule, shape.unit().id(), label(rule, first), first, last);
    }

    private static String label(Rule rule, LocalDate first) {
        return switch (rule.period()) {
            case MONTH -> YearMonth.from(first).toString();
            case QUARTER -> first.getYear() + "-Q" + ((first.getMonthValue() + 2) / 3);
            case YEAR -> Integer.toString(first.getYear());
            case ONCE -> first.toString();
        };
    }
}
