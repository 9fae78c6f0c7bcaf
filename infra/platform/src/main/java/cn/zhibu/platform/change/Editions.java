package cn.zhibu.platform.change;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;

import cn.zhibu.platform.store.Duplicates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.Comparator;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What records were before they were changed: each earlier version is a document of its own, in a collection beside that of
 * the records to which is only ever added. Which of them came to be earlier versions stands in the record and is written
 * with the change itself: one that was put down for a change that was not made is nobody's.
 */
public final class Editions {

    /** Numbers of the earlier versions, in the record. */
    static final String FIELD = "_editions";

    /** The newest of the earlier versions that are shown at once. */
    static final int MOST = 200;

    private static final String BESIDE = "_editions";
    private static final String STATE = "state";
    private static final String VERSION = "version";

    /** What the platform keeps in a document for itself. */
    private static final List<String> OWN =
            List.of(FIELD, Searched.WORDS, Changes.KEYS, Changes.MADE, Outbox.FIELD, Outbox.UNSENT);

    private final ReactiveMongoTemplate mongo;
    private final States states;

    Editions(ReactiveMongoTemplate mongo, States states) {
        this.mongo = mongo;
        this.states = states;
    }

    /** Earlier versions of a record, oldest first, at most the newest {@value #MOST}; none of one that is not there. */
    public <S> Flux<S> of(Class<S> type, String id) {
        return mongo.getMongoDatabase()
                .flatMapMany(database -> kept(database, type, id)
                        .flatMapMany(versions ->
                                Flux.from(beside(database, type).find(in("_id", names(id, versions)))))
                        .sort(Comparator.comparingLong(found -> found.getLong(VERSION)))
                        .map(found -> states.read(type, found.get(STATE, Document.class))));
    }

    private Mono<List<Long>> kept(MongoDatabase database, Class<?> type, String id) {
        return Mono.from(database.getCollection(states.collection(type))
                        .find(eq("_id", id))
                        .projection(include(FIELD))
                        .first())
                .map(found -> found.getList(FIELD, Long.class, List.of()))
                .filter(versions -> !versions.isEmpty())
                .map(versions -> versions.subList(Math.max(0, versions.size() - MOST), versions.size()));
    }

    /** Puts down what a record is before a change; where it is no longer of that version, nothing: the change is refused too. */
    Mono<Void> keep(MongoCollection<Document> records, Class<?> type, String id, long version) {
        return mongo.getMongoDatabase()
                .flatMap(database -> Mono.from(records.find(and(eq("_id", id), eq(states.versionField(type), version)))
                                .projection(exclude(OWN))
                                .first())
                        .flatMap(found -> Mono.from(beside(database, type)
                                .insertOne(new Document("_id", name(id, version))
                                        .append(VERSION, version)
                                        .append(STATE, found)))))
                .onErrorResume(Duplicates::ofId, another -> Mono.empty())
                .then(Mono.fromRunnable(() -> Failpoints.pass("after-edition")));
    }

    private MongoCollection<Document> beside(MongoDatabase database, Class<?> type) {
        return database.getCollection(states.collection(type) + BESIDE);
    }

    private static List<String> names(String id, List<Long> versions) {
        return versions.stream().map(version -> name(id, version)).toList();
    }

    private static String name(String id, long version) {
        return id + "@" + version;
    }

    /** The same query for a list: it loads what is shown, not what the platform keeps beside it. */
    public static Query leftOut(Query list) {
        list.fields().exclude(OWN.toArray(String[]::new));
        return list;
    }
}
