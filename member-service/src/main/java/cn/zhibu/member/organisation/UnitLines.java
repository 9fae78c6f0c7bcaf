package cn.zhibu.member.organisation;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.job.Job;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives a place in lists to units that an earlier release wrote without one, each after the one above it. */
@Component
class UnitLines implements Job {

    private static final Command ITSELF = new Command(null, null, null, () -> "", "");

    private final Units units;
    private final Changes changes;

    UnitLines(Units units, Changes changes) {
        this.units = units;
        this.changes = changes;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Mono<Instant> round() {
        return units.findUnlisted().concatMap(this::listed).then(Mono.empty());
    }

    /** The unit with its place in lists. */
    Mono<Unit> listed(Unit unit) {
        if (unit.listed() != null) {
            return Mono.just(unit);
        }
        var parent = unit.parent();
        var above = parent == null
                ? Mono.just("")
                : units.findById(parent).flatMap(this::listed).map(Unit::path);
        return above.flatMap(path -> changes.on(Unit.class, unit.id()).decide(now -> now.listed(path)))
                .contextWrite(ITSELF::into);
    }
}
