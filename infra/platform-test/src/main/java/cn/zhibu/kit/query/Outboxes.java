package cn.zhibu.kit.query;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Listens to a driver and knows which collections got unsent events before the index was made that finds them there. */
public final class Outboxes implements CommandListener {

    private static final String UNSENT = "_unsent";

    private final Set<String> found = ConcurrentHashMap.newKeySet();
    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    @Override
    public void commandStarted(CommandStartedEvent event) {
        var command = event.getCommand();
        var name = event.getCommandName();
        var place = event.getDatabaseName() + "."
                + (command.isString(name) ? command.getString(name).getValue() : "");
        switch (name) {
            case "createIndexes" ->
                all(command.get("indexes")).stream()
                        .filter(index -> index.getString("name").getValue().equals("unsent"))
                        .forEach(index -> found.add(place));
            case "insert" -> all(command.get("documents")).forEach(document -> stamped(place, document));
            case "update" -> all(command.get("updates")).forEach(update -> set(place, update.get("u")));
            case "findAndModify" -> set(place, command.get("update"));
            default -> {}
        }
    }

    /** Collections, by their database, whose unsent events no index finds. */
    public Set<String> forgotten() {
        return new TreeSet<>(forgotten);
    }

    /** Collections that got unsent events. */
    public Set<String> written() {
        return new TreeSet<>(written);
    }

    private void set(String place, @Nullable BsonValue change) {
        if (change instanceof BsonDocument document && document.get("$set") instanceof BsonDocument fields) {
            stamped(place, fields);
        }
    }

    private void stamped(String place, BsonDocument fields) {
        if (fields.containsKey(UNSENT)) {
            written.add(place);
            if (!found.contains(place)) {
                forgotten.add(place);
            }
        }
    }

    private static List<BsonDocument> all(@Nullable BsonValue values) {
        return values instanceof BsonArray array
                ? array.stream().map(BsonValue::asDocument).toList()
                : List.of();
    }
}
