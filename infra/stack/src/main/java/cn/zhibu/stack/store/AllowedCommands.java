package cn.zhibu.stack.store;

import cn.zhibu.stack.store.language.ClosedList;
import cn.zhibu.stack.store.language.ClosedList.Kind;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Listens to a driver and remembers every command, operator, stage, accumulator and index option that is not on the
 * closed list of infra/docs/database.md. A test adds it to its client and calls {@link #assertNone()} at the end.
 */
public final class AllowedCommands implements CommandListener {

    private static final Set<String> HANDSHAKE = Set.of("isMaster", "ismaster", "hello");

    private final ClosedList list;
    private final Set<String> violations = new ConcurrentSkipListSet<>();

    public AllowedCommands() {
        this(ClosedList.read());
    }

    AllowedCommands(ClosedList list) {
        this.list = list;
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        var name = event.getCommandName();
        if (HANDSHAKE.contains(name)) {
            return;
        }
        require(Kind.COMMAND, name, name);
        var command = event.getCommand();
        for (String option : List.of("collation", "validator", "capped", "tailable", "let", "txnNumber")) {
            if (command.containsKey(option)) {
                violations.add(name + ": option " + option);
            }
        }
        switch (name) {
            case "find" -> filter(name, command.get("filter"));
            case "count", "distinct" -> filter(name, command.get("query"));
            case "update" -> each(command, "updates", this::update);
            case "delete" -> each(command, "deletes", delete -> filter(name, delete.get("q")));
            case "findAndModify" -> {
                filter(name, command.get("query"));
                change(name, command.get("update"));
            }
            case "aggregate" -> each(command, "pipeline", this::stage);
            case "createIndexes" -> each(command, "indexes", this::index);
            default -> {}
        }
    }

    /** What was said that is not on the list, in words. */
    public Set<String> violations() {
        return new TreeSet<>(violations);
    }

    public void assertNone() {
        if (!violations.isEmpty()) {
            throw new AssertionError("not on the closed list of infra/docs/database.md: " + violations);
        }
    }

    private void require(Kind kind, String name, String where) {
        if (!list.allows(kind, name)) {
            violations.add(where + ": " + kind.name().toLowerCase(java.util.Locale.ROOT) + " " + name);
        }
    }

    private static void each(BsonDocument command, String field, java.util.function.Consumer<BsonDocument> check) {
        if (command.get(field) instanceof BsonArray entries) {
            entries.forEach(entry -> check.accept(entry.asDocument()));
        }
    }

    private void update(BsonDocument update) {
        filter("update", update.get("q"));
        change("update", update.get("u"));
        if (update.getBoolean("multi", org.bson.BsonBoolean.FALSE).getValue()) {
            violations.add("update: more than one document");
        }
        for (String option : List.of("collation", "arrayFilters", "sort")) {
            if (update.containsKey(option)) {
                violations.add("update: option " + option);
            }
        }
    }

    private void change(String where, @Nullable BsonValue change) {
        if (change instanceof BsonArray) {
            violations.add(where + ": an update with a pipeline");
        } else if (change instanceof BsonDocument document) {
            boolean operators = document.keySet().stream().anyMatch(key -> key.startsWith("$"));
            if (!operators) {
                require(Kind.UPDATE, "replacement", where);
                return;
            }
            document.forEach((operator, fields) -> {
                require(Kind.UPDATE, operator, where);
                fields.asDocument().values().forEach(value -> modifiers(where, operator, value));
            });
        }
    }

    private void modifiers(String where, String operator, BsonValue value) {
        if (!operator.equals("$push") && !operator.equals("$pull") && !operator.equals("$addToSet")) {
            return;
        }
        if (operator.equals("$pull")) {
            filter(where + " $pull", value);
        } else if (value instanceof BsonDocument document) {
            document.keySet().stream()
                    .filter(key -> key.startsWith("$"))
                    .forEach(key -> require(Kind.UPDATE, operator + " " + key, where));
        }
    }

    private void filter(String where, @Nullable BsonValue filter) {
        if (filter instanceof BsonDocument document) {
            document.forEach((key, value) -> {
                if (key.startsWith("$")) {
                    require(Kind.QUERY, key, where);
                }
                filter(where, value);
            });
        } else if (filter instanceof BsonArray array) {
            array.forEach(value -> filter(where, value));
        } else if (filter != null && filter.isRegularExpression()) {
            require(Kind.QUERY, "$regex", where);
            if (!filter.asRegularExpression().getPattern().startsWith("^")) {
                violations.add(where + ": a regular expression that is not anchored");
            }
        }
    }

    private void stage(BsonDocument stage) {
        stage.forEach((name, value) -> {
            require(Kind.STAGE, name, "aggregate");
            if (name.equals("$match")) {
                filter("$match", value);
            } else if (name.equals("$group")) {
                value.asDocument().forEach((field, expression) -> {
                    if (!field.equals("_id")) {
                        accumulator(expression.asDocument());
                    } else {
                        expression(expression);
                    }
                });
            } else {
                expression(value);
            }
        });
    }

    private void accumulator(BsonDocument accumulator) {
        accumulator.forEach((name, value) -> {
            require(Kind.ACCUMULATOR, name, "$group");
            expression(value);
        });
    }

    private void expression(BsonValue value) {
        if (value instanceof BsonDocument document) {
            document.forEach((key, inner) -> {
                if (key.startsWith("$")) {
                    violations.add("aggregate: expression " + key);
                }
                expression(inner);
            });
        } else if (value instanceof BsonArray array) {
            array.forEach(this::expression);
        }
    }

    private void index(BsonDocument index) {
        index.keySet().forEach(option -> require(Kind.INDEX, option, "createIndexes"));
        index.getDocument("key").forEach((field, order) -> {
            if (!order.isNumber()) {
                violations.add("createIndexes: an index of kind " + order);
            }
        });
    }
}
