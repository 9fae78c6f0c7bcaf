package cn.zhibu.platform.change;

import cn.zhibu.platform.store.Duplicates;
import cn.zhibu.platform.store.Newest;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.LinkedHashMap;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Mono;

/** Writes of many documents of one collection in one question, without events. */
final class Several {

    private final ReactiveMongoTemplate mongo;
    private final States states;

    Several(ReactiveMongoTemplate mongo, States states) {
        this.mongo = mongo;
        this.states = states;
    }

    /** Of each id the row made from the newest, the first of those as new. */
    <S> List<Row<S>> newest(List<Row<S>> rows) {
        var newest = new LinkedHashMap<String, Row<S>>();
        rows.forEach(made -> newest.merge(
                states.id(made.row()), made, (known, next) -> next.sequence() > known.sequence() ? next : known));
        return List.copyOf(newest.values());
    }

    <S> Mono<Void> project(List<Row<S>> rows) {
        return collection(rows.get(0).row().getClass(), true)
                .flatMap(collection -> Newest.putAll(
                        collection, rows.stream().map(this::version).toList()))
                .doOnSuccess(done -> Failpoints.pass("after-project"));
    }

    private Newest.Version version(Row<?> made) {
        var fields = states.fields(made.row());
        return new Newest.Version(states.id(made.row()), made.sequence(), fields, states.emptied(made.row(), fields));
    }

    <S> Mono<Integer> append(List<S> lines) {
        return collection(lines.get(0).getClass(), false)
                .flatMap(collection -> Mono.from(
                        collection.insertMany(lines.stream().map(this::document).toList())))
                .map(written -> lines.size())
                .onErrorResume(MongoBulkWriteException.class, failure -> {
                    int before = Duplicates.before(failure);
                    return before < 0 ? Mono.error(failure) : Mono.just(before);
                })
                .doOnNext(done -> Failpoints.pass("after-append"));
    }

    private Document document(Object state) {
        var document = new Document("_id", states.id(state));
        document.putAll(states.fields(state));
        return document;
    }

    private Mono<MongoCollection<Document>> collection(Class<?> type, boolean row) {
        return Mono.deferContextual(context -> {
            Projecting.check(context, type, row);
            return mongo.getMongoDatabase().map(database -> database.getCollection(states.collection(type)));
        });
    }
}
