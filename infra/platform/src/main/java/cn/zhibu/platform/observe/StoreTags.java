package cn.zhibu.platform.observe;

import com.mongodb.event.CommandEvent;
import com.mongodb.event.CommandSucceededEvent;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.mongodb.MongoCommandTagsProvider;

/**
 * By what the questions to the store are counted: the command, and whether it went well. By database and collection
 * there would be some hundred counters for each bureau, in memory and in every reading of the figures.
 */
final class StoreTags implements MongoCommandTagsProvider {

    @Override
    public Iterable<Tag> commandTags(CommandEvent event) {
        return Tags.of(
                "command",
                event.getCommandName(),
                "status",
                event instanceof CommandSucceededEvent ? "SUCCESS" : "FAILED");
    }
}
