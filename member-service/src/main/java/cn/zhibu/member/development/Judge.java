package cn.zhibu.member.development;

import cn.zhibu.member.development.Judgement.Bound;
import cn.zhibu.member.development.Judgement.Facts;
import cn.zhibu.member.development.Judgement.Finding;
import cn.zhibu.member.development.Judgement.Kind;
import cn.zhibu.member.development.Judgement.Line;
import cn.zhibu.member.development.Judgement.State;
import cn.zhibu.rules.DevelopmentPack;
import cn.zhibu.rules.DevelopmentPack.Limit;
import cn.zhibu.rules.DevelopmentPack.Stage;
import cn.zhibu.rules.DevelopmentPack.Step;
import cn.zhibu.rules.RuleService;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges cases by the days of their steps (DM-01 to DM-28). It knows no clock: the day is told.
 *
 * @param today the day on which is judged
 */
record Judge(RuleService rules, LocalDate today) {

    private static final Comparator<Bound> BY_DAY = Comparator.comparing(Bound::day);

    DevelopmentPack pack() {
        return rules.development(today);
    }

    DevelopmentPack packOf(LocalDate day) {
        return rules.development(day);
    }

    Judgement of(Facts facts) {
        var pack = pack();
        var lines = new ArrayList<Line>();
        var stage = Stage.APPLICANT;
        for (var step : pack.steps()) {
            if (step.repeats()) {
                lines.add(repeated(step, facts));
            } else {
                lines.add(once(step, facts));
                if (facts.passed(step.id()).isPresent()) {
                    stage = step.stage();
                }
            }
        }
        return new Judgement(pack, stage, List.copyOf(lines));
    }

    private Line once(Step step, Facts facts) {
        var passed = facts.passed(step.id());
        if (passed.isPresent()) {
            return new Line(step, State.TAKEN, null, null, findings(passed.get(), facts));
        }
        var later = later(step, facts);
        boolean failed = facts.failed(step.id());
        if (later.isPresent()) {
            return failed ? new Line(step, State.FAILED, null, null, List.of()) : passedOver(step, facts);
        }
        var from = latest(step, facts);
        var by = earliest(step, facts);
        return new Line(step, failed ? State.FAILED : State.OPEN, from, by, overdue(by));
    }

    /** What was taken too early or too late by the rules of its own day. */
    private List<Finding> findings(Entry entry, Facts facts) {
        var found = new ArrayList<Finding>();
        stepThen(entry).ifPresent(step -> {
            for (var limit : step.waits()) {
                bound(limit, facts)
                        .filter(bound -> entry.on().isBefore(bound.day()))
                        .ifPresent(bound -> found.add(new Finding(Kind.TOO_EARLY, bound)));
            }
            for (var limit : step.due()) {
                due(step, limit, version(entry), facts)
                        .filter(bound -> entry.on().isAfter(bound.day()))
                        .ifPresent(bound -> found.add(new Finding(Kind.TOO_LATE, bound)));
            }
        });
        return List.copyOf(found);
    }

    private Optional<Step> stepThen(Entry entry) {
        return version(entry).step(entry.step());
    }

    private DevelopmentPack version(Entry entry) {
        return rules.developments().stream()
                .filter(pack -> pack.id().equals(entry.pack()))
                .findFirst()
                .orElseGet(() -> packOf(entry.on()));
    }

    /** A step that comes after this one and was taken. */
    private Optional<Entry> later(Step step, Facts facts) {
        var pack = pack();
        int place = pack.place(step.id());
        return facts.entries().stream()
                .filter(Entry::passed)
                .filter(entry -> pack.place(entry.step()) > place
                        && pack.step(entry.step())
                                .filter(each -> !each.repeats())
                                .isPresent())
                .findFirst();
    }

