package cn.zhibu.gateway.front;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** Serves the front: files with a fingerprint in their name for a year, everything else asked for anew. */
@Configuration(proxyBeanMethods = false)
class FrontFiles implements WebFluxConfigurer {

    private static final String ROOT = "classpath:/META-INF/resources/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(ROOT + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/index.html", "/favicon.svg", "/manifest.webmanifest", "/sw.js", "/workbox-*.js")
                .addResourceLocations(ROOT)
                .setCacheControl(CacheControl.noCache());
    }
}
