package cn.zhibu.platform.web;

import cn.zhibu.platform.input.Door;
import cn.zhibu.platform.observe.Audit;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;
import org.springframework.web.reactive.accept.RequestedContentTypeResolver;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import tools.jackson.databind.json.JsonMapper;

/** Brings the arguments that handlers may take and the way answers are written. */
@AutoConfiguration(afterName = "cn.zhibu.platform.observe.ObserveAutoConfiguration")
@ConditionalOnBean(Audit.class)
final class WebAutoConfiguration {

    @Bean
    WebFluxConfigurer platformZhibuArguments(ObjectProvider<HandlerMethodArgumentResolver> resolvers, JsonMapper json) {
        var strict = new JacksonJsonDecoder(Door.strict(json));
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
                configurer.addCustomResolver(new PageArgument());
                resolvers.orderedStream().forEach(configurer::addCustomResolver);
            }

            @Override
            public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
                configurer.defaultCodecs().jacksonJsonDecoder(strict);
            }
        };
    }

    /** Parameters of the address are read by the same rules as bodies. */
    @Bean
    SmartInitializingSingleton platformParameters(RequestMappingHandlerAdapter adapter) {
        return () -> {
            if (adapter.getWebBindingInitializer() instanceof ConfigurableWebBindingInitializer binding) {
                binding.setPropertyEditorRegistrar(Door::register);
            }
        };
    }

    /** "Not later than today" means today in China, by the injected clock; the size of a text is its characters. */
    @Bean
    ValidationConfigurationCustomizer platformValidationClock(Clock clock) {
        return configuration -> {
            configuration.clockProvider(() -> clock);
            Door.count(configuration);
        };
    }

    @Bean
    AnswerHandler platformAnswerHandler(
            ServerCodecConfigurer codecs,
            RequestedContentTypeResolver types,
            ReactiveAdapterRegistry adapters,
            Audit audit) {
        return new AnswerHandler(codecs, types, adapters, audit);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springdoc.core.utils.SpringDocUtils")
    @Import(ApiDescription.class)
    static class Described {}
}
