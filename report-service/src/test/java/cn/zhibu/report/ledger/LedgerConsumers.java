package cn.zhibu.report.ledger;

import cn.zhibu.platform.event.EventConsumer;

/** The table of what this feature hears, for the contract tests. */
public final class LedgerConsumers {

    private LedgerConsumers() {}

    public static EventConsumer table() {
        return new LedgerReaction(null, null, null, null, null);
    }
}
