package cn.zhibu.kit.query;

import com.mongodb.reactivestreams.client.MongoClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks the store itself how it answers a question. */
interface Explaining {

    /** The indexes of what is asked, with their fields; none where nothing is kept yet. */
    List<String> indexes(Question question);

    Plan plan(Question question);

    /** @param client one to which nobody listens */
    static Explaining by(MongoClient client) {
        var limit = Duration.ofSeconds(30);
        return new Explaining() {
            @Override
            public List<String> indexes(Question question) {
                var found = Flux.from(client.getDatabase(question.database())
                                .getCollection(question.collection())
                                .listIndexes())
                        .map(index -> index.getString("name") + " "
                                + index.get("key", Document.class).toJson())
                        .collectList()
                        .block(limit);
                return Objects.requireNonNull(found);
            }

            @Override
            public Plan plan(Question question) {
                var answer = Mono.from(client.getDatabase(question.database())
                                .runCommand(question.explain(), BsonDocument.class))
                        .block(limit);
                return Plan.of(Objects.requireNonNull(answer));
            }
        };
    }
}
