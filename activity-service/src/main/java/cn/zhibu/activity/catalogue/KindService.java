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

/** The kinds of record and the quorums, read once from the catalogue and the rules. */
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
            @Nullable String unit,
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

    /** A share of people, as numerator and denominator. */
    public record Share(
            @Nullable List<Integer> atLeast, @Nullable List<Integer> moreThan) {

        public boolean met(int part, int whole) {
            var share = atLeast != null ? atLeast : moreThan;
            if (share == null) {
                return true;
            }
            long left = (long) part * share.get(1);
            long right = (long) whole * share.get(0);
            return atLeast != null ? left >= right : left > right;
        }
    }

    /** What makes a meeting of a form valid (BR-07, BR-10). {@code of} is VOTING or EXPECTED. */
    public record Quorum(
            String id,
            String form,
            Map<String, String> names,
            Map<String, String> text,
            Map<String, String> article,
            String mark,
            String of,
            @Nullable Share present,
            @Nullable Share passes) {}

    record Groups(List<Group> groups) {}

    record Quorums(List<Quorum> quorums) {}

    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private final List<Group> groups;
    private final List<Quorum> quorums;

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
            quorums = yaml.readValue(bytes("zhibu/rules/quorums.yaml"), Quorums.class)
                    .quorums();
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

    public List<Quorum> quorums() {
        return quorums;
    }

    public Optional<Quorum> quorum(String form) {
        return quorums.stream().filter(quorum -> quorum.form().equals(form)).findFirst();
    }
}
