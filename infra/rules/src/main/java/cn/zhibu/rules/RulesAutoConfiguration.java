package cn.zhibu.rules;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Gives a service the rules; faulty ones stop its start. */
@AutoConfiguration
final class RulesAutoConfiguration {

    @Bean
    RuleService ruleService() {
        return RuleService.onClassPath();
    }
}
