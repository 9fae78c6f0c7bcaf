package cn.zhibu.report.catalogue;

import cn.zhibu.report.catalogue.Field.Option;
import cn.zhibu.report.words.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the catalogue strictly: an unknown word, a missing text or a broken reference stops the start. */
@Component
final class CatalogueReader {

    private static final String ROOT = "classpath*:zhibu/catalogue/";

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** Everything that was read, already checked. */
    record Read(
            Map<String, SourceKind> sources,
            Map<String, MeasureUnit> measureUnits,
            Map<String, Outline> outlines,
            List<Own> own) {}

    Read read() {
        var sources = new LinkedHashMap<String, SourceKind>();
        for (var builtIn : one("built-in.yaml", BuiltIn.class).sources()) {
            put(sources, builtIn.id(), builtIn.toSource());
        }
        for (var kind : all("kinds/*.yaml", Kind.class)) {
            put(sources, kind.id(), kind.toSource());
        }
        var measureUnits = index(one("units.yaml", Units.class).units(), MeasureUnit::id);
        var outlines = index(all("reports/*.yaml", Outline.class), Outline::id);
        var read = new Read(
                sources,
                measureUnits,
                outlines,
                one("own-words.yaml", OwnWords.class).own());
        CatalogueCheck.check(read);
        return read;
    }

    /** One kind from its file; also used by the tests that hand in broken ones. */
    SourceKind kind(InputStream yaml) {
        return parse(yaml, Kind.class).toSource();
    }

    private <T> T one(String path, Class<T> type) {
        var found = all(path, type);
        if (found.size() != 1) {
            throw new IllegalStateException("exactly one " + path + " is needed, found " + found.size());
        }
        return found.get(0);
    }

    private <T> List<T> all(String path, Class<T> type) {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(ROOT + path))
                    .sorted(Comparator.comparing(resource -> String.valueOf(resource.getFilename())))
                    .map(resource -> parse(resource, type))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T parse(Resource resource, Class<T> type) {
        try (var stream = resource.getInputStream()) {
            return parse(stream, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw new IllegalStateException("cannot read " + resource.getFilename() + ": " + e.getMessage(), e);
        }
    }

    private <T> T parse(InputStream yaml, Class<T> type) {
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return mapper.convertValue(tree, type);
    }

    private static <T> Map<String, T> index(List<T> list, Function<T, String> id) {
        var map = new LinkedHashMap<String, T>();
        list.forEach(each -> put(map, id.apply(each), each));
        return map;
    }

    private static <T> void put(Map<String, T> map, String id, T value) {
        if (map.put(id, value) != null) {
            throw new IllegalStateException("defined twice: " + id);
        }
    }

    private record Units(List<MeasureUnit> units) {}

    private record OwnWords(List<Own> own) {}

    private record BuiltIn(List<BuiltInSource> sources) {}

    private record BuiltInSource(
            String id,
            Words names,
            List<Dimension> dimensions,
            Words summary,
            List<Measure> measures,
            List<Claim> claims) {

        SourceKind toSource() {
            var fields = dimensions.stream().map(Dimension::toField).toList();
            return new SourceKind(id, 1, names, true, fields, summary, measures, claims);
        }
    }

    private record Dimension(String id, Words names, List<Option> options) {

        Field toField() {
            var type = options.isEmpty() ? "text" : "choice";
            return new Field(id, type, false, "internal", names, null, options, null, null, null, null);
        }
    }

    private record Kind(
            String id,
            int version,
            Words names,
            String group,
            String initials,
            @Nullable List<String> words,
            @Nullable List<Integer> seedRows,
            @Nullable Words dateNames,
            List<Field> fields,
            Words summary,
            List<Measure> measures,
            List<Claim> claims) {

        SourceKind toSource() {
            return new SourceKind(id, version, names, false, fields, summary, measures, claims);
        }
    }
}
