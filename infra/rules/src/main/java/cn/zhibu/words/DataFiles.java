package cn.zhibu.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ReflectionUtils;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Files of data on the class path, read strictly: a word that is not known, a text that is missing or a key that stands
 * twice stops the start and is said with the name of the file.
 */
public final class DataFiles {

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final String root;

    /** @param root folder on the class path, as {@code zhibu/rules/} */
    public DataFiles(String root) {
        this.root = root;
    }

    /** Every file that fits, in the order of their names. */
    public <T> List<T> all(String pattern, Class<T> type) {
        return List.copyOf(named(pattern, type).values());
    }

    /** The same by the name of the file. */
    public <T> Map<String, T> named(String pattern, Class<T> type) {
        var found = new LinkedHashMap<String, T>();
        for (var file : files(pattern)) {
            var name = String.valueOf(file.getFilename());
            if (found.put(name, read(file, type)) != null) {
                throw new IllegalStateException("there are two files " + name);
            }
        }
        return found;
    }

    public <T> T one(String path, Class<T> type) {
        var found = files(path);
        if (found.size() != 1) {
            throw new IllegalStateException("exactly one " + path + " is needed, found " + found.size());
        }
        return read(found.get(0), type);
    }

    /** One text; also for the tests that hand in faulty ones. */
    public static <T> T parse(InputStream yaml, Class<T> type) {
        var read = YAML.readValue(yaml, type);
        var missing = new ArrayList<String>();
        complete("", read, missing);
        if (!missing.isEmpty()) {
            throw new IllegalStateException("missing: " + String.join(", ", missing));
        }
        return read;
    }

    /** What a record does not mark as nullable has to be there. */
    private static void complete(String path, @Nullable Object value, List<String> missing) {
        if (value instanceof Collection<?> all) {
            all.forEach(each -> complete(path, each, missing));
        } else if (value instanceof Map<?, ?> all) {
            all.forEach((key, each) -> complete(path + "/" + key, each, missing));
        } else if (value instanceof Record) {
            for (var part : value.getClass().getRecordComponents()) {
                var there = part(part, value);
                if (there == null && !part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    missing.add(path + "/" + part.getName());
                }
                complete(path + "/" + part.getName(), there, missing);
            }
        }
    }

    private static @Nullable Object part(RecordComponent part, Object of) {
        var accessor = part.getAccessor();
        ReflectionUtils.makeAccessible(accessor);
        return ReflectionUtils.invokeMethod(accessor, of);
    }

    private List<Resource> files(String pattern) {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath*:" + root + pattern))
                    .sorted(Comparator.comparing(file -> String.valueOf(file.getFilename())))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static <T> T read(Resource file, Class<T> type) {
        try (var stream = file.getInputStream()) {
            return parse(stream, type);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (RuntimeException fault) {
            throw new IllegalStateException("cannot read " + file.getFilename() + ": " + fault.getMessage(), fault);
        }
    }
}
