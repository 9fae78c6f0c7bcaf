package cn.zhibu.platform.change;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.data.mongodb.core.mapping.Document;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The read models that the projection at work may write. Their collections end with its version, so that one of the next
 * version begins with nothing beside the old ones instead of taking their rows for newer than its own.
 *
 * @param by the consumer group
 * @param rows the types whose collections are its own
 */
public record Projecting(String by, List<Class<?>> rows) {

    private static final Object KEY = Projecting.class;
    private static final Pattern VERSIONED = Pattern.compile(".*_v\\d+");

    public Projecting {
        rows = List.copyOf(rows);
    }

    public Context into(Context context) {
        return rows.isEmpty() ? context : context.put(KEY, this);
    }

    /** Refuses a row that the projection at work has not named as its own; it would not be built anew with it. */
    static void check(ContextView context, Class<?> type, boolean row) {
        if (!context.hasKey(KEY)) {
            return;
        }
        Projecting work = context.get(KEY);
        if ((row || VERSIONED.matcher(collection(type)).matches())
                && !work.rows().contains(type)) {
            throw new IllegalStateException(
                    work.by() + " writes " + type.getSimpleName() + " without naming it in rows()");
        }
    }

    /** The collection that a type names. */
    public static String collection(Class<?> type) {
        var document = type.getAnnotation(Document.class);
        return document == null ? "" : document.value().isEmpty() ? document.collection() : document.value();
    }
}
