package cn.zhibu.member.composition;

import static cn.zhibu.member.composition.CompositionProblem.COMPOSITION_NOT_FOUND;

import cn.zhibu.member.roster.RollService;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.words.DataFiles;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Counts the members of a unit on a day. Whoever reads a branch knows each of its members: there every number is said. */
@Service
class CompositionService {

    private final Groupings groupings =
            new DataFiles("zhibu/").one("composition.yaml", Groupings.class).whole();
    private final RollService roll;
    private final Clock clock;

    CompositionService(RollService roll, Clock clock) {
        this.roll = roll;
        this.clock = clock;
    }

    Mono<Composition> of(String unit, @Nullable LocalDate on, Caller caller) {
        var day = on == null ? LocalDate.now(clock) : on;
        return roll.place(unit, caller)
                .switchIfEmpty(Mono.error(() -> COMPOSITION_NOT_FOUND.of(unit)))
                .flatMap(place -> roll.counted(place, day, caller)
                        .collect(() -> new Tally(groupings, day), Tally::add)
                        .map(tally -> Composition.of(place.id(), day, !place.isBranch(), groupings, tally)));
    }
}
