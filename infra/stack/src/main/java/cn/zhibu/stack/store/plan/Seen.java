package cn.zhibu.stack.store.plan;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Positions that were met already. What it takes follows how many they are, not how far apart they lie. */
final class Seen {

    private static final int BITS = 12;
    private static final int MASK = (1 << BITS) - 1;

    private final Map<Long, BitSet> stretches = new HashMap<>();

    /** Whether it was not there before. */
    boolean add(long position) {
        var stretch = stretches.computeIfAbsent(position >> BITS, number -> new BitSet());
        int at = (int) (position & MASK);
        boolean fresh = !stretch.get(at);
        stretch.set(at);
        return fresh;
    }
}
