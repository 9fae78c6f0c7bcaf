package cn.zhibu.platform.sheet;

import java.util.List;
import java.util.Map;

/**
 * The names that a sheet can hold in place of ids.
 *
 * @param people ids of the branch's people by folded name
 * @param units ids of the bureau's units by folded name
 * @param named names by id, for a sheet that is written
 * @param listed names of the branch's people, to choose from
 */
public record Known(
        Map<String, List<String>> people,
        Map<String, List<String>> units,
        Map<String, String> named,
        List<String> listed) {

    public static final Known NOTHING = new Known(Map.of(), Map.of(), Map.of(), List.of());
}
