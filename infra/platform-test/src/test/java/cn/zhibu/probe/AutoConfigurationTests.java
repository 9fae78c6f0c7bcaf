package cn.zhibu.probe;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.problem.ProblemHandler;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.core.io.UrlResource;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.kafka.core.KafkaTemplate;

/** The starter brings what a service has use for, and no more. */
class AutoConfigurationTests {

    private static final String IMPORTS =
            "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";

    private static Class<?>[] ours() throws Exception {
        var classes = new java.util.ArrayList<Class<?>>();
        for (var url : java.util.Collections.list(Changes.class.getClassLoader().getResources(IMPORTS))) {
            var names = new UrlResource(url).getContentAsString(StandardCharsets.UTF_8);
            for (var name : names.lines()
                    .filter(line -> line.startsWith("cn.zhibu.platform"))
                    .toList()) {
                classes.add(Class.forName(name));
            }
        }
        assertThat(classes).hasSize(13);
        return classes.toArray(Class[]::new);
    }

    @Test
    void withoutStoreAndBrokerThereAreProblemsAndNothingThatWrites() throws Exception {
        new ReactiveWebApplicationContextRunner()
                .withClassLoader(new FilteredClassLoader(ReactiveMongoTemplate.class, KafkaTemplate.class))
                .withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
                .withConfiguration(AutoConfigurations.of(ours()))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context).hasSingleBean(ProblemHandler.class);
                    assertThat(context).doesNotHaveBean(Changes.class);
                });
    }

    @Test
    void eachIsFinalAndShowsNobodyAnything() throws IOException {
        var all = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("cn.zhibu.platform").stream()
                        .filter(type -> type.isAnnotatedWith(AutoConfiguration.class))
                        .toList();
        assertThat(all).hasSize(13).allSatisfy(type -> {
            assertThat(type.getModifiers()).contains(JavaModifier.FINAL).doesNotContain(JavaModifier.PUBLIC);
            assertThat(Arrays.stream(type.reflect().getDeclaredMethods())
                            .filter(method -> java.lang.reflect.Modifier.isPublic(method.getModifiers())))
                    .isEmpty();
        });
    }
}
