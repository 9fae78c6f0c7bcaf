package cn.zhibu.platform.change;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Makes the envelopes of a change's events. */
final class Envelopes {

    /** Room for the events of one version within a sequence. */
    static final long EVENTS_PER_VERSION = 1000;

    private final JsonMapper json;
    private final Clock clock;
    private final String topic;

    Envelopes(JsonMapper json, Clock clock, String topic) {
        this.json = json;
        this.clock = clock;
        this.topic = topic;
    }

    List<Envelope> of(Change<?> change, String tenant, String subject, long version, Command command) {
        var envelopes = new ArrayList<Envelope>();
        for (var event : change.events()) {
            var name = event.getClass().getAnnotation(EventName.class);
            if (name == null) {
                throw new IllegalStateException(event.getClass() + " has no @EventName");
            }
            var addressee = event.addressee();
            long sequence = version * EVENTS_PER_VERSION + envelopes.size();
            envelopes.add(new Envelope(
                    Command.nameOf(tenant, subject, Long.toString(sequence)),
                    name.topic().isEmpty() ? topic : name.topic(),
                    name.value(),
                    addressee == null ? tenant : addressee,
                    subject,
                    sequence,
                    clock.instant(),
                    command.actor(),
                    change.state() instanceof Scoped scoped ? scoped.scope().unit() : null,
                    command.trace(),
                    json.writeValueAsString(event)));
        }
        return envelopes;
    }
}
