package cn.zhibu.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mongodb.spring.session.MongoSession;
import org.springframework.session.Session;

/** A session that knows what has happened to it since it was read, so that only what changed is written back. */
final class StoredSession implements Session {

    private final MongoSession session;
    private @Nullable String storedId;
    private Instant storedAccess;
    private boolean changed;

    private StoredSession(MongoSession session, @Nullable String storedId) {
        this.session = session;
        this.storedId = storedId;
        this.storedAccess = session.getLastAccessedTime();
    }

    static StoredSession fresh(MongoSession session) {
        return new StoredSession(session, null);
    }

    static StoredSession found(MongoSession session) {
        return new StoredSession(session, session.getId());
    }

    MongoSession inner() {
        return session;
    }

    /** The id under which the database knows it; none as long as it was never saved. */
    @Nullable
    String storedId() {
        return storedId;
    }

    boolean changed() {
        return changed;
    }

    boolean touchedFor(Duration least) {
        return !session.getLastAccessedTime().isBefore(storedAccess.plus(least));
    }

    void saved() {
        storedId = session.getId();
        storedAccess = session.getLastAccessedTime();
        changed = false;
    }

    @Override
    public String getId() {
        return session.getId();
    }

    @Override
    public String changeSessionId() {
        changed = true;
        return session.changeSessionId();
    }

    @Override
    public <T> @Nullable T getAttribute(String name) {
        return session.getAttribute(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return session.getAttributeNames();
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        changed = true;
        if (value == null) {
            session.removeAttribute(name);
        } else {
            session.setAttribute(name, value);
        }
    }

    @Override
    public void removeAttribute(String name) {
        changed = true;
        session.removeAttribute(name);
    }

    @Override
    public Instant getCreationTime() {
        return session.getCreationTime();
    }

    @Override
    public void setLastAccessedTime(Instant time) {
        session.setLastAccessedTime(time);
    }

    @Override
    public Instant getLastAccessedTime() {
        return session.getLastAccessedTime();
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        changed = true;
        session.setMaxInactiveInterval(interval);
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return session.getMaxInactiveInterval();
    }

    @Override
    public boolean isExpired() {
        return session.isExpired();
    }
}
