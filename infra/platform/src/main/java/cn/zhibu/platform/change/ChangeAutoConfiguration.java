package cn.zhibu.platform.change;

import cn.zhibu.platform.tenant.TenantDatabases;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Brings the one way to write and the relay that sends what was written. */
@AutoConfiguration(
        afterName = {
            "cn.zhibu.platform.tenant.TenantAutoConfiguration",
            "org.springframework.boot.data.mongodb.autoconfigure.DataMongoReactiveAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"
        })
@ConditionalOnClass({ReactiveMongoTemplate.class, KafkaTemplate.class})
@ConditionalOnBean({TenantDatabases.class, KafkaTemplate.class})
final class ChangeAutoConfiguration {

    /** Calendar days are days in China, wherever the machine stands. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.system(ZoneId.of("Asia/Shanghai"));
    }

    @Bean
    Writers platformWriters(TenantDatabases databases, Clock clock) {
        return new Writers(databases, clock);
    }

    @Bean
    Sender platformSender(KafkaTemplate<String, byte[]> kafka, @Value("${zhibu.service}") String service) {
        return new Sender(kafka, service);
    }

    @Bean
    Relay platformRelay(TenantDatabases databases, Writers writers, Sender sender, Clock clock) {
        return new Relay(databases, writers, sender, clock, Pace.USUAL);
    }

    @Bean
    Changes platformChanges(
            ReactiveMongoTemplate mongo,
            Writers writers,
            Relay relay,
            JsonMapper json,
            Clock clock,
            @Value("${zhibu.topic}") String topic,
            ObjectProvider<Reasons> reasons) {
        return new Changes(
                mongo,
                new States(mongo.getConverter()),
                new Envelopes(json, clock, topic),
                new Handover(writers, relay),
                reasons.getIfAvailable(() -> Reasons.NOWHERE));
    }

    @Bean
    Editions platformEditions(ReactiveMongoTemplate mongo) {
        return new Editions(mongo, new States(mongo.getConverter()));
    }

    @Bean
    OutboxMeters platformOutboxMeters(Relay relay) {
        return new OutboxMeters(relay);
    }
}
