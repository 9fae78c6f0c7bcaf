package cn.zhibu.report.ledger;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;

/** What the ledger says of itself. */
sealed interface LedgerEvent extends DomainEvent {

    @EventName(value = "ledger.anchored.v1", topic = "ledger.anchors")
    record Anchored(String anchor, long number, String hash) implements LedgerEvent {}
}
