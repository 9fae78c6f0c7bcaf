package cn.zhibu.gateway.session;

import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.server.session.ReactiveOidcSessionRegistry;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A logout from the provider's side ends the sessions here. The sessions themselves carry the traces, so every replica
 * and every restart knows them: nothing is kept beside them.
 */
final class ProviderLogouts implements ReactiveOidcSessionRegistry {

    private final ReactiveMongoOperations mongo;
    private final SessionKeys keys;
    private final OpenedSessions opened;

    ProviderLogouts(ReactiveMongoOperations mongo, SessionKeys keys, OpenedSessions opened) {
        this.mongo = mongo;
        this.keys = keys;
        this.opened = opened;
    }

    @Override
    public Mono<Void> saveSessionInformation(OidcSessionInformation information) {
        return Mono.empty();
    }

    @Override
    public Mono<OidcSessionInformation> removeSessionInformation(String clientSessionId) {
        return Mono.empty();
    }

    @Override
    public Flux<OidcSessionInformation> removeSessionInformation(OidcLogoutToken token) {
        var session = token.getSessionId();
        if (session != null) {
            return ended(SessionDocuments.PROVIDER_SESSION, session);
        }
        var user = token.getSubject();
        return user == null ? Flux.empty() : ended(SessionDocuments.PROVIDER_USER, user);
    }

    private Flux<OidcSessionInformation> ended(String field, String value) {
        var theirs = Query.query(Criteria.where(field).is(keys.trace(value)));
        return mongo.findAllAndRemove(theirs, Document.class, Sessions.COLLECTION)
                .doOnNext(removed -> opened.forget(removed.getString("_id")))
                .then()
                .timeout(Sessions.PATIENCE)
                .thenMany(Flux.empty());
    }
}
