package cn.zhibu.platform.job;

import cn.zhibu.platform.tenant.Tenants;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Starts the jobs of a service, where it has tenants. */
@AutoConfiguration(
        afterName = {
            "cn.zhibu.platform.tenant.TenantAutoConfiguration",
            "cn.zhibu.platform.change.ChangeAutoConfiguration"
        })
@ConditionalOnBean(Tenants.class)
final class JobAutoConfiguration {

    @Bean
    Jobs platformJobs(
            ObjectProvider<Job> jobs,
            Tenants tenants,
            MeterRegistry meters,
            @Value("${zhibu.jobs.first:5s}") Duration first) {
        return new Jobs(jobs.orderedStream().toList(), tenants, meters, first);
    }
}
