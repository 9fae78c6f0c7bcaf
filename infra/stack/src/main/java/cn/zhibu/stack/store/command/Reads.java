package cn.zhibu.stack.store.command;

import cn.zhibu.stack.store.engine.Catalogue;
import cn.zhibu.stack.store.engine.Collection;
import cn.zhibu.stack.store.engine.Session;
import cn.zhibu.stack.store.language.Pipeline;
import cn.zhibu.stack.store.language.Projection;
import cn.zhibu.stack.store.language.Refused;
import cn.zhibu.stack.store.language.SortBy;
import cn.zhibu.stack.store.plan.Budget;
import cn.zhibu.stack.store.plan.Finder;
import cn.zhibu.stack.store.plan.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** find, count, aggregate, getMore, killCursors and explain, over one state of the file. */
final class Reads {

    private static final int FIRST_BATCH = 101;
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final String BATCH = "batchSize";

    private final Finder finder;
    private final Cursors cursors;

    Reads(Finder finder, Cursors cursors) {
        this.finder = finder;
        this.cursors = cursors;
    }

    private static Query query(Request request) {
        return Query.of(
                request.document("filter"), request.document("sort"), request.amount("skip"), request.amount("limit"));
    }

    BsonDocument find(Request request, Session session, Catalogue catalogue) {
        var query = query(request);
        var fields = request.document("projection");
        var shown = fields == null || fields.isEmpty() ? null : Projection.parse(fields);
        long first = request.body().containsKey(BATCH) ? request.amount(BATCH) : FIRST_BATCH;
        var collection = catalogue.find(request.database(), request.collection());
        if (collection == null) {
            return cursor(request.namespace(), "firstBatch", new BsonArray(), 0);
        }
        var answer = new Answer.OfFound(finder.find(session, collection, query), shown);
        boolean nothingYet = first == 0 && request.body().containsKey(BATCH);
        var batch = nothingYet ? new BsonArray() : answer.batch(session, first, request.budget());
        return begun(request, answer, batch, request.flag("singleBatch", false));
    }

    private BsonDocument begun(Request request, Answer answer, BsonArray batch, boolean single) {
        boolean more = answer.mayHaveMore() && !single;
        long id = more ? cursors.keep(request.namespace(), answer) : 0;
        return cursor(request.namespace(), "firstBatch", batch, id);
    }

    static BsonDocument cursor(String namespace, String field, BsonArray batch, long id) {
        return Request.ok(new BsonDocument(
                "cursor",
                new BsonDocument(field, batch)
                        .append("id", new BsonInt64(id))
                        .append("ns", new BsonString(namespace))));
    }

    BsonDocument getMore(Request request, Session session) {
        long id = request.number("getMore", 0);
        var namespace = request.database() + "." + request.text("collection");
        long most = request.amount(BATCH);
        var answer = cursors.take(id, namespace);
        var batch = answer.batch(session, most, request.budget());
        if (answer.mayHaveMore()) {
            cursors.keep(id, namespace, answer);
            return cursor(namespace, "nextBatch", batch, id);
        }
        return cursor(namespace, "nextBatch", batch, 0);
    }

    BsonDocument killCursors(Request request) {
        var killed = new BsonArray();
        var unknown = new BsonArray();
        if (!(request.body().get("cursors") instanceof BsonArray ids)) {
            throw Refused.typeMismatch("'cursors' has to be an array");
        }
        for (BsonValue id : ids) {
            boolean was = id.isNumber() && cursors.end(id.asNumber().longValue(), request.namespace());
            (was ? killed : unknown).add(id);
        }
        return Request.ok(new BsonDocument("cursorsKilled", killed)
                .append("cursorsNotFound", unknown)
                .append("cursorsAlive", new BsonArray())
                .append("cursorsUnknown", new BsonArray()));
    }

    BsonDocument count(Request request, Session session, Catalogue catalogue) {
        var filter = request.document("query");
        var query = Query.of(filter, null, request.amount("skip"), Math.abs(request.number("limit", 0)));
        var collection = catalogue.find(request.database(), request.collection());
        long counted = 0;
        if (collection != null) {
            counted = finder.count(session, collection, query, request.budget());
        }
        return Request.ok(new BsonDocument("n", Request.number(counted)));
    }

