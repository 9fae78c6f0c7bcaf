package cn.zhibu.activity.record;

import cn.zhibu.activity.record.WorkRecord.Body;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.catalogue.Kind;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which branch is asked to confirm a record: that of the unit of the bureau which the kind calls its other side. */
@Component
class OtherSides {

    private final RosterService roster;

    OtherSides(RosterService roster) {
        this.roster = roster;
    }

    /** Nobody where the party is outside the bureau, has no branch of its own, or is the owner itself. */
    Mono<Optional<Scope>> of(Kind kind, Body body, String owner, Caller caller) {
        var unit = party(kind, body);
        return unit == null
                ? Mono.just(Optional.empty())
                : roster.branchOf(unit, body.date(), caller)
                        .filter(scope -> !scope.unit().equals(owner))
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty());
    }

    /** After a correction: as before where the party is the same, so that what was written before anybody was asked stays so. */
    Mono<Optional<Scope>> now(Kind kind, WorkRecord record, Body corrected, Caller caller) {
        if (Objects.equals(party(kind, record.body()), party(kind, corrected))) {
            return Mono.just(Optional.ofNullable(record.giving()).map(Giving::other));
        }
        return of(kind, corrected, record.scope().unit(), caller);
    }

    private static @Nullable String party(Kind kind, Body body) {
        var other = kind.otherSide();
        return other != null
                        && body.values().get(other.field()) instanceof Map<?, ?> party
                        && party.get("unit") instanceof String unit
                ? unit
                : null;
    }
}
