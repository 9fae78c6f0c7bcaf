package cn.zhibu.platform.event;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How much a consumer takes at once and how long it may take. However slow each event is, a poll ends within the poll
 * interval: a slow event fails by our word and not by a rebalance, and what there was no time for comes with the next poll.
 */
final class Pace {

    /** For what goes to the table at once, one event or many. */
    static final Duration PER_EVENT = Duration.ofSeconds(60);

    /** After it nothing more of a poll is begun. */
    static final Duration PER_POLL = PER_EVENT.multipliedBy(50);

    /**
     * An event that fails by itself is tried again after 0.1, 0.3, 0.9, 2.7 and 8.1 s ({@code zhibu.events.more-tries}), and is a
     * dead letter then: what lies in
     * a moment and not in the event is over by then, and the others of its partition wait for twelve seconds at most.
     */
    static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    static final double LONGER = 3;

    private static final Duration INTERVAL = PER_POLL.plusMinutes(5);
    private static final int ONE_BY_ONE = 50;
    private static final int TOGETHER = 500;

    private Pace() {}

    /** @param gathers whether events are taken together */
    static Properties properties(boolean gathers) {
        var properties = new Properties();
        properties.setProperty(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(gathers ? TOGETHER : ONE_BY_ONE));
        properties.setProperty(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Long.toString(INTERVAL.toMillis()));
        return properties;
    }
}
