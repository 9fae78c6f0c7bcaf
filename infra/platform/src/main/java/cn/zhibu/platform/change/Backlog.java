package cn.zhibu.platform.change;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Where events wait in the store that nobody has at hand, as far as this process has to do with them: what it wrote while
 * the broker was away, and what others left behind. It says where to ask, and how much waits, without asking.
 */
final class Backlog {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration FORGOTTEN = Duration.ofHours(24);

    private final Map<Behind, Left> left = new ConcurrentHashMap<>();
    private final Map<Behind, Doubt> doubts = new ConcurrentHashMap<>();

    /** What one writer left in one collection. */
    record Behind(String writer, Shelf shelf) {}

    /**
     * @param count about how many documents
     * @param since how long the oldest waits
     * @param marks how often something was added; tells what came during a pass from what it saw
     */
    record Left(long count, Instant since, long marks) {}

    /** A write of which nobody knows whether it happened, or may still happen: it is asked for again and again, ever less often. */
    private record Doubt(Instant next, Duration pause, Instant end) {}

    void add(Behind behind, Instant now) {
        left.merge(behind, new Left(1, now, 1), (old, one) -> new Left(old.count() + 1, old.since(), old.marks() + 1));
    }

    void found(Behind behind, long count, Instant since) {
        left.put(behind, new Left(count, since, 1));
    }

    void doubt(Behind behind, Instant now) {
        doubts.put(behind, new Doubt(now.plus(FIRST), FIRST, now.plus(FORGOTTEN)));
    }

    /** Where to ask now. */
    List<Behind> due(Instant now) {
        var asked = doubts.entrySet().stream()
                .filter(entry -> !entry.getValue().next().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
        asked.forEach(behind -> doubts.computeIfPresent(behind, (key, doubt) -> {
            var pause = doubt.pause().multipliedBy(2);
            var next = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
            return now.isAfter(doubt.end()) ? null : new Doubt(now.plus(next), next, doubt.end());
        }));
        return Stream.concat(left.keySet().stream(), asked.stream()).distinct().toList();
    }

    long marks(Behind behind) {
        var now = left.get(behind);
        return now == null ? 0 : now.marks();
    }

    /** What a whole pass has left; what came during it is kept. */
    void passed(Behind behind, long marks, long failed, Instant oldest) {
        left.computeIfPresent(behind, (key, now) -> {
            long count = failed + now.marks() - marks;
            return count == 0 ? null : new Left(count, failed == 0 ? now.since() : oldest, now.marks());
        });
        if (failed > 0) {
            left.putIfAbsent(behind, new Left(failed, oldest, marks + failed));
        }
    }

    boolean has(String writer) {
        return left.keySet().stream().anyMatch(behind -> behind.writer().equals(writer));
    }

    boolean isEmpty() {
        return left.isEmpty() && doubts.isEmpty();
    }

    /** Forgets what others have left: it stays theirs in the store. */
    void keepOnly(String writer) {
        left.keySet().removeIf(behind -> !behind.writer().equals(writer));
    }

    long documents() {
        return left.values().stream().mapToLong(Left::count).sum();
    }

    Instant oldest() {
        return left.values().stream().map(Left::since).min(Instant::compareTo).orElse(Instant.MAX);
    }
}
