package cn.zhibu.report.unit;

import cn.zhibu.platform.event.EventConsumer;

/** The table of what this feature hears, for the contract tests. */
public final class UnitConsumers {

    private UnitConsumers() {}

    public static EventConsumer table() {
        return new UnitProjection(null);
    }
}
