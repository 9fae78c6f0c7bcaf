package cn.zhibu.activity.hours;

import static cn.zhibu.activity.hours.StudyExemptionProblem.*;
import static cn.zhibu.platform.security.Capability.ENTER;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.hours.StudyExemption.Ground;
import cn.zhibu.activity.hours.StudyExemption.Span;
import cn.zhibu.activity.hours.StudyExemption.Why;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.platform.security.Seals;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Load, decide, save for exemptions. Why somebody is exempt is for the branch alone. */
@Service
class StudyExemptionService {

    /** What is said of why, as it is typed. */
    record Told(Ground ground, @Nullable String note) {}

    /** An exemption with its reason, for the branch. */
    record Shown(StudyExemption exemption, Told why) {}

    private final RosterService roster;
    private final Seals seals;
    private final Changes changes;
    private final Clock clock;

    StudyExemptionService(RosterService roster, Seals seals, Changes changes, Clock clock) {
        this.roster = roster;
        this.seals = seals;
        this.changes = changes;
        this.clock = clock;
    }

    Mono<Shown> enter(String unit, String member, Span span, Told told, Caller caller) {
        return roster.place(unit, ENTER, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> EXEMPTION_BRANCH_NOT_FOUND.at("/unit", unit)))
                .delayUntil(place -> belongs(unit, member, span, caller))
                .flatMap(place -> changes.newId()
                        .flatMap(id -> sealed(id, told)
                                .map(why -> StudyExemption.enter(id, place.scope(), member, span, why, now(caller)))))
                .flatMap(changes::save)
                .map(exemption -> new Shown(exemption, told));
    }

    Mono<Shown> withdraw(String id, String reason, Caller caller) {
        return changes.on(StudyExemption.class, id)
                .visible(found -> caller.may(ENTER, found.scope()), () -> EXEMPTION_NOT_FOUND.of(id))
                .decide(found -> found.withdraw(reason, now(caller)))
                .flatMap(exemption -> opened(exemption, caller));
    }

    /** It begins on a day on which the member belongs to the branch. */
    private Mono<Void> belongs(String unit, String member, Span span, Caller caller) {
        return roster.shape(unit, caller)
                .filter(shape -> shape.membersOn(span.from()).contains(member))
                .switchIfEmpty(Mono.error(() -> EXEMPTION_NOT_OF_THIS_BRANCH.at("/member")))
                .then();
    }

    /** With its reason; nothing of it for those who may not enter for the branch. */
    Mono<Shown> opened(StudyExemption exemption, Caller caller) {
        var why = exemption.why();
        var note = why.note();
        return !caller.may(ENTER, exemption.scope())
                ? Mono.empty()
                : Mono.zip(
                                seals.open(why.ground(), ground(exemption.id())),
                                note == null
                                        ? Mono.just(Optional.<String>empty())
                                        : seals.open(note, note(exemption.id())).map(Optional::of))
                        .map(both -> new Shown(
                                exemption,
                                new Told(
                                        Ground.valueOf(both.getT1()),
                                        both.getT2().orElse(null))));
    }

    private Mono<Why> sealed(String id, Told told) {
        var note = told.note();
        var kept = note == null || note.isBlank()
                ? Mono.just(Optional.<Sealed>empty())
                : seals.seal(note.strip(), note(id)).map(Optional::of);
        return seals.seal(told.ground().name(), ground(id))
                .zipWith(kept, (ground, closed) -> new Why(ground, closed.orElse(null)));
    }

    private static SealPlace ground(String id) {
        return new SealPlace("study-exemption.ground", id);
    }

    private static SealPlace note(String id) {
        return new SealPlace("study-exemption.note", id);
    }

    private Entry now(Caller caller) {
        return new Entry(clock.instant(), caller.account());
    }
}
