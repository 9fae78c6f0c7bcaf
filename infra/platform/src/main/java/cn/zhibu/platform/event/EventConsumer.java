package cn.zhibu.platform.event;

import java.util.List;

/** Something that listens: a projection builds a read model, a reaction causes an effect. One table says what it hears. */
public interface EventConsumer {

    /**
     * Its name in the log, in kebab case and unique in its service: with the version it is the consumer group, so it stays
     * when a class is renamed.
     */
    String name();

    /** Fills the table of what is heard. */
    void subscribe(Subscriptions on);

    /**
     * The read models that it writes, all of them. Their collections end with its version ({@code fact_sets_v1}); a
     * reaction has none.
     */
    default List<Class<?>> rows() {
        return List.of();
    }

    /**
     * Raised, together with the names of the collections, when the read models have to be built anew: a new group reads
     * from the beginning of the log into new collections. What a reaction has done is not done twice; its version stays.
     */
    default int version() {
        return 1;
    }

    /** How many threads listen side by side; events of one subject stay in order, those of different subjects do not. */
    default int concurrency() {
        return 1;
    }
}
