package cn.zhibu.gateway.session;

import cn.zhibu.gateway.session.OpenedSessions.Opened;
import java.time.Duration;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.session.ReactiveSessionRepository;
import reactor.core.publisher.Mono;

/**
 * Sessions in the database, and for a moment in memory. A session that was ended while a request was still under way is
 * not brought back by that request, and a request writes what it changed and nothing else: it may have worked with a
 * session of five seconds ago. Whoever waits for a database that is away or stuck is told so after {@link #PATIENCE}.
 */
final class Sessions implements ReactiveSessionRepository<StoredSession> {

    static final String COLLECTION = "sessions";

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);

    /** A little less than a service may take for its answer. */
    static final Duration PATIENCE = Duration.ofSeconds(8);

    private final ReactiveMongoOperations mongo;
    private final SessionDocuments documents;
    private final OpenedSessions opened;

    Sessions(ReactiveMongoOperations mongo, SessionDocuments documents, OpenedSessions opened) {
        this.mongo = mongo;
        this.documents = documents;
        this.opened = opened;
    }

    @Override
    public Mono<StoredSession> createSession() {
        return Mono.fromSupplier(documents::fresh);
    }

    @Override
    public Mono<StoredSession> findById(String id) {
        return opened.of(id, read(id)).map(documents::session).filter(session -> !session.isExpired());
    }

    /** As the store has it now, whatever was opened before. */
    Mono<StoredSession> findAnew(String id) {
        return Mono.defer(() -> {
            opened.forget(id);
            return findById(id);
        });
    }

    private Mono<Opened> read(String id) {
        return mongo.findById(id, Document.class, COLLECTION)
                .timeout(PATIENCE)
                .map(documents::opened)
                .onErrorResume(IllegalStateException.class, unreadable -> {
                    LOG.warn("A stored session cannot be opened and is dropped: {}", unreadable.getMessage());
                    return deleteById(id).then(Mono.empty());
                });
    }

    @Override
    public Mono<Void> save(StoredSession session) {
        return Mono.defer(() -> {
                    var storedId = session.storedId();
                    if (storedId == null) {
                        return inserted(session);
                    }
                    if (!storedId.equals(session.getId())) {
                        return forgotten(storedId, moved(session, storedId));
                    }
                    if (session.changed()) {
                        return forgotten(storedId, replaced(session));
                    }
                    return session.touchedFor(TOUCH_EVERY) ? forgotten(storedId, touched(session)) : Mono.empty();
                })
                .timeout(PATIENCE);
    }

    @Override
    public Mono<Void> deleteById(String id) {
        return forgotten(
                id, mongo.remove(byId(id), COLLECTION).timeout(PATIENCE).then());
    }

    private Mono<Void> inserted(StoredSession session) {
        return Mono.fromSupplier(() -> documents.toDocument(session))
                .flatMap(document -> mongo.insert(document, COLLECTION))
                .doOnSuccess(done -> session.saved())
                .then();
    }

    private Mono<Void> moved(StoredSession session, String from) {
        return mongo.remove(byId(from), COLLECTION)
                .filter(removed -> removed.getDeletedCount() > 0)
                .flatMap(removed -> inserted(session));
    }

    private Mono<Void> replaced(StoredSession session) {
        return read(session.getId())
                .map(now -> documents.toDocument(session.changedSince(documents.session(now))))
                .flatMap(document -> mongo.findAndReplace(byId(session.getId()), document, COLLECTION))
                .doOnNext(done -> session.saved())
                .then();
    }

    private Mono<Void> touched(StoredSession session) {
        var update = new Update()
                .set(SessionDocuments.ACCESSED, session.getLastAccessedTime())
                .set(SessionDocuments.EXPIRES, session.ends());
        return mongo.updateFirst(byId(session.getId()), update, COLLECTION)
                .doOnNext(done -> session.saved())
                .then();
    }

    /** However a write ends, it may have been done: what was opened before it is not used after it. */
    private Mono<Void> forgotten(String id, Mono<Void> write) {
        return write.doOnTerminate(() -> opened.forget(id)).doOnCancel(() -> opened.forget(id));
    }

    private static Query byId(String id) {
        return Query.query(Criteria.where("_id").is(id));
    }
}
