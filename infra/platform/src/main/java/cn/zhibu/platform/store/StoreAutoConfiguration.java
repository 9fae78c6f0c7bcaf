package cn.zhibu.platform.store;

import cn.zhibu.process.Promises;
import com.mongodb.reactivestreams.client.MongoClient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/** Says to every client what an acknowledgement means, whatever its address says, and looks at the start whether the store keeps it. */
@AutoConfiguration(afterName = "org.springframework.boot.mongodb.autoconfigure.MongoReactiveAutoConfiguration")
@ConditionalOnClass(ReactiveMongoTemplate.class)
final class StoreAutoConfiguration {

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    MongoClientSettingsBuilderCustomizer platformPromises() {
        return settings -> settings.writeConcern(Promises.WRITE).readConcern(Promises.READ);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(MongoClient.class)
    static class Looked {

        @Bean
        StoreCheck platformStoreCheck(
                MongoClient client,
                @Value("${zhibu.service:platform}") String service,
                @Value("${zhibu.store.replica-set:wanted}") String replicaSet) {
            return new StoreCheck(client, service + "_shared", StoreCheck.Wish.of(replicaSet));
        }
    }
}
