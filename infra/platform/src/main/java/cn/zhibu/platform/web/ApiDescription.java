package cn.zhibu.platform.web;

import cn.zhibu.platform.security.Caller;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.method.HandlerMethod;

/**
 * Describes the API as clients use it: schemas named after their controller (UnitView), operations too (openUnit), the
 * headers that the platform asks for, pages as two numbers, and no caller.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    ApiDescription() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, PageQuery.class, Sought.class);
    }

    @Bean
    ModelResolver platformModelResolver() {
        return new Models();
    }

    @Bean
    OpenAPI platformDescription(@Value("${spring.application.name}") String service) {
        return new OpenAPI().info(new Info().title(service).version("v1"));
    }

    @Bean
    OperationCustomizer platformOperations(@Value("${zhibu.service}") String service) {
        return (operation, handler) -> describe(operation, handler, StringUtils.capitalize(service));
    }

    /** What the platform itself answers is there in several services: each has its own name. */
    private static Operation describe(Operation operation, HandlerMethod handler, String service) {
        var noun = handler.getBeanType().getSimpleName().replace("Controller", "");
        var common = handler.getBeanType().getPackageName().startsWith("cn.zhibu.platform");
        operation.setOperationId(handler.getMethod().getName() + noun + (common ? service : ""));
        operation.setTags(java.util.List.of(noun));
        if (handler.hasMethodAnnotation(PostMapping.class)) {
            operation.addParametersItem(header("Idempotency-Key", "Names the intent; the same on every retry"));
        }
        if (handler.hasMethodAnnotation(PutMapping.class)) {
            operation.addParametersItem(header("If-Match", "The entity tag that was read"));
        }
        var taken = Arrays.asList(handler.getMethod().getParameterTypes());
        if (taken.contains(Sought.class)) {
            operation.addParametersItem(text("words", "What is looked for, at most 50 characters"));
            operation.addParametersItem(text("order", "newest (default) or oldest first"));
        }
        if (taken.contains(PageQuery.class) || taken.contains(Sought.class)) {
            operation.addParametersItem(number("page", "From 1"));
            operation.addParametersItem(number("size", "1 to 100"));
            operation.addParametersItem(text("after", "The next of the page before, in place of a page"));
        }
        return operation;
    }

    private static Parameter header(String name, String text) {
        return new Parameter()
                .in("header")
                .name(name)
                .required(true)
                .description(text)
                .schema(new StringSchema());
    }

    private static Parameter text(String name, String text) {
        return number(name, text).schema(new StringSchema());
    }

    private static Parameter number(String name, String text) {
        return new Parameter()
                .in("query")
                .name(name)
                .required(false)
                .description(text)
                .schema(new IntegerSchema());
    }

    /** Says of each field of a record whether it is always there: it is, unless it is marked as nullable. */
    private static final class Models extends ModelResolver {

        Models() {
            super(Json31.mapper(), new Names());
        }

        @Override
        public Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
            var schema = super.resolve(type, context, next);
            var raw = _mapper.constructType(type.getType()).getRawClass();
            if (raw.isRecord()) {
                var ref = schema == null ? null : schema.get$ref();
                var name = ref == null ? "" : ref.substring(ref.lastIndexOf('/') + 1);
                var defined = context.getDefinedModels().get(name);
                var model = defined == null ? schema : defined;
                if (model != null && model.getProperties() != null) {
                    model.setRequired(Arrays.stream(raw.getRecordComponents())
                            .filter(field -> !field.getAnnotatedType().isAnnotationPresent(Nullable.class))
                            .map(RecordComponent::getName)
                            .toList());
                }
            }
            return schema;
        }
    }

    /** Names nested records after the class around them, since each controller has its own View. */
    private static final class Names extends TypeNameResolver {

        @Override
        protected String nameForClass(Class<?> type, Set<Options> options) {
            var outer = type.getEnclosingClass();
            if (outer == null) {
                return super.nameForClass(type, options);
            }
            return StringUtils.capitalize(outer.getSimpleName().replaceAll("(Controller|Service)$", ""))
                    + type.getSimpleName();
        }
    }
}
