package cn.zhibu.activity.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Service;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The kinds of record, read once from the catalogue. */
@Service
public class KindService {

    /** A bilingual text by language tag. */
    public record Option(String id, Map<String, String> names) {}

    /** A field is asked for when another one has this value. */
    public record When(String field, String equals) {}

    /**
     * A field of a form.
     *
     * @param privacy public, internal or restricted; the last never leaves this service in an event
     * @param min least value, or least length of a text
     * @param max greatest value, or greatest length of a text
     */
    public record Field(
            String id,
            String type,
            boolean required,
            String privacy,
            Map<String, String> names,
            @Nullable Map<String, String> help,
            @Nullable List<Option> options,
            java.math.@Nullable BigDecimal min,
            java.math.@Nullable BigDecimal max,
            @Nullable String measureUnit,
            @Nullable When when) {

        public boolean restricted() {
            return "restricted".equals(privacy);
        }
    }

    /** A kind of record as forms and lists need it. */
    public record Kind(
            String id,
            int version,
            Map<String, String> names,
            String group,
            String initials,
            @Nullable Map<String, String> dateNames,
            List<Field> fields,
            Map<String, String> summary) {}

    /** A heading of the chooser of kinds. */
    public record Group(String id, Map<String, String> names) {}

    record Groups(List<Group> groups) {}

    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private final List<Group> groups;

    KindService() {
        var yaml = YAMLMapper.builder().build();
        try {
            var files =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:zhibu/catalogue/kinds/*.yaml");
            for (var file : files) {
                var kind = yaml.readValue(file.getContentAsByteArray(), Kind.class);
                kinds.put(kind.id(), kind);
            }
            groups = yaml.readValue(bytes("zhibu/catalogue/groups.yaml"), Groups.class)
                    .groups();
        } catch (IOException failure) {
            throw new UncheckedIOException("The catalogue cannot be read", failure);
        }
        if (kinds.isEmpty()) {
            throw new IllegalStateException("The catalogue holds no kinds");
        }
    }

    private static byte[] bytes(String path) throws IOException {
        return new ClassPathResource(path).getContentAsByteArray();
    }

    public Optional<Kind> kind(String id) {
        return Optional.ofNullable(kinds.get(id));
    }

    List<Kind> all() {
        return kinds.values().stream().sorted(Comparator.comparing(Kind::id)).toList();
    }

    List<Group> groups() {
        return groups;
    }
}
