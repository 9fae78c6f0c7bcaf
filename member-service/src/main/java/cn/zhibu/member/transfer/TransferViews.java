package cn.zhibu.member.transfer;

import cn.zhibu.member.transfer.RelationTransfer.Kind;
import cn.zhibu.member.transfer.RelationTransfer.State;
import cn.zhibu.member.transfer.Step.Side;
import cn.zhibu.member.transfer.Step.What;
import cn.zhibu.member.transfer.TransferReading.Opened;
import cn.zhibu.member.transfer.TransferReading.Shown;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Versioned;
import cn.zhibu.rules.RulePack.Mark;
import cn.zhibu.rules.TransferRules;
import cn.zhibu.rules.TransferRules.About;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How transfers look over HTTP. Texts of the rules are by language tag. */
final class TransferViews {

    private TransferViews() {}

    /** A point of the rules. {@code day}: what follows from it here. */
    record PointView(
            @Nullable LocalDate day,
            String rule,
            Map<String, String> name,
            Map<String, String> text,
            Map<String, String> article,
            Mark mark,
            @Nullable Integer days) {

        static PointView of(TransferRules.Point point, @Nullable LocalDate day) {
            return new PointView(
                    day,
                    point.id(),
                    point.names().texts(),
                    point.text().texts(),
                    point.article().texts(),
                    point.mark(),
                    point.days());
        }
    }

    /**
     * A line of a list.
     *
     * @param member the file, where there is one
     * @param acts the branch that has to do something; none when it is over
     * @param day by when something is to be done, or when it was over
     * @param late that day is over
     * @param since when the last thing was done to it
     */
    record Line(
            String id,
            Kind kind,
            State state,
            String name,
            @Nullable String member,
            @Nullable String from,
            @Nullable String to,
            @Nullable String outside,
            @Nullable String acts,
            Side asked,
            LocalDate day,
            boolean late,
            Instant since) {

        static Line of(Shown shown, LocalDate today) {
            var transfer = shown.transfer();
            var way = transfer.way();
            var course = transfer.course();
            return new Line(
                    transfer.id(),
                    transfer.kind(),
                    course.state(),
                    shown.name(),
                    transfer.knownMember(),
                    unit(way.from()),
                    unit(way.to()),
                    way.outside(),
                    unit(course.acts()),
                    transfer.asking().side(),
                    course.day(),
                    course.open() && course.day().isBefore(today),
                    transfer.since());
        }
    }

    /** What was done. {@code on}: the day of which it speaks; {@code words}: why. */
    record StepView(
            What what,
            Side side,
            @Nullable LocalDate on,
            @Nullable String words,
            Instant at,
            String by) {}

    /** {@code out}: it has run out. */
    record LetterView(String number, LocalDate on, LocalDate until, boolean out) {

        static LetterView of(Letter letter, LocalDate today) {
            return new LetterView(letter.number(), letter.on(), letter.until(), letter.outOn(today));
        }
    }

    record StandingView(
            @Nullable LocalDate born,
            boolean full,
            @Nullable LocalDate joinedPartyOn,
            @Nullable LocalDate fullOn) {}

    /**
     * A transfer with its history.
     *
     * @param by the rule behind the day of a transfer under way
     * @param responsible who is responsible until then (ED-14)
     * @param receipt until when the receipt slip goes back, of somebody who was accepted from outside
     * @param answers the caller may accept, refuse or issue another letter now
     * @param withdraws the caller may take it back now
     * @param taken the letter can be taken as a paper
     */
    record View(
            Line line,
            List<StepView> steps,
            List<LetterView> letters,
            @Nullable StandingView standing,
            @Nullable PointView by,
            @Nullable PointView responsible,
            @Nullable PointView receipt,
            boolean answers,
            boolean withdraws,
            boolean taken,
            long version)
            implements Versioned {}

    static View view(Opened opened, TransferRules rules, LocalDate today, Caller caller) {
        var transfer = opened.shown().transfer();
        var course = transfer.course();
        var open = course.open();
        var standing = transfer.who().standing();
        var version = transfer.version();
        return new View(
                Line.of(opened.shown(), today),
                opened.steps(),
                transfer.letters().stream()
                        .map(letter -> LetterView.of(letter, today))
                        .toList(),
                standing == null
                        ? null
                        : new StandingView(standing.born(), standing.full(), standing.joinedParty(), standing.fullOn()),
                open ? PointView.of(rules.point(about(transfer), transfer.asked()), course.day()) : null,
                open && transfer.kind() != Kind.IN
                        ? PointView.of(rules.point(About.RESPONSIBLE, transfer.asked()), null)
                        : null,
                receipt(transfer, rules),
                open && TransferService.writes(transfer.way().of(transfer.answering()), caller),
                open
                        && TransferService.writes(
                                transfer.way().of(transfer.asking().side()), caller),
                transfer.kind() == Kind.OUT && TransferService.writes(transfer.scope(), caller),
                version == null ? 0 : version);
    }

    private static About about(RelationTransfer transfer) {
        return transfer.kind() == Kind.INSIDE ? About.ANSWER : About.LETTER;
    }

    private static @Nullable PointView receipt(RelationTransfer transfer, TransferRules rules) {
        if (transfer.kind() != Kind.IN || !transfer.is(State.ACCEPTED)) {
            return null;
        }
        var on = transfer.movedOn();
        var point = rules.point(About.RECEIPT, on);
        return PointView.of(point, point.last(on));
    }

    private static @Nullable String unit(@Nullable Scope scope) {
        return scope == null ? null : scope.unit();
    }
}
