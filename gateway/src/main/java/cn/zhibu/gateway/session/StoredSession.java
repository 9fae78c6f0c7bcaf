package cn.zhibu.gateway.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/** A session that knows what has happened to it since it was read, so that only what changed is written back. */
final class StoredSession implements Session {

    private final Instant created;
    private final Map<String, Object> attributes;
    private final Map<String, Optional<Object>> changes = new ConcurrentHashMap<>();
    private final Clock clock;
    private String id;
    private @Nullable String storedId;
    private Instant accessed;
    private Instant storedAccess;
    private Duration idle;
    private boolean moved;

    private StoredSession(
            String id, Instant created, Instant accessed, Map<String, Object> attributes, Clock clock, Duration idle) {
        this.id = id;
        this.created = created;
        this.accessed = accessed;
        this.storedAccess = accessed;
        this.attributes = new ConcurrentHashMap<>(attributes);
        this.clock = clock;
        this.idle = idle;
    }

    static StoredSession fresh(Clock clock, Duration idle) {
        var now = clock.instant();
        return new StoredSession(newId(), now, now, Map.of(), clock, idle);
    }

    static StoredSession found(
            String id, Instant created, Instant accessed, Map<String, Object> attributes, Clock clock, Duration idle) {
        var session = new StoredSession(id, created, accessed, attributes, clock, idle);
        session.storedId = id;
        return session;
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    Map<String, Object> attributes() {
        return attributes;
    }

    /** The id under which the database knows it; none as long as it was never saved. */
    @Nullable
    String storedId() {
        return storedId;
    }

    boolean changed() {
        return moved || !changes.isEmpty();
    }

    /** What the store has now, with what was changed here and the time of this request. */
    StoredSession changedSince(StoredSession now) {
        changes.forEach((name, value) -> now.setAttribute(name, value.orElse(null)));
        now.accessed = accessed;
        return now;
    }

    /** The tokens of this provider. */
    @Nullable
    Object client(String provider) {
        return attributes.get(SessionRecords.CLIENTS) instanceof Map<?, ?> clients ? clients.get(provider) : null;
    }

    boolean touchedFor(Duration least) {
        return !accessed.isBefore(storedAccess.plus(least));
    }

    void saved() {
        storedId = id;
        storedAccess = accessed;
        changes.clear();
        moved = false;
    }

    /** When it ends unless something is asked of it before. */
    Instant ends() {
        return accessed.plus(idle);
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String changeSessionId() {
        moved = true;
        id = newId();
        return id;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T getAttribute(String name) {
        return (T) attributes.get(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return Set.copyOf(attributes.keySet());
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            removeAttribute(name);
        } else {
            attributes.put(name, value);
            changes.put(name, Optional.of(value));
        }
    }

    @Override
    public void removeAttribute(String name) {
        if (attributes.remove(name) != null) {
            changes.put(name, Optional.empty());
        }
    }

    @Override
    public Instant getCreationTime() {
        return created;
    }

    @Override
    public void setLastAccessedTime(Instant time) {
        accessed = time;
    }

    @Override
    public Instant getLastAccessedTime() {
        return accessed;
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        idle = interval;
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return idle;
    }

    @Override
    public boolean isExpired() {
        return !clock.instant().isBefore(ends());
    }
}
