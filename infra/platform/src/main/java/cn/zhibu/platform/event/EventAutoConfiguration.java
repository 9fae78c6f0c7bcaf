package cn.zhibu.platform.event;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Brings the listeners and declares the topics: the log is the history, so nothing in it expires. */
@AutoConfiguration(afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnClass(KafkaTemplate.class)
@ConditionalOnBean(KafkaTemplate.class)
final class EventAutoConfiguration {

    private static final List<String> TOPICS = List.of(
            "member.events",
            "activity.events",
            "report.events",
            "notification.events",
            "audit.entries",
            "ledger.anchors");

    @Bean
    KafkaAdmin.NewTopics platformTopics(
            @Value("${zhibu.service}") String service,
            @Value("${zhibu.partitions:12}") int partitions,
            ObjectProvider<EventConsumer> consumers) {
        var topics = TOPICS.stream().map(name -> topic(name, partitions));
        var dead = consumers.orderedStream().map(consumer -> topic(Generation.group(service, consumer) + ".dlt", 1));
        return new KafkaAdmin.NewTopics(
                java.util.stream.Stream.concat(topics, dead).toArray(org.apache.kafka.clients.admin.NewTopic[]::new));
    }

    private static org.apache.kafka.clients.admin.NewTopic topic(String name, int partitions) {
        return TopicBuilder.name(name)
                .partitions(partitions)
                .configs(Map.of("retention.ms", "-1"))
                .build();
    }

    @Bean
    Listeners platformListeners(
            ObjectProvider<EventConsumer> consumers,
            ConsumerFactory<String, byte[]> factory,
            KafkaTemplate<String, byte[]> kafka,
            JsonMapper json,
            MeterRegistry meters,
            @Value("${zhibu.service}") String service,
            @Value("${zhibu.events.more-tries:5}") int moreTries) {
        return new Listeners(consumers.orderedStream().toList(), factory, kafka, json, meters, service, moreTries);
    }

    @Bean
    DeadLetters platformDeadLetters(Listeners listeners, ConsumerFactory<String, byte[]> factory, KafkaAdmin kafka) {
        return new DeadLetters(listeners, factory, kafka);
    }
}
