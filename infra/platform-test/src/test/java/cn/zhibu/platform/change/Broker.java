package cn.zhibu.platform.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/** The way of one replica to a broker that comes and goes, is slow now and then, and refuses what is called so. */
final class Broker extends KafkaTemplate<String, byte[]> {

    /** What the broker has taken, in its order. */
    static final class Log {

        private final List<Told> told = new CopyOnWriteArrayList<>();
        private volatile boolean there = true;

        record Told(String subject, long sequence) {}

        void there(boolean now) {
            there = now;
        }

        /** Sequences of a subject as a listener takes them that ignores what is not newer; each must be the next. */
        List<Long> heard(String subject) {
            var heard = new ArrayList<Long>();
            for (var one : told) {
                if (one.subject().equals(subject)
                        && (heard.isEmpty() || one.sequence() > heard.get(heard.size() - 1))) {
                    heard.add(one.sequence());
                }
            }
            return heard;
        }

        long times(String subject) {
            return told.stream().filter(one -> one.subject().equals(subject)).count();
        }
    }

    private final Log log;
    private volatile int slowest; // milliseconds
    private volatile boolean cut;

    Broker(Log log) {
        super(new DefaultKafkaProducerFactory<>(Map.of()));
        this.log = log;
    }

    void slowest(int millis) {
        slowest = millis;
    }

    void cut() {
        cut = true;
    }

    @Override
    public CompletableFuture<SendResult<String, byte[]>> send(ProducerRecord<String, byte[]> message) {
        var subject = new String(message.headers().lastHeader("ce_subject").value());
        if (cut) {
            return new CompletableFuture<>();
        }
        if (!log.there) {
            return CompletableFuture.failedFuture(new TimeoutException("away"));
        }
        if (subject.startsWith("refused")) {
            return CompletableFuture.failedFuture(new RecordTooLargeException("too large"));
        }
        return CompletableFuture.supplyAsync(() -> taken(message, subject), later());
    }

    private SendResult<String, byte[]> taken(ProducerRecord<String, byte[]> message, String subject) {
        var sequence = new String(message.headers().lastHeader("ce_sequence").value());
        if (!cut) {
            log.told.add(new Log.Told(subject, Long.parseLong(sequence)));
        }
        return new SendResult<>(message, null);
    }

    private Executor later() {
        return slowest == 0
                ? Runnable::run
                : CompletableFuture.delayedExecutor(
                        ThreadLocalRandom.current().nextInt(slowest), TimeUnit.MILLISECONDS);
    }
}
