package cn.zhibu.gateway.session;

import cn.zhibu.gateway.session.OpenedSessions.Opened;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/**
 * How a session lies in the database: its contents sealed, its times in the clear, and two keyed traces (of the provider's
 * session and user) by which a logout from the provider's side finds it.
 */
final class SessionDocuments {

    static final String PROVIDER_SESSION = "sid";
    static final String PROVIDER_USER = "sub";
    static final String ACCESSED = "accessed";
    static final String EXPIRES = "expireAt";

    private static final String CREATED = "created";
    private static final String CONTENTS = "contents";

    private final SessionKeys keys;
    private final SessionSeal seal;
    private final SessionRecords records;
    private final Duration idle;
    private final Clock clock;

    SessionDocuments(SessionKeys keys, ClientRegistration provider, Duration idle, Clock clock) {
        this.keys = keys;
        this.seal = new SessionSeal(keys);
        this.records = new SessionRecords(provider);
        this.idle = idle;
        this.clock = clock;
    }

    StoredSession fresh() {
        return StoredSession.fresh(clock, idle);
    }

    Document toDocument(StoredSession session) {
        var contents = records.record(session.attributes());
        var document = new Document("_id", session.getId())
                .append(CREATED, Date.from(session.getCreationTime()))
                .append(ACCESSED, Date.from(session.getLastAccessedTime()))
                .append(EXPIRES, Date.from(session.ends()))
                .append(CONTENTS, new Binary(seal.seal(session.getId(), contents)));
        var person = contents.person();
        if (person != null) {
            trace(document, PROVIDER_SESSION, person.claims().get("sid"));
            trace(document, PROVIDER_USER, person.claims().get("sub"));
        }
        return document;
    }

    /** What lies in this document; one that does not open is refused with an IllegalStateException. */
    Opened opened(Document document) {
        var id = document.getString("_id");
        if (!(document.get(CONTENTS) instanceof Binary sealed)) {
            throw new IllegalStateException("A session holds nothing that can be opened");
        }
        return new Opened(
                id,
                document.getDate(CREATED).toInstant(),
                document.getDate(ACCESSED).toInstant(),
                seal.open(id, sealed.getData()),
                sealed.length());
    }

    /** A session of its own for whoever asks, with nothing in it that another request could change. */
    StoredSession session(Opened opened) {
        return StoredSession.found(
                opened.id(), opened.created(), opened.accessed(), records.attributes(opened.contents()), clock, idle);
    }

    private void trace(Document document, String field, @Nullable Object value) {
        if (value != null) {
            document.append(field, keys.trace(value.toString()));
        }
    }
}
