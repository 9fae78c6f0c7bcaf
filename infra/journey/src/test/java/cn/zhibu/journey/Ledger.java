package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What people meant to do, written down before they tried, and what they were told. An act has a key, a place and an
 * amount, which never change; acknowledged, it has the id of what came of it.
 */
final class Ledger {

    /** An act as it was meant. */
    record Intent(String place, int amount) {}

    private final Map<String, Intent> intended = new ConcurrentHashMap<>();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    /** The intent of a key: the first one, however often it is said. */
    Intent intend(String key, String place, int amount) {
        return intended.computeIfAbsent(key, fresh -> new Intent(place, amount));
    }

    /** The same key always stands for the same thing. */
    void acknowledge(String key, String id) {
        var before = acknowledged.putIfAbsent(key, id);
        assertThat(before == null ? id : before)
                .as("what " + key + " stands for")
                .isEqualTo(id);
    }

    void complete() {
        assertThat(acknowledged.keySet())
                .as("every intent was acknowledged in the end")
                .isEqualTo(intended.keySet());
    }

    /** Keys of what was meant and is not acknowledged yet. */
    Set<String> open() {
        var open = new HashSet<>(intended.keySet());
        open.removeAll(acknowledged.keySet());
        return open;
    }

    int size() {
        return acknowledged.size();
    }

    Map<String, String> byKey() {
        return Map.copyOf(acknowledged);
    }

    /** What became of an acknowledged act. */
    String id(String key) {
        var id = acknowledged.get(key);
        if (id == null) {
            throw new IllegalArgumentException("Nobody acknowledged " + key);
        }
        return id;
    }

    Intent intent(String key) {
        var intent = intended.get(key);
        if (intent == null) {
            throw new IllegalArgumentException("Nobody intended " + key);
        }
        return intent;
    }

    /** Ids of what was acknowledged; no two keys stand for the same. */
    Set<String> ids() {
        var now = Map.copyOf(acknowledged);
        var ids = new HashSet<>(now.values());
        assertThat(ids).as("ids of " + now.size() + " acts").hasSize(now.size());
        return ids;
    }

    /** What was acknowledged, summed up per place. */
    Map<String, Long> sums() {
        var sums = new TreeMap<String, Long>();
        acknowledged
                .keySet()
                .forEach(key ->
                        sums.merge(intent(key).place(), (long) intent(key).amount(), Long::sum));
        return sums;
    }

    long sum() {
        return sums().values().stream().mapToLong(Long::longValue).sum();
    }
}
