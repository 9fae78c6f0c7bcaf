package cn.zhibu.kit;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** Counts what a service under test asks of its store, by database and collection. */
public final class Asked implements CommandListener {

    static final Asked COUNT = new Asked();

    private static final int TRIES = 10;

    /** Where a question goes. */
    private record Place(String database, String collection) {}

    private final Map<Place, LongAdder> commands = new ConcurrentHashMap<>();

    private Asked() {}

    @Override
    public void commandStarted(CommandStartedEvent event) {
        var first = event.getCommand().get(event.getCommandName());
        var place = new Place(
                event.getDatabaseName(),
                first != null && first.isString() ? first.asString().getValue() : "");
        commands.computeIfAbsent(place, fresh -> new LongAdder()).increment();
    }

    /**
     * The fewest questions about a bureau that any of ten tries took: what goes on there at the same time only adds to
     * them, and what is remembered for a moment is remembered after the first.
     */
    public static long fewest(String tenant, Runnable act) {
        var end = "_" + tenant.replace("-", "");
        return LongStream.generate(() -> {
                    var before = COUNT.where(place -> place.database().endsWith(end));
                    act.run();
                    return COUNT.where(place -> place.database().endsWith(end)) - before;
                })
                .limit(TRIES)
                .min()
                .orElseThrow();
    }

    long in(String database) {
        return where(place -> place.database().equals(database));
    }

    long in(String database, String collection) {
        return where(new Place(database, collection)::equals);
    }

    private long where(Predicate<Place> wanted) {
        return commands.entrySet().stream()
                .filter(each -> wanted.test(each.getKey()))
                .mapToLong(each -> each.getValue().sum())
                .sum();
    }
}
