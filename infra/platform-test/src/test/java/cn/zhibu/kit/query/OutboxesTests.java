package cn.zhibu.kit.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ConnectionDescription;
import com.mongodb.connection.ServerId;
import com.mongodb.event.CommandStartedEvent;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** Unsent events without their index are noticed, however they are written. */
class OutboxesTests {

    private static final String STAMP = "{_unsent: {by: 'w', at: 1}}";

    private static final ConnectionDescription PLACE =
            new ConnectionDescription(new ServerId(new ClusterId(), new ServerAddress()));

    private final Outboxes outboxes = new Outboxes();

    @Test
    void whatIsWrittenBehindTheIndexIsFoundAndWhatIsWrittenBeforeItIsForgotten() {
        say("insert", "{insert: 'a', documents: [{_id: 1}, " + STAMP + "]}");
        say("createIndexes", "{createIndexes: 'a', indexes: [{key: {x: 1}, name: 'unsent'}]}");
        say("createIndexes", "{createIndexes: 'b', indexes: [{key: {x: 1}, name: 'unsent'}]}");
        say("insert", "{insert: 'b', documents: [" + STAMP + "]}");
        say("update", "{update: 'c', updates: [{q: {}, u: {$set: " + STAMP + "}}]}");
        say("findAndModify", "{findAndModify: 'd', query: {}, update: {$set: " + STAMP + "}}");
        say("update", "{update: 'e', updates: [{q: {}, u: {$unset: {_unsent: ''}}}]}");
        say("insert", "{insert: 'f', documents: [{_id: 1}]}");
        assertThat(outboxes.forgotten()).containsExactly("base.a", "base.c", "base.d");
        assertThat(outboxes.written()).containsExactly("base.a", "base.b", "base.c", "base.d");
    }

    private void say(String name, String command) {
        outboxes.commandStarted(new CommandStartedEvent(null, 1, 1, PLACE, "base", name, BsonDocument.parse(command)));
    }
}
