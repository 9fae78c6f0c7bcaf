package cn.zhibu.platform.change;

import java.util.List;

/**
 * What a decision leads to: the new state, and the events that explain it.
 *
 * @param state the record as it shall be stored; its {@code @Version} is the one that was loaded, null for a new one
 * @param events in the order in which they happened; none for a read model or when nothing changed
 * @param last whether it ends the record: that is stored even when its earlier versions have used up the room they have
 */
public record Change<S>(S state, List<DomainEvent> events, boolean last) {

    public Change {
        events = List.copyOf(events);
    }

    public Change(S state, List<DomainEvent> events) {
        this(state, events, false);
    }

    public static <S> Change<S> of(S state, DomainEvent... events) {
        return new Change<>(state, List.of(events));
    }

    /** The same, as what ends the record. */
    public Change<S> asLast() {
        return new Change<>(state, events, true);
    }
}
