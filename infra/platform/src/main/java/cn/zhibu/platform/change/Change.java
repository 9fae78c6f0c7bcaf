package cn.zhibu.platform.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decision leads to: the new state, and the events that explain it.
 *
 * @param state the record as it shall be stored; its {@code @Version} is the one that was loaded, null for a new one
 * @param events in the order in which they happened; none for a read model or when nothing changed
 * @param keeps whether what the record was before stays as an earlier version of it ({@link Editions})
 * @param reason in a person's own words; kept beside the events and never in them
 */
public record Change<S>(
        S state,
        List<DomainEvent> events,
        boolean keeps,
        @Nullable String reason) {

    public Change {
        events = List.copyOf(events);
    }

    public Change(S state, List<DomainEvent> events) {
        this(state, events, false, null);
    }

    public static <S> Change<S> of(S state, DomainEvent... events) {
        return new Change<>(state, List.of(events));
    }

    /** The same, with why it was done. */
    public Change<S> because(@Nullable String why) {
        return new Change<>(state, events, keeps, why);
    }

    /** The same; what the record was until now stays readable as an earlier version. */
    public Change<S> keeping() {
        return new Change<>(state, events, true, reason);
    }
}
