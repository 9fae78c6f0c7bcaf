package cn.zhibu.gateway.developers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.resource.LiteWebJarsResourceResolver;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Where the pages, the documents and the parts of Swagger UI are found while {@code zhibu.developers} is on. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("zhibu.developers")
class DevelopersPage implements WebFluxConfigurer {

    private static final String ROOT = "developers/";
    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
    private static final List<String> PAGES = List.of(
            "/developers",
            "/developers/",
            "/developers/events",
            "/developers/problems",
            "/developers/services/{service:gateway|member|activity|report|notification}");

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        for (var folder : List.of("files/", "documents/")) {
            registry.addResourceHandler("/developers/" + folder + "**")
                    .addResourceLocations("classpath:/" + ROOT + folder)
                    .setCacheControl(CacheControl.noCache());
        }
        registry.addResourceHandler("/developers/lib/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/")
                .setCacheControl(CacheControl.noCache())
                .resourceChain(true)
                .addResolver(new LiteWebJarsResourceResolver());
    }

    @Bean
    RouterFunction<ServerResponse> developersPages(JsonMapper json) throws IOException {
        var routes = RouterFunctions.route();
        Resource page = new ClassPathResource(ROOT + "index.html");
        for (var path : PAGES) {
            routes.GET(path, request -> answer(HTML, page));
        }
        var events = yaml(json, new ClassPathResource(ROOT + "documents/asyncapi.json"));
        return routes.GET(
                        "/developers/documents/asyncapi.yaml",
                        request -> answer(MediaType.parseMediaType("application/yaml"), events))
                .build();
    }

    private static Mono<ServerResponse> answer(MediaType type, Object body) {
        return ServerResponse.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .bodyValue(body);
    }

    private static byte[] yaml(JsonMapper json, Resource document) throws IOException {
        var form = new DumperOptions();
        form.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        form.setAllowUnicode(true);
        try (var stream = document.getInputStream()) {
            return new Yaml(form).dump(json.readValue(stream, Map.class)).getBytes(StandardCharsets.UTF_8);
        }
    }
}
