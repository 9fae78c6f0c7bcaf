package cn.zhibu.report.duty;

import cn.zhibu.directory.Committee;
import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Stretch;
import cn.zhibu.report.duty.Duties.Reason;
import cn.zhibu.report.duty.Duty.State;
import cn.zhibu.report.duty.RulePack.Rule;
import cn.zhibu.report.fact.Source;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Duties that are done a single time: a committee once the number of full members is reached (BR-14), a new one before
 * the term ends (BR-16). Unlike a missed month they can still be made good after the last day.
 */
record OnceDuties(Shape shape, List<Source> occasions, LocalDate today) {

    List<Duty> of(Revisions rule, int year) {
        return Stream.concat(settingsUp(rule), renewals(rule))
                .filter(duty -> touches(duty, year))
                .toList();
    }

    /** A stretch of time with enough full members is asked once, by the first entry that found it so. */
    private Stream<Duty> settingsUp(Revisions rule) {
        var asked = new ArrayList<Stretch>();
        var duties = new ArrayList<Duty>();
        for (var entry : rule.entries()) {
            if (!asks(entry, "formed")) {
                continue;
            }
            int number = entry.condition().number();
            for (var spell : shape.stretchesWithFullMembers(number)) {
                var day = latest(spell.from(), entry.from());
                if (entry.inForceOn(day)
                        && lasts(spell, day)
                        && asked.stream().noneMatch(before -> covers(before, day))) {
                    asked.add(spell);
                    duties.add(setUp(entry, spell, number));
                }
            }
        }
        return duties.stream();
    }

    private boolean asks(Rule entry, String committee) {
        return committee.equals(entry.metBy().committee()) && Duties.asks(entry, shape);
    }

    private static boolean covers(Stretch spell, LocalDate day) {
        return !spell.from().isAfter(day) && lasts(spell, day);
    }

    private static boolean lasts(Stretch spell, LocalDate day) {
        return spell.until() == null || day.isBefore(spell.until());
    }

    /** Who began to keep the branch here later, or reached the number before the rule, has the whole window from then on. */
    private Duty setUp(Rule rule, Stretch spell, int number) {
        var window = Objects.requireNonNull(rule.window());
        var opens = latest(spell.from(), latest(rule.from(), shape.unit().keptSince()));
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

    private static LocalDate latest(LocalDate one, @Nullable LocalDate other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    /** Asked by the entry that is in force on the last day of the term. */
    private Stream<Duty> renewals(Revisions rule) {
        return shape.committees().stream()
                .flatMap(committee -> rule
                        .onOrAfter(committee.termEnd())
                        .filter(entry -> asks(entry, "renewed"))
                        .map(entry -> renewal(entry, committee))
                        .stream());
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
        var met = duty.by(new Duty.Met(committee.id(), "committee", committee.on(), null, false));
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
        var met = duty.metBy().stream()
                .map(Duty.Met::date)
                .max(LocalDate::compareTo)
                .orElse(null);
        return duty.from().getYear() <= year && year <= lastYear(duty, met);
    }

    private static int lastYear(Duty duty, @Nullable LocalDate met) {
        if (duty.state() == State.OVERDUE) {
            return Integer.MAX_VALUE;
        }
        return Math.max(duty.due().getYear(), met == null ? 0 : met.getYear());
    }
}
