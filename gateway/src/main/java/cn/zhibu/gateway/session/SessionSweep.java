package cn.zhibu.gateway.session;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Removes expired sessions; the database is not asked to do it, because not every store can. */
@Component
final class SessionSweep {

    private static final Logger LOG = LoggerFactory.getLogger(SessionSweep.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ReactiveMongoOperations mongo;
    private final Clock clock;
    private boolean indexed;

    SessionSweep(ReactiveMongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** Every ten minutes, for the first time shortly after the start. */
    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT10M")
    void sweep() {
        try {
            if (!indexed) {
                ensureIndexes();
                indexed = true;
            }
            var expired = Query.query(Criteria.where(SessionDocuments.EXPIRES).lt(Date.from(clock.instant())));
            mongo.remove(expired, Sessions.COLLECTION).block(LIMIT);
        } catch (RuntimeException failure) {
            LOG.warn("Expired sessions could not be removed now: {}", failure.toString());
        }
    }

    private void ensureIndexes() {
        var indexes = mongo.indexOps(Sessions.COLLECTION);
        Flux.just(SessionDocuments.EXPIRES, SessionDocuments.PROVIDER_SESSION, SessionDocuments.PROVIDER_USER)
                .concatMap(field -> indexes.createIndex(new Index().on(field, Sort.Direction.ASC)))
                .then()
                .block(LIMIT);
    }
}
