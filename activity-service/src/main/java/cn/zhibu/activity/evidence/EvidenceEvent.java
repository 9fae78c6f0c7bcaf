package cn.zhibu.activity.evidence;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import java.util.List;

/** What happens to evidence: ids and hashes; names of files stay here, for they may name people. */
sealed interface EvidenceEvent extends DomainEvent {

    @EventName("evidence.added.v1")
    record Added(String evidence, String unit, List<String> ancestors, String hash, String type, long size)
            implements EvidenceEvent {}

    @EventName("evidence.dropped.v1")
    record Dropped(String evidence, String unit, List<String> ancestors, String hash) implements EvidenceEvent {}
}
