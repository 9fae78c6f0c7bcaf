package cn.zhibu.report.duty;

import cn.zhibu.directory.Group;
import cn.zhibu.directory.Shape;
import cn.zhibu.report.duty.Duty.Met;
import cn.zhibu.report.duty.Duty.Standing;
import cn.zhibu.report.duty.Duty.State;
import cn.zhibu.report.fact.Source;
import cn.zhibu.rules.Reason;
import cn.zhibu.rules.Revisions;
import cn.zhibu.rules.RulePack.Condition;
import cn.zhibu.rules.RulePack.Rule;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What rules ask of one branch in one calendar year. A unit's shape counts as on the first day of a period; what happened
 * inside the window meets a duty, whenever it was entered. What the day says is applied to the {@link Judgement}s.
 */
final class Duties {

    private final Shape shape;
    private final List<Source> occasions;

    private Duties(Shape shape, List<Source> occasions) {
        this.shape = shape;
        this.occasions = occasions.stream()
                .sorted(Comparator.comparing(Source::date).thenComparing(Source::id))
                .toList();
    }

    /** How the duties stand on a day. */
    static List<Duty> of(Shape shape, List<Source> occasions, List<Rule> rules, int year, LocalDate today) {
        return on(judged(shape, occasions, rules, year), today);
    }

    static List<Duty> on(List<Judgement> judged, LocalDate day) {
        return judged.stream().flatMap(each -> each.on(day).stream()).toList();
    }

    /** @param occasions sessions, records and exemptions of this branch, at least of the year asked for */
    static List<Judgement> judged(Shape shape, List<Source> occasions, List<Rule> rules, int year) {
        var duties = new Duties(shape, occasions);
        return Revisions.of(rules).stream()
                .flatMap(rule -> duties.of(rule, year).stream())
                .toList();
    }

    private List<Judgement> of(Revisions rule, int year) {
        if (rule.once()) {
            return new OnceDuties(shape, occasions).of(rule, year);
        }
        var duties = new ArrayList<Judgement>();
        rule.of(year).stream()
                .filter(stretch -> asks(stretch.rule(), shape))
                .forEach(stretch -> period(stretch, duties));
        return duties;
    }

    static boolean asks(Rule rule, Shape shape) {
        return rule.appliesTo().contains(shape.unit().kind());
    }

    private void period(Revisions.Stretch stretch, List<Judgement> duties) {
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
        duties.add(judge(rule, first, open(rule, first, last)));
    }

    private Judgement notInForce(Rule rule, LocalDate first, LocalDate last) {
        var ended = rule.until();
        var standing = ended != null && ended.isBefore(first)
                ? Standing.of(State.NOT_APPLICABLE, Reason.RULE_ENDED, ended)
                : Standing.of(State.NOT_APPLICABLE, Reason.RULE_NOT_IN_FORCE, rule.from());
        return Judgement.fixed(rule, open(rule, first, last), standing);
    }

    private Judgement forGroup(Rule rule, LocalDate first, LocalDate last, Group group) {
        var judged = judge(rule, first, open(rule, first, last).of(group.id()));
        var closed = group.until();
        if (closed == null || closed.isAfter(last)) {
            return judged;
        }
        var standing = Standing.of(State.NOT_APPLICABLE, Reason.GROUP_CLOSED, closed);
        return judged.fixed() == null ? judged.otherwise(standing) : Judgement.fixed(rule, judged.duty(), standing);
    }

    private Judgement judge(Rule rule, LocalDate first, Duty duty) {
        var branch = shape.unit();
        var last = duty.due();
        if (branch.from().isAfter(first)) {
            return Judgement.fixed(rule, duty, Standing.of(State.NOT_APPLICABLE, Reason.BEGAN_LATER, branch.from()));
        }
        var missing = missing(rule.condition(), first);
        if (missing != null) {
            var argument = missing == Reason.FEWER_MEMBERS ? rule.condition().number() : first;
            return Judgement.fixed(rule, duty, Standing.of(State.NOT_APPLICABLE, missing, argument));
        }
        var counted = Judgement.open(rule, counted(rule, duty));
        var until = branch.until();
        if (until != null && !until.isAfter(last)) {
            return counted.otherwise(Standing.of(State.NOT_APPLICABLE, Reason.CLOSED, until));
        }
        var kept = branch.keptSince();
        if (kept != null && last.isBefore(kept)) {
            return counted.otherwise(Standing.of(State.NOT_APPLICABLE, Reason.BEFORE_KEPT, kept));
        }
        return exempt(counted, occasions);
    }

    private Duty counted(Rule rule, Duty duty) {
        var met = new ArrayList<Met>();
        var inquorate = new ArrayList<Met>();
        for (var occasion : occasions) {
            var within = duty.spans(occasion.date());
            if (within && meets(rule, occasion, duty.group())) {
                met.add(Met.of(occasion, duty.due()));
            }
            if (within && lacksQuorum(rule, occasion, duty.group())) {
                inquorate.add(Met.of(occasion, duty.due()));
            }
        }
        return duty.counting(met, inquorate);
    }

    private @Nullable Reason missing(Condition condition, LocalDate day) {
        return switch (condition.type()) {
            case ALWAYS -> null;
            case COMMITTEE -> shape.committeeOn(day) ? null : Reason.NO_COMMITTEE;
            case GROUPS -> shape.groupsOn(day).isEmpty() ? Reason.NO_GROUPS : null;
            case FULL_MEMBERS -> shape.fullMembersOn(day) >= condition.number() ? null : Reason.FEWER_MEMBERS;
        };
    }

    static boolean meets(Rule rule, Source occasion, @Nullable String group) {
        var metBy = rule.metBy();
        if (!occasion.kind().equals("session")) {
            return occasion.kind().equals(metBy.kind());
        }
        var held = occasion.values().getOrDefault("form", List.of()).stream().anyMatch(metBy.sessions()::contains);
        return held && (group == null || ofGroup(occasion, group));
    }

    /** Held as the rule asks, but without its quorum. */
    static boolean lacksQuorum(Rule rule, Source occasion, @Nullable String group) {
        return occasion.values().getOrDefault("inquorate", List.of()).stream()
                        .anyMatch(rule.metBy().sessions()::contains)
                && (group == null || ofGroup(occasion, group));
    }

    private static boolean ofGroup(Source occasion, String group) {
        return occasion.values().getOrDefault("groups", List.of()).contains(group);
    }

    /** An exemption holds for a duty whose last day lies within it. */
    static Judgement exempt(Judgement judged, List<Source> occasions) {
        var rule = judged.rule();
        var due = judged.duty().due();
        return exemption(rule, due, occasions)
                .map(occasion -> judged.exempt(
                        Met.of(occasion, due),
                        Standing.of(
                                State.EXEMPT,
                                Reason.EXEMPT,
                                until(occasion),
                                Objects.requireNonNullElse(occasion.first("reason"), "-"),
                                Objects.requireNonNullElse(occasion.first("document"), "-"))))
                .orElse(judged);
    }

    private static Optional<Source> exemption(Rule rule, LocalDate due, List<Source> occasions) {
        var exemption = rule.exemption();
        return exemption == null
                ? Optional.empty()
                : occasions.stream()
                        .filter(occasion -> occasion.kind().equals(exemption.kind()))
                        .filter(occasion -> rule.id().equals(occasion.first("rule")))
                        .filter(occasion -> !occasion.date().isAfter(due)
                                && !until(occasion).isBefore(due))
                        .findFirst();
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
