package cn.zhibu.activity.evidence;

import java.util.List;

/**
 * Where else in the bureau the same content is attached.
 *
 * @param records that name it, up to {@link #MOST}; what is beyond that is not counted
 * @param shown those of them that the caller may read
 */
record Elsewhere(int records, List<Holder> shown) {

    static final int MOST = 20;

    /**
     * What names a file.
     *
     * @param kind {@code records}, {@code sessions}, {@code opinions}, {@code outcomes}, {@code tasks}
     */
    record Holder(String kind, String id, String unit) {}
}
