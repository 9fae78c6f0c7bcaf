package cn.zhibu.stack.store.plan;

import cn.zhibu.stack.store.language.SortBy;
import cn.zhibu.stack.store.value.KeyBytes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the entries of a stretch are judged by before any document is read: tests on fields of the index that stand
 * behind those which bound it.
 *
 * @param fields the fields of the index
 * @param first the first field behind what is bound
 * @param tests by the place of their field
 */
record Judged(List<SortBy.Field> fields, int first, Map<Integer, Intervals> tests) {

    /** What an entry says of its document. */
    enum Verdict {
        PASSES,
        FAILS,
        /** A value on the way does not tell where it ends. */
        UNKNOWN
    }

    boolean isEmpty() {
        return tests.isEmpty();
    }

    /**
     * Judges an entry.
     *
     * @param common where the first field behind what is bound begins
     */
    Verdict judge(byte[] entry, int common) {
        int at = common;
        int left = tests.size();
        for (int field = first; left > 0; field++) {
            boolean descending = fields.get(field).descending();
            int end = KeyBytes.end(entry, at, descending);
            if (end < 0) {
                return Verdict.UNKNOWN;
            }
            var wanted = tests.get(field);
            if (wanted != null) {
                var value = Arrays.copyOfRange(entry, at, end);
                if (!wanted.contain(descending ? Intervals.inverted(value) : value)) {
                    return Verdict.FAILS;
                }
                left--;
            }
            at = end;
        }
        return Verdict.PASSES;
    }
}
