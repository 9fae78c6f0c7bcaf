package cn.zhibu.member.transfer;

import static cn.zhibu.member.transfer.TransferProblem.*;
import static cn.zhibu.platform.security.Capability.ADMINISTER;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.member.organisation.Place;
import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.member.roster.Mover;
import cn.zhibu.member.roster.MovingService;
import cn.zhibu.member.transfer.RelationTransfer.Asking;
import cn.zhibu.member.transfer.Step.Side;
import cn.zhibu.member.transfer.Step.What;
import cn.zhibu.member.transfer.Who.Standing;
import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Failpoints;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.rules.RuleService;
import cn.zhibu.rules.TransferRules.About;
import java.time.Clock;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Load, decide, save for transfers. The giving or the receiving branch asks, the other one answers; the administrator of both may
 * help either (ED-14).
 */
@Service
class TransferService {

    /** A letter as it was typed; {@code until} is told by the rules where nothing else is said. */
    record Paper(String number, LocalDate on, @Nullable LocalDate until) {}

    /** What is wished: from which day, and why. */
    record Wish(LocalDate on, String reason) {}

    /** Somebody from outside as the letter has it; {@code member} is the file from an earlier time here, if there is one. */
    record Comer(String name, @Nullable String member, Standing standing) {}

    private final Transfers transfers;
    private final TransferSeals seals;
    private final MovingService moving;
    private final Carrying carrying;
    private final UnitService units;
    private final RuleService rules;
    private final Changes changes;
    private final Clock clock;

    TransferService(
            Transfers transfers,
            TransferSeals seals,
            MovingService moving,
            Carrying carrying,
            UnitService units,
            RuleService rules,
            Changes changes,
            Clock clock) {
        this.transfers = transfers;
        this.seals = seals;
        this.moving = moving;
        this.carrying = carrying;
        this.units = units;
        this.rules = rules;
        this.changes = changes;
        this.clock = clock;
    }

    /** What there is once while a transfer of this member is under way. */
    static String keyOf(String member) {
        return "member:" + member;
    }

    /** The giving branch asks another one of the bureau. */
    Mono<RelationTransfer> ask(String member, String to, Wish wish, Caller caller) {
        return once(leaver(member, caller)
                .zipWith(branch(to, caller))
                .flatMap(both -> inside(both.getT1(), both.getT2().scope(), Side.GIVING, wish, caller)));
    }

    /** The receiving branch asks for somebody whose name and identity number it knows. */
    Mono<RelationTransfer> request(String unit, String name, String identityNumber, Wish wish, Caller caller) {
        return once(own(unit, caller)
                .flatMap(place -> moving.known(identityNumber, name)
                        .filter(mover -> mover.until() == null)
                        .switchIfEmpty(Mono.error(() -> TRANSFER_PERSON_NOT_KNOWN.at("/identityNumber")))
                        .flatMap(mover -> inside(mover, place.scope(), Side.RECEIVING, wish, caller))));
    }

    private Mono<RelationTransfer> inside(Mover mover, Scope to, Side side, Wish wish, Caller caller) {
        var today = LocalDate.now(clock);
        var due = rules.transfers().point(About.ANSWER, today).last(today);
        var way = new Way(mover.branch(), to, null);
        return asked(
                wish,
                side,
                caller,
                made -> Mono.just(RelationTransfer.askInside(made.id(), whoOf(mover), way, made.asking(), due)));
    }

    /** Out of the bureau, by a letter of introduction. */
    Mono<RelationTransfer> sendOut(String member, String outside, Paper paper, Wish wish, Caller caller) {
        return once(leaver(member, caller)
                .flatMap(mover -> asked(
                        wish,
                        Side.GIVING,
                        caller,
                        made -> Mono.just(RelationTransfer.askOut(
                                made.id(),
                                whoOf(mover),
                                new Way(mover.branch(), null, outside),
                                made.asking(),
                                letter(paper, caller))))));
    }

