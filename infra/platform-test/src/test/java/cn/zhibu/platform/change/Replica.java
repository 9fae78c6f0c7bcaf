package cn.zhibu.platform.change;

import cn.zhibu.platform.tenant.TenantDatabases;
import java.time.Clock;
import java.time.Duration;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What one process of a service has of its own: a writer, a relay, and a way to the broker. */
final class Replica {

    static final Pace FAST = new Pace(Duration.ofMillis(30), Duration.ofMillis(20), Duration.ofMillis(40));

    final Broker broker;
    final Sender sender;
    final Writers writers;
    final Relay relay;
    final Changes changes;

    Replica(TenantDatabases databases, ReactiveMongoTemplate mongo, Clock clock, Broker.Log log) {
        broker = new Broker(log);
        sender = new Sender(broker, "probe");
        writers = new Writers(databases, clock);
        relay = new Relay(databases, writers, sender, clock, FAST);
        changes = new Changes(
                mongo,
                new States(mongo.getConverter()),
                new Envelopes(JsonMapper.builder().build(), clock, "probe.events"),
                new Handover(writers, relay),
                Reasons.NOWHERE);
    }

    /** As a process that is halted: nothing of it reaches the broker or the store any more. */
    void die() {
        broker.cut();
        relay.halt();
    }
}
