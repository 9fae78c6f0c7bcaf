package cn.zhibu.member.organisation;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.input.SearchText;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a unit stands in lists.
 *
 * @param parent the unit right above; none above the bureau
 * @param path orders the whole tree: each unit behind the one above it, and beside each other as they are numbered
 * @param pieces of its names of all days, by which it is found
 */
record Listed(@Nullable String parent, String path, List<String> pieces) {

    /** @param above the path of the unit right above */
    static Listed of(String above, Scope scope, int order, List<Unit.Name> names) {
        var ancestors = scope.ancestors();
        var parent = ancestors.size() < 2 ? null : ancestors.get(ancestors.size() - 2);
        return new Listed(parent, above + "/%04d.".formatted(order) + scope.unit(), pieces(names));
    }

    Listed named(List<Unit.Name> names) {
        return new Listed(parent, path, pieces(names));
    }

    private static List<String> pieces(List<Unit.Name> names) {
        return names.stream()
                .flatMap(name -> Stream.concat(Stream.of(name.name()), Stream.ofNullable(name.nameEn())))
                .flatMap(name -> SearchText.pieces(name).stream())
                .distinct()
                .toList();
    }
}