    private static Query leading(Pipeline pipeline) {
        var sort = pipeline.sort();
        var filter = pipeline.filter();
        var all = Query.of(null, null, pipeline.skip(), pipeline.limit());
        return new Query(
                filter == null ? all.filter() : filter,
                sort == null ? SortBy.parse(new BsonDocument()) : sort,
                pipeline.skip(),
                pipeline.limit());
    }

    BsonDocument aggregate(Request request, Session session, Catalogue catalogue) {
        if (!request.body().get("aggregate", new BsonInt32(1)).isString()) {
            throw Refused.notOnTheList("an aggregation without a collection");
        }
        var pipeline = Pipeline.parse(request.documents("pipeline"));
        var options = Request.required(request.body(), "cursor");
        Options.only(options, java.util.Set.of(BATCH), "a cursor");
        long first = Request.number(options, BATCH, FIRST_BATCH);
        var collection = catalogue.find(request.database(), request.collection());
        var budget = request.budget();
        var made = new ArrayList<BsonDocument>();
        try (var found = collection == null
                        ? Stream.<BsonDocument>empty()
                        : found(session, collection, pipeline, budget);
                var results = pipeline.run(found)) {
            gather(results, made);
        }
        var answer = new Answer.OfMade(made);
        var batch = first == 0 ? new BsonArray() : answer.batch(session, first, budget);
        return begun(request, answer, batch, false);
    }

    private static void gather(Stream<BsonDocument> results, List<BsonDocument> into) {
        long bytes = 0;
        for (var each = results.iterator(); each.hasNext(); ) {
            var document = new RawBsonDocument(each.next(), Codecs.DOCUMENT);
            bytes += document.getByteLength();
            if (bytes > MOST_BYTES) {
                throw Refused.tooMuchMemory("an aggregation gives more than 64 MB; ask for less, or by find");
            }
            into.add(document);
        }
    }

    private Stream<BsonDocument> found(Session session, Collection collection, Pipeline pipeline, Budget budget) {
        var query = leading(pipeline);
        if (pipeline.counts()) {
            return Stream.generate(BsonDocument::new).limit(finder.count(session, collection, query, budget));
        }
        var found = finder.find(session, collection, query);
        return StreamSupport.stream(
                new Spliterators.AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED) {
                    @Override
                    public boolean tryAdvance(Consumer<? super BsonDocument> action) {
                        var place = found.next(session, budget);
                        if (place != null) {
                            action.accept(place.document());
                        }
                        return place != null;
                    }
                },
                false);
    }

    /** Which indexes serve a command, as MongoDB tells it; nothing is read or written. */
    BsonDocument explain(Request request, Session session, Catalogue catalogue) {
        var inner = request.inner(Request.required(request.body(), "explain"));
        var query = explained(inner);
        var collection = catalogue.find(inner.database(), inner.collection());
        var plan = collection == null
                ? new BsonDocument("stage", new BsonString("EOF"))
                : finder.told(session, collection, query);
        return Request.ok(new BsonDocument(
                "queryPlanner",
                new BsonDocument("namespace", new BsonString(inner.namespace()))
                        .append("winningPlan", plan)
                        .append("rejectedPlans", new BsonArray())));
    }

    private static Query explained(Request inner) {
        Options.check(inner);
        return switch (inner.name()) {
            case "find" -> query(inner);
            case "count" ->
                Query.of(inner.document("query"), null, inner.amount("skip"), Math.abs(inner.number("limit", 0)));
            case "aggregate" -> leading(Pipeline.parse(inner.documents("pipeline")));
            case "findAndModify" -> Query.first(inner.document("query"), inner.document("sort"));
            case "update" -> Query.first(first(inner, "updates"), null);
            case "delete" -> Query.of(first(inner, "deletes"), null, 0, 0);
            default -> throw Refused.notOnTheList("explain of " + inner.name());
        };
    }

    private static @Nullable BsonDocument first(Request inner, String field) {
        var parts = inner.documents(field);
        return parts.isEmpty() ? null : Request.document(parts.get(0), "q");
    }
}
