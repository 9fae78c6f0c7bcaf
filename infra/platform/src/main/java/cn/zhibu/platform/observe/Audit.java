package cn.zhibu.platform.observe;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Sends what no event tells to the ledger: refused writes and looks at personal files. */
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

    Mono<Void> refused(String method, String path, int status, String code) {
        var entry = UUID.randomUUID().toString();
        return changes.save(Change.of(
                        new AuditEntry(entry, null), new AuditEvent.Refused(entry, method, path, status, code)))
                .then();
    }
}
