package cn.zhibu.report.duty;

import cn.zhibu.directory.Committee;
import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Stretch;
import cn.zhibu.report.duty.Duty.Met;
import cn.zhibu.report.duty.Duty.Standing;
import cn.zhibu.report.duty.Duty.State;
import cn.zhibu.report.duty.Judgement.Ending;
import cn.zhibu.report.fact.Source;
import cn.zhibu.rules.Reason;
import cn.zhibu.rules.Revisions;
import cn.zhibu.rules.RulePack.Rule;
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
record OnceDuties(Shape shape, List<Source> occasions) {

    List<Judgement> of(Revisions rule, int year) {
        return Stream.concat(settingsUp(rule), renewals(rule))
                .flatMap(judged -> touching(judged, year))
                .toList();
    }

    /** A stretch of time with enough full members is asked once, by the first entry that found it so. */
    private Stream<Judgement> settingsUp(Revisions rule) {
        var asked = new ArrayList<Stretch>();
        var duties = new ArrayList<Judgement>();
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
    private Judgement setUp(Rule rule, Stretch spell, int number) {
        var window = Objects.requireNonNull(rule.window());
        var opens = latest(spell.from(), latest(rule.from(), shape.unit().keptSince()));
        var due = opens.plusMonths(Objects.requireNonNull(window.closesAfterMonths()))
                .minusDays(1);
        var duty = Duty.open(rule, shape.unit().id(), spell.from().toString(), opens, due);
        var ended = spell.until();
        var formed = shape.committees().stream()
                .filter(Committee::isCommittee)
                .filter(committee -> ended == null || committee.on().isBefore(ended))
                .findFirst();
        if (formed.isPresent()) {
            return done(rule, duty, formed.get());
        }
        return standing(
                rule,
                duty,
                ended == null
                        ? Stream.empty()
                        : Stream.of(
                                new Ending(ended, Standing.of(State.NOT_APPLICABLE, Reason.FEWER_MEMBERS, number))));
    }

    private static LocalDate latest(LocalDate one, @Nullable LocalDate other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    /** Asked by the entry that is in force on the last day of the term. */
    private Stream<Judgement> renewals(Revisions rule) {
        return shape.committees().stream()
                .flatMap(committee -> rule
                        .onOrAfter(committee.termEnd())
                        .filter(entry -> asks(entry, "renewed"))
                        .map(entry -> renewal(entry, committee))
                        .stream());
    }

    private Judgement renewal(Rule rule, Committee committee) {
        var window = Objects.requireNonNull(rule.window());
        var due = committee.termEnd();
        var opens = due.plusDays(1).minusMonths(Objects.requireNonNull(window.opensMonthsBeforeTermEnd()));
        var duty = Duty.open(rule, shape.unit().id(), committee.on().toString(), opens, due);
        Optional<Committee> next = shape.after(committee);
        return next.map(committed -> done(rule, duty, committed)).orElseGet(() -> standing(rule, duty, Stream.empty()));
    }

    private static Judgement done(Rule rule, Duty duty, Committee committee) {
        var met = duty.by(new Met(committee.id(), "committee", committee.on(), null, false));
        return Judgement.fixed(
                rule,
                met,
                committee.on().isAfter(duty.due())
                        ? Standing.of(State.MET, Reason.MET_LATE, committee.on(), duty.due())
                        : Standing.of(State.MET, Reason.MET, 1));
    }

    private Judgement standing(Rule rule, Duty duty, Stream<Ending> endings) {
        var closed = shape.unit().until();
        var closing = closed == null
                ? Stream.<Ending>empty()
                : Stream.of(new Ending(closed, Standing.of(State.NOT_APPLICABLE, Reason.CLOSED, closed)));
        var judged = Judgement.open(rule, duty)
                .ending(Stream.concat(endings, closing).toList());
        return Duties.exempt(judged, occasions);
    }

    /** Shown in the years its window touches, and as long after as it is open. */
    private static Stream<Judgement> touching(Judgement judged, int year) {
        var duty = judged.duty();
        var met = duty.metBy().stream().map(Met::date).max(LocalDate::compareTo).orElse(null);
        if (duty.from().getYear() > year) {
            return Stream.empty();
        }
        var last = Math.max(duty.due().getYear(), met == null ? 0 : met.getYear());
        if (year <= last) {
            return Stream.of(judged);
        }
        return judged.fixed() == null ? Stream.of(judged.asLate()) : Stream.empty();
    }
}
