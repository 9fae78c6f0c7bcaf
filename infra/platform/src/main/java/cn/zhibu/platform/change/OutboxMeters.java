package cn.zhibu.platform.change;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters: documents with unsent events ({@code zhibu.outbox.depth}) and the age of the oldest in seconds, as far as this
 * process has to do with them. The relay knows both without asking the store.
 */
final class OutboxMeters implements MeterBinder {

    private final Relay relay;

    OutboxMeters(Relay relay) {
        this.relay = relay;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("zhibu.outbox.depth", relay, Relay::depth).register(meters);
        Gauge.builder("zhibu.outbox.age", relay, present -> present.age().toSeconds())
                .baseUnit("seconds")
                .register(meters);
    }
}
