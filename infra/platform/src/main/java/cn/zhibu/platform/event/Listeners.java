package cn.zhibu.platform.event;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Starts the listeners of each consumer, ordered by subject; what fails after a few tries goes to the group's dead-letter topic. */
final class Listeners implements SmartLifecycle {

    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers = new ArrayList<>();
    private final Map<String, Listener> byGroup = new LinkedHashMap<>();
    private volatile boolean running;

    Listeners(
            List<EventConsumer> consumers,
            ConsumerFactory<String, byte[]> factory,
            KafkaTemplate<String, byte[]> kafka,
            JsonMapper json,
            MeterRegistry meters,
            String service,
            int moreTries) {
        for (var consumer : consumers) {
            var group = Generation.group(service, consumer);
            var table = Table.of(consumer, json);
            var properties = new ContainerProperties(table.topics().toArray(String[]::new));
            properties.setGroupId(group);
            properties.setKafkaConsumerProperties(Pace.properties(table.gathers()));
            properties.setAckMode(ContainerProperties.AckMode.BATCH);
            var listener = new Listener(group, table, Generation.rows(group, consumer));
            if (byGroup.put(group, listener) != null) {
                throw new IllegalStateException("Two consumers are named " + group);
            }
            properties.setMessageListener(listener);
            var container = new ConcurrentMessageListenerContainer<>(factory, properties);
            container.setBeanName(group);
            container.setConcurrency(consumer.concurrency());
            container.setCommonErrorHandler(onFailure(group, kafka, meters, moreTries));
            containers.add(container);
        }
    }

    /** The listeners by their group, for those who deal with dead letters. */
    Map<String, Listener> byGroup() {
        return Map.copyOf(byGroup);
    }

    private static CommonErrorHandler onFailure(
            String group, KafkaTemplate<String, byte[]> kafka, MeterRegistry meters, int moreTries) {
        var dead = meters.counter("zhibu.events.dead", "group", group);
        var recoverer = new DeadLetterPublishingRecoverer(kafka, (message, failure) -> {
            dead.increment();
            return new TopicPartition(group + ".dlt", -1);
        });
        recoverer.setFailIfSendResultIsError(true);
        var backOff = new ExponentialBackOff(Pace.FIRST_PAUSE.toMillis(), Pace.LONGER);
        backOff.setMaxAttempts(moreTries);
        var handler = new DefaultErrorHandler(recoverer, backOff);
        handler.addNotRetryableExceptions(Listener.Unreadable.class, JacksonException.class);
        handler.setLogLevel(KafkaException.Level.WARN);
        // While the store is away an event is neither good nor bad: the partition waits for it.
        handler.setBackOffFunction((message, failure) -> StoreAway.in(failure) ? new StoreAway() : null);
        return handler;
    }

    @Override
    public void start() {
        containers.forEach(ConcurrentMessageListenerContainer::start);
        running = true;
    }

    @Override
    public void stop() {
        containers.forEach(ConcurrentMessageListenerContainer::stop);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
