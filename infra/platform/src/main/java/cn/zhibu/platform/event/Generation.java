package cn.zhibu.platform.event;

import cn.zhibu.platform.change.Projecting;
import java.util.regex.Pattern;

/** What a consumer of one version is: its group, and the collections that belong to it and to no other version. */
final class Generation {

    private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private Generation() {}

    static String group(String service, EventConsumer consumer) {
        var name = consumer.name();
        if (!KEBAB.matcher(name).matches()) {
            throw new IllegalStateException(consumer.getClass() + " is not named in kebab case: " + name);
        }
        return service + "." + name + ".v" + consumer.version();
    }

    /** The rows of the consumer, or a refusal to start: a version that keeps old rows would not be built anew. */
    static Projecting rows(String group, EventConsumer consumer) {
        var end = "_v" + consumer.version();
        if (consumer.version() > 1 && consumer.rows().isEmpty()) {
            throw new IllegalStateException(group + " has no rows: what a reaction has done is not done twice");
        }
        for (var row : consumer.rows()) {
            if (!Projecting.collection(row).endsWith(end)) {
                throw new IllegalStateException("The collection of " + row.getSimpleName() + " ("
                        + Projecting.collection(row) + ") does not end with " + end + ", as " + group + " does");
            }
        }
        return new Projecting(group, consumer.rows());
    }
}
