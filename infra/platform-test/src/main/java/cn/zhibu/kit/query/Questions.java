package cn.zhibu.kit.query;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Listens to a driver and keeps, of every shape of question, the first until it is judged. */
public final class Questions implements CommandListener {

    private final Map<Shape, Question> waiting = new ConcurrentSkipListMap<>();
    private final Set<Shape> judged = ConcurrentHashMap.newKeySet();

    @Override
    public void commandStarted(CommandStartedEvent event) {
        var command = event.getCommandName();
        for (var question : Question.in(event.getDatabaseName(), command, event.getCommand())) {
            var shape = Shape.of(command, question);
            if (!judged.contains(shape)) {
                waiting.computeIfAbsent(shape, fresh -> question.kept());
            }
        }
    }

    /** What has not been judged yet. */
    Map<Shape, Question> waiting() {
        return new TreeMap<>(waiting);
    }

    void judged(Shape shape) {
        judged.add(shape);
        waiting.remove(shape);
    }

    /** Nothing can be said by this question; the next of its shape is waited for. */
    void dropped(Shape shape) {
        waiting.remove(shape);
    }
}
