package cn.zhibu.stack.store.command;

import cn.zhibu.stack.store.engine.Collection;
import cn.zhibu.stack.store.engine.Place;
import cn.zhibu.stack.store.engine.Stored;
import cn.zhibu.stack.store.engine.Writing;
import cn.zhibu.stack.store.language.Change;
import cn.zhibu.stack.store.language.Projection;
import cn.zhibu.stack.store.language.Refused;
import cn.zhibu.stack.store.plan.Budget;
import cn.zhibu.stack.store.plan.Finder;
import cn.zhibu.stack.store.plan.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** insert, update, delete and findAndModify, as what they do inside a group of writes. */
final class Writes {

    private static final int MOST = 100_000;
    private static final String UPSERT = "upsert";

    private final Finder finder;

    Writes(Finder finder) {
        this.finder = finder;
    }

    private static boolean ordered(Request request) {
        return request.flag("ordered", true);
    }

    private static List<BsonDocument> parts(Request request, String field) {
        var parts = request.documents(field);
        if (parts.isEmpty() || parts.size() > MOST) {
            throw new Refused(16, "InvalidLength", "'" + field + "' holds 1 to " + MOST + ", not " + parts.size());
        }
        return parts;
    }

    BsonDocument insert(Request request, Writing writing) {
        var documents = parts(request, "documents");
        var collection = writing.collection(request.database(), request.collection());
        var errors = new WriteErrors();
        int inserted = 0;
        for (int at = 0; at < documents.size(); at++) {
            var document = documents.get(at);
            if (errors.attempt(at, () -> writing.insert(collection, Documents.toWrite(document)))) {
                inserted++;
            } else if (ordered(request)) {
                break;
            }
        }
        return Request.ok(errors.in(new BsonDocument("n", new BsonInt32(inserted))));
    }

    /** An update as parsed; before anything is written, every one of the command is. */
    private record Update(BsonDocument filter, Change change, boolean upsert) {
        static Update of(BsonDocument update) {
            Options.only(update, Options.OF_AN_UPDATE, "an update");
            if (Request.flag(update, "multi", false)) {
                throw Refused.notOnTheList("an update of more than one document");
            }
            return new Update(
                    Request.required(update, "q"), change(update.get("u")), Request.flag(update, UPSERT, false));
        }

        static Change change(@Nullable BsonValue change) {
            if (change == null || !change.isDocument()) {
                throw Refused.notOnTheList("an update with a pipeline");
            }
            return Change.parse(change.asDocument());
        }
    }

    BsonDocument update(Request request, Writing writing) {
        var updates = parts(request, "updates").stream().map(Update::of).toList();
        var target = new Target(writing, request.database(), request.collection(), request.budget());
        var errors = new WriteErrors();
        var totals = new Totals();
        for (int at = 0; at < updates.size(); at++) {
            var update = updates.get(at);
            int index = at;
            if (!errors.attempt(at, () -> update(target, update, totals.at(index))) && ordered(request)) {
                break;
            }
        }
        return Request.ok(errors.in(totals.answer()));
    }

    /** What single updates add up to. */
    private static final class Totals {
        private final BsonArray upserted = new BsonArray();
        private int matched;
        private int modified;
        private int index;

        Totals at(int place) {
            index = place;
            return this;
        }

        BsonDocument answer() {
            var answer = new BsonDocument("n", new BsonInt32(matched)).append("nModified", new BsonInt32(modified));
            return upserted.isEmpty() ? answer : answer.append("upserted", upserted);
        }
    }

    /** The collection that is written, which is only made when something is put into it. */
    private record Target(Writing writing, String database, String name, Budget budget) {
        @Nullable
        Place first(Finder finder, Query query) {
            var collection = writing.catalogue().find(database, name);
            return collection == null
                    ? null
                    : finder.find(writing.session(), collection, query).next(writing.session(), budget);
        }

        Collection collection() {
            return writing.collection(database, name);
        }

        /** The bytes afterwards; null when nothing changed. */
        byte @Nullable [] replace(Place place, Change change) {
            var after = change.apply(place.document());
            if (after == place.document()) {
                return null;
            }
            var bytes = Documents.toWrite(after);
            if (Arrays.equals(bytes, place.bytes())) {
                return null;
            }
            writing.replace(collection(), place, bytes);
            return bytes;
        }

        byte[] insert(Query query, Change change) {
            var bytes = Documents.toWrite(change.insert(query.filter()));
            writing.insert(collection(), bytes);
            return bytes;
        }
    }