    /** Whether the rules asked for it before any of the steps that were taken after it. */
    private Line passedOver(Step step, Facts facts) {
        var pack = pack();
        int place = pack.place(step.id());
        var asked = facts.entries().stream()
                .filter(Entry::passed)
                .filter(entry -> pack.place(entry.step()) > place
                        && pack.place(entry.step()) < pack.steps().size())
                .filter(entry -> version(entry).step(step.id()).isPresent())
                .min(Comparator.comparing(Entry::on));
        return asked.map(entry -> new Line(
                        step, State.MISSING, null, null, List.of(new Finding(Kind.MISSING, point(step, entry.on())))))
                .orElseGet(() -> new Line(step, State.NOT_ASKED, null, null, List.of()));
    }

    /** A step that is taken again and again: the clock begins anew with each time, until the step that ends it. */
    private Line repeated(Step step, Facts facts) {
        var limit = step.due().get(0);
        var end = facts.since(String.valueOf(step.repeatsUntil()));
        var times = facts.entries().stream()
                .filter(entry -> entry.step().equals(step.id()) && entry.passed())
                .map(Entry::on)
                .sorted()
                .toList();
        var begin = facts.since(limit.since());
        if (begin.isEmpty()) {
            return new Line(step, times.isEmpty() ? State.OPEN : State.TAKEN, null, null, List.of());
        }
        var found = new ArrayList<Finding>();
        var by = counted(limit, begin.get(), 0);
        for (var time : times) {
            if (time.isAfter(by.day())) {
                found.add(new Finding(Kind.TOO_LATE, by));
            }
            by = counted(limit, time, 0);
        }
        if (end.isEmpty()) {
            found.addAll(overdue(by));
            return new Line(step, State.OPEN, null, by, List.copyOf(found));
        }
        boolean missing = end.get().isAfter(by.day());
        if (missing) {
            found.add(new Finding(Kind.MISSING, by));
        }
        var state = !times.isEmpty() ? State.TAKEN : missing ? State.MISSING : State.NOT_ASKED;
        return new Line(step, state, null, null, List.copyOf(found));
    }

    private List<Finding> overdue(@Nullable Bound by) {
        return by != null && today.isAfter(by.day()) ? List.of(new Finding(Kind.OVERDUE, by)) : List.of();
    }

    /** A time that a version has brought begins with that version, where it would have begun before. */
    private Optional<Bound> due(Step step, Limit limit, DevelopmentPack version, Facts facts) {
        return facts.since(limit.since()).map(since -> {
            boolean known = packOf(since).step(step.id()).stream()
                    .flatMap(before -> before.due().stream())
                    .anyMatch(before -> before.rule().equals(limit.rule()));
            var begin = known || since.isAfter(version.from()) ? since : version.from();
            return counted(limit, begin, facts.extended());
        });
    }

    private @Nullable Bound latest(Step step, Facts facts) {
        return step.waits().stream()
                .flatMap(limit -> bound(limit, facts).stream())
                .max(BY_DAY)
                .orElse(null);
    }

    private @Nullable Bound earliest(Step step, Facts facts) {
        return step.due().stream()
                .flatMap(limit -> due(step, limit, pack(), facts).stream())
                .min(BY_DAY)
                .orElse(null);
    }

    private Optional<Bound> bound(Limit limit, Facts facts) {
        return facts.since(limit.since()).map(since -> counted(limit, since, facts.extended()));
    }

    private Bound counted(Limit limit, LocalDate since, int extended) {
        var days = limit.workingDays();
        if (days != null) {
            var counted = rules.workdays().after(since, days);
            return new Bound(counted.day(), limit.rule(), limit.article(), limit.mark(), counted.provisional());
        }
        int months = (limit.months() == null ? 0 : limit.months()) + (limit.extended() ? extended : 0);
        return new Bound(since.plusMonths(months), limit.rule(), limit.article(), limit.mark(), false);
    }

    private static Bound point(Step step, LocalDate day) {
        return new Bound(day, step.rule(), step.article(), step.mark(), false);
    }
}
