package cn.zhibu.platform.observe;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.process.ManagementDoor;
import com.mongodb.event.CommandEvent;
import io.micrometer.core.instrument.binder.mongodb.MongoCommandTagsProvider;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;

/** Brings request ids, log fields and the door of the management port everywhere, and audit entries where there is a store. */
@AutoConfiguration(
        afterName = "cn.zhibu.platform.change.ChangeAutoConfiguration",
        beforeName = "org.springframework.boot.mongodb.autoconfigure.metrics.MongoMetricsAutoConfiguration")
final class ObserveAutoConfiguration {

    ObserveAutoConfiguration() {
        LogFields.register();
    }

    @Bean
    RequestIdFilter platformRequestIdFilter() {
        return new RequestIdFilter();
    }

    @Bean
    ManagementDoor platformManagementDoor(
            @Value("${management.server.address:}") String address,
            @Value("${zhibu.management.guard:outside}") String guard,
            @Value("${zhibu.management.secret-file:}") String file)
            throws IOException {
        return ManagementDoor.of(address, guard, file);
    }

    /** A client for other services, with limits; each user takes a fresh one. */
    @Bean
    @ConditionalOnMissingBean
    @Scope("prototype")
    WebClient.Builder platformWebClientBuilder() {
        var client = HttpClient.create()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 2_000)
                .responseTimeout(Duration.ofSeconds(10));
        return WebClient.builder().clientConnector(new ReactorClientHttpConnector(client));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({MongoCommandTagsProvider.class, CommandEvent.class})
    static class Counted {

        @Bean
        MongoCommandTagsProvider platformStoreTags() {
            return new StoreTags();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ReactiveMongoTemplate.class, KafkaTemplate.class})
    @ConditionalOnBean(Changes.class)
    static class Audited {

        @Bean
        Audit platformAudit(Changes changes) {
            return new Audit(changes);
        }

        @Bean
        RefusedWrites platformRefusedWrites(Audit audit) {
            return new RefusedWrites(audit);
        }
    }
}
