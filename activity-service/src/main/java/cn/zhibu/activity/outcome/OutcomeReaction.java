package cn.zhibu.activity.outcome;

import cn.zhibu.activity.record.IntendedService;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What was said of a measure follows its record: in other words, for another year, or not at all any more. */
@Component
class OutcomeReaction implements EventConsumer {

    record Corrected(String record, String kind, @Nullable Map<String, Object> values) {}

    record Withdrawn(String record, String kind) {}

    private final Changes changes;

    OutcomeReaction(Changes changes) {
        this.changes = changes;
    }

    @Override
    public String name() {
        return "outcome-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("activity.events")
                .on("record.corrected.v1", Corrected.class, this::corrected)
                .on("record.withdrawn.v1", Withdrawn.class, this::withdrawn);
    }

    private Mono<Void> corrected(Corrected corrected, Received received) {
        var values = corrected.values();
        if (!IntendedService.KINDS.contains(corrected.kind()) || values == null) {
            return Mono.empty();
        }
        return changes.on(Outcome.class, corrected.record())
                .decide(outcome -> values.get("year") instanceof Number year
                        ? outcome.follow(year.intValue(), String.valueOf(values.getOrDefault("text", "")))
                        : Change.of(outcome))
                .then();
    }

    private Mono<Void> withdrawn(Withdrawn withdrawn, Received received) {
        return IntendedService.KINDS.contains(withdrawn.kind())
                ? changes.on(Outcome.class, withdrawn.record())
                        .decide(Outcome::withdraw)
                        .then()
                : Mono.empty();
    }
}
