package cn.zhibu.platform.change;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Puts one envelope on its topic as a CloudEvent (binary headers, JSON body) and waits for the broker's word. Handing an
 * event over blocks while the broker is away, so it is done on threads of its own: nobody else waits behind it.
 */
final class Sender implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Sender.class);

    private static final int THREADS = 16;
    private static final int IDLE_SECONDS = 60;

    private final KafkaTemplate<String, byte[]> kafka;
    private final String service;
    private final Scheduler threads = Schedulers.newBoundedElastic(
            THREADS, Schedulers.DEFAULT_BOUNDED_ELASTIC_QUEUESIZE, "outbox", IDLE_SECONDS, true);
    private volatile boolean reachable = true;

    Sender(KafkaTemplate<String, byte[]> kafka, String service) {
        this.kafka = kafka;
        this.service = service;
    }

    /** Whether the last attempt reached the broker. */
    boolean reachable() {
        return reachable;
    }

    @Override
    public void close() {
        threads.dispose();
    }

    Mono<Void> send(Envelope envelope) {
        return Mono.fromCallable(() -> kafka.send(record(envelope)))
                .subscribeOn(threads)
                .flatMap(Mono::fromFuture)
                .doOnNext(sent -> note(true, ""))
                .doOnError(Sender::away, failure -> note(false, failure.toString()))
                .then();
    }

    private void note(boolean now, String why) {
        if (now != reachable) {
            reachable = now;
            log.warn(now ? "The broker is back" : "The broker is away, what is written waits: {}", why);
        }
    }

    /** A failure that time heals; an event that the broker refuses says nothing about the broker. */
    static boolean away(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException) {
                return true;
            }
        }
        return false;
    }

    private ProducerRecord<String, byte[]> record(Envelope envelope) {
        var builder = CloudEventBuilder.v1()
                .withId(envelope.id())
                .withSource(URI.create("urn:zhibu:" + service))
                .withType(envelope.type())
                .withSubject(envelope.subject())
                .withTime(envelope.time().atOffset(ZoneOffset.UTC))
                .withExtension("tenantid", envelope.tenant())
                .withExtension("sequence", Long.toString(envelope.sequence()))
                .withData("application/json", envelope.body().getBytes(StandardCharsets.UTF_8));
        if (envelope.actor() != null) {
            builder.withExtension("actor", envelope.actor());
        }
        if (envelope.unit() != null) {
            builder.withExtension("unitid", envelope.unit());
        }
        if (!envelope.trace().isEmpty()) {
            builder.withExtension("traceid", envelope.trace());
        }
        return KafkaMessageFactory.createWriter(envelope.topic(), envelope.tenant() + ":" + envelope.subject())
                .writeBinary(builder.build());
    }
}