    /** Into the bureau, by the letter of an organisation outside. */
    Mono<RelationTransfer> takeIn(
            String unit, String outside, Paper paper, Comer comer, @Nullable String note, Caller caller) {
        var standing = comer.standing().checked(paper.on());
        return once(own(unit, caller)
                .delayUntil(place -> earlier(comer.member(), caller))
                .flatMap(place -> asked(
                        new Wish(paper.on(), note == null ? "" : note),
                        Side.RECEIVING,
                        caller,
                        made -> comer(made.id(), comer, standing, place.id() + "\n" + outside, paper)
                                .map(who -> RelationTransfer.askIn(
                                        made.id(),
                                        who,
                                        new Way(null, place.scope(), outside),
                                        made.asking(),
                                        letter(paper, caller))))));
    }

    private Mono<Who> comer(String id, Comer comer, Standing standing, String sender, Paper paper) {
        var member = comer.member();
        return member != null
                ? Mono.just(new Who(member, null, null, standing, keyOf(member)))
                : Mono.zip(seals.name(id, comer.name()), seals.key(sender, "", paper.number()))
                        .map(both -> new Who(id, null, both.getT1(), standing, "letter:" + both.getT2()));
    }

    private Mono<Void> earlier(@Nullable String member, Caller caller) {
        return member == null
                ? Mono.empty()
                : moving.seen(member, caller)
                        .switchIfEmpty(Mono.error(() -> TRANSFER_MEMBER_NOT_FOUND.at("/member")))
                        .filter(mover -> mover.until() != null)
                        .switchIfEmpty(Mono.error(() -> TRANSFER_STILL_MEMBER.at("/member")))
                        .then();
    }

    /** What was asked under this key before is answered as it stands by now, whatever has become of the member since. */
    private Mono<RelationTransfer> once(Mono<RelationTransfer> asking) {
        return changes.newId()
                .flatMap(transfers::findById)
                .flatMap(again -> changes.save(Change.of(again.unsaved())))
                .switchIfEmpty(asking);
    }

    private record Made(String id, Asking asking) {}

    private Mono<RelationTransfer> asked(
            Wish wish, Side side, Caller caller, Function<Made, Mono<Change<RelationTransfer>>> asking) {
        return changes.newId()
                .flatMap(id -> step(id, What.ASKED, side, wish.on(), said(wish.reason()), caller)
                        .map(step -> new Made(id, new Asking(step, LocalDate.now(clock)))))
                .flatMap(asking)
                .flatMap(changes::save);
    }

    /** The other branch accepts on that day, or the receipt slip of a transfer to outside is of that day. */
    Mono<RelationTransfer> accept(String id, LocalDate on, @Nullable String note, Caller caller) {
        return answering(id, caller)
                .decideWith(transfer -> step(id, What.ACCEPTED, transfer.answering(), on, note, caller)
                        .map(transfer::accept)
                        .delayUntil(change -> carrying.check(transfer, on, caller)))
                .doOnNext(accepted -> Failpoints.pass("after-acceptance"))
                .delayUntil(carrying::carry)
                .doOnNext(carried -> Failpoints.pass("after-carrying"));
    }

    Mono<RelationTransfer> refuse(String id, String reason, Caller caller) {
        return answering(id, caller)
                .decideWith(transfer -> step(id, What.REFUSED, transfer.answering(), null, reason, caller)
                        .map(step -> transfer.refuse(step, LocalDate.now(clock), reason)));
    }

    Mono<RelationTransfer> withdraw(String id, String reason, Caller caller) {
        return changes.on(RelationTransfer.class, id)
                .visible(
                        transfer -> writes(transfer.way().of(transfer.asking().side()), caller),
                        () -> TRANSFER_NOT_FOUND.of(id))
                .decideWith(
                        transfer -> step(id, What.WITHDRAWN, transfer.asking().side(), null, reason, caller)
                                .map(step -> transfer.withdraw(step, LocalDate.now(clock), reason)));
    }

