package cn.zhibu.kit;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Points a service under test to the stack for tests. */
final class TestStackInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "spring.mongodb.uri=" + TestStack.storeUri(),
                        "spring.kafka.bootstrap-servers=" + TestStack.brokers(),
                        "zhibu.master-key-file=" + TestStack.masterKeyFile(),
                        "zhibu.files.folder=" + TestStack.files(),
                        "zhibu.partitions=3",
                        "zhibu.events.more-tries=3",
                        "springdoc.api-docs.enabled=true",
                        "zhibu.management.guard=always",
                        "zhibu.management.secret-file=" + TestStack.masterKeyFile(),
                        "management.server.port=0")
                .applyTo(context);
    }
}
