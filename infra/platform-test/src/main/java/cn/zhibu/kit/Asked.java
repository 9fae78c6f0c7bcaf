package cn.zhibu.kit;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a service asks its store, by database and collection. */
final class Asked implements CommandListener {

    static final Asked COUNT = new Asked();

    /** Where a question goes. */
    private record Place(String database, String collection) {}

    private final Map<Place, LongAdder> commands = new ConcurrentHashMap<>();

    @Override
    public void commandStarted(CommandStartedEvent event) {
        var first = event.getCommand().get(event.getCommandName());
        var place = new Place(
                event.getDatabaseName(),
                first != null && first.isString() ? first.asString().getValue() : "");
        commands.computeIfAbsent(place, fresh -> new LongAdder()).increment();
    }

    long in(String database) {
        return commands.entrySet().stream()
                .filter(each -> each.getKey().database().equals(database))
                .mapToLong(each -> each.getValue().sum())
                .sum();
    }

    long in(String database, String collection) {
        var asked = commands.get(new Place(database, collection));
        return asked == null ? 0 : asked.sum();
    }
}