    /** Another letter in the place of one that has run out or was lost. */
    Mono<RelationTransfer> issue(String id, Paper paper, @Nullable String note, Caller caller) {
        return answering(id, caller)
                .decideWith(transfer -> step(id, What.LETTER_ISSUED, Side.GIVING, paper.on(), note, caller)
                        .map(step -> transfer.issue(letter(paper, caller), step)));
    }

    private Acting<RelationTransfer> answering(String id, Caller caller) {
        return changes.on(RelationTransfer.class, id)
                .visible(
                        transfer -> writes(transfer.way().of(transfer.answering()), caller),
                        () -> TRANSFER_NOT_FOUND.of(id));
    }

    /** For whom it is there: whoever reads one of the two branches. */
    Mono<RelationTransfer> one(String id, Caller caller) {
        return transfers
                .findById(id)
                .filter(transfer -> sees(transfer, caller))
                .switchIfEmpty(Mono.error(() -> TRANSFER_NOT_FOUND.of(id)));
    }

    /** One whose letter the caller may take away: that of a branch for which he acts. */
    Mono<RelationTransfer> issued(String id, Caller caller) {
        return one(id, caller)
                .filter(transfer -> writes(transfer.scope(), caller))
                .switchIfEmpty(Mono.error(() -> TRANSFER_NOT_FOUND.of(id)));
    }

    static boolean writes(Scope scope, Caller caller) {
        return caller.may(ENTER, scope) || caller.may(ADMINISTER, scope);
    }

    private static boolean sees(RelationTransfer transfer, Caller caller) {
        return caller.may(READ, transfer.way().of(Side.GIVING))
                || caller.may(READ, transfer.way().of(Side.RECEIVING));
    }

    private Mono<Mover> leaver(String member, Caller caller) {
        return moving.own(member, caller)
                .switchIfEmpty(Mono.error(() -> TRANSFER_MEMBER_NOT_FOUND.at("/member")))
                .doOnNext(mover -> {
                    var until = mover.until();
                    if (until != null) {
                        throw TRANSFER_MEMBER_LEAVING.at("/member", until);
                    }
                });
    }

    private Mono<Place> own(String unit, Caller caller) {
        return branch(unit, "/unit", caller)
                .filter(place -> writes(place.scope(), caller))
                .switchIfEmpty(Mono.error(() -> TRANSFER_BRANCH_NOT_FOUND.at("/unit")));
    }

    private Mono<Place> branch(String to, Caller caller) {
        return branch(to, "/to", caller);
    }

    private Mono<Place> branch(String unit, String pointer, Caller caller) {
        return units.branchKnown(unit, caller)
                .switchIfEmpty(Mono.error(() -> TRANSFER_BRANCH_NOT_FOUND.at(pointer)))
                .filter(place -> place.openOn(LocalDate.now(clock)))
                .switchIfEmpty(Mono.error(() -> TRANSFER_BRANCH_CLOSED.at(pointer)));
    }

    private Letter letter(Paper paper, Caller caller) {
        var until = paper.until();
        var last = until == null
                ? rules.transfers().point(About.LETTER, paper.on()).last(paper.on())
                : until;
        if (last.isBefore(paper.on())) {
            throw LETTER_TOO_EARLY.at("/until", paper.on());
        }
        return new Letter(paper.number(), paper.on(), last, clock.instant(), caller.account());
    }

    private Mono<Step> step(
            String id, What what, Side side, @Nullable LocalDate on, @Nullable String words, Caller caller) {
        return seals.words(id, words)
                .map(closed -> new Step(what, side, on, closed.orElse(null), clock.instant(), caller.account()));
    }

    private static @Nullable String said(String words) {
        return words.isEmpty() ? null : words;
    }

    private static Who whoOf(Mover mover) {
        return new Who(mover.id(), mover.spell(), null, null, keyOf(mover.id()));
    }
}
