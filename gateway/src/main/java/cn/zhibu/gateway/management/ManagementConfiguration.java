package cn.zhibu.gateway.management;

import cn.zhibu.process.ManagementDoor;
import cn.zhibu.process.Promises;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** What the gateway has in common with the services and takes from no starter: its management port and what its store promises. */
@Configuration(proxyBeanMethods = false)
class ManagementConfiguration {

    @Bean
    ManagementDoor managementDoor(
            @Value("${management.server.address:}") String address,
            @Value("${zhibu.management.guard:outside}") String guard,
            @Value("${zhibu.management.secret-file:}") String file)
            throws IOException {
        return ManagementDoor.of(address, guard, file);
    }

    /** A session is acknowledged when most of the members have it in their journals, and read as they all will know it. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    MongoClientSettingsBuilderCustomizer storePromises() {
        return settings -> settings.writeConcern(Promises.WRITE).readConcern(Promises.READ);
    }
}
