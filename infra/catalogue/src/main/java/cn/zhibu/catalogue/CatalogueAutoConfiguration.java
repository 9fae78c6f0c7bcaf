package cn.zhibu.catalogue;

import cn.zhibu.rules.RuleService;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Gives a service the catalogue; a faulty one stops its start. */
@AutoConfiguration(afterName = "cn.zhibu.rules.RulesAutoConfiguration")
final class CatalogueAutoConfiguration {

    @Bean
    CatalogueService catalogueService(RuleService rules) {
        return CatalogueService.onClassPath(rules);
    }
}
