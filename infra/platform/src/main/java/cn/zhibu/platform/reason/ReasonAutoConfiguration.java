package cn.zhibu.platform.reason;

import cn.zhibu.platform.security.Seals;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/** Brings what keeps reasons, wherever something can be sealed. */
@AutoConfiguration(
        afterName = {
            "cn.zhibu.platform.security.SealAutoConfiguration",
            "org.springframework.boot.data.mongodb.autoconfigure.DataMongoReactiveAutoConfiguration"
        })
@ConditionalOnBean(Seals.class)
final class ReasonAutoConfiguration {

    @Bean
    KeptReasons platformReasons(ReactiveMongoTemplate mongo, Seals seals) {
        mongo.getConverter().getMappingContext().getPersistentEntity(KeptReason.class); // known before indexes are made
        return new KeptReasons(mongo, seals);
    }

    @Bean
    ReasonController platformReasonController(KeptReasons reasons) {
        return new ReasonController(reasons);
    }
}
