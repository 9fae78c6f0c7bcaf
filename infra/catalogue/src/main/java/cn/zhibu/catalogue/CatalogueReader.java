package cn.zhibu.catalogue;

import cn.zhibu.catalogue.Field.Option;
import cn.zhibu.catalogue.Field.Privacy;
import cn.zhibu.catalogue.Field.Type;
import cn.zhibu.words.DataFiles;
import cn.zhibu.words.Words;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the catalogue strictly: an unknown word, a missing text or a broken reference stops the start. */
final class CatalogueReader {

    private static final DataFiles FILES = new DataFiles("zhibu/catalogue/");

    /** Everything that was read. */
    record Read(
            Map<String, Versions> kinds,
            List<Group> groups,
            Map<String, MeasureUnit> measureUnits,
            Map<String, Outline> outlines,
            List<Own> own) {}

    private record Groups(List<Group> groups) {}

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

        Kind toKind() {
            var fields = dimensions.stream().map(Dimension::toField).toList();
            return new Kind(id, 1, null, names, null, null, null, null, null, null, fields, summary, measures, claims);
        }
    }

    private record Dimension(
            String id, Words names, @Nullable List<Option> options) {

        Field toField() {
            var choices = Objects.requireNonNullElse(options, List.<Option>of());
            var type = choices.isEmpty() ? Type.TEXT : Type.CHOICE;
            return new Field(id, type, false, Privacy.INTERNAL, names, null, choices, null, null, null, null);
        }
    }

    private CatalogueReader() {}

    static Read read() {
        var kinds = new ArrayList<Kind>();
        FILES.one("built-in.yaml", BuiltIn.class).sources().forEach(source -> kinds.add(source.toKind()));
        FILES.named("kinds/*.yaml", Kind.class).forEach((file, kind) -> kinds.add(named(file, kind)));
        return new Read(
                Versions.of(kinds),
                FILES.one("groups.yaml", Groups.class).groups(),
                index(FILES.one("units.yaml", Units.class).units(), MeasureUnit::id),
                index(FILES.all("reports/*.yaml", Outline.class), Outline::id),
                FILES.one("own-words.yaml", OwnWords.class).own());
    }

    /** One version of a kind from its file; also used by the tests that hand in broken ones. */
    static Kind kind(InputStream yaml) {
        return chosen(DataFiles.parse(yaml, Kind.class));
    }

    /** The newest version stands in {@code <id>.yaml}, one before it in {@code <id>.v<version>.yaml}. */
    private static Kind named(String file, Kind kind) {
        if (!file.equals(kind.id() + ".yaml") && !file.equals(kind.id() + ".v" + kind.version() + ".yaml")) {
            throw new IllegalStateException(file + " holds version " + kind.version() + " of " + kind.id());
        }
        return chosen(kind);
    }

    private static Kind chosen(Kind kind) {
        if (kind.group() == null || kind.initials() == null) {
            throw new IllegalStateException(
                    kind.id() + " stands nowhere in the chooser: group or initials are missing");
        }
        return kind;
    }

    private static <T> Map<String, T> index(List<T> list, Function<T, String> id) {
        var map = new LinkedHashMap<String, T>();
        for (var each : list) {
            if (map.put(id.apply(each), each) != null) {
                throw new IllegalStateException("defined twice: " + id.apply(each));
            }
        }
        return map;
    }
}
