package cn.zhibu.member.development;

import cn.zhibu.member.development.Development.Ending;
import cn.zhibu.member.development.Development.Status;
import cn.zhibu.member.development.DevelopmentService.Shown;
import cn.zhibu.member.development.Entry.Result;
import cn.zhibu.member.development.Judgement.Bound;
import cn.zhibu.member.development.Judgement.Finding;
import cn.zhibu.member.development.Judgement.Kind;
import cn.zhibu.member.development.Judgement.State;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Versioned;
import cn.zhibu.rules.DevelopmentPack;
import cn.zhibu.rules.DevelopmentPack.Decider;
import cn.zhibu.rules.DevelopmentPack.Stage;
import cn.zhibu.rules.RulePack.Mark;
import cn.zhibu.words.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How cases look over HTTP. Texts of the rules are by language tag. */
final class DevelopmentViews {

    private DevelopmentViews() {}

    /** A day that the rules name; {@code provisional}: the calendar of a year on the way is not known. */
    record BoundView(LocalDate day, String rule, Map<String, String> article, Mark mark, boolean provisional) {

        static BoundView of(Bound bound) {
            return new BoundView(bound.day(), bound.rule(), bound.article().texts(), bound.mark(), bound.provisional());
        }

        static @Nullable BoundView orNull(@Nullable Bound bound) {
            return bound == null ? null : of(bound);
        }
    }

    /** What is to be done next, or by a day. */
    record StepView(
            String step,
            Map<String, String> name,
            @Nullable BoundView from,
            @Nullable BoundView by) {

        static StepView of(Judgement.Line line) {
            return new StepView(
                    line.step().id(),
                    line.step().names().texts(),
                    BoundView.orNull(line.from()),
                    BoundView.orNull(line.by()));
        }
    }

    /** A card of the board. {@code due}: what has a day, soonest first; {@code late}: such a day is over. */
    record Line(
            String id,
            String unit,
            String name,
            Status status,
            Stage stage,
            LocalDate applied,
            @Nullable StepView next,
            List<StepView> due,
            boolean late,
            @Nullable Ending ending) {

        static Line of(Shown shown) {
            var development = shown.development();
            var open = development.course().status() == Status.OPEN;
            var lines = open ? shown.judgement().lines() : List.<Judgement.Line>of();
            var end = development.course().ended();
            return new Line(
                    development.id(),
                    development.scope().unit(),
                    shown.name(),
                    development.course().status(),
                    development.course().stage(),
                    development.applied(),
                    open ? shown.judgement().next().map(StepView::of).orElse(null) : null,
                    lines.stream()
                            .filter(line -> line.pending() && line.by() != null)
                            .map(StepView::of)
                            .sorted((one, other) -> day(one).compareTo(day(other)))
                            .toList(),
                    lines.stream()
                            .flatMap(line -> line.findings().stream())
                            .anyMatch(finding -> finding.kind() == Kind.OVERDUE),
                    end == null ? null : end.ending());
        }

        private static LocalDate day(StepView step) {
            var by = step.by();
            return by == null ? LocalDate.MAX : by.day();
        }
    }

    record FindingView(Kind kind, BoundView bound) {

        static FindingView of(Finding finding) {
            return new FindingView(finding.kind(), BoundView.of(finding.bound()));
        }
    }

    /** An entry as it stood before it was corrected, and why it was. */
    record EarlierView(LocalDate on, Result result, String reason, Instant at) {

        static EarlierView of(Entry.Earlier earlier, String reason) {
            var entry = earlier.entry();
            return new EarlierView(entry.on(), entry.result(), reason, earlier.at());
        }
    }

    /** A step that was taken. {@code pack}: the version of the rules by which it is judged. */
    record EntryView(
            String id,
            LocalDate on,
            Result result,
            @Nullable String who,
            @Nullable String note,
            String pack,
            List<EarlierView> earlier) {

        static EntryView of(Entry entry, @Nullable String who, @Nullable String note, List<EarlierView> earlier) {
            return new EntryView(entry.id(), entry.on(), entry.result(), who, note, entry.pack(), earlier);
        }
    }

