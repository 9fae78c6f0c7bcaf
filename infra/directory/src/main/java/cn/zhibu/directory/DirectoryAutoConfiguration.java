package cn.zhibu.directory;

import cn.zhibu.platform.change.Changes;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/** Gives a service the directory: its listener, its rows with their indexes, its questions. */
@AutoConfiguration(
        afterName = {
            "cn.zhibu.platform.tenant.TenantAutoConfiguration",
            "cn.zhibu.platform.change.ChangeAutoConfiguration"
        },
        beforeName = "cn.zhibu.platform.event.EventAutoConfiguration")
@AutoConfigurationPackage
final class DirectoryAutoConfiguration {

    @Bean
    DirectoryProjection directoryProjection(
            Changes changes, ReactiveMongoTemplate mongo, ObjectProvider<Follower> followers) {
        return new DirectoryProjection(changes, mongo, followers.orderedStream().toList());
    }

    @Bean
    DirectoryService directoryService(ReactiveMongoTemplate mongo) {
        return new DirectoryService(mongo);
    }

    @Bean
    QuorumService quorumService() {
        return new QuorumService();
    }
}
