package cn.zhibu.platform.problem;

import cn.zhibu.process.problem.ProblemWriter;
import cn.zhibu.process.problem.Problems;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/** Brings the problem handler, with the platform's bundles and, where there are any, the service's own. */
@AutoConfiguration(
        beforeName = "org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration",
        afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
final class ProblemAutoConfiguration {

    @Bean
    Problems platformProblems(@Value("${zhibu.service:gateway}") String service) {
        var texts = new ResourceBundleMessageSource();
        if (new ClassPathResource("problems_zh_CN.properties").exists()) {
            texts.addBasenames("problems");
        }
        if (new ClassPathResource("fields_zh_CN.properties").exists()) {
            texts.addBasenames("fields");
        }
        texts.addBasenames("platform-problems", "platform-fields");
        texts.setDefaultEncoding("UTF-8");
        texts.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        texts.setFallbackToSystemLocale(false);
        return new Problems(texts, service);
    }

    @Bean
    ProblemHandler platformProblemHandler(
            Problems problems, JsonMapper json, ObjectProvider<RefusalListener> listeners) {
        return new ProblemHandler(new ProblemWriter(problems, json), listeners);
    }
}
