package cn.zhibu.report.claim;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.Field;
import cn.zhibu.catalogue.Field.Type;
import cn.zhibu.report.fact.Found;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The units that records name as parties; a party is a unit's id, or a name that somebody typed. */
final class Partners {

    private static final String TYPED = "name:";

    private Partners() {}

    static Set<String> of(Collection<Found> facts, CatalogueService catalogue) {
        var units = new TreeSet<String>();
        for (var found : facts) {
            catalogue.kind(found.source().kind(), found.source().kindVersion()).stream()
                    .flatMap(kind -> kind.fields().stream())
                    .filter(field -> field.type() == Type.PARTY)
                    .flatMap(field -> values(found, field))
                    .filter(Partners::isUnit)
                    .forEach(value -> units.add(unit(value)));
        }
        return units;
    }

    private static Stream<String> values(Found found, Field field) {
        return Stream.concat(
                found.source().values().getOrDefault(field.id(), List.of()).stream(),
                Stream.ofNullable(found.fact().by().get(field.id())));
    }

    static boolean isUnit(String value) {
        return !value.startsWith(TYPED);
    }

    static String unit(String value) {
        return value.substring(value.indexOf(':') + 1);
    }
}
