package cn.zhibu.platform.observe;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Sends what no event tells to the ledger: refused writes, looks at personal files, downloads. */
public final class Audit {

    private final Changes changes;

    Audit(Changes changes) {
        this.changes = changes;
    }

    /** Notes that a personal file is about to be shown. */
    public Mono<Void> looked(String kind, String id) {
        var entry = UUID.randomUUID().toString();
        return changes.save(Change.of(new AuditEntry(entry, null), new AuditEvent.Looked(entry, kind, id)))
                .then();
    }

    /**
     * Notes that a paper or an export is about to leave.
     *
     * @param kind what it is of, in one word of the glossary
     * @param id of its subject; empty for what there is one of
     * @param copy which of several
     */
    public Mono<Void> downloaded(String kind, String id, @Nullable String copy) {
        var entry = UUID.randomUUID().toString();
        return changes.save(Change.of(new AuditEntry(entry, null), new AuditEvent.Downloaded(entry, kind, id, copy)))
                .then();
    }

    Mono<Void> refused(String method, String path, int status, String code) {
        var entry = UUID.randomUUID().toString();
        return changes.save(Change.of(
                        new AuditEntry(entry, null), new AuditEvent.Refused(entry, method, path, status, code)))
                .then();
    }
}
