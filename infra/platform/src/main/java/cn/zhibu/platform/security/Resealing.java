package cn.zhibu.platform.security;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;

import cn.zhibu.platform.tenant.TenantDatabases;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Goes through the documents of a tenant and seals anew, with the current key, what lies under an older one, in every
 * version of it. It changes a text only while it is what was read, and nothing else of the document: who writes at the same
 * moment is not disturbed, and what he puts back under the older key is found by the next round.
 */
final class Resealing {

    private static final Logger log = LoggerFactory.getLogger(Resealing.class);
    private static final Pattern CIPHER = Pattern.compile("k\\d+\\.[A-Za-z0-9+/]+=*");
    private static final int AT_ONCE = 8; // documents of up to some megabytes
    private static final Bson BY_ID = ascending("_id");

    /**
     * What a round has done.
     *
     * @param documents in which something was sealed anew
     * @param left in which somebody wrote at the same moment
     * @param unreadable in which something does not open
     */
    record Round(String key, long documents, long left, long unreadable) {

        private Round plus(Outcome outcome) {
            return switch (outcome) {
                case CURRENT -> this;
                case SEALED -> new Round(key, documents + 1, left, unreadable);
                case LEFT -> new Round(key, documents, left + 1, unreadable);
                case UNREADABLE -> new Round(key, documents, left, unreadable + 1);
            };
        }
    }

    private enum Outcome {
        CURRENT,
        SEALED,
        LEFT,
        UNREADABLE
    }

    private record Found(String path, Sealed sealed) {}

    private final TenantDatabases databases;
    private final TenantKeys keys;
    private final Seals seals;

    Resealing(TenantDatabases databases, TenantKeys keys, Seals seals) {
        this.databases = databases;
        this.keys = keys;
        this.seals = seals;
    }

    Mono<Round> round(String tenant) {
        return keys.of(tenant)
                .flatMap(ring -> databases
                        .of(tenant)
                        .flatMapMany(database -> Flux.from(database.listCollectionNames())
                                .collectList()
                                .flatMapIterable(names -> names)
                                .filter(name -> !name.startsWith("system."))
                                .map(name -> database.getCollection(name, BsonDocument.class)))
                        .concatMap(collection -> Flux.from(
                                        collection.find().sort(BY_ID).batchSize(AT_ONCE))
                                .concatMap(document -> renewed(collection, document, ring, tenant), 1))
                        .reduce(new Round(ring.current(), 0, 0, 0), Round::plus));
    }

    private Mono<Outcome> renewed(
            MongoCollection<BsonDocument> collection, BsonDocument document, KeyRing ring, String tenant) {
        var old = new ArrayList<Found>();
        find("", document, old);
        old.removeIf(found -> Seals.keyOf(found.sealed()).equals(ring.current()));
        if (old.isEmpty()) {
            return Mono.just(Outcome.CURRENT);
        }
        var unchanged = new ArrayList<Bson>(List.of(eq("_id", document.get("_id"))));
        var anew = new BsonDocument();
        for (var found : old) {
            try {
                var text = Seals.open(ring, tenant, found.sealed());
                var fresh = seals.seal(ring, tenant, text, found.sealed().of());
                unchanged.add(eq(found.path() + ".cipher", found.sealed().cipher()));
                anew.append(found.path() + ".cipher", new BsonString(fresh.cipher()));
            } catch (IllegalStateException unreadable) {
                log.warn(
                        "{} of {} does not open: {}",
                        found.path(),
                        collection.getNamespace().getCollectionName(),
                        unreadable.getMessage());
                return Mono.just(Outcome.UNREADABLE);
            }
        }
        return Mono.from(collection.updateOne(and(unchanged), new BsonDocument("$set", anew)))
                .map(result -> result.getMatchedCount() == 1 ? Outcome.SEALED : Outcome.LEFT);
    }

    private static void find(String path, BsonValue value, List<Found> found) {
        if (value instanceof BsonArray list) {
            for (int at = 0; at < list.size(); at++) {
                find(path + "." + at, list.get(at), found);
            }
        } else if (value instanceof BsonDocument document) {
            if (document.get("cipher") instanceof BsonString cipher
                    && document.get("of") instanceof BsonString of
                    && CIPHER.matcher(cipher.getValue()).matches()) {
                found.add(new Found(path, new Sealed(cipher.getValue(), of.getValue())));
            } else {
                document.forEach((name, inner) -> find(path.isEmpty() ? name : path + "." + name, inner, found));
            }
        }
    }
}
