package cn.zhibu.report.unit;

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

/** Keeps the tree and the numbers of members as others report them; no names are heard or kept. */
@Component
final class UnitProjection implements EventConsumer {

    private final Changes changes;

    UnitProjection(Changes changes) {
        this.changes = changes;
    }

    record UnitCreated(
            String unit,
            @Nullable String parent,
            String kind,
            List<String> ancestors,
            @Nullable String schoolType,
            @Nullable String campus,
            LocalDate from) {}

    record UnitClosed(String unit, LocalDate on) {}

    record CommitteeFormed(String committee, String unit, LocalDate on, int termYears) {}

    record MemberEntered(
            String member,
            String unit,
            String status,
            LocalDate on,
            @Nullable LocalDate fullOn) {}

    record MemberChanged(String member, LocalDate on) {}

    @Override
    public void subscribe(Subscriptions on) {
        on.from("member.events")
                .on("unit.created.v1", UnitCreated.class, this::created)
                .on("unit.closed.v1", UnitClosed.class, this::closed)
                .on("committee.formed.v1", CommitteeFormed.class, this::formed)
                .on("member.joined.v1", MemberEntered.class, this::entered)
                .on("member.corrected.v1", MemberEntered.class, this::entered)
                .on("member.converted.v1", MemberChanged.class, this::converted)
                .on("member.departed.v1", MemberChanged.class, this::departed);
    }

    private Mono<Void> created(UnitCreated event, Received received) {
        return keep(
                new Rows.Node(
                        event.unit(),
                        event.parent(),
                        event.kind(),
                        new Scope(event.unit(), event.ancestors()),
                        event.schoolType(),
                        event.campus(),
                        event.from()),
                received);
    }

    private Mono<Void> closed(UnitClosed event, Received received) {
        return keep(new Rows.Closure(event.unit(), event.on()), received);
    }

    private Mono<Void> formed(CommitteeFormed event, Received received) {
        return keep(new Rows.Formed(event.committee(), event.unit(), event.on(), event.termYears()), received);
    }

    private Mono<Void> entered(MemberEntered event, Received received) {
        return keep(
                new Rows.Enrolled(event.member(), event.unit(), event.status(), event.on(), event.fullOn()), received);
    }

    private Mono<Void> converted(MemberChanged event, Received received) {
        return keep(new Rows.Converted(event.member(), event.on()), received);
    }

    private Mono<Void> departed(MemberChanged event, Received received) {
        return keep(new Rows.Departed(event.member(), event.on()), received);
    }

    private Mono<Void> keep(Object row, Received received) {
        return changes.project(row, received.sequence()).then();
    }
}
