package cn.zhibu.platform.observe;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What enters the ledger besides the events of the features. */
sealed interface AuditEvent extends DomainEvent {

    /** A write that was refused: method and path as asked, status and code as answered. */
    @EventName(value = "audit.refused.v1", topic = "audit.entries")
    record Refused(String entry, String method, String path, int status, String code) implements AuditEvent {}

    /** A paper or an export that somebody took away. */
    @EventName(value = "audit.downloaded.v1", topic = "audit.entries")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Downloaded(
            String entry, String kind, String id, @Nullable String copy) implements AuditEvent {}

    /** A look at a personal file. */
    @EventName(value = "audit.looked.v1", topic = "audit.entries")
    record Looked(String entry, String kind, String id) implements AuditEvent {}
}
