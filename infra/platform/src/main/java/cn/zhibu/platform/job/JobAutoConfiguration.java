package cn.zhibu.platform.job;

import cn.zhibu.platform.tenant.TenantDatabases;
import cn.zhibu.platform.tenant.Tenants;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Starts the jobs of a service, where it has tenants. */
@AutoConfiguration(
        afterName = {
            "cn.zhibu.platform.tenant.TenantAutoConfiguration",
            "cn.zhibu.platform.change.ChangeAutoConfiguration"
        })
@ConditionalOnBean({Tenants.class, Clock.class})
final class JobAutoConfiguration {

    @Bean
    Wakes platformWakes(TenantDatabases databases, Clock clock) {
        return new Wakes(databases, clock);
    }

    @Bean
    Rings platformRings(TenantDatabases databases, Clock clock) {
        return new Rings(databases, clock);
    }

    @Bean
    Tallies platformTallies(TenantDatabases databases, MeterRegistry meters, Clock clock) {
        return new Tallies(databases, meters, clock);
    }

    @Bean
    Jobs platformJobs(ObjectProvider<Job> jobs, Wakes wakes, Tenants tenants, MeterRegistry meters, Clock clock) {
        return new Jobs(jobs.orderedStream().toList(), wakes, tenants, meters, clock);
    }
}
