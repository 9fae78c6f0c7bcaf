package cn.zhibu.kit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.platform.change.Unique;
import cn.zhibu.process.problem.ProblemType;
import cn.zhibu.process.problem.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.springframework.data.mongodb.core.index.MongoPersistentEntityIndexResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/** Every unique index of every stored record: the field that is taken and the sentence that says so, in both languages. */
final class UniqueIndexes {

    private UniqueIndexes() {}

    static void check(MongoMappingContext mapping, Problems problems) {
        var resolver = new MongoPersistentEntityIndexResolver(mapping);
        for (var entity : mapping.getPersistentEntities()) {
            if (!entity.isAnnotationPresent(org.springframework.data.mongodb.core.mapping.Document.class)) {
                continue;
            }
            var declared = List.of(entity.getType().getAnnotationsByType(Unique.class));
            var indexes = StreamSupport.stream(
                            resolver.resolveIndexFor(entity.getTypeInformation())
                                    .spliterator(),
                            false)
                    .map(index -> index.getIndexOptions())
                    .filter(options -> options.getBoolean("unique", false))
                    .map(options -> options.getString("name"))
                    .toList();
            assertThat(declared.stream().map(Unique::index))
                    .as("@Unique beside each unique index of "
                            + entity.getType().getSimpleName())
                    .containsAll(indexes);
            declared.forEach(unique -> {
                if (!unique.index().equals("_id_")) {
                    assertThat(indexes).as("the index of " + unique).contains(unique.index());
                }
                said(unique, problems);
            });
        }
    }

    private static void said(Unique unique, Problems problems) {
        var type = Arrays.stream(unique.refusal().getEnumConstants())
                .filter(constant -> constant.name().equals(unique.as()))
                .findFirst();
        assertThat(type).as("the refusal of " + unique).isPresent();
        if (unique.field().isEmpty()) {
            return; // nobody types it
        }
        for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            said(unique, type.orElseThrow(), problems, locale);
        }
    }

    private static void said(Unique unique, ProblemType type, Problems problems, Locale locale) {
        var body = problems.body(type.at(unique.field(), "?"), locale, "");
        assertThat(body.get("status")).as("a conflict: " + unique).isEqualTo(409);
        assertThat(body.get("detail")).as("the sentence of " + unique).isNotEqualTo(type.name() + ".detail");
        assertThat(problems.name(unique.field(), locale))
                .as("the name of " + unique.field() + " in " + locale)
                .isNotEqualTo(unique.field());
    }
}
