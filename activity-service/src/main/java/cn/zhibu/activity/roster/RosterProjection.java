package cn.zhibu.activity.roster;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps the units and members that sessions and records speak of. */
@Component
class RosterProjection implements EventConsumer {

    record Created(String unit, @Nullable String parent, String kind, List<String> ancestors, LocalDate from) {}

    record Joined(
            String member,
            String unit,
            String status,
            LocalDate on,
            @Nullable LocalDate fullOn) {}

    record Turned(String member, LocalDate on) {}

    private final Changes changes;

    RosterProjection(Changes changes) {
        this.changes = changes;
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("member.events")
                .on("unit.created.v1", Created.class, this::created)
                .on("member.joined.v1", Joined.class, this::joined)
                .on("member.corrected.v1", Joined.class, this::joined)
                .on("member.converted.v1", Turned.class, (turn, received) -> turned("converted", turn, received))
                .on("member.departed.v1", Turned.class, (turn, received) -> turned("departed", turn, received));
    }

    private Mono<Void> created(Created unit, Received received) {
        var row = new UnitRow(
                unit.unit(), unit.kind(), new Scope(unit.unit(), unit.ancestors()), unit.parent(), unit.from());
        return changes.project(row, received.sequence()).then();
    }

    private Mono<Void> joined(Joined member, Received received) {
        var row = new MemberRow(member.member(), member.unit(), member.status(), member.on(), member.fullOn());
        return changes.project(row, received.sequence()).then();
    }

    private Mono<Void> turned(String what, Turned turn, Received received) {
        var row = new Turn(turn.member() + ":" + what, turn.member(), what, turn.on());
        return changes.project(row, received.sequence()).then();
    }
}
