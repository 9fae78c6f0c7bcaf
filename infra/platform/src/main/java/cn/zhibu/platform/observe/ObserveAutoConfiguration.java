package cn.zhibu.platform.observe;

import cn.zhibu.platform.change.Changes;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.kafka.core.KafkaTemplate;

/** Brings request ids and log fields everywhere, and audit entries where there is a store. */
@AutoConfiguration(afterName = "cn.zhibu.platform.change.ChangeAutoConfiguration")
final class ObserveAutoConfiguration {

    ObserveAutoConfiguration() {
        LogFields.register();
    }

    @Bean
    RequestIdFilter requestIdFilter() {
        return new RequestIdFilter();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ReactiveMongoTemplate.class, KafkaTemplate.class})
    @ConditionalOnBean(Changes.class)
    static class Audited {

        @Bean
        Audit audit(Changes changes) {
            return new Audit(changes);
        }

        @Bean
        RefusedWrites refusedWrites(Audit audit) {
            return new RefusedWrites(audit);
        }
    }
}
