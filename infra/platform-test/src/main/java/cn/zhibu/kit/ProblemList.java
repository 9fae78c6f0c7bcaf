package cn.zhibu.kit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.platform.problem.PlatformProblem;
import cn.zhibu.platform.sheet.ImportProblem;
import cn.zhibu.process.problem.ProblemType;
import cn.zhibu.process.problem.Problems;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;

/** Every way in which one owner (a service, or the platform in all of them) refuses, as developers' pages list it. */
final class ProblemList {

    private static final Map<String, Locale> LANGUAGES =
            Map.of("zh-CN", Locale.SIMPLIFIED_CHINESE, "en", Locale.ENGLISH);

    private final Problems problems;
    private final Map<String, Properties> texts = new TreeMap<>();

    private ProblemList(Problems problems, String bundle) throws IOException {
        this.problems = problems;
        for (var language : LANGUAGES.keySet()) {
            var file = new ClassPathResource(bundle + "_" + language.replace('-', '_') + ".properties");
            var read = new Properties();
            try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                read.load(reader);
            }
            texts.put(language, read);
        }
    }

    /** The list of a service, found among the enums of its package. */
    static Map<String, Object> ofService(String owner, String basePackage, Problems problems) throws IOException {
        var types = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(basePackage).stream()
                        .filter(type -> type.isEnum() && type.isAssignableTo(ProblemType.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> List.of(type.getEnumConstants()).stream())
                        .map(ProblemType.class::cast)
                        .toList();
        return new ProblemList(problems, "problems").of(owner, types);
    }

    /** The list of what can meet any request. */
    static Map<String, Object> ofPlatform(Problems problems) throws IOException {
        return new ProblemList(problems, "platform-problems")
                .of(
                        "platform",
                        Stream.<ProblemType>concat(
                                        Stream.of(PlatformProblem.values()), Stream.of(ImportProblem.values()))
                                .toList());
    }

    private Map<String, Object> of(String owner, List<? extends ProblemType> types) {
        var listed = new ArrayList<Map<String, Object>>();
        types.stream().sorted(Comparator.comparing(ProblemType::name)).forEach(type -> listed.add(entry(type)));
        var fields = new TreeMap<String, Object>();
        for (var name : texts.values().iterator().next().stringPropertyNames()) {
            if (name.startsWith("field.")) {
                fields.put(name.substring("field.".length()), inBoth(texts -> texts.getProperty(name)));
            }
        }
        return Map.of("owner", owner, "problems", listed, "fields", fields);
    }

    private Map<String, Object> entry(ProblemType type) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("code", type.name());
        if (!(type instanceof PlatformProblem)) {
            entry.put("feature", feature(type));
        }
        entry.put("status", type.status().value());
        for (var part : List.of("title", "detail")) {
            var said = new TreeMap<String, Object>();
            LANGUAGES.forEach((language, locale) -> {
                var body = problems.body(type.of(), locale, "");
                entry.put("type", body.get("type"));
                said.put(language, Objects.requireNonNull(body.get(part)));
            });
            assertThat(said.values()).as("texts of " + type).doesNotContain(type.name() + "." + part);
            entry.put(part, said);
        }
        var when = inBoth(texts -> texts.getProperty(type.name() + ".when"));
        if (type instanceof PlatformProblem || !when.isEmpty()) {
            assertThat(when).as(type + ".when in each language").hasSize(LANGUAGES.size());
            entry.put("when", when);
        }
        entry.put("retryable", type.retryAfter() > 0);
        if (type.retryAfter() > 0) {
            entry.put("retryAfter", type.retryAfter());
        }
        return entry;
    }

    private Map<String, String> inBoth(Function<Properties, String> text) {
        var said = new TreeMap<String, String>();
        texts.forEach((language, bundle) -> {
            var found = text.apply(bundle);
            if (found != null) {
                said.put(language, found);
            }
        });
        return said;
    }

    private static String feature(ProblemType type) {
        var name = type.getClass().getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
