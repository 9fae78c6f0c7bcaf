package cn.zhibu.report.fact;

import cn.zhibu.platform.event.EventConsumer;

/** The table of what this feature hears, for the contract tests. */
public final class HeardConsumers {

    private HeardConsumers() {}

    public static EventConsumer table() {
        return new FactProjection(null, null);
    }
}
