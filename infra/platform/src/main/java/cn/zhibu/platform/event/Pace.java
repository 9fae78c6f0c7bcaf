package cn.zhibu.platform.event;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How much a consumer takes at once and how long it may take: even if each event of a batch uses its whole time, the
 * batch ends within the poll interval, so that a slow event fails by our word and not by a rebalance.
 */
final class Pace {

    static final Duration PER_EVENT = Duration.ofSeconds(60);
    private static final int EVENTS = 50;
    private static final Duration INTERVAL = PER_EVENT.multipliedBy(EVENTS).plusMinutes(5);

    private Pace() {}

    static Properties properties() {
        var properties = new Properties();
        properties.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(EVENTS));
        properties.setProperty(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Long.toString(INTERVAL.toMillis()));
        return properties;
    }
}
