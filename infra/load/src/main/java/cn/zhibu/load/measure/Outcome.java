package cn.zhibu.load.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The rounds of each thing that was compared. */
public final class Outcome<K> {

    private final Map<K, Rounds> rounds = new LinkedHashMap<>();

    public void add(K name, Round round) {
        rounds.computeIfAbsent(name, fresh -> new Rounds()).add(round);
    }

    public Rounds of(K name) {
        var measured = rounds.get(name);
        if (measured == null) {
            throw new IllegalArgumentException(name + " was not measured");
        }
        return measured;
    }

    public void forEach(BiConsumer<K, Rounds> action) {
        rounds.forEach(action);
    }
}
