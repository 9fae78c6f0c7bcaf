package cn.zhibu.activity.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Service;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The kinds of record, read once from the catalogue. */
@Service
public class KindService {

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
