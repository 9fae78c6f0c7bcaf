package cn.zhibu.probe;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** Something that can be made and counted up. */
@Document("things")
public record Thing(
        @Id String id,
        Scope scope,
        int count,
        @Nullable String note,
        @Version @Nullable Long version) implements Scoped {

    public sealed interface ThingEvent extends DomainEvent {
        @EventName("thing.made.v1")
        record Made(String thing) implements ThingEvent {}

        @EventName("thing.counted.v1")
        record Counted(String thing, int count) implements ThingEvent {}
    }

    public static Change<Thing> make(String id, String unit) {
        return Change.of(new Thing(id, new Scope(unit, List.of(unit)), 0, "fresh", null), new ThingEvent.Made(id));
    }

    public Change<Thing> increase() {
        return Change.of(new Thing(id, scope, count + 1, null, version), new ThingEvent.Counted(id, count + 1));
    }
}
