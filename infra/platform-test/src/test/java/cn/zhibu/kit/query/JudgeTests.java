package cn.zhibu.kit.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.connection.ConnectionDescription;
import com.mongodb.connection.ServerId;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** That what no index answers is said once, with what would help whoever reads it, and that the exceptions are true. */
class JudgeTests {

    private static final Plan WHOLE = new Plan(List.of("COLLSCAN"));
    private static final Plan INDEXED = new Plan(List.of("FETCH", "IXSCAN a"));

    private final Questions questions = new Questions();

    private void asked(String command) {
        var said = BsonDocument.parse(command);
        var place = new ConnectionDescription(
                new ServerId(new com.mongodb.connection.ClusterId(), new com.mongodb.ServerAddress()));
        questions.commandStarted(new CommandStartedEvent(null, 1, 1, place, "d", said.getFirstKey(), said));
    }

    /** A store that answers by collection; one without a plan is not there yet. */
    private static Explaining store(Map<String, Plan> plans) {
        return new Explaining() {
            @Override
            public List<String> indexes(Question question) {
                return plans.containsKey(question.collection()) ? List.of("a {\"a\": 1}") : List.of();
            }

            @Override
            public Plan plan(Question question) {
                return plans.get(question.collection());
            }
        };
    }

    private List<String> faults(Map<String, Plan> plans, Shape... exceptions) {
        return new Judge(store(plans), new Unindexed(Set.of(exceptions))).faults(questions);
    }

    @Test
    void whatNoIndexAnswersIsSaidOnce() {
        asked("{find: 'c', filter: {b: 1}}");
        asked("{find: 'e', filter: {b: 1}}");
        var plans = Map.of("c", WHOLE, "e", INDEXED);
        assertThat(faults(plans))
                .singleElement()
                .asString()
                .contains("c: find {b: ?}", "is answered by no index", "plan: COLLSCAN", "a {\"a\": 1}");
        asked("{find: 'c', filter: {b: 2}}");
        assertThat(faults(plans)).isEmpty();
    }

    @Test
    void anExceptionPassesWhileItIsOne() {
        asked("{find: 'c', filter: {b: 1}}");
        assertThat(faults(Map.of("c", WHOLE), new Shape("c", "find {b: ?}"))).isEmpty();
        asked("{find: 'e', filter: {b: 1}}");
        assertThat(faults(Map.of("e", INDEXED), new Shape("e", "find {b: ?}")))
                .singleElement()
                .asString()
                .contains("needs no row");
    }

    @Test
    void someOfAllNeedsNoIndexNorDoesNothing() {
        asked("{find: 'c', filter: {}, limit: 5}");
        asked("{find: 'c', filter: {$and: [{a: {$in: []}}, {b: 1}]}, sort: {b: 1}}");
        assertThat(faults(Map.of("c", WHOLE))).isEmpty();
        asked("{find: 'c', filter: {}}");
        assertThat(faults(Map.of("c", WHOLE))).hasSize(1);
    }

    @Test
    void whereNothingIsKeptYetTheNextQuestionIsWaitedFor() {
        asked("{find: 'c', filter: {b: 1}}");
        assertThat(faults(Map.of())).isEmpty();
        assertThat(questions.waiting()).isEmpty();
        asked("{find: 'c', filter: {b: 2}}");
        assertThat(faults(Map.of("c", WHOLE))).hasSize(1);
    }
}
