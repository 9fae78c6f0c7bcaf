package cn.zhibu.platform.change;

import cn.zhibu.platform.tenant.TenantDatabases;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes what was sent out of its documents, many in one question: one for each collection and round. */
final class Taking {

    private static final int AT_ONCE = 512;
    private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);

    private final TenantDatabases databases;
    private final Desk desk;
    private final Set<Place> waiting = ConcurrentHashMap.newKeySet();

    Taking(TenantDatabases databases, Desk desk) {
        this.databases = databases;
        this.desk = desk;
    }

    void add(Place place) {
        waiting.add(place);
    }

    /** Everything that was sent so far; what could not be taken out is tried again in the next round. */
    Mono<Void> round() {
        if (waiting.isEmpty()) {
            return Mono.empty();
        }
        var places = List.copyOf(waiting);
        places.forEach(waiting::remove);
        var shelves = places.stream()
                .map(desk::told)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(told -> told.place().shelf()));
        return Flux.fromIterable(shelves.entrySet())
                .concatMap(shelf -> Flux.fromIterable(shelf.getValue())
                        .buffer(AT_ONCE)
                        .concatMap(many -> taken(shelf.getKey(), many)
                                .doOnError(failure -> many.forEach(told -> add(told.place()))))
                        .onErrorResume(Relay::waitForTheStore))
                .then();
    }

    private Mono<Void> taken(Shelf shelf, List<Told> many) {
        var whole = many.stream().filter(Told::all).toList();
        return databases
                .of(shelf.tenant())
                .map(database -> database.getCollection(shelf.collection()))
                .flatMap(collection -> done(
                                collection, whole.stream().map(Outbox::taken).toList())
                        .flatMap(matched -> done(collection, rest(many, whole, matched))))
                .then(Mono.fromRunnable(() -> {
                    Failpoints.pass("after-taking");
                    many.forEach(desk::taken);
                }));
    }

    /** Where somebody has written meanwhile, what was sent goes by itself: no outbox grows because its document is busy. */
    private static List<WriteModel<Document>> rest(List<Told> many, List<Told> whole, long matched) {
        var parts = new ArrayList<Told>(many);
        if (matched >= whole.size()) {
            parts.removeAll(whole);
        }
        return parts.stream().map(Outbox::takenInPart).toList();
    }

    private static Mono<Long> done(MongoCollection<Document> collection, List<WriteModel<Document>> models) {
        return models.isEmpty()
                ? Mono.just(0L)
                : Mono.from(collection.bulkWrite(models, ANY_ORDER)).map(Taking::matched);
    }

    private static long matched(BulkWriteResult result) {
        return (long) result.getMatchedCount() + result.getDeletedCount();
    }
}
