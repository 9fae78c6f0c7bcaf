package cn.zhibu.platform.security;

import cn.zhibu.platform.tenant.TenantDatabases;
import cn.zhibu.process.MasterKey;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Brings the seals where a master key file is named ({@code zhibu.master-key-file}; see {@link MasterKey}). */
@AutoConfiguration(afterName = "cn.zhibu.platform.tenant.TenantAutoConfiguration")
@ConditionalOnProperty(name = {"zhibu.service", "zhibu.master-key-file"})
final class SealAutoConfiguration {

    @Bean
    TenantKeys platformTenantKeys(TenantDatabases databases, @Value("${zhibu.master-key-file}") Path file) {
        return new TenantKeys(databases, MasterKey.read(file));
    }

    @Bean
    Seals platformSeals(TenantKeys keys) {
        return new Seals(keys);
    }

    @Bean
    SealKeys platformSealKeys(TenantDatabases databases, TenantKeys keys, Seals seals) {
        return new SealKeys(keys, new Resealing(databases, keys, seals));
    }
}
