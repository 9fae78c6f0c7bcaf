package cn.zhibu.probe;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hears of things; keeps every delivery in memory for the tests to look at. */
@Component
public class ThingProjection implements EventConsumer {

    record Made(String thing) {}

    record Counted(String thing, int count) {}

    public final List<Received> deliveries = new CopyOnWriteArrayList<>();
    private final Changes changes;

    ThingProjection(Changes changes) {
        this.changes = changes;
    }

    @Override
    public String name() {
        return "thing-projection";
    }

    @Override
    public List<Class<?>> rows() {
        return List.of(ThingRow.class);
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("probe.events")
                .on("thing.made.v1", Made.class, (made, received) -> row(made.thing(), 0, received))
                .on(
                        "thing.counted.v1",
                        Counted.class,
                        (counted, received) -> row(counted.thing(), counted.count(), received));
    }

    private Mono<Void> row(String thing, int count, Received received) {
        deliveries.add(received);
        if (thing.startsWith("poison")) {
            return Mono.error(new IllegalArgumentException("This thing cannot be projected"));
        }
        return changes.project(new ThingRow(thing, count), received.sequence()).then();
    }
}
