package cn.zhibu.report.duty;

import cn.zhibu.directory.Committee;
import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Stretch;
import cn.zhibu.report.duty.Duties.Reason;
import cn.zhibu.report.duty.DutyService.Duty;
import cn.zhibu.report.duty.DutyService.Met;
import cn.zhibu.report.duty.DutyService.State;
import cn.zhibu.report.duty.RulePack.Rule;
import cn.zhibu.report.fact.FactService.Evidence;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Duties that are done a single time: a committee once the number of full members is reached (BR-14), a new one before
 * the term ends (BR-16). Unlike a missed month they can still be made good after the last day.
 */
record OnceDuties(Shape shape, List<Evidence> occasions, LocalDate today) {

    List<Duty> of(Rule rule, int year) {
        var all = "renewed".equals(rule.metBy().committee()) ? renewals(rule) : settingsUp(rule);
        return all.filter(duty -> touches(duty, year)).toList();
    }

    private Stream<Duty> settingsUp(Rule rule) {
        var number = rule.condition().number();
        return shape.stretchesWithFullMembers(number).stream().map(spell -> setUp(rule, spell, number));
    }

    /** Who began to keep the branch here later has the whole window from then on. */
    private Duty setUp(Rule rule, Stretch spell, int number) {
        var window = Objects.requireNonNull(rule.window());
        var kept = shape.unit().keptSince();
        var opens = kept != null && kept.isAfter(spell.from()) ? kept : spell.from();
        var due = opens.plusMonths(Objects.requireNonNull(window.closesAfterMonths()))
                .minusDays(1);
        var duty = Duty.open(rule, shape.unit().id(), spell.from().toString(), opens, due);
        var ended = spell.until();
        var formed = shape.committees().stream()
                .filter(committee -> ended == null || committee.on().isBefore(ended))
                .findFirst();
        if (formed.isPresent()) {
            return done(duty, formed.get());
        }
        if (ended != null && !ended.isAfter(today)) {
            return duty.stands(State.NOT_APPLICABLE, Reason.FEWER_MEMBERS, number);
        }
        return standing(rule, duty);
    }

    private Stream<Duty> renewals(Rule rule) {
        return shape.committees().stream().map(committee -> renewal(rule, committee));
    }

    private Duty renewal(Rule rule, Committee committee) {
        var window = Objects.requireNonNull(rule.window());
        var due = committee.termEnd();
        var opens = due.plusDays(1).minusMonths(Objects.requireNonNull(window.opensMonthsBeforeTermEnd()));
        var duty = Duty.open(rule, shape.unit().id(), committee.on().toString(), opens, due);
        Optional<Committee> next = shape.after(committee);
        return next.map(committed -> done(duty, committed)).orElseGet(() -> standing(rule, duty));
    }

    private Duty done(Duty duty, Committee committee) {
        var met = duty.by(new Met(committee.id(), "committee", committee.on(), null, false));
        return committee.on().isAfter(duty.due())
                ? met.stands(State.MET, Reason.MET_LATE, committee.on(), duty.due())
                : met.stands(State.MET, Reason.MET, 1);
    }

    private Duty standing(Rule rule, Duty duty) {
        var closed = shape.unit().until();
        if (closed != null && !closed.isAfter(today)) {
            return duty.stands(State.NOT_APPLICABLE, Reason.CLOSED, closed);
        }
        return Duties.exempt(rule, duty.due(), duty, occasions).orTime(today);
    }

    /** Shown in the years its window touches, and as long after as it is open. */
    private static boolean touches(Duty duty, int year) {
        var met = duty.metBy().stream().map(Met::date).max(LocalDate::compareTo).orElse(null);
        return duty.from().getYear() <= year && year <= lastYear(duty, met);
    }

    private static int lastYear(Duty duty, @Nullable LocalDate met) {
        if (duty.state() == State.OVERDUE) {
            return Integer.MAX_VALUE;
        }
        return Math.max(duty.due().getYear(), met == null ? 0 : met.getYear());
    }
}