    private void update(Target target, Update update, Totals totals) {
        var query = Query.first(update.filter(), null);
        var place = target.first(finder, query);
        if (place != null) {
            boolean changed = target.replace(place, update.change()) != null;
            totals.matched++;
            totals.modified += changed ? 1 : 0;
        } else if (update.upsert()) {
            var inserted = target.insert(query, update.change());
            totals.matched++;
            totals.upserted.add(new BsonDocument("index", new BsonInt32(totals.index))
                    .append("_id", Stored.open(inserted).getOrDefault("_id", BsonNull.VALUE)));
        }
    }

    BsonDocument delete(Request request, Writing writing) {
        var deletes = parts(request, "deletes");
        var collection = writing.catalogue().find(request.database(), request.collection());
        var budget = request.budget();
        var errors = new WriteErrors();
        var deleted = new int[1];
        for (int at = 0; at < deletes.size(); at++) {
            var delete = deletes.get(at);
            Options.only(delete, Options.OF_A_DELETE, "a delete");
            long limit = Request.number(delete, "limit", 0);
            var query = Query.of(Request.required(delete, "q"), null, 0, limit == 0 ? 0 : 1);
            if (collection != null
                    && !errors.attempt(at, () -> deleted[0] += delete(writing, collection, query, budget))
                    && ordered(request)) {
                break;
            }
        }
        return Request.ok(errors.in(new BsonDocument("n", new BsonInt32(deleted[0]))));
    }

    private int delete(Writing writing, Collection collection, Query query, Budget budget) {
        var found = finder.find(writing.session(), collection, query);
        var positions = new ArrayList<Long>();
        for (var place = found.next(writing.session(), budget);
                place != null;
                place = found.next(writing.session(), budget)) {
            positions.add(place.position());
        }
        for (long position : positions) {
            var bytes = writing.session().document(position);
            if (bytes != null) {
                writing.remove(collection, Place.of(position, bytes));
            }
        }
        return positions.size();
    }

    BsonDocument findAndModify(Request request, Writing writing) {
        boolean remove = request.flag("remove", false);
        if (remove == request.body().containsKey("update")) {
            throw Refused.failedToParse("findAndModify has either 'remove' or 'update'");
        }
        var query = Query.first(request.document("query"), request.document("sort"));
        var change = remove ? null : Update.change(request.body().get("update"));
        var fields = request.document("fields");
        var shown = fields == null ? null : Projection.parse(fields);
        var target = new Target(writing, request.database(), request.collection(), request.budget());
        var place = target.first(finder, query);
        var result = new Modified(request.flag("new", false), shown);
        if (place != null && change == null) {
            writing.remove(target.collection(), place);
            return result.removed(place);
        } else if (place != null && change != null) {
            var after = target.replace(place, change);
            return result.updated(place.bytes(), after == null ? place.bytes() : after);
        } else if (change != null && request.flag(UPSERT, false)) {
            return result.inserted(target.insert(query, change));
        }
        return result.nothing(remove);
    }

    /** The answers of findAndModify. */
    private record Modified(boolean after, @Nullable Projection fields) {
        private BsonValue shown(byte[] document) {
            var opened = Stored.open(document);
            return fields == null ? opened : fields.apply(opened);
        }

        BsonDocument removed(Place place) {
            return answer(new BsonDocument("n", new BsonInt32(1)), shown(place.bytes()));
        }

        BsonDocument updated(byte[] old, byte[] fresh) {
            return answer(
                    new BsonDocument("n", new BsonInt32(1)).append("updatedExisting", BsonBoolean.TRUE),
                    shown(after ? fresh : old));
        }

        BsonDocument inserted(byte[] fresh) {
            return answer(
                    new BsonDocument("n", new BsonInt32(1))
                            .append("updatedExisting", BsonBoolean.FALSE)
                            .append("upserted", Stored.open(fresh).getOrDefault("_id", BsonNull.VALUE)),
                    after ? shown(fresh) : BsonNull.VALUE);
        }

        BsonDocument nothing(boolean remove) {
            var last = new BsonDocument("n", new BsonInt32(0));
            return answer(remove ? last : last.append("updatedExisting", BsonBoolean.FALSE), BsonNull.VALUE);
        }

        private static BsonDocument answer(BsonDocument last, BsonValue value) {
            return Request.ok(new BsonDocument("lastErrorObject", last).append("value", value));
        }
    }
}
