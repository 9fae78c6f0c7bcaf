package cn.zhibu.kit;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/** Counts what a service under test asks of its store about each bureau. */
public final class Asked implements CommandListener {

    static final Asked STORE = new Asked();

    private static final int TRIES = 10;

    private final Map<String, LongAdder> databases = new ConcurrentHashMap<>();

    private Asked() {}

    @Override
    public void commandStarted(CommandStartedEvent event) {
        databases
                .computeIfAbsent(event.getDatabaseName(), name -> new LongAdder())
                .increment();
    }

    /**
     * The fewest questions about a bureau that any of ten tries took: what goes on there at the same time only adds to
     * them, and what is remembered for a moment is remembered after the first.
     */
    public static long fewest(String tenant, Runnable act) {
        return LongStream.generate(() -> {
                    var before = STORE.about(tenant);
                    act.run();
                    return STORE.about(tenant) - before;
                })
                .limit(TRIES)
                .min()
                .orElseThrow();
    }

    private long about(String tenant) {
        var end = "_" + tenant.replace("-", "");
        return databases.entrySet().stream()
                .filter(database -> database.getKey().endsWith(end))
                .mapToLong(database -> database.getValue().sum())
                .sum();
    }
}
