package cn.zhibu.activity.signing;

import static cn.zhibu.activity.signing.SigningProblem.*;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.record.Noted;
import cn.zhibu.activity.record.RecordService;
import cn.zhibu.activity.roster.Place;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Load, decide, save for signatures. Asked are the members of the branch on the day of the letter. */
@Service
class SigningService {

    private static final String KIND = "pledge";

    /** @param asked ids of those who should sign, in no order that says anything */
    record Shown(Signing signing, Set<String> asked) {}

    private record Letter(Noted record, Place place, Set<String> members) {}

    private final Signings signings;
    private final RecordService records;
    private final RosterService roster;
    private final Changes changes;
    private final Clock clock;

    SigningService(Signings signings, RecordService records, RosterService roster, Changes changes, Clock clock) {
        this.signings = signings;
        this.records = records;
        this.roster = roster;
        this.changes = changes;
        this.clock = clock;
    }

    Mono<Shown> of(String id, Caller caller) {
        return letter(id, READ, caller)
                .flatMap(letter -> signings.findById(id)
                        .defaultIfEmpty(Signing.none(id, letter.place().scope()))
                        .map(signing -> new Shown(signing, letter.members())));
    }

    Mono<Shown> sign(String id, List<String> members, LocalDate on, Caller caller) {
        return letter(id, ENTER, caller).flatMap(letter -> {
            if (on.isBefore(letter.record().date())) {
                throw SIGNED_BEFORE_THE_LETTER.at("/on", letter.record().date());
            }
            members.stream()
                    .filter(member -> !letter.members().contains(member))
                    .findFirst()
                    .ifPresent(stranger -> {
                        throw SIGNER_NOT_OF_THIS_BRANCH.at("/members/" + members.indexOf(stranger));
                    });
            var by = new Entry(clock.instant(), caller.account());
            var none = Signing.none(id, letter.place().scope());
            return changes.on(Signing.class, id)
                    .decideOr(signing -> signing.sign(members, on, by), () -> Mono.just(none.sign(members, on, by)))
                    .map(signing -> new Shown(signing, letter.members()));
        });
    }

    Mono<Shown> strike(String id, String member, String reason, Caller caller) {
        return letter(id, ENTER, caller)
                .flatMap(letter -> changes.on(Signing.class, id)
                        .decide(signing -> signing.strike(member, reason))
                        .switchIfEmpty(Mono.error(() -> NOT_SIGNED.at("/member")))
                        .map(signing -> new Shown(signing, letter.members())));
    }

    private Mono<Letter> letter(String id, Capability capability, Caller caller) {
        return records.noted(id, caller)
                .filter(record -> KIND.equals(record.kind()))
                .flatMap(record -> roster.place(record.unit(), capability, caller)
                        .flatMap(place -> roster.shape(record.unit(), caller)
                                .map(shape ->
                                        new Letter(record, place, new TreeSet<>(shape.membersOn(record.date()))))))
                .switchIfEmpty(Mono.error(() -> PLEDGE_NOT_FOUND.of(id)));
    }
}
