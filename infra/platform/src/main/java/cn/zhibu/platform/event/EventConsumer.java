package cn.zhibu.platform.event;

/** Something that listens: a projection builds a read model, a reaction causes an effect. One table says what it hears. */
public interface EventConsumer {

    /**
     * Its name in the log, in kebab case and unique in its service: with the version it is the consumer group, so it stays
     * when a class is renamed.
     */
    String name();

    /** Fills the table of what is heard. */
    void subscribe(Subscriptions on);

    /** Raised when a read model has to be built anew from the beginning of the log. */
    default int version() {
        return 1;
    }

    /** How many threads listen side by side; events of one subject stay in order, those of different subjects do not. */
    default int concurrency() {
        return 1;
    }
}
