package cn.zhibu.platform.security;

import cn.zhibu.platform.tenant.TenantDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Brings the seals where a master key file is named ({@code zhibu.master-key-file}: 32 bytes in Base64, mode 600). */
@AutoConfiguration(afterName = "cn.zhibu.platform.tenant.TenantAutoConfiguration")
@ConditionalOnProperty(name = {"zhibu.service", "zhibu.master-key-file"})
final class SealAutoConfiguration {

    @Bean
    TenantKeys platformTenantKeys(TenantDatabases databases, @Value("${zhibu.master-key-file}") Path file)
            throws IOException {
        var key = Base64.getDecoder().decode(Files.readString(file).trim());
        if (key.length != 32) {
            throw new IllegalStateException("The master key in " + file + " must be 32 bytes in Base64");
        }
        return new TenantKeys(databases, key);
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
