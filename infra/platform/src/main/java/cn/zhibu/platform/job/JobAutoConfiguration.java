package cn.zhibu.platform.job;

import cn.zhibu.platform.tenant.Tenants;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Starts the jobs that the features have. */
@AutoConfiguration(afterName = "cn.zhibu.platform.tenant.TenantAutoConfiguration")
@ConditionalOnBean(Tenants.class)
final class JobAutoConfiguration {

    @Bean
    Jobs platformJobs(ObjectProvider<Job> jobs, Tenants tenants) {
        return new Jobs(jobs.orderedStream().toList(), tenants);
    }
}