    /**
     * A step on the way. {@code entries} are the times it was taken; {@code may}: whether the caller may enter it.
     */
    record LineView(
            String step,
            String rule,
            Stage stage,
            Map<String, String> name,
            Map<String, String> asks,
            Map<String, String> article,
            Mark mark,
            Decider decider,
            boolean gate,
            boolean repeats,
            List<Map<String, String>> papers,
            State state,
            @Nullable BoundView from,
            @Nullable BoundView by,
            List<FindingView> findings,
            List<EntryView> entries,
            boolean may) {

        static LineView of(Judgement.Line line, List<EntryView> entries, boolean may) {
            var step = line.step();
            return new LineView(
                    step.id(),
                    step.rule(),
                    step.stage(),
                    step.names().texts(),
                    step.asks().texts(),
                    step.article().texts(),
                    step.mark(),
                    step.decider(),
                    step.gate(),
                    step.repeats(),
                    step.papers().stream().map(Words::texts).toList(),
                    line.state(),
                    BoundView.orNull(line.from()),
                    BoundView.orNull(line.by()),
                    line.findings().stream().map(FindingView::of).toList(),
                    entries,
                    may);
        }
    }

    /** The version of the rules by which the case goes on. {@code goneOver}: it began by an earlier one. */
    record PackView(String id, Map<String, String> name, LocalDate from, boolean goneOver) {}

    /** Probation was, or may be, extended by so many months, by that point. */
    record ExtensionView(
            String rule,
            Map<String, String> article,
            Mark mark,
            int atLeastMonths,
            int atMostMonths,
            @Nullable LocalDate on,
            @Nullable Integer months) {

        static ExtensionView of(DevelopmentPack.Extension bounds, Development.@Nullable Extended extended) {
            return new ExtensionView(
                    bounds.rule(),
                    bounds.article().texts(),
                    bounds.mark(),
                    bounds.atLeastMonths(),
                    bounds.atMostMonths(),
                    extended == null ? null : extended.on(),
                    extended == null ? null : extended.months());
        }
    }

    record EndedView(Ending ending, LocalDate on, String reason) {}

    /** A whole case. {@code writes}: the caller keeps the case for the branch. */
    record View(
            Line card,
            LocalDate born,
            @Nullable String member,
            PackView pack,
            List<LineView> steps,
            @Nullable ExtensionView extension,
            @Nullable EndedView ended,
            boolean writes,
            long version)
            implements Versioned {}

    /** The words of a case, opened. */
    record Opened(Map<String, EntryView> entries, String ending) {}

    static View view(Shown shown, Opened opened, Judge judge, Caller caller) {
        var development = shown.development();
        var judgement = shown.judgement();
        var pack = judgement.pack();
        var course = development.course();
        var end = course.ended();
        var scope = development.scope();
        var version = development.version();
        var open = course.status() == Status.OPEN;
        var probation = development.facts().passed(pack.extension().since()).isPresent();
        return new View(
                Line.of(shown),
                development.person().born(),
                development.person().member(),
                new PackView(pack.id(), pack.names().texts(), pack.from(), development.goneOver(judge)),
                judgement.lines().stream()
                        .map(line -> LineView.of(
                                line,
                                development.entries().stream()
                                        .filter(entry ->
                                                entry.step().equals(line.step().id()))
                                        .flatMap(
                                                entry -> Optional.ofNullable(
                                                        opened.entries().get(entry.id()))
                                                        .stream())
                                        .toList(),
                                open && DevelopmentService.may(line.step().decider(), scope, caller)))
                        .toList(),
                probation ? ExtensionView.of(pack.extension(), course.extended()) : null,
                end == null ? null : new EndedView(end.ending(), end.on(), opened.ending()),
                open && DevelopmentService.may(Decider.BRANCH, scope, caller),
                version == null ? 0 : version);
    }
}
