package cn.zhibu.platform.change;

import java.util.List;

/**
 * Where in the tree something belongs. A grant at any of the ancestors reaches it.
 *
 * @param unit id of the owning unit
 * @param ancestors ids from the root down to and including the unit
 */
public record Scope(String unit, List<String> ancestors) {

    public Scope {
        ancestors = List.copyOf(ancestors);
    }
}
